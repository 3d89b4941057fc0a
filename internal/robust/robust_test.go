package robust

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

func run(t interface {
	Helper()
	Fatal(args ...any)
}, f Field, trial Trial,
) Result {
	t.Helper()
	r, err := Run(f, trial)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestVerdictOfThreeUnits(t *testing.T) {
	// best leads in both parts; one and other lead each other in one part of two.
	f := Field{
		Units:  []string{"one", "best", "other"},
		Parts:  []Part{{ID: "a", Weight: 0.5, Bounded: true}, {ID: "b", Weight: 0.5, Bounded: true}},
		Values: []float64{0.6, 0.4, 0.9, 0.9, 0.4, 0.6},
	}
	r := run(t, f, Trial{Draws: 1000, Seed: 1, Weights: 0.25, TopK: 1, Pairs: true})
	best := Place{Unit: "best", Rank: 1, Mean: 1, Low: 1, Median: 1, High: 1, Top: 1}
	if r.Places[1] != best {
		t.Errorf("got %+v, want %+v", r.Places[1], best)
	}
	for _, u := range []int{0, 2} {
		p := r.Places[u]
		if p.Rank != 2 || p.Low != 2 || p.High != 3 || p.Top != 0 || p.Mean < 2.4 || p.Mean > 2.6 {
			t.Errorf("%+v", p)
		}
	}
	if r.Above[1][0] != 1 || r.Above[0][1] != 0 || r.Above[0][0] != 0 || r.Above[0][2]+r.Above[2][0] != 1 {
		t.Errorf("who stands above whom: %v", r.Above)
	}
	if r.Shift < 0.3 || r.Shift > 0.36 { // two units of three move half a place
		t.Errorf("shift %v", r.Shift)
	}
}

func TestWhatCannotBeTriedIsRefused(t *testing.T) {
	small := Field{Units: []string{"a"}, Parts: []Part{{ID: "1", Weight: 1}}, Values: []float64{1}}
	wide := Field{Units: make([]string, MostInPairs+1), Parts: small.Parts, Values: make([]float64, MostInPairs+1)}
	huge := Field{Units: make([]string, MostUnits+1), Parts: small.Parts, Values: make([]float64, MostUnits+1)}
	crowd := Field{Units: make([]string, MostUnits), Parts: small.Parts, Values: make([]float64, MostUnits)}
	tests := map[string]struct {
		f     Field
		trial Trial
	}{
		"no draw":            {small, Trial{}},
		"too many draws":     {small, Trial{Draws: MostDraws + 1}},
		"weights of nothing": {small, Trial{Draws: 1, Weights: 1}},
		"weights below 0":    {small, Trial{Draws: 1, Weights: -0.1}},
		"top below 0":        {small, Trial{Draws: 1, TopK: -1}},
		"the only part out":  {small, Trial{Draws: 1, LeaveOneOut: true}},
		"no part":            {Field{Units: small.Units}, Trial{Draws: 1}},
		"values missing":     {Field{Units: []string{"a", "b"}, Parts: small.Parts, Values: small.Values}, Trial{Draws: 1}},
		"factors missing":    {Field{Units: small.Units, Parts: small.Parts, Values: small.Values, Factors: []float64{1, 1}}, Trial{Draws: 1}},
		"too many cells":     {Field{Units: make([]string, 5000), Parts: make([]Part, 5000)}, Trial{Draws: 1}},
		"too many pairs":     {wide, Trial{Draws: 1, Pairs: true}},
		"too many units":     {huge, Trial{Draws: 1}},
		"too much to keep":   {crowd, Trial{Draws: MostDraws}},
	}
	for what, test := range tests {
		if _, err := Run(test.f, test.trial); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if r := run(t, Field{Parts: small.Parts}, Trial{Draws: 1}); len(r.Places) != 0 || r.Shift != 0 {
		t.Errorf("nobody fared: %+v", r)
	}
}

// TestTheOrderOfUnitsAndTheNumberOfWorkersChangeNothing.
func TestTheOrderOfUnitsAndTheNumberOfWorkersChangeNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, trial := trialOn(t)
		want := run(t, f, trial)
		trial.Workers = 4 - trial.Workers
		if got := run(t, f, trial); !reflect.DeepEqual(got, want) {
			t.Fatalf("%d workers: got %+v, want %+v", trial.Workers, got, want)
		}
		order := make([]int, len(f.Units))
		for i := range order {
			order[i] = i
		}
		order = rapid.Permutation(order).Draw(t, "order")
		shuffled := Field{Parts: f.Parts}
		parts := len(f.Parts)
		for _, u := range order {
			shuffled.Units = append(shuffled.Units, f.Units[u])
			shuffled.Values = append(shuffled.Values, f.Values[u*parts:(u+1)*parts]...)
			if f.Factors != nil {
				shuffled.Factors = append(shuffled.Factors, f.Factors[u*parts:(u+1)*parts]...)
			}
		}
		got := run(t, shuffled, trial)
		for i, u := range order {
			if got.Places[i] != want.Places[u] {
				t.Fatalf("got %+v, want %+v", got.Places[i], want.Places[u])
			}
		}
	})
}

// TestWithoutNoiseTheRankStands: nothing drawn, nothing moves, and the ranks are
// those of package ranking on the exact sums.
func TestWithoutNoiseTheRankStands(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, trial := trialOn(t)
		f.Factors = nil
		trial = Trial{Draws: trial.Draws, Seed: trial.Seed, TopK: 3}
		totals := make([]reform.Fraction, len(f.Units))
		for u := range f.Units {
			for p, part := range f.Parts {
				tenths, twentieths := int64(part.Weight*10+0.5), int64(f.Values[u*len(f.Parts)+p]*20+0.5)
				totals[u] = totals[u].Add(reform.NewFraction(tenths*twentieths, 200))
			}
		}
		ranks := ranking.Ranks(totals, nil)
		r := run(t, f, trial)
		for u, p := range r.Places {
			want := Place{Unit: f.Units[u], Rank: ranks[u].Least, Mean: float64(ranks[u].Least), Low: ranks[u].Least, Median: ranks[u].Least, High: ranks[u].Least}
			if want.Rank <= 3 {
				want.Top = 1
			}
			if p != want {
				t.Fatalf("got %+v, want %+v", p, want)
			}
		}
		if r.Shift != 0 {
			t.Fatalf("nothing moved, by %v", r.Shift)
		}
	})
}

// TestPartsThatAgreeLeaveNothingToDispute: when all parts order the units alike, no
// weight, normalisation, mean or missing part changes a rank.
func TestPartsThatAgreeLeaveNothingToDispute(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, trial := trialOn(t)
		f.Factors = nil
		for u := range f.Units {
			for p := range f.Parts {
				f.Values[u*len(f.Parts)+p] = f.Values[u*len(f.Parts)]
				f.Parts[p].Bounded = f.Parts[0].Bounded
			}
		}
		for _, p := range run(t, f, trial).Places {
			if p.Low != p.Rank || p.High != p.Rank || p.Mean != float64(p.Rank) {
				t.Fatalf("%+v", p)
			}
		}
	})
}

// TestASumIsTheSameWhereverAUnitStands goes over the ends of the blocks that units
// are added up in.
func TestASumIsTheSameWhereverAUnitStands(t *testing.T) {
	for _, units := range []int{1, 7, 8, 9, 31, 32, 33, 64, 65} {
		f := bigField(units, 3)
		slices.Sort(f.Values) // the later a unit, the better in every part
		for u, p := range run(t, f, Trial{Draws: 5, Seed: 3, Weights: 0.25}).Places {
			if p.Low != units-u || p.High != units-u {
				t.Errorf("unit %d of %d: %+v", u, units, p)
			}
		}
	}
}
