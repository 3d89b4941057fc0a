// Package container looks through spreadsheets that people send, or says why not.
//
// Its one rule: nobody reads a file before all of it was looked through, unpacked to
// its end within bounds. What is missing at the end of a damaged file would otherwise
// be rows that vanish, and one row number in a file of 2 KB can hold a library for
// minutes.
package container

import "net/url"

// MostBytes is the largest file that is taken from a browser: 10 MiB.
const MostBytes = 10 << 20

// What a file may hold when unpacked, whoever sent it.
const (
	mostEntries = 500
	mostRatio   = 200 // unpacked to packed, of parts beyond ratioFrom
	ratioFrom   = 1 << 20
)

// Limits are how much of a file is read.
type Limits struct {
	Bytes    int // of the file
	part     int // bytes of one part, counted while unpacking
	unpacked int // bytes of all parts
	Rows     int // the last row that says something
	Columns  int
	Cells    int
	texts    int // shared by cells
	shared   int // bytes of the part that holds them
	Text     int // bytes of the text in all cells, of a shared one each time: so much is compared
}

// Received are the limits of what others send: a report has some dozen parts and a
// few hundred kilobytes.
var Received = Limits{
	Bytes: MostBytes, part: 24 << 20, unpacked: 60 << 20, Rows: 5_000, Columns: 200, Cells: 200_000, texts: 100_000, shared: 8 << 20, Text: 32 << 20,
}

// Own are the limits of a file that an operator names on a command: the figures of
// all units together, on the operator's own machine.
var Own = Limits{
	Bytes: 64 << 20, part: 512 << 20, unpacked: 768 << 20, Rows: 250_000, Columns: 2_500, Cells: 2_500_000, texts: 1_000_000, shared: 256 << 20, Text: 1 << 30,
}

// Archive is a workbook's file that was looked through.
type Archive struct {
	Spread Spread

	parts map[string]string // by name in lower case
	said  map[string]int    // cells that say something, by the same names
}

// Spread is how far the cells of a file reach. A library that fills in what was left
// out needs as much memory as if all of it stood there.
type Spread struct {
	Rows  int // the last row of the longest sheet
	Cells int // with those that were left out before others in their rows
}

// Open looks through a file: every part is unpacked to its end within bounds, and
// scanned. What is wrong with it is a Refusal.
func Open(content []byte, most Limits) (*Archive, error) { return inspect(content, most) }

// Part returns the text of a part of XML that is of use to a reader of cells, and how
// many cells in it say something.
func (a *Archive) Part(name string) (text string, said int, ok bool) {
	name = lower(name)
	if text, ok = a.parts[name]; !ok {
		plain, err := url.PathUnescape(name) // a reference spells out a blank, and the archive need not
		if err != nil {
			return "", 0, false
		}
		name = plain
		text, ok = a.parts[name]
	}
	return text, a.said[name], ok
}
