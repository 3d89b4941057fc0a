package recipe

import (
	"slices"
	"strings"

	"reformboard/internal/heading"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// How many rows are tried that look like the first of a header.
const (
	mostHeights = 40
	mostOfBook  = 120 // on all sheets
)

// header is where a form's columns stand on a sheet.
type header struct {
	heading.Block
	at      []int    // by column of the recipe: the sheet's column; 0: it has none
	twice   []int    // the same: another that is called the same
	unmarks []bool   // the same: found only without regard to accents
	matched int      // columns that were found
	found   int      // those of them that every copy has
	needed  int      // columns that have to be
	lacks   []string // headings of those that were not found
}

// sought is what a recipe looks for, as headings are compared.
type sought struct {
	Recipe
	exact, folded [][]string      // by column: its headings
	first         map[string]bool // folded words of the first level
	met           map[string]pair // headings of the sheets met so far, as they are compared
	tried         *int            // rows
}

// pair is a heading with its accents and without.
type pair struct{ exact, folded string }

// compared is a heading as it is compared. The same rows are tried many times.
func (r sought) compared(path []string) pair {
	written := strings.Join(path, "\n")
	if _, ok := r.met[written]; !ok {
		k := heading.Key(heading.Said(path))
		r.met[written] = pair{k, locale.Fold(k)}
	}
	return r.met[written]
}

func (r Recipe) sought() sought {
	s := sought{Recipe: r, first: map[string]bool{}, met: map[string]pair{}, tried: new(int)}
	for _, c := range r.Columns {
		var exact, folded []string
		for _, path := range c.headers() {
			levels := heading.Said(path)
			if len(levels) == 0 { // a recipe that was not read from a file
				continue
			}
			exact, folded = append(exact, heading.Key(levels)), append(folded, locale.Fold(heading.Key(levels)))
			s.first[locale.Fold(levels[0])] = true
		}
		s.exact, s.folded = append(s.exact, exact), append(s.folded, folded)
	}
	return s
}

// match finds the recipe's columns in a block.
func (r sought) match(b heading.Block) header {
	h := header{Block: b, at: make([]int, len(r.Columns)), twice: make([]int, len(r.Columns)), unmarks: make([]bool, len(r.Columns))}
	exact, folded := map[string][]int{}, map[string][]int{}
	for column, path := range b.Paths {
		if k := r.compared(path); k.exact != "" {
			exact[k.exact] = append(exact[k.exact], column)
			folded[k.folded] = append(folded[k.folded], column)
		}
	}
	for i, c := range r.Columns {
		var columns []int
		for _, k := range r.exact[i] {
			columns = append(columns, exact[k]...)
		}
		if len(columns) == 0 {
			for _, k := range r.folded[i] {
				columns = append(columns, folded[k]...)
			}
			h.unmarks[i] = len(columns) > 0
		}
		slices.Sort(columns)
		columns = slices.Compact(columns)
		if c.needed() {
			h.needed++
		}
		switch {
		case len(columns) == 0 && c.needed():
			h.lacks = append(h.lacks, c.heading())
		case len(columns) > 0:
			h.at[i] = columns[0]
			h.matched++
			if c.needed() {
				h.found++
			}
		}
		if len(columns) > 1 {
			h.twice[i] = columns[1]
		}
	}
	return h
}

// needed reports whether every copy of the form has the column.
func (c Column) needed() bool { return !c.Optional && c.Is != Ignored && c.Is != Label }

// confirmed returns the header down to its last row, and reports whether it is the
// form's: more than half of what it needs is there and, where rows are units, what
// says which.
func (h header) confirmed(r Recipe) (header, bool) {
	if h.found*2 <= h.needed || r.Rows == ByUnit && h.column(r, UnitName) == 0 && h.column(r, UnitCode) == 0 {
		return h, false
	}
	h.Bottom = h.End()
	return h, true
}

// column is the sheet's column that has a role; 0: none has.
func (h header) column(r Recipe, is Role) int {
	for i, c := range r.Columns {
		if c.Is == is && h.at[i] > 0 {
			return h.at[i]
		}
	}
	return 0
}

// best finds the rows of a sheet that match the recipe's header best, the fewest of
// them.
func (r sought) best(s *spreadsheet.Sheet) (header, bool) {
	var best header
	tried := 0
	for top := 1; top <= min(heading.LastTop, s.LastRow()) && tried < mostHeights && *r.tried < mostOfBook; top++ {
		if !r.mayBegin(s, top) {
			continue
		}
		tried++
		*r.tried++
		for bottom := top; bottom < min(top+heading.MostLevels, s.LastRow()+1); bottom++ {
			for _, spread := range []bool{false, true} {
				b, ok := heading.Read(s, top, bottom, spread && bottom > top)
				if !ok {
					continue
				}
				if h := r.match(b); h.matched > best.matched {
					best = h
				}
				if best.matched == len(r.Columns) {
					return best.confirmed(r.Recipe)
				}
			}
		}
	}
	return best.confirmed(r.Recipe)
}

// mayBegin reports whether a row has a heading of the first level.
func (r sought) mayBegin(s *spreadsheet.Sheet, row int) bool {
	cells := s.Row(row)
	return slices.ContainsFunc(cells[:min(len(cells), heading.MostWide)], func(cell spreadsheet.Cell) bool {
		return cell.Kind == spreadsheet.Text && r.first[r.compared([]string{cell.Text}).folded]
	})
}

// find finds the sheet that the recipe names; a Finding says why there is none.
func (r Recipe) find(book *spreadsheet.Book) (header, *reform.Finding) {
	var whole, partial []header
	sought := r.sought()
	for i := range book.Sheets {
		h, ok := sought.best(&book.Sheets[i])
		switch {
		case !ok || !r.named(h):
		case len(h.lacks) == 0:
			whole = append(whole, h)
		default:
			partial = append(partial, h)
		}
	}
	if len(whole) == 0 {
		most := 0
		for _, h := range partial {
			most = max(most, h.found)
		}
		whole = slices.DeleteFunc(partial, func(h header) bool { return h.found < most })
	}
	if shown := slices.DeleteFunc(slices.Clone(whole), func(h header) bool { return h.Sheet.Hidden }); len(shown) > 0 {
		whole = shown
	}
	switch {
	case len(whole) == 0:
		return header{}, &reform.Finding{Problem: reform.OtherForm, Severity: reform.Refused, Label: r.Title}
	case len(whole) == 1 || r.Sheet.Pick == First:
		return whole[0], nil
	case r.Sheet.Pick == Last:
		return whole[len(whole)-1], nil
	}
	var names []string
	for _, h := range whole {
		names = append(names, "“"+h.Sheet.Name+"”")
	}
	return header{}, &reform.Finding{Problem: reform.TwoSheets, Severity: reform.Refused, Found: strings.Join(names, ", ")}
}

// named reports whether the words that the recipe wants stand on the sheet's tab or
// above its header.
func (r Recipe) named(h header) bool {
	if len(r.Sheet.Named) == 0 {
		return true
	}
	above := []string{h.Sheet.Name}
	for row := 1; row < h.Top; row++ {
		for _, c := range h.Sheet.Row(row) {
			above = append(above, c.Text)
		}
	}
	text := " " + locale.Fold(heading.Plain(strings.Join(above, " . "))) + " "
	return slices.ContainsFunc(r.Sheet.Named, func(words string) bool {
		return strings.Contains(text, " "+locale.Fold(heading.Plain(words))+" ")
	})
}

// Column finds the column that a heading is; -1: the recipe has none.
func (r Recipe) Column(path []string) int {
	said := heading.Key(heading.Said(path))
	return slices.IndexFunc(r.Columns, func(c Column) bool {
		return slices.ContainsFunc(c.headers(), func(h []string) bool { return heading.Key(heading.Said(h)) == said })
	})
}
