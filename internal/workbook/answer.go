package workbook

import (
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// answer turns what stands in a cell into a value, or says why not.
type answer struct {
	figure   reform.Figure
	cell     cell
	language reform.Language
	text     string // a Decimal, a day or an Option's id
	absence  reform.Absence
	findings []reform.Finding
}

// read reads the cell of one figure.
func read(g reform.Figure, c cell, l reform.Language) answer {
	a := answer{figure: g, cell: c, language: l, absence: reform.NotReported}
	a.read()
	return a
}

func (a *answer) read() {
	text := locale.Tidy(a.cell.text)
	switch {
	case a.cell.failure:
		a.refuse(reform.ErrorCell, "")
		return
	case a.cell.formula != "" && text == "":
		a.find(reform.FormulaNoValue, reform.Error, a.cell.formula, "")
		return
	case text == "":
		a.find(reform.Blank, reform.Note, "", "")
		return
	case a.cell.formula != "":
		a.find(reform.FormulaCell, reform.Note, a.cell.formula, "")
	}
	switch {
	case a.figure.Kind == reform.Choice && a.readChoice(text):
	case isOneOf(text, notApplicable, "not_applicable"):
		a.readNotApplicable()
	case isOneOf(text, noPractice, "no_practice"):
		a.readNoPractice()
	case a.figure.Kind == reform.Choice:
		a.refuseChoice()
	case a.figure.Kind == reform.Date:
		a.readDay(text)
	default:
		a.readNumber(text)
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

func (a *answer) refuseChoice() {
	var titles []string
	for _, o := range a.figure.Options {
		titles = append(titles, o.Title.In(a.language))
	}
	a.refuse(reform.NotOption, strings.Join(titles, "; "))
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
		a.find(reform.NotPractised, reform.Warning, a.cell.shown(), "")
	}
}

// Usual short forms, beside the words that the form itself offers.
var (
	notApplicable = []string{"n/a", "na", "n.a.", "kad"}
	noPractice    = []string{"không có", "chưa thực hiện"}
)

// isOneOf knows short forms and the form's own words, in both languages.
func isOneOf(text string, forms []string, key string) bool {
	for _, l := range reform.Languages {
		forms = append(forms, locale.Say(l, "workbook."+key))
	}
	return slices.ContainsFunc(forms, func(form string) bool { return locale.Same(text, form) })
}

func (a *answer) readNumber(text string) {
	if a.cell.number {
		number, ok := stored(text, a.cell.percent && a.figure.Kind == reform.Percentage)
		switch {
		case !ok || a.cell.date:
			a.refuse(reform.NotNumber, "")
		case number == "":
			a.refuse(reform.TooManyDigits, "")
		default:
			a.check(number)
		}
		return
	}
	share, isShare := strings.CutSuffix(text, "%")
	if isShare && a.figure.Kind == reform.Percentage {
		text = strings.TrimSpace(share)
	}
	switch found := readings(text); len(found) {
	case 0:
		a.refuse(reform.NotNumber, "")
	case 1:
		a.check(found[0])
		if a.absence == reform.Present && strings.Trim(text, "0123456789") != "" {
			a.find(reform.UnderstoodAs, reform.Note, a.cell.shown(), a.text)
		}
	default:
		a.refuse(reform.AmbiguousNumber, strings.Join(found, " / "))
	}
}

// check takes a number that is of the figure's kind and within its limits.
func (a *answer) check(number string) {
	d, err := reform.ParseDecimal(number)
	if err != nil || d.Digits() > reform.MostDigits {
		a.refuse(reform.TooManyDigits, strconv.Itoa(reform.MostDigits))
		return
	}
	g := a.figure
	switch low, high := least(g), most(g); {
	case g.Kind == reform.Count && d.Decimals() > 0:
		a.refuse(reform.NotWhole, "")
	case d.Decimals() > decimals(g):
		a.refuse(reform.TooManyDecimals, strconv.Itoa(decimals(g)))
	case d.Rat().Cmp(low.Rat()) < 0:
		a.refuse(reform.TooSmall, string(low))
	case high != "" && d.Rat().Cmp(high.Rat()) > 0:
		a.refuse(reform.TooGreat, string(high))
	default:
		a.take(string(d))
		a.doubt(d)
	}
}

// doubt asks for a second look at a percentage between 0 and 1: who writes 0.975
// mostly means 97.5.
func (a *answer) doubt(d reform.Decimal) {
	if a.figure.Kind != reform.Percentage || a.cell.percent || strings.Contains(a.cell.text, "%") {
		return
	}
	if r := d.Rat(); r.Sign() > 0 && !r.IsInt() && r.Num().Cmp(r.Denom()) < 0 {
		a.find(reform.UnderstoodAs, reform.Warning, a.cell.shown(), string(d)+" %")
	}
}

func (a *answer) take(text string) { a.text, a.absence = text, reform.Present }

func (a *answer) refuse(problem reform.Problem, wanted string) {
	a.find(problem, reform.Error, a.cell.shown(), wanted)
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
