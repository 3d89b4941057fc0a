package score

import (
	"fmt"
	"slices"
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
	reports := handed("example", at)
	say := func(reports []reform.Report, figure, text string) {
		v := reform.Value{Figure: figure, Text: text}
		switch absence := reform.Absence(text); absence {
		case reform.NotReported, reform.NotApplicable, reform.NoPractice:
			v.Text, v.Absence = "", absence
		case reform.Present:
		}
		from := 0
		if g, known := f.Figure(figure); known {
			from = slices.Index(reform.Sources, g.Source)
		}
		reports[from].Values = append(reports[from].Values, v)
	}
	for _, figure := range given {
		say(reports, figure, e.Given[figure])
	}
	for n, other := range e.Others {
		id := "other " + strconv.Itoa(n+1)
		units = append(units, reform.Unit{ID: id, PeerGroup: e.Group})
		own := handed(id, at)
		for n, figure := range i.Rule.Of {
			say(own, figure, string(first(n, other)))
		}
		for n, figure := range i.Rule.Over {
			say(own, figure, string(first(n, "1")))
		}
		reports = append(reports, own...)
	}
	return units, reports
}

// handed are the reports of a unit of an example, one a source: what the record would say
// it says too.
func handed(unit string, at time.Time) []reform.Report {
	var reports []reform.Report
	for _, source := range reform.Sources {
		reports = append(reports, reform.Report{Unit: unit, Source: source, SubmittedAt: &at})
	}
	return reports
}

// first gives the whole of a sum to its first figure.
func first(n int, whole reform.Decimal) reform.Decimal {
	if n == 0 {
		return whole
	}
	return "0"
}
