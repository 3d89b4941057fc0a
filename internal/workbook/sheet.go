package workbook

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// The layout of the report sheet. Sheets are found by defined names and rows by
// the id in their hidden column: spreadsheet programs keep both up to date when a
// person renames, moves, sorts or inserts.
const (
	idColumn     = "A" // hidden: the figure's id
	placeColumn  = "B"
	labelColumn  = "C"
	unitColumn   = "D"
	answerColumn = "E"
	helpColumn   = "F"
)

// shown are the columns a person sees.
var shown = []string{placeColumn, labelColumn, unitColumn, answerColumn, helpColumn}

// The width of each column in the digits of the default font; all but the hidden one
// together fill an A4 page at nine tenths of their size.
var columnWidths = map[string]float64{
	idColumn: 12, placeColumn: 6, labelColumn: 40, unitColumn: 12, answerColumn: 19, helpColumn: 36,
}

func shownWidth() float64 {
	width := 0.0
	for _, column := range shown {
		width += columnWidths[column]
	}
	return width
}

// The defined names by which a form is recognised, whatever its sheets are called.
const (
	identityName = "Reformboard_Identity" // the identity sheet: key, value, words
	figuresName  = "Reformboard_Figures"  // the column of figure ids
	answersName  = "Reformboard_Answers"  // the column of answers
)

// formFormat grows when an older reader would misread the form.
const formFormat = "1"

// identitySheet is very hidden and bears the same name in every language.
const identitySheet = "reformboard"

// mark is one line of the identity sheet: a value that must be ours, the words
// that a person knows it by, and the problem when it is another's.
type mark struct {
	key, value, words string
	problem           reform.Problem
}

// String shows the value as a person knows it.
func (m mark) String() string {
	if m.words == "" {
		return m.value
	}
	return m.words + " (" + m.value + ")"
}

// identity says for whom, when and by which rules the form was made.
func (f Form) identity() []mark {
	return []mark{
		{"format", formFormat, "", reform.NotOurForm},
		{"unit", f.Unit.ID, f.Unit.Name().In(f.Language), reform.OtherUnit},
		{"cycle", f.Cycle.ID, f.period(), reform.OtherCycle},
		{"framework", f.Framework.ID, f.Framework.Title.In(f.Language), reform.OtherFramework},
		{"source", string(f.Source), f.say("source." + string(f.Source)), reform.OtherSource},
	}
}

// place is a sheet and a column that a defined name points at.
type place struct{ sheet, column string }

// nameAt finds what a defined name points at. A name scoped to one sheet belongs
// to a copy of ours, which is not the form.
func nameAt(book *excelize.File, name string) (place, bool) {
	for _, d := range book.GetDefinedName() {
		sheet, cells, ok := cutLast(d.RefersTo, "!")
		if !ok || d.Scope != "Workbook" || !strings.EqualFold(d.Name, name) {
			continue
		}
		column := strings.TrimLeft(cells, "$")
		column = column[:len(column)-len(strings.TrimLeft(column, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))]
		if column == "" {
			continue
		}
		sheet = strings.Trim(strings.TrimPrefix(sheet, "="), "'")
		return place{strings.ReplaceAll(sheet, "''", "'"), column}, true
	}
	return place{}, false
}

func cutLast(s, separator string) (before, after string, found bool) {
	i := strings.LastIndex(s, separator)
	if i < 0 {
		return s, "", false
	}
	return s[:i], s[i+len(separator):], true
}

// rangeOf names a range of one sheet as a formula does.
func rangeOf(sheet, from, to string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + from + ":" + to
}
