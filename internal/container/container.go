// Package container opens spreadsheets that people send, or says why not.
//
// Its one rule: no library touches a file before all of it was looked through,
// unpacked to its end within bounds. Excelize alone does not do: it drops errors
// while unpacking, so that rows vanish, and one row number in a file of 2 KB can
// hold it for minutes.
package container

import (
	"bytes"

	"github.com/xuri/excelize/v2"
)

// MostBytes is the largest file that is read: 10 MiB.
const MostBytes = 10 << 20

// What a file may hold when unpacked. A report has some dozen parts and a few
// hundred kilobytes; excelize by itself would unpack 16 GB.
const (
	mostEntries  = 500
	mostPart     = 24 << 20 // bytes of one part, counted while unpacking
	mostUnpacked = 60 << 20 // bytes of all parts
	mostRatio    = 200      // unpacked to packed, of parts beyond ratioFrom
	ratioFrom    = 1 << 20
)

// Read opens a file for as long as use lasts. The last row is that of the longest
// sheet. What is wrong with the file is a Refusal; should the library stumble over
// it nevertheless, the file is damaged and the server lives.
func Read(content []byte, use func(file *excelize.File, lastRow int) error) (err error) {
	lastRow, err := inspect(content)
	if err != nil {
		return err
	}
	defer func() {
		if recover() != nil {
			err = Damaged("")
		}
	}()
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: mostUnpacked, UnzipXMLSizeLimit: mostPart,
	})
	if err != nil {
		return Damaged("")
	}
	defer func() { _ = file.Close() }() // no part is large enough for a temporary file
	return use(file, lastRow)
}
