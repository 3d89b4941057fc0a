package proof

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strconv"

	"reformboard/internal/reform"
)

// mostInflated bounds what a file's object streams may hold, and tail is where its end
// has to be marked (ISO 32000-1, Annex H.3.4.4).
const (
	mostInflated = 32 << 20
	tail         = 1024
)

// active are names of what does something when the file is opened, or carries other
// files along.
var active = regexp.MustCompile(`/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData)\b`)

var (
	encrypted = regexp.MustCompile(`/Encrypt\b`)
	escape    = regexp.MustCompile(`#[0-9A-Fa-f]{2}`)
	beginning = regexp.MustCompile(`\bstream\r?\n`)
)

// lookPDF reads all that is not a stream, and those streams that hold objects.
func lookPDF(content []byte) error {
	end := bytes.LastIndex(content, []byte("%%EOF"))
	if end < len(content)-tail || !bytes.Contains(content, []byte("startxref")) {
		return refuse(reform.ProofDamaged, "")
	}
	if len(bytes.Trim(content[end+len("%%EOF"):], "\x00\r\n\t ")) > 0 {
		return refuse(reform.ProofUnsafe, "trailing")
	}
	left, rest := int64(mostInflated), content
	for {
		at := beginning.FindIndex(rest)
		if at == nil {
			return lookObjects(rest)
		}
		if err := lookObjects(rest[:at[0]]); err != nil {
			return err
		}
		stop := bytes.Index(rest[at[1]:], []byte("endstream"))
		if stop < 0 {
			return refuse(reform.ProofDamaged, "")
		}
		about := rest[max(0, bytes.LastIndex(rest[:at[0]], []byte(" obj"))):at[0]]
		if bytes.Contains(plain(about), []byte("/ObjStm")) {
			if err := lookInside(rest[at[1]:at[1]+stop], &left); err != nil {
				return err
			}
		}
		rest = rest[at[1]+stop:]
	}
}

// lookInside reads a stream of objects.
func lookInside(packed []byte, left *int64) error {
	r, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return refuse(reform.ProofDamaged, "") // or packed otherwise, which cannot be looked through
	}
	objects, err := io.ReadAll(io.LimitReader(r, *left+1))
	if *left -= int64(len(objects)); *left < 0 {
		return refuse(reform.ProofTooMuch, "")
	}
	if err != nil {
		return refuse(reform.ProofDamaged, "")
	}
	return lookObjects(objects)
}

func lookObjects(text []byte) error {
	text = plain(text)
	if encrypted.Match(text) {
		return refuse(reform.ProofEncrypted, "")
	}
	if active.Match(text) {
		return refuse(reform.ProofUnsafe, "active")
	}
	return nil
}

// plain undoes the escapes with which any letter of a name may be written.
func plain(text []byte) []byte {
	return escape.ReplaceAllFunc(text, func(e []byte) []byte {
		n, err := strconv.ParseUint(string(e[1:]), 16, 8)
		if err != nil {
			return e
		}
		return []byte{byte(n)}
	})
}
