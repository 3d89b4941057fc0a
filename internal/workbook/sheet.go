package workbook

import (
	"strings"

	"reformboard/internal/reform"
)

// The layout of the report sheet. Sheets are found by defined names and rows by
// the id in their hidden column: spreadsheet programs keep both up to date when a
// person renames, moves, sorts or inserts.
const (
	idColumn      = "A" // hidden: the figure's id
	placeColumn   = "B"
	labelColumn   = "C"
	unitColumn    = "D"
	answerColumn  = "E"
	lastColumn    = "F" // this and the next only where there was a period before
	verdictColumn = "G"
)

// layout is the columns that a person sees: names, headings, and widths in the digits
// of the default font.
type layout struct {
	columns []string
	titles  map[string]string // by column: a key of the messages
	widths  map[string]float64
	help    string // the last column
}

// Both layouts fill an A4 page that lies across, at nine tenths of their size.
var (
	alone = layout{
		columns: []string{placeColumn, labelColumn, unitColumn, answerColumn, "F"}, help: "F",
		titles: map[string]string{placeColumn: "place", labelColumn: "label", unitColumn: "unit", answerColumn: "answer", "F": "help"},
		widths: map[string]float64{idColumn: 12, placeColumn: 6, labelColumn: 45, unitColumn: 16, answerColumn: 20, "F": 80},
	}
	besideLast = layout{
		columns: []string{placeColumn, labelColumn, unitColumn, answerColumn, lastColumn, verdictColumn, "H"}, help: "H",
		titles: map[string]string{
			placeColumn: "place", labelColumn: "label", unitColumn: "unit", answerColumn: "answer",
			lastColumn: "last", verdictColumn: "verdict", "H": "help",
		},
		widths: map[string]float64{
			idColumn: 12, placeColumn: 6, labelColumn: 35, unitColumn: 16, answerColumn: 18, lastColumn: 15, verdictColumn: 16, "H": 60,
		},
	}
)

func (f Form) layout() layout {
	if f.beside() {
		return besideLast
	}
	return alone
}

// width is that of all columns together.
func (l layout) width() float64 {
	width := 0.0
	for _, column := range l.columns {
		width += l.widths[column]
	}
	return width
}

// widthOnPaper is that width in points: a digit has 7 pixels of three quarters of a
// point, and each column 5 more.
func (l layout) widthOnPaper() float64 { return (l.width()*7 + float64(len(l.columns))*5) * 3 / 4 }

// The defined names by which a form is recognised, whatever its sheets are called.
const (
	identityName = "Reformboard_Identity" // the identity sheet: key, value, words
	figuresName  = "Reformboard_Figures"  // the column of figure ids
	answersName  = "Reformboard_Answers"  // the column of answers
	labelsName   = "Reformboard_Labels"   // the column of labels
)

// formSheets are as many as a form is written with.
const formSheets = 5

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

// cellOf names a cell of one sheet as a formula does.
func cellOf(sheet, cell string) string {
	return "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + cell
}

// rangeOf names a range of one sheet as a formula does.
func rangeOf(sheet, from, to string) string { return cellOf(sheet, from) + ":" + to }
