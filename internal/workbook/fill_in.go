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
func (f Form) writeAnswer(p *page, g reform.Figure, list string, look func(format string) int) {
	f.writeValue(p, answerColumn, g, f.value(g.ID), look)
	switch {
	case g.Kind == reform.Choice:
		p.guardChoice(f, list)
	case g.Optional:
		p.offer(list)
	default:
		p.guardEntry(f, g)
	}
}

// writeValue writes what is known of a figure: a number or a day as spreadsheets keep
// it, or as text where they cannot. What is not known leaves an empty cell.
func (f Form) writeValue(p *page, column string, g reform.Figure, v reform.Value, look func(format string) int) {
	text := f.text(g, v)
	switch g.Kind {
	case reform.Choice:
		p.put(column, text, look(""))
	case reform.Date:
		if serial, ok := serialOf(text); ok {
			p.keep(p.book.SetCellInt(p.name, p.at(column), serial))
			text = ""
		}
		p.put(column, text, look(dayFormat))
	case reform.Count, reform.Number, reform.Percentage:
		if v.Absence == reform.Present && text != "" && len(strings.Trim(text, "-"))-strings.Count(text, ".") <= exactDigits {
			p.keep(p.book.SetCellDefault(p.name, p.at(column), text)) // the decimal itself, not its nearest float64
			text = ""
		}
		p.put(column, text, look(numberFormat(g)))
	}
}

// text is what stands in a cell for a value: empty when nothing is known.
func (f Form) text(g reform.Figure, v reform.Value) string {
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

// offer shows "not applicable" as a drop-down beside a number. A cell has one rule
// and only a list drops down, so any number passes here: the ground turns amber
// instead, and Read has the last word.
func (p *page) offer(list string) {
	rule := excelize.NewDataValidation(true)
	rule.SetSqrefDropList(list)
	p.guard(rule)
}

func (p *page) guard(rule *excelize.DataValidation) {
	rule.SetSqref(p.at(answerColumn))
	p.keep(p.book.AddDataValidation(p.name, rule))
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
