// Package heading tells what stands above each column of a sheet that people made.
//
// Its one rule: a column is called by all the words that stand above it, each level of
// them, and by nothing else.
package heading

import (
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/spreadsheet"
)

// Column is one column of a form as a person sees it, before anybody says what it is.
type Column struct {
	Letter    string
	Path      []string // the words above it, from the top
	Numbering string   // what the form prints beneath them: "(5)=(6)+(7)"
	Samples   []string // what its first cells say
}

const (
	mostSamples = 3
	fewest      = 3 // columns of a header
)

// Columns describes the columns of a sheet for whoever makes a recipe. They are none
// where nothing looks like a header.
func Columns(book *spreadsheet.Book, sheet string) []Column {
	s, ok := book.Sheet(sheet)
	if !ok {
		return nil
	}
	b, ok := likely(s)
	if !ok {
		return nil
	}
	var all []Column
	numbers := map[int]string{}
	first := b.Bottom + 1
	if cells := s.Row(first); IsNumbering(cells) {
		for _, c := range cells {
			numbers[c.Column] = locale.Tidy(c.Text)
		}
		first++
	}
	samples := map[int][]string{}
	for row := first; row <= min(s.LastRow(), first+LastTop); row++ {
		for _, c := range s.Row(row) {
			if text := locale.Tidy(c.Text); text != "" && len(samples[c.Column]) < mostSamples {
				samples[c.Column] = append(samples[c.Column], text)
			}
		}
	}
	for column := 1; column < len(b.Paths); column++ {
		if len(b.Paths[column]) > 0 || len(samples[column]) > 0 {
			all = append(all, Column{spreadsheet.ColumnName(column), b.Paths[column], numbers[column], samples[column]})
		}
	}
	return all
}

// likely finds the rows that look like a header: those above the first row of numbers
// that have several words beside each other, up to a title or a gap.
func likely(s *spreadsheet.Sheet) (Block, bool) {
	bottom := 0
	for row := 1; row <= min(LastTop, s.LastRow()); row++ {
		if cells := s.Row(row); IsNumbering(cells) || numerals(cells) > 1 {
			break
		}
		if wide(s, row) >= fewest {
			bottom = row
		}
	}
	if bottom == 0 {
		return Block{}, false
	}
	top := bottom
	for top > 1 && bottom-top < MostLevels-1 && wide(s, top-1) >= fewest {
		top--
	}
	b, ok := Read(s, top, bottom, true)
	if ok {
		b.Bottom = b.End()
	}
	return b, ok
}

// numerals counts the cells of a row that hold numbers.
func numerals(cells []spreadsheet.Cell) int {
	count := 0
	for _, c := range cells {
		if Numeric(c) {
			count++
		}
	}
	return count
}

// wide counts the different headings that a row has, merged cells as one. A title over
// all the columns is one.
func wide(s *spreadsheet.Sheet, row int) int {
	b, ok := Read(s, row, row, false)
	if !ok {
		return 0
	}
	count, last := 0, ""
	for _, path := range b.Paths {
		text := strings.Join(path, " ")
		if text != "" && text != last {
			count++
		}
		last = text
	}
	return count
}
