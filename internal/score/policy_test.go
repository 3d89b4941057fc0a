package score

import (
	"strings"
	"testing"
	"time"

	"reformboard/internal/reform"
)

// unitSays is a report of a unit: "u done 3, due none, all -" for 3, no practice and
// not applicable.
func unitSays(text string) reform.Report {
	at := time.Unix(0, 0)
	unit, values, _ := strings.Cut(text, " ")
	r := reform.Report{Unit: unit, Source: reform.FromUnit, SubmittedAt: &at}
	for pair := range strings.SplitSeq(values, ", ") {
		figure, said, ok := strings.Cut(pair, " ")
		v := reform.Value{Figure: figure, Text: said}
		switch {
		case !ok:
			continue
		case said == "none":
			v.Text, v.Absence = "", reform.NoPractice
		case said == "-":
			v.Text, v.Absence = "", reform.NotApplicable
		}
		r.Values = append(r.Values, v)
	}
	return r
}

// oneArea is a framework of an area with these indicators, all of whose figures are
// numbers that the unit reports.
func oneArea(a reform.Area) *reform.Framework {
	f := &reform.Framework{Rounding: reform.Rounding{Mode: reform.HalfUp}, NotApplicable: reform.Leave, Areas: []reform.Area{a}}
	seen := map[string]bool{}
	for _, i := range f.Indicators() {
		f.Max += i.Max
		for _, id := range append(i.Rule.Figures(), i.Applies.Figure) {
			if id != "" && !seen[id] {
				seen[id] = true
				f.Figures = append(f.Figures, reform.Figure{ID: id, Kind: reform.Number, Source: reform.FromUnit})
			}
		}
	}
	if !a.Combine.Adds() {
		f.Max = a.Max
	}
	f.Areas[0].Max = f.Max
	return f
}

func ratioOf(id string, max reform.Points) reform.Indicator {
	return reform.Indicator{ID: id, Max: max * reform.Point, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{"done"}, Over: []string{"due"}, IfZero: reform.ZeroEarnsNothing}}
}

// scoredOn scores the units of the reports.
func scoredOn(t *testing.T, f *reform.Framework, in Input, said ...string) []reform.Scorecard {
	t.Helper()
	group := len(in.Units) == 0
	for _, text := range said {
		r := unitSays(text)
		in.Reports = append(in.Reports, r)
		if group {
			in.Units = append(in.Units, reform.Unit{ID: r.Unit, PeerGroup: "g"})
		}
	}
	m, err := Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	cards, err := m.ExplainAll(in)
	if err != nil {
		t.Fatal(err)
	}
	return cards
}

func totals(cards []reform.Scorecard) string {
	all := make([]string, len(cards))
	for n, c := range cards {
		all[n] = c.Exact.String()
		if !c.State.Counts() {
			all[n] = string(c.State)
		}
	}
	return strings.Join(all, " ")
}

func TestAFigureBelowZeroTakesNoPointsAway(t *testing.T) {
	steps, leader, survey := ratioOf("s", 4), ratioOf("l", 4), ratioOf("a", 4)
	steps.Rule.Kind, steps.Rule.Steps = reform.Steps, []reform.Step{{From: "0.5", Pay: "1"}}
	leader.Rule.Kind = reform.Leader
	survey.Rule = reform.Rule{Kind: reform.Survey, Items: []reform.Item{{Figure: "done", Pay: "0"}, {Figure: "due", Pay: "1"}}}
	for _, i := range []reform.Indicator{ratioOf("r", 4), steps, leader} {
		if got := totals(scoredOn(t, oneArea(reform.Area{Indicators: []reform.Indicator{i}}), Input{}, "u done -3, due 4", "v done 3, due -4", "w done 4, due 4")); !strings.HasPrefix(got, "0 0 ") {
			t.Errorf("%s: %s", i.ID, got)
		}
	}
	if got := totals(scoredOn(t, oneArea(reform.Area{Indicators: []reform.Indicator{survey}}), Input{}, "u done -3, due 4", "v done 5, due -4")); got != "4 0" {
		t.Errorf("survey: %s", got)
	}
}

// An index whose scale has no end takes what others have published as it stands.
func TestAScaleWithoutEndGoesBelowZeroToo(t *testing.T) {
	i := reform.Indicator{ID: "g", Rule: reform.Rule{Kind: reform.Given, Of: []string{"published"}}}
	if got := totals(scoredOn(t, oneArea(reform.Area{Indicators: []reform.Indicator{i}}), Input{}, "u published -1.5", "v published 2")); got != "-3/2 2" {
		t.Error(got)
	}
}

// A formula is checked on what its figures can be, and "none" is none of that.
func TestAFormulaIsNotReckonedOnWhatItsFiguresCannotBe(t *testing.T) {
	i := reform.Indicator{ID: "f", Max: 4 * reform.Point, Rule: reform.Rule{Kind: reform.Formula, Formula: "min(points, done / staff)"}}
	f := oneArea(reform.Area{Indicators: []reform.Indicator{i}})
	f.Figures = []reform.Figure{{ID: "done", Kind: reform.Count, Source: reform.FromUnit}, {ID: "staff", Kind: reform.Count, Source: reform.FromUnit, Least: "1"}}
	if got := totals(scoredOn(t, f, Input{}, "u done 3, staff none", "v done none, staff 2", "w done 3, staff 2")); got != "0 0 3/2" {
		t.Error(got)
	}
}

// What is shown beside the scores is no part of a mean, of a coverage or of a
// blockade, whether it was said or not.
func TestInformationTakesPartInNothing(t *testing.T) {
	shown := reform.Indicator{ID: "shown", Rule: reform.Rule{Kind: reform.Information, Of: []string{"staff"}}}
	for _, c := range []struct {
		missing       reform.Fill
		notApplicable reform.Reapportion
	}{{reform.FillNothing, reform.Leave}, {reform.FillBlock, reform.GiveFull}, {reform.FillGroupMean, reform.GiveNothing}} {
		f := oneArea(reform.Area{Max: 4 * reform.Point, Combine: reform.Aggregation{Method: reform.Mean, Coverage: "1"}, Indicators: []reform.Indicator{ratioOf("r", 4), shown}})
		f.Missing, f.NotApplicable = c.missing, c.notApplicable
		if got := totals(scoredOn(t, f, Input{}, "u done 3, due 4, staff 9", "v done 3, due 4", "w done 3, due 4, staff -", "x done -, due -, staff 1")); !strings.HasPrefix(got, "3 3 3 ") {
			t.Errorf("%s, %s: %s", c.missing, c.notApplicable, got)
		}
	}
}

// What one rule measures is never averaged with what another pays, and the order of
// units decides nothing.
func TestAGroupMeanIsThatOfTheUnitsRule(t *testing.T) {
	scale := reform.Rule{Kind: reform.Normalised, Of: []string{"budget"}, Scale: reform.Normalisation{Method: reform.Goalposts, Low: "0", High: "1000"}}
	i := reform.Indicator{ID: "i", Max: 4 * reform.Point, Missing: reform.FillGroupMean, Rule: reform.Rule{Kind: reform.Alternatives, Alternatives: []reform.Alternative{
		{Applies: reform.Applicability{Figure: "town"}, Rule: scale}, {Rule: ratioOf("", 0).Rule},
	}}}
	f := oneArea(reform.Area{Indicators: []reform.Indicator{i}})
	got := totals(scoredOn(t, f, Input{}, "a town 1, budget 500", "b town 0, done 1, due 4", "c town 0", "d town 1", "e town 1, budget 1000"))
	if got != "2 1 1 3 4" {
		t.Error(got)
	}
}

// What the unit above reported the period before stands in like the unit's own.
func TestTheLastPeriodIsInheritedToo(t *testing.T) {
	i := ratioOf("i", 4)
	i.Rule.Inherits, i.Missing = true, reform.FillLastPeriod
	f := oneArea(reform.Area{Indicators: []reform.Indicator{i}})
	in := Input{Units: []reform.Unit{{ID: "u", Parent: "p"}}, Above: []reform.Unit{{ID: "p"}}, Before: []reform.Report{unitSays("u"), unitSays("p done 3, due 4")}}
	cards := scoredOn(t, f, in, "u")
	if got := totals(cards); got != "3" || cards[0].Scores[0].Filled != reform.FillLastPeriod || cards[0].Scores[0].Working.Inputs[0].Text != "3" {
		t.Errorf("%s %+v", got, cards[0].Scores[0])
	}
}

// Silence about a penalty that blocks leaves no total, and a bonus alone is none.
func TestABlockedPenaltyLeavesNoTotal(t *testing.T) {
	f := oneArea(reform.Area{ID: "main", Indicators: []reform.Indicator{ratioOf("r", 4)}})
	f.Areas = append(f.Areas, reform.Area{ID: "beside", Outside: true, Max: reform.Point, Indicators: []reform.Indicator{
		{ID: "lost", Max: reform.Point, Min: -2 * reform.Point, Missing: reform.FillBlock, Rule: reform.Rule{Kind: reform.Counted, Of: []string{"leaks"}, Each: -reform.Point}},
	}})
	f.Figures = append(f.Figures, reform.Figure{ID: "leaks", Kind: reform.Count, Source: reform.FromUnit})
	if got := totals(scoredOn(t, f, Input{}, "u done 3, due 4, leaks 1", "v done 3, due 4", "w leaks 1")); got != "2 not_submitted not_submitted" {
		t.Error(got)
	}
}

func TestAFacetWithoutScoreSaysWhy(t *testing.T) {
	f := oneArea(reform.Area{ID: "main", Indicators: []reform.Indicator{ratioOf("r", 4), ratioOf("s", 4)}})
	f.Facets = []reform.Facet{{ID: "facet", Of: []string{"r", "s"}}}
	cards := scoredOn(t, f, Input{}, "u done 0, due 4", "v done 3", "w done -, due -")
	for n, want := range []reform.State{reform.Zero, reform.NotSubmitted, reform.NotAsked} {
		if got := cards[n].Facets[0].State; got != want {
			t.Errorf("%s: got %s, want %s", cards[n].Unit, got, want)
		}
	}
}

func TestDaysAreCountedOverCenturies(t *testing.T) {
	i := reform.Indicator{ID: "d", Max: 4 * reform.Point, Rule: reform.Rule{Kind: reform.Deadline, Of: []string{"day"}, Due: "1600-01-01", Late: []reform.LateStep{{Days: 155_000, Pay: "0.5"}}}}
	f := oneArea(reform.Area{Indicators: []reform.Indicator{i}})
	f.Figures[0].Kind = reform.Date
	cards := scoredOn(t, f, Input{}, "u day 2026-03-31")
	if got := totals(cards); got != "0" || *cards[0].Scores[0].Working.Days != 155_683 {
		t.Errorf("%s after %d days", got, *cards[0].Scores[0].Working.Days)
	}
}

// Points end somewhere; whose they are is said, and nothing is scored wrong.
func TestTooManyPointsNameUnitAndIndicator(t *testing.T) {
	i := reform.Indicator{ID: "gdp", Rule: reform.Rule{Kind: reform.Normalised, Of: []string{"dong"}, Scale: reform.Normalisation{Method: reform.AsItStands}}}
	m, err := Prepare(oneArea(reform.Area{Indicators: []reform.Indicator{i}}))
	if err != nil {
		t.Fatal(err)
	}
	_, err = m.Cycle(Input{Units: []reform.Unit{{ID: "vn"}}, Reports: []reform.Report{unitSays("vn dong 1000000000000000")}})
	if err == nil || !strings.Contains(err.Error(), "unit vn, indicator gdp: ") {
		t.Error(err)
	}
}

func TestMoreThanCanBeScoredIsRefused(t *testing.T) {
	majority := reform.Area{Combine: reform.Aggregation{Method: reform.Copeland}, Indicators: []reform.Indicator{ratioOf("r", 0)}}
	for units, a := range map[int]reform.Area{MostCells/2 + 1: {Indicators: majority.Indicators}, MostCompared + 1: majority} {
		m, err := Prepare(oneArea(a))
		if err != nil {
			t.Fatal(err)
		}
		if err := m.fits(units); err == nil {
			t.Errorf("%d units are scored", units)
		}
		if err := m.fits(units - 1); err != nil {
			t.Error(err)
		}
	}
}

// A rule that is one of several may be multiplied by another score, in an example too.
func TestAnExampleOfAlternativesMayHaveAFactor(t *testing.T) {
	times := ratioOf("i", 4)
	rule := times.Rule
	rule.TimesScore = "other"
	times.Rule = reform.Rule{Kind: reform.Alternatives, Alternatives: []reform.Alternative{{Applies: reform.Applicability{Groups: []string{"x"}}, Rule: reform.Rule{Kind: reform.Constant}}, {Rule: rule}}}
	f := oneArea(reform.Area{Indicators: []reform.Indicator{times, {ID: "other", Max: reform.Point, Rule: reform.Rule{Kind: reform.Constant}}}})
	got, err := Try(f, times, reform.Example{Given: map[string]string{"done": "3", "due": "4"}, Factor: "0.5"})
	if err != nil || got.Exact.String() != "3/2" {
		t.Errorf("%v %v", got.Exact, err)
	}
}
