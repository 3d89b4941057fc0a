package export

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// sheet is a worksheet in the making. Rows are kept until the end, since the
// stream writer wants to know the size and the panes before the first of them.
type sheet struct {
	name      string
	widths    []float64 // one a column, in characters
	rows      []row
	merged    [][2]string
	frozen    [2]int // columns and rows that stay when the rest scrolls
	repeated  [2]int // first and last row repeated on every printed page
	filtered  string // the range with filter buttons
	charts    []placedChart
	breaks    []int // rows that begin a new printed page
	landscape bool
	across    int // printed pages side by side; 0: one
}

type row struct {
	height float64 // points; 0: as high as one line
	cells  []cell
}

// cell is a value and its look. The zero cell is left out.
type cell struct {
	value any // nil, a string, an int, a float64 or a time
	look  look
}

type placedChart struct {
	at    string
	chart *excelize.Chart
}

// add appends a row and returns its number.
func (s *sheet) add(height float64, cells ...cell) int {
	s.rows = append(s.rows, row{height, cells})
	return len(s.rows)
}

func (s *sheet) next() int { return len(s.rows) + 1 }

// wide appends a row with one cell across all columns, as high as its text needs.
func (s *sheet) wide(text string, k look) int {
	cells := make([]cell, len(s.widths))
	for i := range cells {
		cells[i] = cell{nil, k}
	}
	cells[0].value = text
	r := s.add(s.height(text, 1, len(s.widths), k), cells...)
	s.merge(r, 1, len(s.widths))
	return r
}

// merge joins the cells of one row from one column to another.
func (s *sheet) merge(r, from, to int) {
	if from < to {
		s.merged = append(s.merged, [2]string{at(from, r), at(to, r)})
	}
}

// height is what a wrapped text needs. Excel does not work it out for merged
// cells, nor always for others, so it is estimated: a letter takes about nine
// tenths of the width of a digit, by which columns are measured.
func (s *sheet) height(text string, from, to int, k look) float64 {
	width := 0.0
	for _, w := range s.widths[from-1 : to] {
		width += w
	}
	size := k.size
	if size == 0 {
		size = 10
	}
	letter := 0.88
	if k.bold {
		letter = 0.96
	}
	perLine := max(1, width/letter*10/size)
	lines := 0.0
	for part := range strings.SplitSeq(text, "\n") {
		lines += math.Max(1, math.Ceil(float64(utf8.RuneCountInString(part))/perLine))
	}
	return lines*size*1.28 + 4
}

// tallest is the height of a row whose cells wrap in their own columns.
func (s *sheet) tallest(cells []cell) float64 {
	tallest := 0.0
	for i, c := range cells {
		if words, ok := c.value.(string); ok && c.look.wrap {
			tallest = max(tallest, s.height(words, i+1, i+1, c.look))
		}
	}
	return tallest
}

// columns is the last column in use.
func (s *sheet) columns() int {
	n := len(s.widths)
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
