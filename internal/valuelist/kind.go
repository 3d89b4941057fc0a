package valuelist

import (
	"strings"

	"reformboard/internal/reform"
)

// absences are the words that stand instead of a value, in lower case.
var absences = map[string]reform.Absence{
	"":               reform.NotReported,
	"na":             reform.NotReported,
	"not_reported":   reform.NotReported,
	"n/a":            reform.NotApplicable,
	"not_applicable": reform.NotApplicable,
	"không áp dụng":  reform.NotApplicable,
	"no_practice":    reform.NoPractice,
	"không có":       reform.NoPractice,
}

// kind is what may be said for a figure.
type kind struct {
	reform.FigureKind
	least, most         reform.Fraction
	leastText, mostText string            // empty mostText: no limit
	options             map[string]string // by what they may be called, in lower case
	optionTitles        string
	optional            bool // "not applicable" is an answer
}

func kindOf(g reform.Figure) kind {
	k := kind{FigureKind: g.Kind, leastText: "0", mostText: string(g.Most), optional: g.Optional, options: map[string]string{}}
	if g.Least != "" {
		k.leastText = string(g.Least)
	}
	if g.Most == "" && g.Kind == reform.Percentage {
		k.mostText = "100"
	}
	k.least, _ = reform.Decimal(k.leastText).Fraction()
	k.most, _ = reform.Decimal(k.mostText).Fraction()
	var ids []string
	for _, o := range g.Options {
		ids = append(ids, o.ID)
		k.options[strings.ToLower(o.Title.VI)] = o.ID
		k.options[strings.ToLower(o.Title.EN)] = o.ID
	}
	for _, o := range g.Options {
		k.options[strings.ToLower(o.ID)] = o.ID
	}
	delete(k.options, "")
	k.optionTitles = strings.Join(ids, "; ")
	return k
}

// read understands a tidied text, or says what is wrong with it and what is wanted.
// The framework's own options come before all other words.
func (k *kind) read(text string, day func(string) (string, bool)) (v reform.Value, problem reform.Problem, wanted string) {
	if k.FigureKind == reform.Choice {
		if id, ok := k.options[strings.ToLower(text)]; ok {
			v.Text = id
			return v, "", ""
		}
	}
	if text == "" || !numeral(text[0]) {
		absence, ok := absences[strings.ToLower(text)]
		if ok && absence == reform.NotApplicable && !k.optional {
			return v, reform.MustApply, ""
		}
		if ok {
			v.Absence = absence
			return v, "", ""
		}
	}
	if strings.HasPrefix(text, "#") {
		return v, reform.ErrorCell, ""
	}
	switch k.FigureKind {
	case reform.Choice:
		return v, reform.NotOption, k.optionTitles
	case reform.Date:
		date, ok := day(text)
		if !ok {
			return v, reform.NotISODate, ""
		}
		v.Text = date
	case reform.Count, reform.Number, reform.Percentage:
		d, problem := number(text)
		if problem != "" {
			return v, problem, ""
		}
		if problem, wanted := k.within(d); problem != "" {
			return v, problem, wanted
		}
		v.Text = string(d)
	}
	return v, "", ""
}

// within holds a number against the figure's bounds.
func (k *kind) within(d reform.Decimal) (problem reform.Problem, wanted string) {
	x, _ := d.Fraction()
	switch {
	case k.FigureKind == reform.Count && d.Decimals() > 0:
		return reform.NotWhole, ""
	case x.Less(k.least):
		return reform.TooSmall, k.leastText
	case k.mostText != "" && k.most.Less(x):
		return reform.TooGreat, k.mostText
	}
	return "", ""
}
