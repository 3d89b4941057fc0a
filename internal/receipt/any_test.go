package receipt_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/locale"
	"reformboard/internal/ranking"
	"reformboard/internal/receipt"
	"reformboard/internal/reform"
	"reformboard/internal/robust"
	"reformboard/internal/score"
)

// TestWhateverCanBeReadCanBeScored writes random frameworks of every kind of rule,
// scale, combination and policy, and random tables of values, huge, tiny and below
// zero. What both readers accept must be scored, ranked, explained, put into words
// and tried for robustness, and the points must add up.
func TestWhateverCanBeReadCanBeScored(t *testing.T) {
	tried, read, whole := 0, 0, 0
	rapid.Check(t, func(t *rapid.T) {
		tried++
		a := &anything{T: t, taken: map[string][]string{}}
		f, ok := a.framework()
		if !ok {
			return
		}
		read++
		in := a.input(&f)
		m, err := score.Prepare(&f)
		if err != nil {
			t.Fatal(err)
		}
		cards, err := m.ExplainAll(in)
		if err != nil {
			if strings.Contains(err.Error(), "points are too many") {
				return // no number of points is that great, and it is said whose it was
			}
			t.Fatal(err)
		}
		whole++
		for n := range cards {
			bounded(t, &f, &cards[n])
			balanced(t, &f, cards[n])
		}
		trusted(t, &f, cards)
		for _, l := range []reform.Language{reform.Vietnamese, reform.English} {
			worded(t, l, &f)
		}
	})
	if read*4 < tried*3 || whole*2 < tried {
		t.Errorf("of %d frameworks %d could be read, and only %d scored", tried, read, whole)
	}
}

// bounded checks that nothing earns less than nothing or more than its most points,
// where it has any.
func bounded(t *rapid.T, f *reform.Framework, card *reform.Scorecard) {
	for _, i := range f.Indicators() {
		s, _ := card.Score(i.ID)
		endless := i.Max == 0 && i.Min == 0
		if s.Earned < i.Min && !endless || s.Earned > i.Max && !endless {
			t.Fatalf("%s of %s earned %s of %s", i.ID, card.Unit, s.Earned, i.Max)
		}
	}
	for _, a := range f.AllAreas() {
		s, _ := card.Subtotal(a.ID)
		if a.Max > 0 && (s.Earned > a.Max || !a.Outside && s.Earned < 0) {
			t.Fatalf("%s of %s earned %s of %s", a.ID, card.Unit, s.Earned, a.Max)
		}
	}
	if card.Coverage < 0 || card.Coverage > reform.Whole || card.Max < 0 || card.Max > f.Max {
		t.Fatalf("%s covers %d of %s", card.Unit, card.Coverage, card.Max)
	}
}

// balanced checks that what everything brings comes to the total, and that every
// receipt can be written.
func balanced(t *rapid.T, f *reform.Framework, card reform.Scorecard) {
	entries, err := receipt.Ledger(f, card)
	if err != nil {
		t.Fatal(err)
	}
	sum := reform.Fraction{}
	for _, e := range entries {
		sum = sum.Add(e.Points.Fraction)
	}
	if card.State.Counts() && sum.Cmp(card.Exact) != 0 || !card.State.Counts() && len(entries) > 0 {
		t.Fatalf("the ledger of %s comes to %s, the total is %s %s", card.Unit, sum, card.State, card.Exact)
	}
	all, err := receipt.Whole(f, "c", card)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		for _, text := range []string{r.Text(reform.Vietnamese), r.Text(reform.English)} {
			if strings.ContainsAny(text, "⟦⟧") || strings.Contains(text, "no value") {
				t.Fatal(text)
			}
		}
	}
}

// trusted ranks the cards and tries the ranks.
func trusted(t *rapid.T, f *reform.Framework, cards []reform.Scorecard) {
	r := ranking.Of(f, "", cards)
	if len(r.Standings)+len(r.Unranked) != len(cards) {
		t.Fatal("a unit is lost")
	}
	for n := 1; n < len(r.Standings); n++ {
		a, b := r.Standings[n-1], r.Standings[n]
		if order := a.Exact.Cmp(b.Exact); order < 0 || order == 0 != (a.Rank == b.Rank) || order == 0 != (a.Place(reform.TiesAverage) == b.Place(reform.TiesAverage)) {
			t.Fatalf("%+v before %+v", a, b)
		}
	}
	field, err := robust.FieldOf(f, cards)
	if err != nil {
		t.Fatal(err)
	}
	trial := robust.Trial{Draws: 20, Seed: 1, Weights: 0.25, Normalise: true, Aggregate: true, LeaveOneOut: len(field.Parts) > 1, TopK: 2, Pairs: true}
	got, err := robust.Run(field, trial)
	if (err != nil) != (len(field.Parts) == 0) {
		t.Fatal(err)
	}
	for _, p := range got.Places {
		if p.Rank < 1 || p.Low < 1 || p.High > len(cards) || p.Low > p.Median || p.Median > p.High {
			t.Fatalf("%+v", p)
		}
	}
	diagnoses, err := robust.Diagnose(f, cards)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range diagnoses {
		if d.Mean != d.Mean || d.Effective != d.Effective || d.WithTotal.Pearson != d.WithTotal.Pearson {
			t.Fatalf("%+v", d)
		}
	}
}

// worded says the whole method.
func worded(t *rapid.T, l reform.Language, f *reform.Framework) {
	var said []string
	for _, fact := range locale.Method(l, f) {
		said = append(said, fact.Says)
	}
	for _, a := range f.AllAreas() {
		said = append(said, locale.Whole(l, a.Area))
		for _, i := range a.Indicators {
			said = append(said, locale.Rule(l, f, i), locale.Weight(l, a.Combine, i.Weight))
		}
	}
	for _, text := range said {
		if strings.ContainsAny(text, "⟦⟧") || strings.Contains(text, "no value") {
			t.Fatal(text)
		}
	}
}
