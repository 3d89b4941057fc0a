// Package sheet draws worksheets and writes them as one workbook to read and print:
// rows, looks, bar charts, pages.
//
// Its one rule: it knows how, and never what. A cell shows the value it is given
// and no text can become a formula; equal sheets are equal bytes.
package sheet

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Sheet is a worksheet in the making. Rows are kept until the end, since the
// stream writer wants to know the size and the panes before the first of them.
// Rows and columns count from 1.
type Sheet struct {
	Name      string
	Widths    []float64 // one a column, in characters
	Frozen    [2]int    // how many columns and rows stay when the rest scrolls
	Repeated  [2]int    // first and last row repeated on every printed page
	Filtered  [2]int    // first and last row of a table with filter buttons
	Landscape bool
	Across    int // printed pages side by side; 0: one

	rows   []row
	merged [][2]string
	charts []placedChart
	breaks []int // rows that begin a new printed page
}

type row struct {
	height float64 // points; 0: as high as one line
	cells  []Cell
}

// Cell is a value and its look. The zero Cell is left out.
type Cell struct {
	Value any // nil, a string, an int, a float64 or a time
	Look  Look
}

// lineHeight is the least height of a row of text, in points.
const lineHeight = 18

// Add appends a row of this height in points, 0 for one line, and returns it.
func (s *Sheet) Add(height float64, cells ...Cell) int {
	s.rows = append(s.rows, row{height, cells})
	return len(s.rows)
}

// AddText appends a row as high as the texts in it need.
func (s *Sheet) AddText(cells ...Cell) int {
	return s.Add(max(lineHeight, s.Tallest(cells)), cells...)
}

// AddWide appends a row with one text across all columns.
func (s *Sheet) AddWide(text string, k Look) int {
	cells := fill(k.Of(text), len(s.Widths))
	r := s.Add(s.height(text, 1, len(s.Widths), k), cells...)
	s.Merge(r, 1, len(s.Widths))
	return r
}

// AddPair appends a row with a name over the first two columns and what is said of
// it over all others.
func (s *Sheet) AddPair(name, said Cell) int {
	words, _ := said.Value.(string)
	height := s.height(words, 3, len(s.Widths), said.Look)
	cells := append(fill(name, 2), fill(said, len(s.Widths)-2)...)
	r := s.Add(max(lineHeight, height), cells...)
	s.Merge(r, 1, 2)
	s.Merge(r, 3, len(s.Widths))
	return r
}

// fill is a cell followed by empty ones of the same look.
func fill(first Cell, columns int) []Cell {
	cells := []Cell{first}
	for len(cells) < columns {
		cells = append(cells, first.Look.Of(nil))
	}
	return cells
}

// Last is the last row so far.
func (s *Sheet) Last() int { return len(s.rows) }

// Merge joins the cells of one row from one column to another.
func (s *Sheet) Merge(r, from, to int) {
	if from < to {
		s.merged = append(s.merged, [2]string{at(from, r), at(to, r)})
	}
}

// MergeDown joins the cells of one column from one row to another.
func (s *Sheet) MergeDown(column, from, to int) {
	s.merged = append(s.merged, [2]string{at(column, from), at(column, to)})
}

// Break begins a new printed page with the next row.
func (s *Sheet) Break() { s.breaks = append(s.breaks, s.Last()+1) }

// Tallest is the height of a row whose cells wrap in their own columns.
func (s *Sheet) Tallest(cells []Cell) float64 {
	tallest := 0.0
	for i, c := range cells {
		if words, ok := c.Value.(string); ok && c.Look.Wrap {
			tallest = max(tallest, s.height(words, i+1, i+1, c.Look))
		}
	}
	return tallest
}

// height is what a wrapped text needs. Excel does not work it out for merged
// cells, nor always for others, so it is estimated: a letter takes about nine
// tenths of the width of a digit, by which columns are measured.
func (s *Sheet) height(text string, from, to int, k Look) float64 {
	width := 0.0
	for _, w := range s.Widths[from-1 : to] {
		width += w
	}
	letter := 0.88
	if k.Bold {
		letter = 0.96
	}
	size := k.size()
	perLine := max(1, width/letter*10/size)
	lines := 0.0
	for part := range strings.SplitSeq(text, "\n") {
		lines += math.Max(1, math.Ceil(float64(utf8.RuneCountInString(part))/perLine))
	}
	return lines*size*1.28 + 4
}

// columns is the last column in use.
func (s *Sheet) columns() int {
	n := len(s.Widths)
	for _, r := range s.rows {
		n = max(n, len(r.cells))
	}
	return n
}

// at names a cell: at(2, 7) is B7. Both numbers are our own and small, so the
// error cannot come.
func at(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

// fixed names a cell so that it stays when a formula or name is moved.
func fixed(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row, true)
	return name
}
