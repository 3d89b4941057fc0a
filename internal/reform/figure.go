package reform

import "time"

// Figure is a number, choice or day that is reported once per Unit and Cycle,
// whichever Indicators use it.
type Figure struct {
	ID       string     `json:"id"`
	Title    Words      `json:"title"`
	Help     Words      `json:"help,omitzero"`
	Kind     FigureKind `json:"kind"`
	Unit     Words      `json:"unit,omitzero"` // what is counted: "hồ sơ", "days"
	Source   Source     `json:"source"`
	Reads    Fact       `json:"reads,omitempty"`    // what of the record, where that is the Source
	Section  string     `json:"section,omitempty"`  // the area under whose heading a form shows it
	Decimals int        `json:"decimals,omitempty"` // most decimals a number may have
	Least    Decimal    `json:"least,omitempty"`    // empty: 0
	Most     Decimal    `json:"most,omitempty"`     // empty: no limit; 100 for a percentage
	Options  []Option   `json:"options,omitempty"`
	Optional bool       `json:"optional,omitempty"` // "not applicable" is an answer
	// Cumulative is counted from the start of the year: within a year it never falls
	// from one period to the next.
	Cumulative bool `json:"cumulative,omitempty"`
}

// FigureKind is what sort of thing is reported.
type FigureKind string

const (
	Count      FigureKind = "count"   // a whole number of things
	Number     FigureKind = "number"  // a decimal number
	Percentage FigureKind = "percent" // 0 to 100, reported as 97.5 for 97.5 %
	Choice     FigureKind = "choice"  // one of the Options
	Date       FigureKind = "date"    // a day, as 2026-03-31
)

// FigureKinds lists every FigureKind.
var FigureKinds = []FigureKind{Count, Number, Percentage, Choice, Date}

// IsDay reports whether a text is a day as a Date is kept: 2026-03-31.
func IsDay(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return err == nil
}

// Numeric reports whether figures of the kind can be added up.
func (k FigureKind) Numeric() bool { return k != Choice && k != Date }

// Option is one answer to a Choice.
type Option struct {
	ID    string `json:"id"`
	Title Words  `json:"title"`
}

// Source is who supplies a Figure. Each source hands in its own Report, but for the record,
// which is read.
type Source string

const (
	FromUnit   Source = "unit"   // the unit itself, by workbook
	FromSurvey Source = "survey" // a survey run by others, entered by an appraiser
	FromRecord Source = "record" // the board's own record, which nobody is asked for
)

// Sources lists every Source.
var Sources = []Source{FromUnit, FromSurvey, FromRecord}

// Reporters lists those that hand in a Report.
var Reporters = []Source{FromUnit, FromSurvey}
