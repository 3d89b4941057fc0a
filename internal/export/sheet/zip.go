package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"maps"
	"regexp"
	"slices"

	"github.com/xuri/excelize/v2"
)

// sortedZip holds the parts of a workbook back and writes them by name, because
// excelize writes streamed sheets in the order of a map. Parts get no time.
//
// Note: for the same reason the types of images, which excelize declares beside
// any chart, are left out: our workbooks hold none.
type sortedZip struct {
	parts map[string]*bytes.Buffer
	out   *zip.Writer
}

const contentTypes = "[Content_Types].xml"

var imageTypes = regexp.MustCompile(`<Default Extension="[a-z]+" ContentType="image/[^"]+"></Default>`)

func newSortedZip(w io.Writer) excelize.ZipWriter {
	return &sortedZip{map[string]*bytes.Buffer{}, zip.NewWriter(w)}
}

// Create begins a part.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	part := new(bytes.Buffer)
	z.parts[name] = part
	return part, nil
}

// AddFS is the one thing excelize never asks for.
func (z *sortedZip) AddFS(fs.FS) error { return fs.ErrInvalid }

// Close writes all parts, [Content_Types].xml first, as the format likes it.
func (z *sortedZip) Close() error {
	if types := z.parts[contentTypes]; types != nil {
		z.parts[contentTypes] = bytes.NewBuffer(imageTypes.ReplaceAll(types.Bytes(), nil))
	}
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		part, err := z.out.Create(name)
		if err != nil {
			return err
		}
		if _, err := part.Write(z.parts[name].Bytes()); err != nil {
			return err
		}
	}
	return z.out.Close()
}
