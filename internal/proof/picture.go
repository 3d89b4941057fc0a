package proof

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	_ "image/jpeg" // tells image how large one is
	_ "image/png"  // the same

	"reformboard/internal/reform"
)

// mostPixels is what a browser is asked to draw: a page of A3 at 600 dots an inch.
const mostPixels = 80_000_000

func lookSize(content []byte) error {
	about, _, err := image.DecodeConfig(bytes.NewReader(content))
	if err != nil {
		return refuse(reform.ProofDamaged, "")
	}
	if about.Width < 1 || about.Height < 1 || about.Width > mostPixels/about.Height {
		return refuse(reform.ProofTooMuch, "")
	}
	return nil
}

// lookPNG goes from chunk to chunk to the last, behind which nothing may follow.
func lookPNG(content []byte) error {
	const head, sum = 8, 4
	rest := content[8:]
	for {
		if len(rest) < head+sum {
			return refuse(reform.ProofDamaged, "")
		}
		size := int64(binary.BigEndian.Uint32(rest))
		if size > int64(len(rest)-head-sum) {
			return refuse(reform.ProofDamaged, "")
		}
		chunk := rest[4 : head+size]
		if binary.BigEndian.Uint32(rest[head+size:]) != crc32.ChecksumIEEE(chunk) {
			return refuse(reform.ProofDamaged, "")
		}
		rest = rest[head+size+sum:]
		if string(chunk[:4]) == "IEND" {
			break
		}
	}
	if len(rest) > 0 {
		return refuse(reform.ProofUnsafe, "trailing")
	}
	return lookSize(content)
}

// archiveTail is where an archive keeps its directory: 22 bytes and a remark.
const archiveTail = 22 + 1<<16

// lookJPEG lets cameras add what they like behind the picture, but for another kind of
// file.
func lookJPEG(content []byte) error {
	if !bytes.Contains(content, []byte("\xff\xd9")) {
		return refuse(reform.ProofDamaged, "")
	}
	if bytes.Contains(content[max(0, len(content)-archiveTail):], []byte("PK\x05\x06")) || hasMarkup(content) {
		return refuse(reform.ProofUnsafe, "trailing")
	}
	return lookSize(content)
}

// hasMarkup reports whether a picture is also a page or a document.
func hasMarkup(content []byte) bool {
	lower := bytes.ToLower(content)
	for _, mark := range []string{"<script", "<html", "<!doctype", "%pdf-", "<?php"} {
		if bytes.Contains(lower, []byte(mark)) {
			return true
		}
	}
	return false
}
