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

// MostBytes is the largest file that is taken from a browser: 10 MiB.
const MostBytes = 10 << 20

// What a file may hold when unpacked, whoever sent it.
const (
	mostEntries = 500
	mostRatio   = 200 // unpacked to packed, of parts beyond ratioFrom
	ratioFrom   = 1 << 20
)

// Limits are how much of a file is read. Excelize by itself would unpack 16 GB.
type Limits struct {
	Bytes    int // of the file
	part     int // bytes of one part, counted while unpacking
	unpacked int // bytes of all parts
	rows     int // and the highest row number
	columns  int
	cells    int
	texts    int
}

// Received are the limits of what others send: a report has some dozen parts and a
// few hundred kilobytes.
var Received = Limits{
	Bytes: MostBytes, part: 24 << 20, unpacked: 60 << 20, rows: 5_000, columns: 200, cells: 200_000, texts: 100_000,
}

// Own are the limits of a file that an operator names on a command: the figures of
// all units together, on the operator's own machine.
var Own = Limits{
	Bytes: 64 << 20, part: 512 << 20, unpacked: 768 << 20, rows: 250_000, columns: 2_500, cells: 2_500_000, texts: 1_000_000,
}

// Read opens a file that others sent, for as long as use lasts. The last row is that
// of the longest sheet. What is wrong with the file is a Refusal; should the library
// stumble over it nevertheless, the file is damaged and the server lives.
func Read(content []byte, use func(file *excelize.File, lastRow int) error) error {
	return ReadWithin(Received, content, use)
}

// ReadWithin is Read with other limits.
func ReadWithin(most Limits, content []byte, use func(file *excelize.File, lastRow int) error) (err error) {
	lastRow, err := inspect(content, most)
	if err != nil {
		return err
	}
	defer func() {
		if recover() != nil {
			err = Damaged("")
		}
	}()
	file, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: int64(most.unpacked), UnzipXMLSizeLimit: int64(most.part),
	})
	if err != nil {
		return Damaged("")
	}
	defer func() { _ = file.Close() }() // no part is large enough for a temporary file
	return use(file, lastRow)
}
