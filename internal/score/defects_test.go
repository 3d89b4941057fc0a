package score

import (
	"strings"
	"testing"

	"reformboard/internal/reform"
)

// Each test here bears the name of a defect found in COINr 1.1.14, an R package for
// composite indices, and shows that it is absent. Those of its formulas stand in
// package composite, that of its list of weaknesses in package weakness.

// "Level discrepancy detected": every indicator had to be on the lowest level, and
// every parent one above. Real frameworks have an indicator beside an area.
func TestDefectNoRaggedTrees(t *testing.T) {
	leaf := func(id, weight string) reform.Indicator {
		return reform.Indicator{ID: id, Weight: reform.Decimal(weight), Rule: reform.Rule{Kind: reform.Normalised, Of: []string{id}, Scale: reform.Normalisation{Method: reform.AsItStands}}}
	}
	mean := reform.Aggregation{Method: reform.Mean}
	deep := reform.Area{ID: "deep", Weight: "2", Combine: mean, Areas: []reform.Area{{ID: "deeper", Combine: mean, Indicators: []reform.Indicator{leaf("b", ""), leaf("c", "3")}}}, Indicators: []reform.Indicator{leaf("d", "")}}
	f := oneArea(reform.Area{ID: "index", Combine: mean, Indicators: []reform.Indicator{leaf("a", "")}, Areas: []reform.Area{deep}})
	f.Missing = reform.FillLeave
	// ((b + 3c)/4 + d)/2 weighs 2 beside a; without c, b alone is what lies deepest.
	if got := totals(scoredOn(t, f, Input{}, "u a 1, b 2, c 6, d 9", "v a 1, b 2, d 9", "w a 1")); got != "5 4 1" {
		t.Error(got)
	}
}

// Everything was a float64 that was never rounded; here each level is rounded where
// the framework says so, and published sums come out to the last decimal.
func TestDefectNoRoundingPerLevel(t *testing.T) {
	third := func(id string) reform.Indicator { return ratioOf(id, 1) }
	one, two := 1, 2
	for _, c := range []struct {
		indicator, area, total *int
		want                   string
	}{
		{nil, nil, nil, "2/3"}, {&two, nil, nil, "33/50"}, {nil, &two, nil, "67/100"}, {nil, nil, &one, "7/10"}, {&one, &two, &two, "3/5"},
	} {
		f := oneArea(reform.Area{ID: "a", Indicators: []reform.Indicator{third("r"), third("s")}})
		f.Rounding = reform.Rounding{Mode: reform.HalfUp, Indicator: c.indicator, Area: c.area, Total: c.total}
		if got := totals(scoredOn(t, f, Input{}, "u done 1, due 3")); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// One NA stood for all: here not applicable leaves the mean, what is missing counts as
// the framework says, and "none" is a zero.
func TestDefectNotApplicableIsMissing(t *testing.T) {
	half, full := ratioOf("half", 4), ratioOf("full", 4)
	full.Rule.Of, full.Rule.Over = []string{"sent"}, []string{"got"}
	f := oneArea(reform.Area{ID: "a", Max: 4 * reform.Point, Combine: reform.Aggregation{Method: reform.Mean}, Indicators: []reform.Indicator{half, full}})
	said := []string{"u done 1, due 2, sent 1, got 1", "v done 1, due 2, sent -, got -", "w done 1, due 2", "x done 1, due 2, sent none, got 1"}
	for missing, want := range map[reform.Fill]string{
		reform.FillNothing: "3 2 1 1", reform.FillLeave: "3 2 2 1", reform.FillGroupMean: "3 2 2 1", reform.FillBlock: "3 2 not_submitted 1",
	} {
		f.Missing = missing
		cards := scoredOn(t, f, Input{}, said...)
		var states []string
		for _, c := range cards {
			states = append(states, string(c.Scores[1].State))
		}
		if got := totals(cards); got != want {
			t.Errorf("%s: got %s, want %s", missing, got, want)
		}
		if got := strings.Join(states, " "); missing == reform.FillNothing && got != "scored not_applicable not_submitted zero" {
			t.Error(got)
		}
	}
}
