package exchange

import (
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/keyfile"
	"reformboard/internal/spreadsheet"
)

// table is one sheet as it was found.
type table struct {
	sheet   string
	columns map[string]int // by heading, from 1
	lines   []*line
}

// line is one row below the headings.
type line struct {
	table  *table
	number int // as Excel counts
	texts  []string
}

// text is what stands under a heading.
func (l *line) text(column string) string {
	x, ok := l.table.columns[column]
	if !ok || x > len(l.texts) || strings.TrimSpace(l.texts[x-1]) == "" {
		return ""
	}
	return l.texts[x-1]
}

// at names the cell under a heading, or without such a column the first of the row.
func (l *line) at(column string) string {
	return cellName(max(1, l.table.columns[column]), l.number)
}

// cellName is a cell as Excel names it, column and row counted from 1.
func cellName(x, y int) string { return spreadsheet.Address(y, x) }

// open reads every sheet.
func (b *book) open(file *spreadsheet.Book) {
	var known []string
	for _, f := range forms {
		known = append(known, f.sheet)
		b.tables[f.sheet] = &table{sheet: f.sheet, columns: map[string]int{}} // one left out has no rows
	}
	for _, sheet := range file.Sheets {
		if !slices.Contains(known, sheet.Name) {
			b.fault(sheet.Name, "", "this sheet is none of a framework's: delete or rename it; known: %s", strings.Join(known, ", "))
			continue
		}
		b.openSheet(sheet)
	}
}

func (b *book) openSheet(sheet spreadsheet.Sheet) {
	t := b.tables[sheet.Name]
	texts := make([][]string, sheet.LastRow())
	for _, c := range sheet.Cells {
		row := &texts[c.Row-1]
		for len(*row) < c.Column {
			*row = append(*row, "")
		}
		(*row)[c.Column-1] = b.cell(sheet.Name, c)
	}
	if len(texts) > 0 {
		b.headings(t, texts[0])
	}
	for y, row := range texts {
		if y == 0 || strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		l := &line{t, y + 1, row}
		t.lines = append(t.lines, l)
		for x, s := range row {
			if strings.TrimSpace(s) != "" && (x >= len(texts[0]) || texts[0][x] == "") {
				b.fault(sheet.Name, cellName(x+1, y+1), "%s stands under no heading: move or delete it", keyfile.Quote(s))
			}
		}
	}
}

// headings finds the columns of a sheet.
func (b *book) headings(t *table, texts []string) {
	f := formOf(t.sheet)
	known := f.columns()
	for x, heading := range texts {
		texts[x] = strings.TrimSpace(heading)
		switch heading = texts[x]; {
		case heading == "":
		case !slices.Contains(known, heading):
			b.fault(t.sheet, cellName(x+1, 1), "%s is no heading of this sheet; known: %s", keyfile.Quote(heading), strings.Join(known, ", "))
		case t.columns[heading] > 0:
			b.fault(t.sheet, cellName(x+1, 1), "the heading %s stands twice: join the two columns", heading)
		default:
			t.columns[heading] = x + 1
		}
	}
	for _, column := range known {
		if f.must(column) && t.columns[column] == 0 {
			b.fault(t.sheet, "", "the column %s is missing: add it", column)
		}
	}
}

// cell reads the text of one cell: a number as a person sees it, to as many digits
// as spreadsheets keep.
func (b *book) cell(sheet string, c spreadsheet.Cell) string {
	switch c.Kind {
	case spreadsheet.Number:
		return seen(c.Text)
	case spreadsheet.Bool:
		return strings.ToLower(c.Text)
	case spreadsheet.Failure:
		b.fault(sheet, c.Address(), "this cell shows the error %s: write what it should say", keyfile.Quote(c.Text))
	case spreadsheet.Text, spreadsheet.Empty:
	}
	return strings.ReplaceAll(c.Text, "\r\n", "\n")
}

// seen is the number a spreadsheet shows for what it stores: 0.29 for
// 0.28999999999999998.
func seen(stored string) string {
	v, err := strconv.ParseFloat(stored, 64)
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'e', exactDigits-1, 64))
	if err != nil || !ok { // no number, or an infinite one
		return stored
	}
	const finest = 40 // decimals a number may have
	digits := exact.FloatString(finest)
	return strings.TrimRight(strings.TrimRight(digits, "0"), ".")
}

// reading is a noun being read from a row.
type reading[T any] struct {
	line *line
	noun T
	said map[string]bool // the paths that were filled in, rightly or wrongly
}

// nouns reads a noun from each row of a sheet.
func nouns[T any](b *book, sheet string) []*reading[T] {
	var all []*reading[T]
	columns := paths(reflect.TypeFor[T](), "")
	for _, l := range b.tables[sheet].lines {
		r := &reading[T]{line: l, said: map[string]bool{}}
		for _, column := range columns {
			b.put(l, reflect.ValueOf(&r.noun).Elem(), r.said, column, column)
		}
		b.missing(l, r.said, leaves(reflect.ValueOf(r.noun), "", false))
		all = append(all, r)
	}
	return all
}

// put takes the cell under a heading into a place of a noun.
func (b *book) put(l *line, noun reflect.Value, said map[string]bool, path, column string) {
	text := l.text(column)
	if text == "" {
		return
	}
	if said[path] {
		b.fault(l.table.sheet, l.at(column), "%s is said twice: delete one of them", path)
		return
	}
	said[path] = true
	place, mistake := reach(noun, path)
	if mistake == "" {
		mistake = understand(place, text)
	}
	if mistake != "" {
		b.fault(l.table.sheet, l.at(column), "%s: %s", path, mistake)
	}
}

// missing notes what a row must say and does not, each once.
func (b *book) missing(l *line, said map[string]bool, all []leaf) {
	for _, path := range unsaid(all, said) {
		said[path] = true
		b.fault(l.table.sheet, l.at(path), "%s is missing: fill it in", path)
	}
}

// plain leaves the rows behind.
func plain[T any](readings []*reading[T]) []T {
	var all []T
	for _, r := range readings {
		all = append(all, r.noun)
	}
	return all
}

// owner finds the noun that a row belongs to by its id, a noun's first key.
func owner[T any](b *book, l *line, column string, all []*reading[T]) *reading[T] {
	name := strings.TrimSpace(l.text(column))
	for _, r := range all {
		if name != "" && reflect.ValueOf(&r.noun).Elem().Field(0).String() == name {
			return r
		}
	}
	if l.table.columns[column] > 0 { // otherwise the column itself was missed
		b.fault(l.table.sheet, l.at(column), "there is no %s %s: name one of those listed", column, keyfile.Quote(name))
	}
	return nil
}
