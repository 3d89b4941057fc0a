package composite

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

func TestNormalise(t *testing.T) {
	half, full, zero, none := reform.FlatEarnsHalf, reform.FlatEarnsFull, reform.FlatEarnsNothing, reform.FlatSuppresses
	type norm = reform.Normalisation
	for _, test := range []struct {
		name      string
		norm      norm
		lower     bool
		reference int
		column    string
		want      string
	}{
		{name: "as it stands", norm: norm{Method: reform.AsItStands}, column: "3 - -1/2", want: "3 - -1/2"},
		{name: "as it stands, turned", norm: norm{Method: reform.AsItStands}, lower: true, column: "3 - -1/2", want: "-3 - 1/2"},

		{name: "min-max to the top", norm: norm{Method: reform.MinMax}, column: "2 - 4 8", want: "0 - 10/3 10"},
		{name: "min-max, less is better", norm: norm{Method: reform.MinMax}, lower: true, column: "2 - 4 8", want: "10 - 20/3 0"},
		{name: "min-max from 1 to 100", norm: norm{Method: reform.MinMax, From: "1", To: "100"}, column: "0 1 2", want: "1 101/2 100"},
		{name: "min-max downward", norm: norm{Method: reform.MinMax, From: "100", To: "0"}, column: "0 1 4", want: "100 75 0"},
		{name: "min-max flat, unsaid", norm: norm{Method: reform.MinMax}, column: "5 - 5", want: "- - -"},
		{name: "min-max flat, suppressed", norm: norm{Method: reform.MinMax, IfFlat: none}, column: "5 - 5", want: "- - -"},
		{name: "min-max flat, half", norm: norm{Method: reform.MinMax, IfFlat: half, From: "1"}, column: "5 - 5", want: "11/2 - 11/2"},
		{name: "min-max flat, full", norm: norm{Method: reform.MinMax, IfFlat: full}, column: "5 - 5", want: "10 - 10"},
		{name: "min-max flat, nothing", norm: norm{Method: reform.MinMax, IfFlat: zero, From: "1"}, column: "5 - 5", want: "1 - 1"},
		{name: "min-max of one unit", norm: norm{Method: reform.MinMax, IfFlat: half}, column: "- 5", want: "- 5"},
		{name: "min-max of nobody", norm: norm{Method: reform.MinMax, IfFlat: half}, column: "- -", want: "- -"},
		{name: "min-max of no unit", norm: norm{Method: reform.MinMax}, column: "", want: ""},

		{name: "goalposts", norm: norm{Method: reform.Goalposts, Low: "10", High: "20"}, column: "9 10 15 20 21 -", want: "0 0 5 10 10 -"},
		{name: "goalposts, less is better", norm: norm{Method: reform.Goalposts, Low: "10", High: "20"}, lower: true, column: "9 10 12 20 21", want: "10 10 8 0 0"},
		{name: "goalposts squared", norm: norm{Method: reform.Goalposts, Low: "0", High: "4", Power: "2"}, column: "-4 1 2 8", want: "0 5/8 5/2 10"},
		{name: "goalposts, square root", norm: norm{Method: reform.Goalposts, Low: "0", High: "4", Power: "0.5", To: "1"}, column: "0 1 4", want: "0 1/2 1"},
		{name: "goalposts to a power below zero", norm: norm{Method: reform.Goalposts, Low: "0", High: "4", Power: "-1", To: "1"}, column: "0 1 4", want: "- 4 1"},
		{name: "goalposts in one place, unsaid", norm: norm{Method: reform.Goalposts, Low: "3", High: "3"}, column: "2 3 4", want: "- - -"},
		{name: "goalposts in one place, full", norm: norm{Method: reform.Goalposts, Low: "3", High: "3", IfFlat: full}, column: "2 - 4", want: "10 - 10"},
		{name: "a column all at one value has a place between posts", norm: norm{Method: reform.Goalposts, Low: "0", High: "4", IfFlat: full}, column: "1 1", want: "5/2 5/2"},
		{name: "goalposts without a post", norm: norm{Method: reform.Goalposts, Low: "3"}, column: "2", want: "-"},
		{name: "scaled is not held", norm: norm{Method: reform.Scaled, Low: "10", High: "20", To: "100", Power: "2"}, column: "0 15 30", want: "-100 50 200"},
		{name: "scaled, less is better", norm: norm{Method: reform.Scaled, Low: "10", High: "20"}, lower: true, column: "0 15 30", want: "20 5 -10"},
		{name: "scaled in one place", norm: norm{Method: reform.Scaled, Low: "1", High: "1", IfFlat: half}, column: "0 1", want: "5 5"},

		{name: "standard score", norm: norm{Method: reform.ZScore}, column: "1 2 - 3", want: "-1 0 - 1"},
		{name: "standard score, less is better", norm: norm{Method: reform.ZScore, Mean: "50", Spread: "10"}, lower: true, column: "1 2 3", want: "60 50 40"},
		{name: "standard score of fractions", norm: norm{Method: reform.ZScore}, column: "1/3 2/3 1", want: "-1 0 1"},
		{name: "standard score of one", norm: norm{Method: reform.ZScore, Mean: "50", IfFlat: full}, column: "7 -", want: "50 -"},
		{name: "standard score flat, half", norm: norm{Method: reform.ZScore, Mean: "50", IfFlat: half}, column: "7 7", want: "50 50"},
		{name: "standard score flat, nothing", norm: norm{Method: reform.ZScore, IfFlat: zero}, column: "7 7", want: "0 0"},
		{name: "standard score flat, unsaid", norm: norm{Method: reform.ZScore, Mean: "50"}, column: "7 7", want: "- -"},

		{name: "rank", norm: norm{Method: reform.RankNorm}, column: "5 2 - 5 9", want: "2 1 - 2 4"},
		{name: "rank, less is better", norm: norm{Method: reform.RankNorm}, lower: true, column: "5 2 - 5 9", want: "2 4 - 2 1"},
		{name: "rank, flat", norm: norm{Method: reform.RankNorm}, column: "5 5", want: "1 1"},
		{name: "borda", norm: norm{Method: reform.Borda}, column: "5 2 - 5 9", want: "1 0 - 1 3"},
		{name: "percentile", norm: norm{Method: reform.Percentile}, column: "5 2 - 5 9", want: "10/3 0 - 10/3 10"},
		{name: "percentile of one, unsaid", norm: norm{Method: reform.Percentile}, column: "5", want: "-"},
		{name: "percentile of one", norm: norm{Method: reform.Percentile, IfFlat: half}, column: "5 -", want: "5 -"},
		{name: "percentile, flat", norm: norm{Method: reform.Percentile, IfFlat: full}, column: "5 5", want: "10 10"},

		{name: "to target", norm: norm{Method: reform.ToTarget, Target: "6"}, column: "2 4 6 8 -", want: "0 5 10 10 -"},
		{name: "to target, less is better", norm: norm{Method: reform.ToTarget, Target: "2"}, lower: true, column: "1 2 4 6", want: "10 10 5 0"},
		{name: "to target, flat", norm: norm{Method: reform.ToTarget, Target: "6", IfFlat: full}, column: "2 2", want: "10 10"},
		{name: "to target, flat, unsaid", norm: norm{Method: reform.ToTarget, Target: "6"}, column: "2 2", want: "0 0"},
		{name: "to target, which all have met alike", norm: norm{Method: reform.ToTarget, Target: "2", IfFlat: full}, column: "7 7", want: "10 10"},
		{name: "to target, of one", norm: norm{Method: reform.ToTarget, Target: "2", IfFlat: none}, column: "7 -", want: "- -"},
		{name: "to target, which the least has met", norm: norm{Method: reform.ToTarget, Target: "2", IfFlat: full}, column: "2 4", want: "- -"},
		{name: "to target, which the least has passed", norm: norm{Method: reform.ToTarget, Target: "1"}, column: "2 4", want: "- -"},
		{name: "to target without one", norm: norm{Method: reform.ToTarget}, column: "2 4", want: "- -"},

		{name: "to reference", norm: norm{Method: reform.ToReference}, reference: 1, column: "2 6 4 10", want: "0 10 5 20"},
		{name: "to reference, less is better", norm: norm{Method: reform.ToReference}, reference: 1, lower: true, column: "10 6 8 2", want: "0 10 5 20"},
		{name: "to a reference that is the least", norm: norm{Method: reform.ToReference, IfFlat: full}, reference: 0, column: "2 6", want: "- -"},
		{name: "to reference, flat", norm: norm{Method: reform.ToReference, IfFlat: half}, reference: 0, column: "6 6", want: "5 5"},
		{name: "to no reference, flat", norm: norm{Method: reform.ToReference, IfFlat: half}, reference: -1, column: "6 6", want: "- -"},
		{name: "to a reference without a value", norm: norm{Method: reform.ToReference}, reference: 0, column: "- 6 7", want: "- - -"},
		{name: "to no reference", norm: norm{Method: reform.ToReference}, reference: -1, column: "2 6", want: "- -"},
		{name: "to a reference that is not there", norm: norm{Method: reform.ToReference}, reference: 2, column: "2 6", want: "- -"},

		{name: "to maximum", norm: norm{Method: reform.ToMaximum}, column: "2 - 4 10", want: "0 - 5/2 10"},
		{name: "to maximum, flat", norm: norm{Method: reform.ToMaximum, IfFlat: half}, column: "2 2", want: "5 5"},
		{name: "of maximum", norm: norm{Method: reform.OfMaximum}, column: "2 - -4 8", want: "5/2 - -5 10"},
		{name: "of maximum, flat", norm: norm{Method: reform.OfMaximum}, column: "2 2", want: "10 10"},
		{name: "of maximum, flat, half", norm: norm{Method: reform.OfMaximum, IfFlat: half}, column: "2 2", want: "5 5"},
		{name: "of a maximum of zero", norm: norm{Method: reform.OfMaximum}, column: "0 -2", want: "- -"},
		{name: "of a maximum below zero", norm: norm{Method: reform.OfMaximum}, lower: true, column: "1 2", want: "- -"},
		{name: "no such method", norm: norm{Method: "guess"}, column: "1 2", want: "- -"},
	} {
		given := column(t, test.column)
		got, _ := Normalise(test.norm, test.lower, reform.NewFraction(10, 1), given, test.reference)
		if written(got) != test.want {
			t.Errorf("%s: got %s, want %s", test.name, written(got), test.want)
		}
		if written(given) != test.column {
			t.Errorf("%s changed what it was given into %s", test.name, written(given))
		}
	}
}

func TestStandardScoresOfAnIrrationalDeviationHaveSixtyDecimals(t *testing.T) {
	// 1, 2, 4: the mean is 7/3 and the deviation √(7/3).
	got, peers := Normalise(reform.Normalisation{Method: reform.ZScore}, false, reform.NewFraction(1, 1), column(t, "1 2 4"), -1)
	want := []reform.Decimal{
		"-0.872871560943969525064389941662477807425610776527232743353760",
		"-0.218217890235992381266097485415619451856402694131808185838440",
		"1.091089451179961906330487427078097259282013470659040929192201",
	}
	for i, w := range want {
		if exact := w.Rat(); got[i].Rat().Cmp(exact) != 0 {
			t.Errorf("unit %d: got %s, want %s", i, got[i].Rat().FloatString(61), w)
		}
	}
	if text := peers.Deviation.Rat().FloatString(41); text != "1.52752523165194666886268239790933616299480" {
		t.Errorf("deviation: %s", text) // √(7/3) = 1.52752523165194666886268239790933616299482…
	}
}

func TestPeersSpeakOfTurnedFigures(t *testing.T) {
	_, peers := Normalise(reform.Normalisation{Method: reform.ToReference}, true, reform.NewFraction(1, 1), column(t, "1 2 - 3"), 1)
	want := reform.Peers{
		Count: 3, Least: reform.NewFraction(-3, 1), Greatest: reform.NewFraction(-1, 1),
		Mean: reform.NewFraction(-2, 1), Deviation: reform.NewFraction(1, 1), Reference: reform.NewFraction(-2, 1),
	}
	if peers.Count != want.Count || peers.Least.Cmp(want.Least) != 0 || peers.Greatest.Cmp(want.Greatest) != 0 ||
		peers.Mean.Cmp(want.Mean) != 0 || peers.Deviation.Cmp(want.Deviation) != 0 || peers.Reference.Cmp(want.Reference) != 0 || peers.Place != 0 {
		t.Errorf("got %+v, want %+v", peers, want)
	}
}

// Ratios that each unit measured against a number of its own have no common
// denominator worth having; the column must be done with all the same.
func TestManyDenominatorsDoNotSlowAColumnDown(t *testing.T) {
	var cells []Cell
	for i := range int64(3000) {
		cells = append(cells, Cell{Fraction: reform.NewFraction(i, 1_000_000_007+2*i), Known: true})
	}
	got, peers := Normalise(reform.Normalisation{Method: reform.ZScore}, false, reform.NewFraction(1, 1), cells, -1)
	if bits := peers.Mean.Rat().Denom().BitLen(); bits > 500 {
		t.Errorf("the mean has a denominator of %d bits", bits)
	}
	sum := 0.0
	for _, cell := range got {
		sum += cell.Float() * cell.Float()
	}
	if sum < 2998.999999 || sum > 2999.000001 {
		t.Errorf("the squares of 3000 standard scores add up to %v, want 2999", sum)
	}
}

func TestPlaces(t *testing.T) {
	for _, test := range []struct {
		column string
		lower  bool
		want   []int
	}{
		{"3 1 - 2", false, []int{3, 1, 0, 2}},
		{"3 1 - 2", true, []int{1, 3, 0, 2}},
		{"1/3 2/6 0.5", false, []int{1, 1, 3}},
		{"2 2 1", true, []int{1, 1, 3}},
		{"- -", false, []int{0, 0}},
	} {
		if got := Places(column(t, test.column), test.lower); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", test.column, got, test.want)
		}
	}
}

func TestNormaliseLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := drawnCells(rapid.IntRange(1, 8).Draw(t, "units")).Draw(t, "column")
		n := reform.Normalisation{
			Method: rapid.SampledFrom(reform.NormMethods).Draw(t, "method"),
			IfFlat: rapid.SampledFrom(reform.Flats).Draw(t, "if flat"),
			Low:    "-5", High: "7.5", Target: "9", From: "1", To: "100", Mean: "50", Spread: "10",
			Power: rapid.SampledFrom([]reform.Decimal{"", "0.5", "2"}).Draw(t, "power"),
		}
		lower := rapid.Bool().Draw(t, "lower")
		reference := rapid.IntRange(-1, len(given)-1).Draw(t, "reference")
		got, peers := Normalise(n, lower, reform.NewFraction(1, 1), given, reference)

		order := drawnOrder(t, len(given))
		again, same := Normalise(n, lower, reform.NewFraction(1, 1), shuffled(given, order), slices.Index(order, reference))
		if a, b := written(shuffled(got, order)), written(again); a != b {
			t.Fatalf("in another order: %s, not %s", b, a)
		}
		if peers.Mean.Cmp(same.Mean) != 0 || peers.Deviation.Cmp(same.Deviation) != 0 {
			t.Fatalf("in another order: %+v, not %+v", same, peers)
		}
		from, to := reform.NewFraction(1, 1), reform.NewFraction(100, 1)
		for i, cell := range got {
			if cell.Known && !given[i].Known {
				t.Fatalf("unit %d has %s out of nothing", i, cell)
			}
			switch n.Method {
			case reform.MinMax, reform.Goalposts, reform.Percentile, reform.ToTarget, reform.ToMaximum:
				if cell.Known && (cell.Less(from) || to.Less(cell.Fraction)) {
					t.Fatalf("unit %d has %s, which is off the scale", i, cell)
				}
			default:
			}
			for j := range i { // whoever has more of what is wanted has no less
				if got[i].Known && got[j].Known && (given[i].Cmp(given[j].Fraction) > 0) != lower && got[i].Less(got[j].Fraction) {
					if given[i].Cmp(given[j].Fraction) != 0 {
						t.Fatalf("units %d and %d have changed places: %s of %s", i, j, written(got), written(given))
					}
				}
			}
		}
	})
}
