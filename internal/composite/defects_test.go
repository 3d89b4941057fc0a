package composite

import (
	"strings"
	"testing"

	"reformboard/internal/reform"
)

// Each test here bears the name of a defect found in COINr 1.1.14, an R package for
// composite indices, and shows that it is absent.

// 29.999999999999996 in floating point, and therefore ranked below 30.
func TestDefectTiesLostToFloatingPoint(t *testing.T) {
	for method, text := range map[reform.AggregationMethod]string{
		reform.Mean:      "10×1 40×2", // the part between, of weight 5, is missing
		reform.Geometric: "90×1 10×1",
		reform.Harmonic:  "22.5×1 45×1",
	} {
		got, ok := Aggregate(reform.Aggregation{Method: method}, parts(t, text))
		if !ok || got.Cmp(reform.NewFraction(30, 1)) != 0 {
			t.Errorf("%s of %s: got %s, want 30", method, text, got)
		}
	}
	// 0.1+0.2 and 0.3 are one value, and have one place.
	if got := Places(append(column(t, "0.3"), Cell{Fraction: number(t, "0.1").Add(number(t, "0.2")), Known: true}), false); got[0] != got[1] {
		t.Errorf("places %v of 0.3 and 0.1+0.2", got)
	}
}

// The weight of comparisons that could not be made went to the later row.
func TestDefectCopelandDependsOnRowOrder(t *testing.T) {
	weights := []reform.Fraction{reform.NewFraction(1, 1), reform.NewFraction(2, 1), reform.NewFraction(1, 1)}
	forward := [][]Cell{column(t, "5 3 1"), column(t, "- - 4"), column(t, "2 - 1")}
	backward := [][]Cell{column(t, "1 3 5"), column(t, "4 - -"), column(t, "1 - 2")}
	if a, b := written(Copeland(weights, forward)), written(Copeland(weights, backward)); a != "2 0 -2" || b != "-2 0 2" {
		t.Errorf("got %s and, from below, %s", a, b)
	}
}

// a_copeland could not be named as a method; here it is one of them, and Aggregate
// does not answer for it with the units' own parts.
func TestDefectCopelandCannotBeUsed(t *testing.T) {
	if got := written(Copeland([]reform.Fraction{reform.NewFraction(1, 1)}, [][]Cell{column(t, "3 1 2")})); got != "2 -2 0" {
		t.Errorf("got %s", got)
	}
	if got, ok := Aggregate(reform.Aggregation{Method: reform.Copeland}, parts(t, "1 2")); ok {
		t.Errorf("got %s of one unit's parts", got)
	}
}

// a_genmean gave nothing as soon as one part was missing. What is missing is no
// part, and the weights are re-normalised over the others, as in any mean.
func TestDefectGeneralisedMeanFailsWithAMissingValue(t *testing.T) {
	all := []struct {
		Cell
		weight reform.Fraction
	}{
		{Cell{Fraction: reform.NewFraction(1, 1), Known: true}, reform.NewFraction(1, 1)},
		{Cell{}, reform.NewFraction(5, 1)},
		{Cell{Fraction: reform.NewFraction(7, 1), Known: true}, reform.NewFraction(1, 1)},
	}
	var present []Part
	for _, cell := range all {
		if cell.Known {
			present = append(present, Part{Value: cell.Fraction, Weight: cell.weight})
		}
	}
	got, ok := Aggregate(reform.Aggregation{Method: reform.PowerMean, Power: "2"}, present)
	if !ok || got.Cmp(reform.NewFraction(5, 1)) != 0 {
		t.Errorf("got %s, want 5", got)
	}
}

// a_hmean made -2.22 of -1 and 10.
func TestDefectHarmonicMeanAcceptsNegatives(t *testing.T) {
	for policy, want := range map[reform.NotPositive]string{
		"":                             "none",
		reform.NotPositiveSuppresses:   "none",
		reform.NotPositiveEarnsNothing: "0",
		reform.RaiseToFloor:            "20/11",
	} {
		got, ok := Aggregate(reform.Aggregation{Method: reform.Harmonic, IfNotPositive: policy, Floor: "1"}, parts(t, "-1 10"))
		if text := got.String(); ok != (want != "none") || ok && text != want {
			t.Errorf("%q: got %s %v, want %s", policy, text, ok, want)
		}
	}
}

// A part of zero stopped the whole build.
func TestDefectGeometricMeanOfZeroStopsTheBuild(t *testing.T) {
	got, ok := Aggregate(reform.Aggregation{Method: reform.Geometric, IfNotPositive: reform.NotPositiveEarnsNothing}, parts(t, "0 10"))
	if !ok || got.Sign() != 0 {
		t.Errorf("got %s %v, want a score of 0", got, ok)
	}
}

// A weight of zero in all gave "not a number".
func TestDefectNoWeightIsNotANumber(t *testing.T) {
	for _, method := range reform.AggregationMethods {
		if got, ok := Aggregate(reform.Aggregation{Method: method, Power: "2"}, parts(t, "1×0 2×0")); ok {
			t.Errorf("%s: got %s, want no score", method, got)
		}
	}
}

// Where no unit differed every one became "not a number" and the indicator dropped
// out unsaid. The framework says what they earn, and only it can withhold.
func TestDefectZeroVarianceIsDroppedInSilence(t *testing.T) {
	for _, method := range []reform.NormMethod{reform.MinMax, reform.ToMaximum, reform.Percentile, reform.ZScore} {
		for flat, want := range map[reform.Flat]string{
			reform.FlatEarnsHalf: "5 - 5", reform.FlatEarnsFull: "10 - 10", reform.FlatEarnsNothing: "0 - 0", reform.FlatSuppresses: "- - -",
		} {
			if method == reform.ZScore && flat != reform.FlatSuppresses {
				want = "50 - 50"
			}
			got, peers := Normalise(reform.Normalisation{Method: method, IfFlat: flat, Mean: "50"}, false, reform.NewFraction(10, 1), column(t, "7 - 7"), -1)
			if written(got) != want {
				t.Errorf("%s, %s: got %s, want %s", method, flat, written(got), want)
			}
			if peers.Count != 2 || peers.Deviation.Sign() != 0 || peers.Least.Cmp(peers.Greatest) != 0 {
				t.Errorf("%s: the peers do not tell that they are alike: %+v", method, peers)
			}
		}
	}
}

// The reference was a row number, taken after the rows had been sorted by code: row
// 5 was CYP, and BGR was used. Here it is the unit's place in the very column given.
func TestDefectReferenceIsARowNumberAfterSorting(t *testing.T) {
	codes := strings.Fields("SWE AUT BGR MLT CYP")
	cells := column(t, "9 1 3 7 5")
	for reference, code := range codes {
		got, peers := Normalise(reform.Normalisation{Method: reform.ToReference}, false, reform.NewFraction(1, 1), cells, reference)
		if peers.Reference.Cmp(cells[reference].Fraction) != 0 {
			t.Errorf("%s: measured against %s", code, peers.Reference)
		}
		if least := code == "AUT"; got[reference].Known == least || !least && got[reference].Cmp(reform.NewFraction(1, 1)) != 0 {
			t.Errorf("%s has %v of itself", code, got[reference])
		}
	}
}

// A reference, target or maximum that is no scale gave infinity, values above 1 or
// negative scores with a warning.
func TestDefectScalesThatDivideByZeroOrRunBackwards(t *testing.T) {
	for name, n := range map[string]reform.Normalisation{
		"the reference is the least": {Method: reform.ToReference},
		"the target is the least":    {Method: reform.ToTarget, Target: "-8"},
		"the target is below it":     {Method: reform.ToTarget, Target: "-9"},
		"the maximum is below zero":  {Method: reform.OfMaximum},
	} {
		got, _ := Normalise(n, false, reform.NewFraction(1, 1), column(t, "-2 -8 -4"), 1)
		if written(got) != "- - -" {
			t.Errorf("%s: got %s", name, written(got))
		}
	}
}

// With less better the posts are swapped and turned, and l = u gave 0, "not a
// number" or the whole, as it came.
func TestDefectGoalpostsWithDirection(t *testing.T) {
	posts := reform.Normalisation{Method: reform.Goalposts, Low: "2", High: "10"}
	for lower, want := range map[bool]string{false: "0 0 1/4 1 1", true: "1 1 3/4 0 0"} {
		if got, _ := Normalise(posts, lower, reform.NewFraction(1, 1), column(t, "0 2 4 10 12"), -1); written(got) != want {
			t.Errorf("less is better %v: got %s, want %s", lower, written(got), want)
		}
	}
	posts.High, posts.IfFlat = posts.Low, reform.FlatEarnsFull
	if got, _ := Normalise(posts, true, reform.NewFraction(1, 1), column(t, "0 2 4"), -1); written(got) != "1 1 1" {
		t.Errorf("posts in one place: got %s", written(got))
	}
}

// Weights too long for 64 bits decide the same duels as their like in small numbers.
func TestCopelandOfLongWeights(t *testing.T) {
	long := func(text string) reform.Fraction { return number(t, text) }
	columns := [][]Cell{column(t, "5 3 1"), column(t, "- 2 4"), column(t, "2 - 1")}
	short := Copeland([]reform.Fraction{long("1"), long("2"), long("1")}, columns)
	wide := Copeland([]reform.Fraction{long("1000000000000000000000000000000.1"), long("2000000000000000000000000000000.2"), long("1000000000000000000000000000000.3")}, columns)
	if a, b := written(short), written(wide); a != b {
		t.Errorf("got %s and %s", a, b)
	}
}

func TestSumIsTheSameInHalves(t *testing.T) {
	var want reform.Fraction
	for n := range 100 {
		got := Sum(n, func(k int) reform.Fraction { return reform.NewFraction(1, int64(k+1)) })
		if got.Cmp(want) != 0 {
			t.Fatalf("%d terms come to %s, want %s", n, got, want)
		}
		want = want.Add(reform.NewFraction(1, int64(n+1)))
	}
}
