package workbook

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// results are what formulas give as the form is written. The library writes a formula
// or a value, and never both: a mark stands for each until the sheet is stored, so that
// programs without a calculator show what others reckon.
type results struct {
	all []result
}

// result is a text, or a decimal number.
type result struct {
	text   string
	number bool
}

// markPrefix begins a number of more digits than any number in a form has.
const markPrefix = "9900000000000000"

// mark is the value to be written in a formula's cell before the formula is.
func (r *results) mark(of result) string {
	r.all = append(r.all, of)
	return markPrefix + strconv.Itoa(len(r.all)-1)
}

// storeIn replaces the marks while the workbook is written.
func (r *results) storeIn(book *excelize.File) {
	book.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &resultsZip{zip.NewWriter(w), r} })
}

type resultsZip struct {
	*zip.Writer
	results *results
}

// Create begins a file of the workbook, which the library then writes in one piece.
func (z *resultsZip) Create(name string) (io.Writer, error) {
	w, err := z.Writer.Create(name)
	return &resultsFile{w, z.results}, err
}

type resultsFile struct {
	io.Writer
	results *results
}

func (f *resultsFile) Write(content []byte) (int, error) {
	if _, err := f.Writer.Write(f.results.replace(content)); err != nil {
		return 0, err //nolint:wrapcheck // the library's own
	}
	return len(content), nil
}

// replace puts the results in the place of their marks. A number must not stand in a
// cell of type text.
func (r *results) replace(content []byte) []byte {
	open, text := []byte("<v>"+markPrefix), []byte(` t="str"`)
	if !bytes.Contains(content, open) {
		return content
	}
	replaced := make([]byte, 0, len(content)+len(content)/16)
	for {
		before, after, found := bytes.Cut(content, open)
		replaced = append(replaced, before...)
		if !found {
			return replaced
		}
		digits, rest, _ := bytes.Cut(after, []byte("</v>"))
		content = rest
		n, err := strconv.Atoi(string(digits))
		if err != nil || n < 0 || n >= len(r.all) {
			replaced = append(append(append(replaced, open...), digits...), "</v>"...)
			continue
		}
		one := r.all[n]
		if kind := bytes.LastIndex(replaced, text); one.number && kind > bytes.LastIndex(replaced, []byte("<c ")) {
			replaced = append(replaced[:kind], replaced[kind+len(text):]...)
		}
		replaced = append(replaced, "<v>"...)
		var escaped bytes.Buffer
		_ = xml.EscapeText(&escaped, []byte(one.text)) // a buffer takes everything
		replaced = append(append(replaced, escaped.Bytes()...), "</v>"...)
	}
}
