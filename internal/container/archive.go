package container

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"path"
	"slices"
	"strings"

	"reformboard/internal/reform"
)

// inspect looks through a file: every part is unpacked to its end within bounds,
// and scanned. It returns the last row that any sheet has.
func inspect(content []byte, most Limits) (int, error) {
	if err := recognise(content, most); err != nil {
		return 0, err
	}
	if bytes.Count(content, []byte("PK\x01\x02")) > mostEntries {
		return 0, tooMuch("entries", mostEntries) // before the directory itself is read
	}
	archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		return 0, Damaged("")
	}
	if err := checkEntries(content, archive.File); err != nil {
		return 0, err
	}
	found := &scan{most: most, elements: most.elements(), counts: map[string]int{}}
	left := int64(most.unpacked)
	for _, entry := range archive.File {
		if err := unpack(entry, found, &left); err != nil {
			return 0, err
		}
	}
	if !found.workbook {
		return 0, Refuse(reform.NotWorkbook, archiveKind(archive.File), "")
	}
	return found.lastRow, nil
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
		name := strings.ToLower(entry.Name)
		if seen[name] || !safeName(entry.Name) {
			return unsafe("names")
		}
		seen[name] = true
		if word := danger(name); word != "" {
			return unsafe(word)
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

// safeName allows what spreadsheet programs write: plain relative paths.
func safeName(name string) bool {
	allowed := "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_[]./() -"
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
func unpack(entry *zip.File, found *scan, left *int64) error {
	if strings.HasSuffix(entry.Name, "/") {
		return nil
	}
	part, err := entry.Open()
	if err != nil {
		return Damaged(entry.Name)
	}
	bounded := &bounded{from: part, packed: packed(entry), most: found.most, left: left}
	err = found.part(entry.Name, bounded)
	if err == nil {
		_, err = io.Copy(io.Discard, bounded)
	}
	if refused, ok := errors.AsType[Refusal](err); ok {
		return refused
	}
	if closed := part.Close(); err != nil || closed != nil {
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
