package robust

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"reformboard/internal/published"
	"reformboard/internal/reform"
)

func counted(id string, max reform.Points, weight reform.Decimal) reform.Indicator {
	return reform.Indicator{ID: id, Max: max, Weight: weight, Rule: reform.Rule{Kind: reform.Given, Of: []string{id}}}
}

func TestEffectiveWeights(t *testing.T) {
	mean := reform.Aggregation{Method: reform.Mean}
	tests := []struct {
		what  string
		areas []reform.Area
		want  string
	}{
		{
			"in sums, most points",
			[]reform.Area{
				{ID: "A", Max: 30, Indicators: []reform.Indicator{counted("1", 10, ""), counted("2", 20, "9")}},
				{ID: "B", Max: 70, Indicators: []reform.Indicator{counted("3", 70, "")}},
			},
			"A 3/10 · 1 1/10 · 2 1/5 · B 7/10 · 3 7/10",
		},
		{
			"what stands beside the maximum, informs or costs weighs nothing",
			[]reform.Area{
				{ID: "A", Max: 40, Indicators: []reform.Indicator{
					counted("1", 40, ""), counted("penalty", 0, ""),
					{ID: "info", Rule: reform.Rule{Kind: reform.Information}},
				}},
				{ID: "bonus", Max: 5, Outside: true, Indicators: []reform.Indicator{counted("x", 5, "")}},
				{ID: "notes", Indicators: []reform.Indicator{{ID: "note", Rule: reform.Rule{Kind: reform.Information}}}},
			},
			"A 1 · 1 1",
		},
		{
			"in means, weights inside the parent; a tree may be ragged",
			[]reform.Area{{ID: "I", Combine: mean, Indicators: []reform.Indicator{counted("1", 0, "")}, Areas: []reform.Area{
				{ID: "P", Weight: "2", Combine: mean, Indicators: []reform.Indicator{counted("2", 0, "0.5"), counted("3", 0, "1.5"), counted("idle", 0, "0")}},
			}}},
			"I 1 · 1 1/3 · P 2/3 · 2 1/6 · 3 1/2",
		},
		{
			"points inside a mean, and a sum without most points",
			[]reform.Area{
				{ID: "I", Combine: mean, Areas: []reform.Area{
					{ID: "P", Max: 10, Indicators: []reform.Indicator{counted("1", 4, ""), counted("2", 6, "")}},
					{ID: "Q", Indicators: []reform.Indicator{counted("3", 0, ""), counted("4", 0, "")}},
				}},
			},
			"I 1 · P 1/2 · 1 1/5 · 2 3/10 · Q 1/2 · 3 1/4 · 4 1/4",
		},
	}
	for _, test := range tests {
		var got []string
		for _, w := range EffectiveWeights(&reform.Framework{Areas: test.areas}) {
			got = append(got, w.ID+" "+w.Share.String())
		}
		if all := strings.Join(got, " · "); all != test.want {
			t.Errorf("%s:\ngot  %s\nwant %s", test.what, all, test.want)
		}
	}
}

// TestPublishedEffectiveWeightsCOINr takes the tree of the ASEM index (COINr 1.1.14).
func TestPublishedEffectiveWeightsCOINr(t *testing.T) {
	rows := published.Rows(t, "coinr/ASEM_iMeta.csv")
	var inside func(parent string) reform.Area
	inside = func(parent string) reform.Area {
		a := reform.Area{ID: parent, Combine: reform.Aggregation{Method: reform.Mean}}
		for _, row := range rows {
			weight := reform.Decimal(row["Weight"])
			switch {
			case row["Parent"] != parent || row["Type"] != "Indicator" && row["Type"] != "Aggregate":
			case row["Level"] == "1":
				a.Indicators = append(a.Indicators, counted(row["iCode"], 0, weight))
			default:
				child := inside(row["iCode"])
				child.Weight = weight
				a.Areas = append(a.Areas, child)
			}
		}
		return a
	}
	got := map[string]reform.Fraction{}
	for _, w := range EffectiveWeights(&reform.Framework{Areas: []reform.Area{inside("Index")}}) {
		got[w.ID] = w.Share
	}
	want := published.Rows(t, "coinr/example_eff_weights.csv")
	for _, row := range want {
		weight, ok := new(big.Rat).SetString(row["EffWeight"])
		if !ok {
			t.Fatalf("%q is no number", row["EffWeight"])
		}
		expected, _ := weight.Float64()
		if share, known := got[row["iCode"]]; !known || math.Abs(share.Float()-expected) > 1e-9 {
			t.Errorf("%s: got %s, published %s", row["iCode"], share, row["EffWeight"])
		}
	}
	if len(want) != 60 || len(got) != 60 {
		t.Errorf("got %d weights, published %d, want 60", len(got), len(want))
	}
}
