package workbook

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// exactDigits is how many digits a spreadsheet keeps of a number: what has more
// is written as text, or its last digits would change under the officer's hands.
const exactDigits = 15

// writeAnswer writes the cell to be filled in: what is known already, how it
// looks, and what the spreadsheet itself says about a wrong entry.
func (f Form) writeAnswer(p *page, style *styles, g reform.Figure, list string) {
	switch g.Kind {
	case reform.Choice:
		p.put(answerColumn, f.answerText(g), style.answer(""))
		p.guardChoice(f, list)
		return
	case reform.Date:
		f.writeDay(p, style, g)
	case reform.Count, reform.Number, reform.Percentage:
		f.writeNumber(p, style, g)
	}
	if g.Optional {
		p.offer(list)
		return
	}
	p.guardEntry(f, g)
}

// writeDay writes a day as spreadsheets keep it, or as text where they cannot.
func (f Form) writeDay(p *page, style *styles, g reform.Figure) {
	if serial, ok := serialOf(f.answerText(g)); ok {
		p.keep(p.book.SetCellInt(p.name, p.at(answerColumn), serial))
		p.dress(answerColumn, answerColumn, style.answer(dayFormat))
		return
	}
	p.put(answerColumn, f.answerText(g), style.answer(dayFormat))
}

func (f Form) writeNumber(p *page, style *styles, g reform.Figure) {
	switch text := f.answerText(g); {
	case f.value(g.ID).Absence == reform.Present && len(strings.Trim(text, "-"))-strings.Count(text, ".") <= exactDigits:
		p.keep(p.book.SetCellDefault(p.name, p.at(answerColumn), text)) // the decimal itself, not its nearest float64
		p.dress(answerColumn, answerColumn, style.answer(numberFormat(g)))
	default:
		p.put(answerColumn, text, style.answer(numberFormat(g)))
	}
}

// answerText is what stands in the answer cell: empty when nothing is known.
func (f Form) answerText(g reform.Figure) string {
	v := f.value(g.ID)
	switch {
	case v.Absence == reform.NotApplicable:
		return f.say("not_applicable")
	case v.Absence == reform.NoPractice:
		return f.say("no_practice")
	case v.Absence != reform.Present:
		return ""
	}
	for _, o := range g.Options {
		if o.ID == v.Text {
			return o.Title.In(f.Language)
		}
	}
	return v.Text
}

// guardEntry warns of what Read would refuse. It warns and does not forbid: the
// last word is Read's, and nobody should sit before a cell that takes no answer.
func (p *page) guardEntry(f Form, g reform.Figure) {
	kind, from, to := excelize.DataValidationTypeDecimal, string(least(g)), string(most(g))
	switch {
	case g.Kind == reform.Date:
		kind, from, to = excelize.DataValidationTypeDate, strconv.Itoa(firstLikely), strconv.Itoa(lastLikely)
	case decimals(g) == 0:
		kind = excelize.DataValidationTypeWhole
	}
	operator := excelize.DataValidationOperatorBetween
	if to == "" {
		operator = excelize.DataValidationOperatorGreaterThanOrEqual
	}
	rule := excelize.NewDataValidation(true)
	p.keep(rule.SetRange(from, to, kind, operator))
	rule.SetError(excelize.DataValidationErrorStyleWarning, f.say("warning.title"), f.say("warning.number", "Wanted", f.wanted(g)))
	p.guard(rule)
}

func (p *page) guardChoice(f Form, list string) {
	rule := excelize.NewDataValidation(true)
	rule.SetSqrefDropList(list)
	rule.SetError(excelize.DataValidationErrorStyleWarning, f.say("warning.title"), f.say("warning.choice"))
	p.guard(rule)
}

// offer shows "not applicable" as a drop-down beside a number. A cell has one
// rule only, so numbers pass unchecked here and Read looks at them.
func (p *page) offer(list string) {
	rule := excelize.NewDataValidation(true)
	rule.SetSqrefDropList(list)
	p.guard(rule)
}

func (p *page) guard(rule *excelize.DataValidation) {
	rule.SetSqref(p.at(answerColumn))
	p.keep(p.book.AddDataValidation(p.name, rule))
}

// help is what the framework explains, and below it what may be entered.
func (f Form) help(g reform.Figure) string {
	lines := []string{g.Help.In(f.Language), f.wanted(g)}
	if g.Optional {
		lines = append(lines, f.say("wanted.optional"))
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

// wanted says in one sentence what a cell takes.
func (f Form) wanted(g reform.Figure) string {
	pairs := []any{
		"Least", locale.Number(f.Language, least(g)), "Most", locale.Number(f.Language, most(g)), "Decimals", decimals(g),
	}
	switch {
	case g.Kind == reform.Choice:
		return f.say("wanted.choice")
	case g.Kind == reform.Date:
		return f.say("wanted.date")
	case g.Kind == reform.Percentage:
		return f.say("wanted.percent", pairs...)
	case decimals(g) == 0 && most(g) == "":
		return f.say("wanted.whole", pairs...)
	case decimals(g) == 0:
		return f.say("wanted.whole_between", pairs...)
	case most(g) == "":
		return f.say("wanted.number", pairs...)
	}
	return f.say("wanted.number_between", pairs...)
}
