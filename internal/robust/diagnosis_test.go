package robust

import (
	"math"
	"slices"
	"testing"

	"reformboard/internal/reform"
)

func near(a, b float64) bool { return math.Abs(a-b) < 1e-12 }

func TestDiagnose(t *testing.T) {
	f := reform.Framework{NotApplicable: reform.Leave, Max: 20 * reform.Point, Areas: []reform.Area{
		{ID: "A", Max: 16 * reform.Point, Indicators: []reform.Indicator{points("spread", 4), points("same", 4), points("full", 4), points("against", 4)}},
		{ID: "B", Max: 4 * reform.Point, Indicators: []reform.Indicator{points("alone", 4)}},
	}}
	cards := scored(t, &f,
		"0 2 4 3 1", "1 2 4 3 2", "2 2 4 2 0", "3 2 4 2 3", "4 2 4 1 2",
		"4 2 4 1 1", "3 2 4 2 -", "2 2 4 2 2", "1 2 4 3 4", "0 2 3 4 2")
	all, err := Diagnose(&f, cards)
	if err != nil {
		t.Fatal(err)
	}
	flags := map[string][]Flag{
		"spread":  {Redundant},
		"same":    {NoSpread},
		"full":    {AtCeiling},
		"against": {Negative},
		"alone":   nil,
	}
	effective := 0.0
	for _, d := range all {
		effective += d.Effective
		if !near(d.Nominal, 0.2) {
			t.Errorf("%s: nominal weight %v, want 0.2", d.Part, d.Nominal)
		}
		if got := slices.DeleteFunc(slices.Clone(d.Flags), func(f Flag) bool { return f == Weak }); !slices.Equal(got, flags[d.Part]) {
			t.Errorf("%s: flags %v, want %v (%+v)", d.Part, d.Flags, flags[d.Part], d)
		}
	}
	if !near(effective, 1) {
		t.Errorf("effective weights come to %v", effective)
	}
	spread, same, full, alone := all[0], all[1], all[2], all[4]
	// 0 1 2 3 4 4 3 2 1 0 of 4: mean ½, sum of squares 20/16, over 9.
	if spread.Units != 10 || !near(spread.Mean, 0.5) || !near(spread.Deviation, math.Sqrt(20.0/16/9)) || spread.Ceiling != 0.2 {
		t.Errorf("%+v", spread)
	}
	if same.WithTotal.Known || same.WithParent.Known || same.Effective != 0 || same.Deviation != 0 {
		t.Errorf("what does not vary correlates with nothing: %+v", same)
	}
	if full.Ceiling != 0.9 {
		t.Errorf("%+v", full)
	}
	if alone.Units != 9 || alone.WithParent.Known || !alone.WithTotal.Known {
		t.Errorf("the only part is its area: %+v", alone)
	}
}

func TestCorrelations(t *testing.T) {
	tests := []struct {
		what              string
		a, b              []float64
		pearson, spearman float64
		known             bool
	}{
		{"in step", []float64{1, 2, 3}, []float64{10, 20, 30}, 1, 1, true},
		{"against", []float64{1, 2, 3}, []float64{3, 2, 1}, -1, -1, true},
		{"in order, not in step", []float64{1, 2, 3}, []float64{1, 4, 9}, 8 / math.Sqrt(2*98.0/3), 1, true},
		{"with ties", []float64{1, 1, 2, 3}, []float64{4, 6, 6, 8}, 4 / math.Sqrt(2.75*8), 3.75 / 4.5, true},
		{"does not vary", []float64{1, 1, 1}, []float64{1, 2, 3}, 0, 0, false},
		{"varies in the last bits only", []float64{0.3, 0.1 + 0.2, 0.3}, []float64{1, 2, 3}, 0, 0, false},
	}
	for _, test := range tests {
		r, known := pearson(test.a, test.b)
		if known != test.known || !near(r, test.pearson) {
			t.Errorf("%s: Pearson %v, %v; want %v, %v", test.what, r, known, test.pearson, test.known)
		}
		if s, _ := pearson(midranks(test.a), midranks(test.b)); test.known && !near(s, test.spearman) {
			t.Errorf("%s: Spearman %v, want %v", test.what, s, test.spearman)
		}
	}
}

func TestFlagsOfACorrelation(t *testing.T) {
	tests := []struct {
		parent, total float64
		want          []Flag
	}{
		{0.5, 0.5, nil},
		{0.9, 0.5, []Flag{Redundant}},
		{0.5, 0.29, []Flag{Weak}},
		{0.3, 0.3, nil},
		{0.5, -0.1, []Flag{Negative}},
		{-0.95, 0, []Flag{Redundant, Weak, Negative}},
	}
	for _, test := range tests {
		d := Diagnosis{WithParent: Correlation{true, test.parent, 0}, WithTotal: Correlation{true, test.total, 0}}
		if d.flag(); !slices.Equal(d.Flags, test.want) {
			t.Errorf("%v and %v: got %v, want %v", test.parent, test.total, d.Flags, test.want)
		}
	}
	var none Diagnosis
	if none.flag(); none.Flags != nil {
		t.Errorf("without a correlation: %v", none.Flags)
	}
}
