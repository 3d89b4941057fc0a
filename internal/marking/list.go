package marking

import (
	"cmp"
	"slices"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// mostListed is how many findings are listed and marked: who has more mends these
// first, and a slow machine still opens the file.
const mostListed = 1_000

// list is what a file's findings come to.
type list struct {
	language reform.Language
	items    []item
	counts   map[reform.Severity]int // of all, listed or not
	several  bool                    // sheets with findings
}

// item is one finding, where it stands in the file.
type item struct {
	reform.Finding
	text, mend string
	sheet      *spreadsheet.Sheet // nil: there is no such cell
	order      int                // of the sheet
	cell       spreadsheet.Cell   // what stands there
	anchor     spreadsheet.Range  // the cell as it is seen: merged with others, or alone
	over       *over              // of parts that are more than their whole
}

// newList finds the cell of each finding and puts errors first, then all in the order
// of the sheets.
func newList(book *spreadsheet.Book, findings []reform.Finding, language reform.Language) (*list, error) {
	l := &list{language: language, counts: map[reform.Severity]int{}}
	for _, f := range findings {
		if _, graded := grades[f.Severity]; !graded {
			continue
		}
		i := item{Finding: f}
		i.text, i.mend = locale.Finding(language, f)
		if err := i.find(book); err != nil {
			return nil, err
		}
		l.counts[f.Severity]++
		l.items = append(l.items, i)
	}
	l.compareParts()
	slices.SortStableFunc(l.items, func(a, b item) int {
		return cmp.Or(
			cmp.Compare(grades[a.Severity].place, grades[b.Severity].place), cmp.Compare(a.order, b.order),
			cmp.Compare(a.cell.Row, b.cell.Row), cmp.Compare(a.cell.Column, b.cell.Column),
		)
	})
	l.items = l.items[:min(len(l.items), mostListed)]
	for _, i := range l.items {
		l.several = l.several || i.sheet != nil && l.items[0].sheet != nil && i.sheet != l.items[0].sheet
	}
	return l, nil
}

// wanted reports whether anything wants mending.
func (l *list) wanted() bool { return l.counts[reform.Error]+l.counts[reform.Warning] > 0 }

func (l *list) say(key string, pairs ...any) string {
	return locale.Say(l.language, "marking."+key, pairs...)
}

// find finds the cell of a finding in the file.
func (i *item) find(book *spreadsheet.Book) error {
	i.order = len(book.Sheets)
	row, column, ok := spreadsheet.Place(strings.ToUpper(i.Cell))
	at := slices.IndexFunc(book.Sheets, func(s spreadsheet.Sheet) bool { return s.Name == i.Sheet })
	if !ok || at < 0 {
		return nil
	}
	if err := book.Fill(&book.Sheets[at]); err != nil {
		return err
	}
	i.sheet, i.order = &book.Sheets[at], at
	i.cell = i.sheet.Cell(row, column)
	i.anchor = spreadsheet.Range{Row: row, Column: column, LastRow: row, LastColumn: column}
	for _, r := range i.sheet.Merged {
		if r.Row <= row && row <= r.LastRow && r.Column <= column && column <= r.LastColumn {
			i.anchor = r
		}
	}
	return nil
}

// live reports whether the file itself can tell that a finding is mended.
func (i item) live() bool { return i.sheet != nil && i.Severity != reform.Note }

// stands is a formula that is true until the finding is mended.
func (i item) stands(as reference) string {
	if i.over != nil {
		return i.over.stands(i.cell, as)
	}
	return stands(i.cell, as)
}

// compareParts finds the parts that are together more than one whole.
func (l *list) compareParts() {
	type whole struct {
		sheet *spreadsheet.Sheet
		cell  string
	}
	found := map[whole]*over{}
	for n := range l.items {
		i := &l.items[n]
		at := wholeOf.FindStringSubmatch(i.Wanted)
		if i.Problem != reform.PartOverWhole || i.sheet == nil || at == nil {
			continue
		}
		row, column, ok := spreadsheet.Place(at[1])
		if !ok {
			continue
		}
		key := whole{i.sheet, at[1]}
		if found[key] == nil {
			found[key] = &over{whole: i.sheet.Cell(row, column)}
		}
		found[key].parts = append(found[key].parts, i.cell)
		i.over = found[key]
	}
}

// grade is how findings of one severity look.
type grade struct {
	place         int    // in the list
	key           string // of its words
	ground, paper string // of the marked cell, and of the word in the list
	ink           string
}

var grades = map[reform.Severity]grade{
	reform.Error:   {0, "error", "F8B4AB", "FDE3DF", "8C1D13"},
	reform.Warning: {1, "warning", "FFD166", "FFF0C9", "7A4B00"},
	reform.Note:    {2, "note", "", "E6EEF6", "35506B"},
}
