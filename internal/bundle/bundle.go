// Package bundle opens an archive of many workbooks that people hand in at once.
//
// Its one rule: nothing of an archive is believed, and nothing of it is unpacked to a
// disk. Its directory is read within bounds, and each file into memory, no more of it
// than a workbook may have.
package bundle

import (
	"archive/zip"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"reformboard/internal/container"
	"reformboard/internal/reform"
)

// How much an archive may hold.
const (
	MostBytes     = 512 << 20 // of the archive itself
	MostFiles     = 5_000
	mostEntries   = 4 * MostFiles // with folders, and what programs leave beside the files
	mostUnpacked  = 2 << 30       // bytes of all files together
	mostDirectory = 8 << 20       // bytes of the list at its end: of an entry with a long name 300
)

// File is one file of many. Its Read returns the bytes, or a container.Refusal where they
// cannot be read as they are.
type File struct {
	Name string // with the folders it lies in, fit to be shown and stored
	Read func() ([]byte, error)
}

// Open lists the files of an archive in its own order, without folders and Litter. What
// is wrong with the archive as a whole is a container.Refusal.
func Open(archive io.ReaderAt, size int64) ([]File, error) {
	if err := recognise(archive, size); err != nil {
		return nil, err
	}
	bounded := &meter{ReaderAt: archive, left: mostDirectory, on: true}
	directory, err := zip.NewReader(bounded, size)
	if _, ok := errors.AsType[*fs.PathError](err); ok {
		return nil, err
	}
	switch {
	case bounded.left < 0:
		return nil, tooMuch("entries", mostEntries)
	case err != nil:
		return nil, container.Damaged("")
	}
	bounded.on = false
	if err := checkEntries(directory.File, size); err != nil {
		return nil, err
	}
	var files []File
	for _, entry := range directory.File {
		if name := cleaned(entry.Name); !strings.HasSuffix(entry.Name, "/") && !Litter(name) {
			files = append(files, File{Name: name, Read: func() ([]byte, error) { return read(entry) }})
		}
	}
	switch {
	case len(files) == 0:
		return nil, container.Refuse(reform.EmptyFile, "", "")
	case len(files) > MostFiles:
		return nil, tooMuch("files", MostFiles)
	}
	return files, nil
}

// recognise lets only a .zip pass: by its first bytes, since names say nothing.
func recognise(archive io.ReaderAt, size int64) error {
	if size == 0 {
		return container.Refuse(reform.EmptyFile, "", "")
	}
	if size > MostBytes {
		return container.Refuse(reform.TooLarge, strconv.FormatInt(size>>20, 10), strconv.Itoa(MostBytes>>20))
	}
	start := make([]byte, 4)
	if _, err := archive.ReadAt(start, 0); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	switch string(start) {
	case "PK\x03\x04":
		return nil
	case "PK\x05\x06":
		return container.Refuse(reform.EmptyFile, "", "")
	}
	return container.Refuse(reform.NotWorkbook, "", "")
}

// checkEntries looks at the whole list before any file is opened.
func checkEntries(entries []*zip.File, size int64) error {
	if len(entries) > mostEntries {
		return tooMuch("entries", mostEntries)
	}
	left := uint64(mostUnpacked)
	for _, entry := range entries {
		switch {
		case entry.Name == "[Content_Types].xml":
			return container.Refuse(reform.NotWorkbook, "workbook", "")
		case slices.Contains(strings.Split(slashed(entry.Name), "/"), ".."):
			return container.Refuse(reform.Unsafe, "names", "")
		case entry.Flags&1 != 0:
			return container.Refuse(reform.Encrypted, "", "")
		case entry.Method != zip.Store && entry.Method != zip.Deflate:
			return container.Damaged(cleaned(entry.Name))
		case entry.UncompressedSize64 > container.MostBytes: // this file alone is not read
		case entry.UncompressedSize64 > left:
			return tooMuch("bytes", mostUnpacked)
		default:
			left -= entry.UncompressedSize64
		}
	}
	return checkPlaces(entries, size)
}

// checkPlaces wants files that share no bytes: a few kilobytes could be thousands of
// files otherwise.
func checkPlaces(entries []*zip.File, size int64) error {
	type span struct{ from, to int64 }
	spans := make([]span, 0, len(entries))
	for _, entry := range entries {
		from, err := entry.DataOffset()
		if err != nil {
			return container.Damaged(cleaned(entry.Name))
		}
		spans = append(spans, span{from, from + int64(min(entry.CompressedSize64, math.MaxInt32))})
	}
	slices.SortFunc(spans, func(a, b span) int { return cmp.Compare(a.from, b.from) })
	const header = 30 // bytes before a file's name
	for i, s := range spans {
		if s.to > size || i > 0 && s.from < spans[i-1].to+header {
			return container.Damaged("")
		}
	}
	return nil
}

// read unpacks one file, whose sum is checked at its end.
func read(entry *zip.File) ([]byte, error) {
	if entry.UncompressedSize64 > container.MostBytes {
		megabytes := min(entry.UncompressedSize64, math.MaxInt64) >> 20
		return nil, container.Refuse(reform.TooLarge, strconv.FormatUint(megabytes, 10), strconv.Itoa(container.MostBytes>>20))
	}
	content, err := unpacked(entry)
	if _, ours := errors.AsType[*fs.PathError](err); ours {
		return nil, err
	}
	if err != nil || uint64(len(content)) != entry.UncompressedSize64 {
		return nil, container.Damaged("")
	}
	return content, nil
}

func unpacked(entry *zip.File) ([]byte, error) {
	file, err := entry.Open()
	if err != nil {
		return nil, err
	}
	size := int64(min(entry.UncompressedSize64, container.MostBytes))
	content, err := io.ReadAll(io.LimitReader(file, size+1)) // at its end the sum is checked
	return content, errors.Join(err, file.Close())
}

// meter stops a reader that reads too much.
type meter struct {
	io.ReaderAt
	left int64
	on   bool
}

func (m *meter) ReadAt(p []byte, from int64) (int, error) {
	if m.on {
		if m.left -= int64(len(p)); m.left < 0 {
			return 0, io.ErrUnexpectedEOF
		}
	}
	return m.ReaderAt.ReadAt(p, from)
}

func tooMuch(found string, most int) error {
	return container.Refuse(reform.TooMuchInside, found, strconv.Itoa(most))
}

// Litter reports whether a file is one of those that programs leave beside the files of
// people: lists of pictures and folders, and the marks of files that are open.
func Litter(name string) bool {
	base := strings.ToLower(path.Base(name))
	return strings.HasPrefix(base, "~$") || strings.HasPrefix(base, "._") || strings.HasPrefix(name, "__MACOSX/") ||
		base == ".ds_store" || base == "thumbs.db" || base == "desktop.ini"
}

// slashed is a name with the slashes that the format wants; some programs write others.
func slashed(name string) string { return strings.ReplaceAll(name, `\`, "/") }

// mostNamed is the longest name that is kept, in characters; of a longer one its end.
const mostNamed = 255

// cleaned is a name without what cannot be seen or turns the reading direction, in
// UTF-8: some programs write the letters of their own country.
func cleaned(name string) string {
	name = strings.Map(func(r rune) rune {
		if !unicode.IsGraphic(r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(slashed(name), "_"))
	name = strings.TrimPrefix(path.Clean("/"+name), "/")
	letters := []rune(name)
	return string(letters[max(0, len(letters)-mostNamed):])
}
