package marking

import (
	"fmt"
	"slices"
	"strconv"

	"reformboard/internal/patch"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// mark puts the list and all marks into a cleared file.
func (l *list) mark(p *patch.File) error {
	w, err := openDirectory(p)
	if err != nil {
		return err
	}
	s, err := openStyles(w)
	if err != nil {
		return err
	}
	grounds := map[reform.Severity]int{}
	for _, severity := range []reform.Severity{reform.Error, reform.Warning} {
		grounds[severity] = s.difference(grades[severity].ink, grades[severity].ground)
	}
	for at, items := range l.bySheet() {
		t := slices.IndexFunc(w.tabs, func(t tab) bool { return t.name == items[0].sheet.Name })
		if t < 0 || w.tabs[t].kind != "worksheet" {
			continue
		}
		if err := l.markSheet(w, w.tabs[t].part, items, grounds); err != nil {
			return fmt.Errorf("sheet %d: %w", at+1, err)
		}
	}
	return l.addSheet(w, s)
}

// bySheet are the findings that mark a cell, sheet by sheet.
func (l *list) bySheet() [][]item {
	var sheets [][]item
	places := map[int]int{}
	for _, i := range l.items {
		if !i.live() {
			continue
		}
		at, ok := places[i.order]
		if !ok {
			at = len(sheets)
			places[i.order] = at
			sheets = append(sheets, nil)
		}
		sheets[at] = append(sheets[at], i)
	}
	return sheets
}

func (l *list) markSheet(w *directory, part string, items []item, grounds map[reform.Severity]int) error {
	d, err := w.parts.Document(part)
	if err != nil {
		return err
	}
	addRules(d, items, grounds)
	return l.comment(w, d, part, items)
}

// What stands before the rules in a sheet. Ours are the first of them: LibreOffice goes
// by their order in the file, and not by the places they claim.
var beforeRules = []string{
	"sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
	"dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr",
}

// addRules puts a rule on each cell, before the officer's own, which keep their order.
func addRules(d *patch.Document, items []item, grounds map[reform.Severity]int) {
	var written []string
	priority := 0
	seen := map[string]bool{}
	for _, i := range items {
		rule := fmt.Sprintf("AND(%s=0,%s)", tag, i.stands(i.within))
		at := spread(i.anchor)
		if seen[at+rule] {
			continue
		}
		seen[at+rule] = true
		priority++
		written = append(written, fmt.Sprintf(
			`<conditionalFormatting sqref="%s"><cfRule type="expression" dxfId="%d" priority="%d"><formula>%s</formula></cfRule></conditionalFormatting>`,
			at, grounds[i.Severity], priority, patch.Escape(rule),
		))
	}
	makeWay(d, priority)
	last := d.Root.Child("sheetData")
	for _, e := range d.Root.Inside {
		if slices.Contains(beforeRules, e.Name) {
			last = e
		}
	}
	d.After(last, written...)
}

// makeWay moves the officer's rules behind so many of ours. A rule that says no place
// would come first.
func makeWay(d *patch.Document, ours int) {
	var rules []*patch.Element
	first := ours + 1
	d.Root.Walk(func(e *patch.Element) {
		if e.Name == "cfRule" {
			at, _ := number(e.Attribute("priority"))
			rules, first = append(rules, e), min(first, at)
		}
	})
	for _, e := range rules {
		if at, _ := number(e.Attribute("priority")); first <= ours {
			e.Set("priority", strconv.Itoa(at+ours+1-first))
		}
	}
}

// within names a cell on its own sheet: a mark goes with its cell when that is copied,
// and stays with any other.
func (i item) within(row, column int) string {
	alone := i.anchor == spreadsheet.Range{Row: row, Column: column, LastRow: row, LastColumn: column}
	if alone {
		return spreadsheet.Address(row, column)
	}
	return "$" + spreadsheet.ColumnName(column) + "$" + strconv.Itoa(row)
}

func spread(r spreadsheet.Range) string {
	first, last := spreadsheet.Address(r.Row, r.Column), spreadsheet.Address(r.LastRow, r.LastColumn)
	if first == last {
		return first
	}
	return first + ":" + last
}
