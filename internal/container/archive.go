package container

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"math"
	"path"
	"slices"
	"strings"

	"reformboard/internal/reform"
)

func inspect(content []byte, most Limits) (*Archive, error) {
	if err := recognise(content, most); err != nil {
		return nil, err
	}
	if bytes.Count(content, []byte("PK\x01\x02")) > mostEntries {
		return nil, tooMuch("entries", mostEntries) // before the directory itself is read
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return nil, Damaged("")
	}
	if err := checkEntries(content, archive.File); err != nil {
		return nil, err
	}
	found := newScan(most)
	left := int64(most.unpacked)
	var room []byte // for the present part; for the next one too, unless this one is kept in it
	for _, entry := range archive.File {
		if strings.HasSuffix(entry.Name, "/") {
			continue
		}
		size := int(min(entry.UncompressedSize64, uint64(most.part))) + bytes.MinRead //nolint:gosec // a limit of ours
		if size < ratioFrom || size > cap(room) {
			room = make([]byte, 0, size)
		}
		to := bytes.NewBuffer(room[:0])
		if err := unpack(entry, to, most, &left); err != nil {
			return nil, err
		}
		lent := cap(room) > size // else it is as large as the part, and the part may stay in it
		if err := found.part(entry.Name, to.Bytes(), lent); err != nil {
			return nil, err
		}
		if !lent && found.parts[lower(entry.Name)] != "" {
			room = nil
		}
	}
	if !found.workbook {
		return nil, Refuse(reform.NotWorkbook, archiveKind(archive.File), "")
	}
	return &found.Archive, nil
}

// checkEntries looks at the names and places of all parts before any is opened.
func checkEntries(content []byte, entries []*zip.File) error {
	for _, entry := range entries {
		if entry.Name == "mimetype" || strings.HasPrefix(entry.Name, "META-INF/manifest") {
			return foreignArchive(entries)
		}
	}
	seen := map[string]bool{}
	for _, entry := range entries {
		name := lower(entry.Name)
		if seen[name] || !safeName(entry.Name) {
			return unsafePart("names")
		}
		seen[name] = true
		if word := danger(name); word != "" {
			return unsafePart(word)
		}
		if entry.Method != zip.Store && entry.Method != zip.Deflate {
			return Damaged(entry.Name)
		}
		if entry.Flags&1 != 0 {
			return Refuse(reform.Encrypted, "", "")
		}
	}
	return checkPlaces(content, entries)
}

// lower is a name as parts are found by: some programs forget the case of their own.
func lower(name string) string { return strings.ToLower(strings.TrimPrefix(name, "/")) }

// safeName allows what spreadsheet programs write: plain relative paths.
func safeName(name string) bool {
	allowed := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_[]./() -+,;=@!$&'~#%{}^"
	clean := path.Clean(name)
	return strings.Trim(name, allowed) == "" && !strings.HasPrefix(name, "/") &&
		clean != "." && (clean == name || clean+"/" == name) && !strings.HasPrefix(clean, "..")
}

// checkPlaces wants the parts to lie one behind the other from the first byte on:
// an archive hidden behind another file, or parts that share bytes, are no
// spreadsheet program's work.
func checkPlaces(content []byte, entries []*zip.File) error {
	type span struct{ from, to int64 }
	var spans []span
	for _, entry := range entries {
		from, err := entry.DataOffset()
		if err != nil || entry.CompressedSize64 > uint64(len(content)) {
			return Damaged(entry.Name)
		}
		spans = append(spans, span{from, from + packed(entry)})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	const header = 30 // bytes before a part's name
	for i, s := range spans {
		if s.to > int64(len(content)) || i > 0 && s.from < spans[i-1].to+header {
			return Damaged("")
		}
	}
	if len(spans) == 0 {
		return nil
	}
	first := header + int64(binary.LittleEndian.Uint16(content[26:])) + int64(binary.LittleEndian.Uint16(content[28:]))
	if spans[0].from != first {
		return Damaged("")
	}
	return nil
}

// packed is how many bytes of the file a part takes.
func packed(entry *zip.File) int64 {
	return int64(min(entry.CompressedSize64, math.MaxInt32)) // larger than any file that is read
}

// unpack reads one part to its end, so that a wrong size or checksum shows.
func unpack(entry *zip.File, to *bytes.Buffer, most Limits, left *int64) error {
	part, err := entry.Open()
	if err != nil {
		return Damaged(entry.Name)
	}
	_, err = to.ReadFrom(&bounded{from: part, packed: packed(entry), most: most, left: left})
	if refused, ok := errors.AsType[Refusal](err); ok {
		return refused
	}
	unchecked := entry.CRC32 == 0 && crc32.ChecksumIEEE(to.Bytes()) != 0 // the library takes it for left out
	if closed := part.Close(); err != nil || closed != nil || unchecked {
		return Damaged(entry.Name)
	}
	return nil
}

// bounded counts what comes out of one part and stops it in time.
type bounded struct {
	from   io.Reader
	packed int64
	read   int64
	most   Limits
	left   *int64 // of all parts together
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	b.read += int64(n)
	*b.left -= int64(n)
	switch {
	case b.read > int64(b.most.part):
		return n, tooMuch("part_bytes", b.most.part)
	case *b.left < 0:
		return n, tooMuch("bytes", b.most.unpacked)
	case b.read > ratioFrom && b.read > mostRatio*b.packed:
		return n, tooMuch("ratio", mostRatio)
	}
	return n, err
}
