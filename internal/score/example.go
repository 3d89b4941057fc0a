package score

import (
	"fmt"
	"sort"
	"strconv"
	"time"

	"reformboard/internal/reform"
)

// Try scores an example by an indicator's rule: what it really earns, rounded as
// the framework rounds indicators. For a relative rule the other units measure what
// the example says.
func Try(f *reform.Framework, i reform.Indicator, e reform.Example) (reform.Score, error) {
	alone := *f
	alone.Areas = []reform.Area{{ID: "example", Max: i.Max, Indicators: []reform.Indicator{i}}}
	alone.Facets, alone.Grades = nil, nil
	factor, scaled := e.Factor.Fraction()
	if scaled {
		for _, id := range multipliers(i.Rule) {
			stand := reform.Indicator{ID: id, Max: reform.Point, Rule: reform.Rule{Kind: reform.Constant}}
			alone.Areas[0].Indicators = append(alone.Areas[0].Indicators, stand)
		}
	}
	m, err := Prepare(&alone)
	if err != nil {
		return reform.Score{}, err
	}
	units, reports := cast(f, i, e)
	r := newRun(m, Input{Units: units, Reports: reports})
	if scaled {
		r.factor = &factor
	}
	cards, err := r.cards()
	if err != nil {
		return reform.Score{}, fmt.Errorf("example of %s: %w", i.ID, err)
	}
	return cards[0].Scores[0], nil
}

// multipliers are the indicators whose scores multiply a rule, or one of its
// alternatives.
func multipliers(r reform.Rule) []string {
	var ids []string
	if r.TimesScore != "" {
		ids = append(ids, r.TimesScore)
	}
	for _, a := range r.Alternatives {
		ids = append(ids, multipliers(a.Rule)...)
	}
	return ids
}

// cast is the unit of an example, and others that measure what the example says:
// each reports it for the first figure, and 1 for what that is measured against.
func cast(f *reform.Framework, i reform.Indicator, e reform.Example) ([]reform.Unit, []reform.Report) {
	var at time.Time
	units := []reform.Unit{{ID: "example", PeerGroup: e.Group}}
	given := make([]string, 0, len(e.Given))
	for id := range e.Given {
		given = append(given, id)
	}
	sort.Strings(given)
	reports := []reform.Report{{Unit: "example", Source: reform.FromUnit, SubmittedAt: &at}, {Unit: "example", Source: reform.FromSurvey, SubmittedAt: &at}}
	say := func(own, survey *reform.Report, figure, text string) {
		v := reform.Value{Figure: figure, Text: text}
		switch absence := reform.Absence(text); absence {
		case reform.NotReported, reform.NotApplicable, reform.NoPractice:
			v.Text, v.Absence = "", absence
		case reform.Present:
		}
		report := own
		if g, known := f.Figure(figure); known && g.Source == reform.FromSurvey {
			report = survey
		}
		report.Values = append(report.Values, v)
	}
	for _, figure := range given {
		say(&reports[0], &reports[1], figure, e.Given[figure])
	}
	for n, other := range e.Others {
		id := "other " + strconv.Itoa(n+1)
		units = append(units, reform.Unit{ID: id, PeerGroup: e.Group})
		own := reform.Report{Unit: id, Source: reform.FromUnit, SubmittedAt: &at}
		survey := reform.Report{Unit: id, Source: reform.FromSurvey, SubmittedAt: &at}
		for n, figure := range i.Rule.Of {
			say(&own, &survey, figure, string(first(n, other)))
		}
		for n, figure := range i.Rule.Over {
			say(&own, &survey, figure, string(first(n, "1")))
		}
		reports = append(reports, own, survey)
	}
	return units, reports
}

// first gives the whole of a sum to its first figure.
func first(n int, whole reform.Decimal) reform.Decimal {
	if n == 0 {
		return whole
	}
	return "0"
}
