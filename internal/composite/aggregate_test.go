package composite

import (
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

func TestAggregate(t *testing.T) {
	zero, none, floor := reform.NotPositiveEarnsNothing, reform.NotPositiveSuppresses, reform.RaiseToFloor
	type how = reform.Aggregation
	for _, test := range []struct {
		name  string
		how   how
		parts string
		want  string
	}{
		{"mean", how{Method: reform.Mean}, "1 2 6", "3"},
		{"mean with weights", how{Method: reform.Mean}, "1×3 2×1 0×0", "5/4"},
		{"mean of thirds", how{Method: reform.Mean}, "1×1/3 2×1/3 4×1/3", "7/3"},
		{"mean below zero", how{Method: reform.Mean}, "-1 -2", "-3/2"},
		{"mean of no part", how{Method: reform.Mean}, "", "-"},
		{"mean of no weight", how{Method: reform.Mean}, "1×0 2×0", "-"},
		{"mean with a weight below zero", how{Method: reform.Mean}, "1×2 2×-1", "-"},
		{"minimum", how{Method: reform.Minimum}, "3 -2×5 4", "-2"},
		{"minimum leaves out what weighs nothing", how{Method: reform.Minimum}, "3 2×0 4", "3"},

		{"geometric", how{Method: reform.Geometric}, "2 8", "4"},
		{"geometric with weights", how{Method: reform.Geometric}, "2×3 32×1", "4"},
		{"geometric of thirds", how{Method: reform.Geometric}, "1/3 1/3 1/3", "1/3"},
		{"geometric of roots that meet", how{Method: reform.Geometric}, "4/9 9", "2"},
		{"geometric with equal weights of a float64", how{Method: reform.Geometric}, "2×0.66666666666666663 8×0.66666666666666663", "4"},
		{"geometric of equals, whatever the weights", how{Method: reform.Geometric}, "7/3×0.66666666666666663 7/3×0.1234567", "7/3"},
		{"geometric with zero, unsaid", how{Method: reform.Geometric}, "0 8", "-"},
		{"geometric with zero earns nothing", how{Method: reform.Geometric, IfNotPositive: zero}, "0 8", "0"},
		{"geometric with zero has no score", how{Method: reform.Geometric, IfNotPositive: none}, "0 8", "-"},
		{"geometric with zero raised", how{Method: reform.Geometric, IfNotPositive: floor, Floor: "2"}, "-3 8", "4"},
		{"geometric with little raised", how{Method: reform.Geometric, IfNotPositive: floor, Floor: "2"}, "0.5 8", "4"},
		{"geometric raised to no floor", how{Method: reform.Geometric, IfNotPositive: floor}, "0 8", "-"},
		{"geometric raised to zero", how{Method: reform.Geometric, IfNotPositive: floor, Floor: "0"}, "1 8", "-"},
		{"geometric with a zero that weighs nothing", how{Method: reform.Geometric, IfNotPositive: zero}, "0×0 8", "8"},

		{"harmonic", how{Method: reform.Harmonic}, "2 6", "3"},
		{"harmonic with weights", how{Method: reform.Harmonic}, "1×1 4×2", "2"},
		{"harmonic with zero earns nothing", how{Method: reform.Harmonic, IfNotPositive: zero}, "0 6", "0"},
		{"harmonic with less than zero has no score", how{Method: reform.Harmonic, IfNotPositive: none}, "-1 10", "-"},
		{"harmonic with less than zero raised", how{Method: reform.Harmonic, IfNotPositive: floor, Floor: "2"}, "-1 6", "3"},

		{"power 1", how{Method: reform.PowerMean, Power: "1"}, "-1 2 5", "2"},
		{"power 2", how{Method: reform.PowerMean, Power: "2"}, "1 7", "5"},
		{"power 2 with zero", how{Method: reform.PowerMean, Power: "2", IfNotPositive: zero}, "0 0 0 4", "2"},
		{"power 2 of zeros", how{Method: reform.PowerMean, Power: "2"}, "0 0", "0"},
		{"power 2 with less than zero", how{Method: reform.PowerMean, Power: "2", IfNotPositive: none}, "-1 7", "-"},
		{"power 2 with less than zero earns nothing", how{Method: reform.PowerMean, Power: "2", IfNotPositive: zero}, "-1 7", "0"},
		{"power 0.5", how{Method: reform.PowerMean, Power: "0.5"}, "1 9", "4"},
		{"power 0.5 of roots that meet", how{Method: reform.PowerMean, Power: "0.5"}, "2 18", "8"},
		{"power -1", how{Method: reform.PowerMean, Power: "-1"}, "2 6", "3"},
		{"power -2", how{Method: reform.PowerMean, Power: "-2"}, "5 5/7", "1"},
		{"power -1 with zero", how{Method: reform.PowerMean, Power: "-1", IfNotPositive: none}, "0 6", "-"},
		{"power 0", how{Method: reform.PowerMean, Power: "0"}, "2 6", "-"},
		{"power unsaid", how{Method: reform.PowerMean}, "2 6", "-"},

		{"sum is not taken here", how{Method: reform.Sum}, "2 6", "-"},
		{"copeland is not taken here", how{Method: reform.Copeland}, "2 6", "-"},
	} {
		got, ok := Aggregate(test.how, parts(t, test.parts))
		text := "-"
		if ok {
			text = got.String()
		}
		if text != test.want {
			t.Errorf("%s: got %s, want %s", test.name, text, test.want)
		}
	}
}

// The wanted figures were reckoned with 260 digits by another program.
func TestIrrationalMeansHaveSixtyDecimals(t *testing.T) {
	for _, test := range []struct {
		how   reform.Aggregation
		parts string
		want  reform.Decimal
	}{
		{reform.Aggregation{Method: reform.Geometric}, "2×0.66666666666666663 16×0.33333333333333331", "3.999999999999999972274112777602186055848084581444391104705307"},
		{reform.Aggregation{Method: reform.Geometric}, "12.5×0.66666666666666663 80.25×0.33333333333333331 3.7×0.1", "19.658628125102038731911342719596734226757389017206582923393665"},
		{reform.Aggregation{Method: reform.PowerMean, Power: "0.5"}, "2 6", "3.732050807568877293527446341505872366942805253810380628055807"},
		{reform.Aggregation{Method: reform.PowerMean, Power: "0.3"}, "12.5×0.66666666666666663 80.25×0.33333333333333331 3.7×0.1", "22.858563468391910279285036927935658175512622457791724287160353"},
		{reform.Aggregation{Method: reform.PowerMean, Power: "-2.7"}, "12.5×0.66666666666666663 80.25×0.33333333333333331 3.7×0.1", "8.279773401986535983611372877685129100716757293593842355419878"},
	} {
		got, ok := Aggregate(test.how, parts(t, test.parts))
		if !ok || got.Rat().Cmp(test.want.Rat()) != 0 {
			t.Errorf("%s %s of %s: got %s, want %s", test.how.Method, test.how.Power, test.parts, got.Rat().FloatString(60), test.want)
		}
	}
}

func drawnMethod(t *rapid.T) reform.Aggregation {
	return reform.Aggregation{
		Method: rapid.SampledFrom([]reform.AggregationMethod{
			reform.Mean, reform.Minimum, reform.Geometric, reform.Harmonic, reform.PowerMean,
		}).Draw(t, "method"),
		Power: rapid.SampledFrom([]reform.Decimal{"2", "3", "-2", "0.5", "-0.7", "0.001", "12.5", "-40", "1000"}).Draw(t, "power"),
	}
}

func TestAggregateLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := drawnParts().Draw(t, "parts")
		a := drawnMethod(t)
		got, ok := Aggregate(a, given)
		if !ok {
			t.Fatal("no score of parts above zero")
		}
		if got.Less(least(given)) || greatest(given).Less(got) {
			t.Fatalf("%s lies outside its parts", got)
		}
		again, _ := Aggregate(a, shuffled(given, drawnOrder(t, len(given))))
		if got.Cmp(again) != 0 {
			t.Fatalf("in another order: %s, not %s", again, got)
		}
		scaled := make([]Part, len(given)) // weights are relative
		for i, p := range given {
			scaled[i] = Part{Value: p.Value, Weight: p.Weight.Mul(reform.NewFraction(7, 3))}
		}
		if again, _ := Aggregate(a, scaled); got.Cmp(again) != 0 {
			t.Fatalf("with weights in the same ratio: %s, not %s", again, got)
		}
		more := append([]Part(nil), given...) // to earn more never lowers the score
		at := rapid.IntRange(0, len(more)-1).Draw(t, "at")
		more[at].Value = more[at].Value.Add(reform.NewFraction(1, 10))
		if better, _ := Aggregate(a, more); better.Less(got) {
			t.Fatalf("more gave %s after %s", better, got)
		}
	})
}

func TestMeansStandInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		given := drawnParts().Draw(t, "parts")
		before := least(given)
		for _, a := range []reform.Aggregation{
			{Method: reform.PowerMean, Power: "-3"},
			{Method: reform.Harmonic},
			{Method: reform.PowerMean, Power: "-0.5"},
			{Method: reform.Geometric},
			{Method: reform.PowerMean, Power: "0.25"},
			{Method: reform.Mean},
			{Method: reform.PowerMean, Power: "2.5"},
		} {
			m, ok := Aggregate(a, given)
			if !ok || m.Less(before) {
				t.Fatalf("%s %s: %s after %s", a.Method, a.Power, m, before)
			}
			before = m
		}
	})
}

func TestToEarnMoreThanZeroNeverCountsForLess(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := drawnMethod(t)
		a.IfNotPositive = rapid.SampledFrom(reform.NotPositives).Draw(t, "if not positive")
		a.Floor = "2"
		low, high := rapid.Int64Range(-3, 5).Draw(t, "low"), rapid.Int64Range(-3, 5).Draw(t, "high")
		low, high = min(low, high), max(low, high)
		score := func(x int64) (reform.Fraction, bool) {
			return Aggregate(a, append(parts(t, "4 9"), Part{Value: reform.NewFraction(x, 1), Weight: reform.NewFraction(1, 1)}))
		}
		less, ok1 := score(low)
		more, ok2 := score(high)
		if ok1 && ok2 && more.Less(less) {
			t.Fatalf("%d gives %s and %d gives %s", low, less, high, more)
		}
	})
}

// A power mean near 0 is all but the geometric mean, and a great power all but the
// greatest part: neither may lose its digits on the way.
func TestPowerMeansAtTheirEdges(t *testing.T) {
	given := parts(t, "3×0.5 5×0.2 11×0.3")
	for power, want := range map[reform.Decimal]reform.Decimal{
		"0.000000000000000000000000000000000000001":  "4.906507124223422741727277653442868106060970968500761888554468",
		"-0.000000000000000000000000000000000000001": "4.906507124223422741727277653442868106059417496596084188044323",
	} {
		m, ok := Aggregate(reform.Aggregation{Method: reform.PowerMean, Power: power}, given)
		if !ok || m.Rat().Cmp(want.Rat()) != 0 {
			t.Errorf("power %s: got %s, want %s", power, m.Rat().FloatString(60), want)
		}
	}
	for power, want := range map[reform.Decimal]float64{"100000000000000000000": 11, "-100000000000000000000": 3} {
		m, ok := Aggregate(reform.Aggregation{Method: reform.PowerMean, Power: power}, given)
		if gap := m.Float() - want; !ok || gap > 1e-15 || gap < -1e-15 {
			t.Errorf("power %s: got %v, want %v", power, m.Float(), want)
		}
	}
}
