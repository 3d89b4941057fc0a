// Package answer turns what stands in a cell, or was typed into a page, into the value
// of a figure.
//
// Its one rule: nothing a person typed is guessed. It is read right, or it is named
// with what stands there and how to mend it.
package answer

import (
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/oldfont"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Cell is what stands where an answer is expected.
type Cell struct {
	reform.Origin
	spreadsheet.Cell
	From1904 bool   // days are counted from 1904, not 1900
	Result   string // what its formula gives, a Decimal; empty: nobody computed it
	Differs  bool   // Result is not what was stored
}

// Typed is a cell that holds a text as a person typed it.
func Typed(text string) Cell {
	return Cell{Cell: spreadsheet.Cell{Kind: spreadsheet.Text, Text: text}}
}

// Reader reads answers in the words of both languages.
type Reader struct {
	language      reform.Language // in which findings list the options
	notApplicable []string
	noPractice    []string
}

// NewReader returns a Reader whose findings speak a language.
func NewReader(l reform.Language) *Reader {
	// Usual short forms stand beside the words that the form itself offers.
	r := &Reader{l, []string{"n/a", "na", "n.a.", "kad"}, []string{"không có", "chưa thực hiện"}}
	for _, l := range reform.Languages {
		r.notApplicable = append(r.notApplicable, locale.Say(l, "workbook.not_applicable"))
		r.noPractice = append(r.noPractice, locale.Say(l, "workbook.no_practice"))
	}
	return r
}

// Read reads the answer of one figure: a Value with text, absence and place, and what
// a person should look at. With an Error among that, nothing was taken.
func (r *Reader) Read(g reform.Figure, c Cell) (reform.Value, []reform.Finding) {
	a := answer{Reader: r, figure: g, cell: c, absence: reform.NotReported}
	a.read()
	return reform.Value{Figure: g.ID, Text: a.text, Absence: a.absence, Origin: c.Origin}, a.findings
}

// answer is one answer being read.
type answer struct {
	*Reader
	figure   reform.Figure
	cell     Cell
	text     string // a Decimal, a day or an Option's id
	absence  reform.Absence
	findings []reform.Finding
}

func (a *answer) read() {
	text := strings.TrimSpace(a.cell.Text)
	if a.cell.Kind != spreadsheet.Number && len(text) <= mostAnswer {
		text = locale.Tidy(text)
	}
	switch {
	case a.cell.Kind == spreadsheet.Failure:
		a.refuse(reform.ErrorCell, "")
		return
	case a.cell.Formula != "":
		if text = a.computed(text); text == "" {
			return
		}
	case text == "":
		a.find(reform.Blank, reform.Note, "", "")
		return
	}
	if a.readAs(text) {
		return
	}
	if modern, _, ok := oldfont.Unicode(text); ok && a.readAs(modern) {
		a.find(reform.OldTypeface, reform.Note, text, modern)
		return
	}
	a.refuseAs(text)
}

// computed is the text of a cell with a formula; empty: it has none.
func (a *answer) computed(text string) string {
	switch {
	case a.cell.Kind == spreadsheet.Empty && a.cell.Result == "":
		a.find(reform.FormulaNoValue, reform.Error, a.cell.Formula, "")
		return ""
	case a.cell.Kind == spreadsheet.Empty:
		a.cell.Kind, a.cell.Text = spreadsheet.Number, a.cell.Result
		a.find(reform.FormulaCell, reform.Note, a.cell.Formula, "")
		return a.cell.Result
	case a.cell.Differs:
		gives := a.cell
		gives.Text = gives.Result
		a.find(reform.FormulaDiffers, reform.Warning, a.shown(), (&answer{cell: gives}).shown())
	case text != "":
		a.find(reform.FormulaCell, reform.Note, a.cell.Formula, "")
	default:
		a.find(reform.Blank, reform.Note, "", "")
	}
	return text
}

// mostAnswer is more than any answer has, in bytes; comparing takes its time.
const mostAnswer = 4_000

// readAs takes a text for what the figure asks, or for one of the words beside it.
func (a *answer) readAs(text string) bool {
	switch {
	case len(text) > mostAnswer:
		return false
	case a.figure.Kind == reform.Choice && a.readChoice(text):
	case a.figure.Kind.Numeric() && a.cell.Kind == spreadsheet.Number:
		a.readStored()
	case isOneOf(text, a.notApplicable):
		a.readNotApplicable()
	case isOneOf(text, a.noPractice):
		a.readNoPractice()
	case a.figure.Kind == reform.Choice:
		return false
	case a.figure.Kind == reform.Date:
		return a.readDay(text)
	default:
		return a.readNumber(text)
	}
	return true
}

// refuseAs says what the figure asks for.
func (a *answer) refuseAs(string) {
	switch a.figure.Kind {
	case reform.Choice:
		var titles []string
		for _, o := range a.figure.Options {
			titles = append(titles, o.Title.In(a.language))
		}
		a.refuse(reform.NotOption, strings.Join(titles, "; "))
	case reform.Date:
		a.refuse(reform.NotDate, "")
	case reform.Count, reform.Number, reform.Percentage:
		a.refuse(reform.NotNumber, "")
	}
}

// readChoice takes an option: before all other words, for the framework chose them.
func (a *answer) readChoice(text string) bool {
	for _, o := range a.figure.Options {
		if locale.Same(text, o.Title.VI) || locale.Same(text, o.Title.EN) || locale.Same(text, o.ID) {
			a.take(o.ID)
			return true
		}
	}
	return false
}

func (a *answer) readNotApplicable() {
	if !a.figure.Optional {
		a.refuse(reform.MustApply, "")
		return
	}
	a.absence = reform.NotApplicable
}

// readNoPractice takes the word that nothing of the kind is done. Beside a number it
// is asked about: who counted and found none should say 0.
func (a *answer) readNoPractice() {
	a.absence = reform.NoPractice
	if a.figure.Kind.Numeric() {
		a.find(reform.NotPractised, reform.Warning, a.shown(), "")
	}
}

func isOneOf(text string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return locale.Same(text, word) })
}

// readStored takes a number that is stored as one.
func (a *answer) readStored() {
	number, ok := stored(a.cell.Text, a.percent() && a.figure.Kind == reform.Percentage)
	switch {
	case !ok || a.date():
		a.refuse(reform.NotNumber, "")
	case number == "":
		a.refuse(reform.TooManyDigits, "")
	default:
		a.check(number)
		if a.absence == reform.Present && a.disguised() {
			a.find(reform.UnderstoodAs, reform.Warning, a.shown(), a.text)
		}
	}
}

// readNumber takes a number that is stored as text.
func (a *answer) readNumber(text string) bool {
	if strings.ContainsAny(strings.TrimSpace(a.cell.Text), "\n\r\t") {
		return false // two numbers, one below the other, are not one
	}
	share, isShare := strings.CutSuffix(text, "%")
	if isShare && a.figure.Kind == reform.Percentage {
		text = strings.TrimSpace(share)
	}
	switch found := readings(narrow.Replace(text)); len(found) {
	case 0:
		return false
	case 1:
		a.check(found[0])
		if a.absence == reform.Present && strings.Trim(text, "0123456789") != "" {
			a.find(reform.UnderstoodAs, reform.Note, a.shown(), a.text)
		}
	default:
		a.refuse(reform.AmbiguousNumber, strings.Join(found, " / "))
	}
	return true
}

// check takes a number that is of the figure's kind and within its limits.
func (a *answer) check(number string) {
	d, err := reform.ParseDecimal(number)
	if err != nil || d.Digits() > reform.MostDigits {
		a.refuse(reform.TooManyDigits, strconv.Itoa(reform.MostDigits))
		return
	}
	g := a.figure
	switch low, high := Least(g), Most(g); {
	case g.Kind == reform.Count && d.Decimals() > 0:
		a.refuse(reform.NotWhole, "")
	case d.Decimals() > Decimals(g):
		a.refuse(reform.TooManyDecimals, strconv.Itoa(Decimals(g)))
	case less(d, low):
		a.refuse(reform.TooSmall, string(low))
	case high != "" && less(high, d):
		a.refuse(reform.TooGreat, string(high))
	default:
		a.take(string(d))
		a.doubt(d)
	}
}

func less(a, b reform.Decimal) bool {
	x, _ := a.Fraction()
	y, _ := b.Fraction()
	return x.Less(y)
}

// doubt asks for a second look at a percentage between 0 and 1: who writes 0.975
// mostly means 97.5.
func (a *answer) doubt(d reform.Decimal) {
	if a.figure.Kind != reform.Percentage || a.percent() || strings.Contains(a.cell.Text, "%") {
		return
	}
	if r := d.Rat(); r.Sign() > 0 && !r.IsInt() && r.Num().Cmp(r.Denom()) < 0 {
		a.find(reform.UnderstoodAs, reform.Warning, a.shown(), string(d)+" %")
	}
}

func (a *answer) take(text string) { a.text, a.absence = text, reform.Present }

func (a *answer) refuse(problem reform.Problem, wanted string) {
	a.find(problem, reform.Error, a.shown(), wanted)
}

// mostFound is how much of a cell a finding repeats: a cell holds up to 32,767
// letters.
const mostFound = 120

func (a *answer) find(problem reform.Problem, severity reform.Severity, found, wanted string) {
	if letters := []rune(found); len(letters) > mostFound {
		found = string(letters[:mostFound]) + "…"
	}
	a.findings = append(a.findings, reform.Finding{
		Origin: a.cell.Origin, Figure: a.figure.ID, Label: a.figure.Title,
		Problem: problem, Severity: severity, Found: found, Wanted: wanted,
	})
}
