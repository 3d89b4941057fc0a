package score

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

var exactly = cmp.Comparer(func(a, b reform.Fraction) bool { return a.Cmp(b) == 0 })

func TestNoScoreLeavesItsBounds(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		for _, card := range w.scored(t) {
			for _, s := range card.Scores {
				if s.Earned < 0 || s.Earned > s.Max || s.Exact.Sign() < 0 || s.Max.Fraction().Less(s.Exact) {
					t.Fatalf("%+v", s)
				}
				if !s.State.Counts() && s.State != reform.NotAsked && s.Earned != 0 {
					t.Fatalf("a cell without a score earned %s", s.Earned)
				}
			}
			for _, s := range card.Subtotals {
				if s.Earned < 0 || s.Earned > s.Max && w.f.Rounding.Area == nil {
					t.Fatalf("%+v", s)
				}
			}
			if card.Total < 0 || card.Total > w.f.Max && w.f.Rounding.Total == nil && w.f.Rounding.Area == nil && w.f.Rounding.Indicator == nil || card.Coverage < 0 || card.Coverage > reform.Whole {
				t.Fatalf("%+v", card)
			}
		}
	})
}

func TestOrderChangesNothing(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		before := w.scored(t)
		w.in.Units = slices.Clone(w.in.Units)
		slices.Reverse(w.in.Units)
		w.in.Reports = rapid.Permutation(w.in.Reports).Draw(t, "reports")
		for n := range w.in.Reports {
			w.in.Reports[n].Values = slices.Clone(w.in.Reports[n].Values)
			slices.Reverse(w.in.Reports[n].Values)
		}
		w.f.Figures = slices.Clone(w.f.Figures)
		slices.Reverse(w.f.Figures)
		after := w.scored(t)
		slices.Reverse(after)
		if diff := cmp.Diff(before, after, exactly); diff != "" {
			t.Fatal(diff)
		}
	})
}

func TestANewUnitChangesNobodyElseUnlessARuleIsRelative(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		before := w.scored(t)
		w.in.Units = append(w.in.Units, reform.Unit{ID: "new", PeerGroup: "A"})
		w.report(t, "new")
		after := w.scored(t)
		if w.f.Relative() {
			return
		}
		if diff := cmp.Diff(before, after[:len(before)], exactly); diff != "" {
			t.Fatal(diff)
		}
	})
}

// silenceable frameworks count silence as nothing: what has not been reported stays in
// the maximum. Where it leaves instead, silence may raise a score, and a coverage rule
// stands against it.
func silenceable(w *drawn) {
	if w.f.Missing != reform.FillNothing {
		w.f.Missing = ""
	}
}

// TestSilenceNeverRaisesATotal takes back one value. What is deducted, or better for
// being less, is left out: there a smaller figure was never worth less.
func TestSilenceNeverRaisesATotal(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		silenceable(w)
		i, before := w.oneScored(t)
		if i.ID == "" || i.Rule.Relative() {
			return
		}
		w.say(i, reform.NotReported)
		after := w.scored(t)[0]
		if before.Exact.Less(after.Exact) {
			t.Fatalf("%s became %s by saying nothing for %s", before.Exact, after.Exact, i.ID)
		}
	})
}

// TestNotApplicableNeverLowers turns an indicator that earned nothing into one that
// does not apply: the share of what applies is never less.
func TestNotApplicableNeverLowers(t *testing.T) {
	fiveTimes(t, func(t *rapid.T) {
		w := drawWorld(t)
		silenceable(w)
		w.f.Rounding.Indicator, w.f.Rounding.Area, w.f.Rounding.Total = nil, nil, nil
		for n := range w.f.Areas {
			plainMeans(&w.f.Areas[n])
		}
		i, _ := w.oneScored(t)
		if i.ID == "" || i.Rule.Relative() {
			return
		}
		w.say(i, reform.NotReported)
		before := w.scored(t)[0]
		w.say(i, reform.NotApplicable)
		after := w.scored(t)[0]
		if after.Max == 0 || before.Max == 0 {
			return
		}
		if share(after).Less(share(before)) {
			t.Fatalf("%s of %s became %s of %s", before.Exact, before.Max, after.Exact, after.Max)
		}
	})
}

// plainMeans leaves out the coverage that an area may ask of its parts: a part that
// no longer applies may then decide whether there is a score at all.
func plainMeans(a *reform.Area) {
	a.Combine.Coverage, a.Combine.CoverBy = "", ""
	for n := range a.Areas {
		plainMeans(&a.Areas[n])
	}
}

// share is what a total is held against: the maximum that applies, or all of it where
// the total is stretched.
func share(c reform.Scorecard) reform.Fraction { return c.Exact.Quo(c.Max.Fraction()) }

// oneScored draws an indicator that the first unit has a score for, whose figures are
// read by it alone.
func (w *drawn) oneScored(t *rapid.T) (reform.Indicator, reform.Scorecard) {
	card := w.scored(t)[0]
	var scored []reform.Indicator
	for _, i := range w.f.Indicators() {
		if s, _ := card.Score(i.ID); s.State.Counts() && i.Rule.Kind != reform.Constant && i.Applies.Figure == "" {
			scored = append(scored, i)
		}
	}
	if len(scored) == 0 {
		return reform.Indicator{}, card
	}
	return rapid.SampledFrom(scored).Draw(t, "indicator"), card
}

// say replaces what the first unit said for an indicator's figures.
func (w *drawn) say(i reform.Indicator, absence reform.Absence) {
	figures := i.Rule.Figures()
	if i.Rule.Kind == reform.Formula {
		figures = []string{i.ID + "n", i.ID + "d"}
	}
	for n := range w.in.Reports {
		if r := &w.in.Reports[n]; r.Unit == w.in.Units[0].ID {
			r.Values = slices.Clone(r.Values)
			for v := range r.Values {
				if slices.Contains(figures, r.Values[v].Figure) {
					r.Values[v].Text, r.Values[v].Absence = "", absence
				}
			}
		}
	}
}
