// Package spreadsheet reads what stands in the cells of an .xlsx file that somebody
// sent.
//
// Its one rule: every cell is handed on with its place, or the file is refused; and
// whatever the file, the work is bounded by its size.
package spreadsheet

import (
	"cmp"
	"slices"
	"strconv"

	"reformboard/internal/container"
)

// Book is a workbook as it was saved, its sheets in their order.
type Book struct {
	Sheets   []Sheet
	Names    []Name
	From1904 bool // days are counted from 1904, not 1900

	reader *reader // of sheets that are not read yet
}

// Sheet is one sheet of cells. Sheets of charts have none.
type Sheet struct {
	Name   string
	Hidden bool   // not shown among the tabs
	Cells  []Cell // that say something, by row and then column
	Merged []Range
	Unseen []int // rows that are hidden and say something, in order
	Says   int   // how many cells say something, be they read or not

	part string // where the cells are to be read; empty: they are
}

// Cell is what stands in one cell, before anybody asks what it means.
type Cell struct {
	Row, Column int // from 1
	Kind        Kind
	Text        string // as stored: 0.975 for a number shown as 97.5 %
	Formula     string // what computes it, "=SUM(A1:A3)", or "=" where the file does not spell it; empty: nothing does
	Format      string // the number format: its code without literals, or for a built-in one its number
}

// Kind is how a cell is stored.
type Kind int8

const (
	Empty   Kind = iota // nothing, or a formula without a result
	Number              // digits, in Text as the file writes them
	Text                // also a day written as text, as 2026-03-31T00:00:00
	Bool                // TRUE or FALSE
	Failure             // #DIV/0! and its kin
)

// Range is a rectangle of cells; both corners belong to it.
type Range struct{ Row, Column, LastRow, LastColumn int }

// Name is a defined name.
type Name struct {
	Name     string
	Scope    string // the sheet that alone knows it; empty: the workbook
	RefersTo string // as a formula writes it: 'Số liệu'!$A$1:$C$7
}

// Sheet finds a sheet by its name.
func (b *Book) Sheet(name string) (*Sheet, bool) {
	for i := range b.Sheets {
		if b.Sheets[i].Name == name {
			return &b.Sheets[i], true
		}
	}
	return nil, false
}

// Cell returns what stands at a place; an empty Cell where nothing does.
func (s *Sheet) Cell(row, column int) Cell {
	at, ok := slices.BinarySearchFunc(s.Cells, Cell{Row: row, Column: column}, inOrder)
	if !ok {
		return Cell{Row: row, Column: column}
	}
	return s.Cells[at]
}

func inOrder(a, b Cell) int {
	return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
}

// Row lists the cells of one row that say something, from the left.
func (s *Sheet) Row(row int) []Cell {
	from, _ := slices.BinarySearchFunc(s.Cells, Cell{Row: row}, inOrder)
	to, _ := slices.BinarySearchFunc(s.Cells, Cell{Row: row + 1}, inOrder)
	return s.Cells[from:to]
}

// LastRow is the last row that says something; 0: none does.
func (s *Sheet) LastRow() int {
	if len(s.Cells) == 0 {
		return 0
	}
	return s.Cells[len(s.Cells)-1].Row
}

// MostRows is the last row of a sheet in every program.
const MostRows = container.MostRows

// Address names the cell's place as Excel does: B7.
func (c Cell) Address() string { return Address(c.Row, c.Column) }

// Address names a place as Excel does: row 7, column 2 is B7.
func Address(row, column int) string { return ColumnName(column) + strconv.Itoa(row) }

// ColumnName names a column as Excel does: 1 is A, 27 is AA.
func ColumnName(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

// Place reads "B7" or "$B$7" as row 7, column 2. False: no sheet has such a place.
func Place(address string) (row, column int, ok bool) { return container.Place(address) }
