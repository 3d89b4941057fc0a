package ranking

import (
	"math/big"
	"slices"
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/published"
	"reformboard/internal/reform"
)

// slowRanks compares everything with everything, as fractions of big integers.
func slowRanks(values []reform.Fraction, known []bool) []Rank {
	ranks := make([]Rank, len(values))
	for i, v := range values {
		if !known[i] {
			continue
		}
		better := map[string]bool{}
		ranks[i] = Rank{Least: 1, Dense: 1}
		for j, other := range values {
			if !known[j] {
				continue
			}
			switch other.Rat().Cmp(v.Rat()) {
			case 0:
				ranks[i].Tied++
			case 1:
				ranks[i].Least++
				better[other.String()] = true
			}
		}
		ranks[i].Dense += len(better)
	}
	return ranks
}

// fraction draws numbers of all sizes, among them many that no float64 tells apart.
func fraction(t *rapid.T) reform.Fraction {
	third := reform.NewFraction(1, 3)
	switch rapid.IntRange(0, 4).Draw(t, "sort") {
	case 0:
		return reform.NewFraction(rapid.Int64Range(-50, 50).Draw(t, "whole"), 10)
	case 1: // a third, and very little more or less
		return third.Add(reform.NewFraction(rapid.Int64Range(-3, 3).Draw(t, "hair"), 1_000_000_000_000_000_000))
	case 2: // beyond what two int64 hold
		tiny := new(big.Rat).SetFrac(big.NewInt(rapid.Int64Range(-3, 3).Draw(t, "mote")), new(big.Int).Lsh(big.NewInt(1), 400))
		return third.Add(reform.FractionOf(tiny))
	case 3: // beyond what a float64 holds, above and below
		huge := new(big.Int).Lsh(big.NewInt(rapid.Int64Range(-3, 3).Draw(t, "lump")), 1100)
		if rapid.Bool().Draw(t, "turned") && huge.Sign() != 0 {
			return reform.FractionOf(new(big.Rat).SetFrac(big.NewInt(1), huge))
		}
		return reform.FractionOf(new(big.Rat).SetInt(huge))
	}
	return reform.NewFraction(rapid.Int64().Draw(t, "num"), rapid.Int64Range(1, 1<<62).Draw(t, "den"))
}

func TestRanksAreExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		values := rapid.SliceOfN(rapid.Custom(fraction), 0, 60).Draw(t, "values")
		known := rapid.SliceOfN(rapid.Bool(), len(values), len(values)).Draw(t, "known")
		if got, want := Ranks(values, known), slowRanks(values, known); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
		for i := range known {
			known[i] = true
		}
		if got, want := Ranks(values, nil), slowRanks(values, known); !slices.Equal(got, want) {
			t.Fatalf("all known: got %v, want %v", got, want)
		}
	})
}

// TestEqualsKeepTheirOrder is a promise to pages: a list does not jump about.
func TestEqualsKeepTheirOrder(t *testing.T) {
	values := make([]reform.Fraction, 1000)
	for i := range values {
		values[i] = reform.NewFraction(int64(i%3), 7)
	}
	order := bestFirst(values, nil)
	for n := 1; n < len(order); n++ {
		a, b := order[n-1], order[n]
		if a%3 < b%3 || a%3 == b%3 && a > b {
			t.Fatalf("%d stands before %d", a, b)
		}
	}
}

func TestRankAsATieRuleGivesIt(t *testing.T) {
	r := Ranks([]reform.Fraction{reform.NewFraction(9, 1), reform.NewFraction(5, 1), reform.NewFraction(5, 1), {}}, nil)
	tests := []struct {
		ties reform.Ties
		want []reform.Decimal
	}{
		{"", []reform.Decimal{"1", "2", "2", "4"}},
		{reform.TiesLeast, []reform.Decimal{"1", "2", "2", "4"}},
		{reform.TiesDense, []reform.Decimal{"1", "2", "2", "3"}},
		{reform.TiesAverage, []reform.Decimal{"1", "2.5", "2.5", "4"}},
	}
	for _, test := range tests {
		for i, want := range test.want {
			if got := r[i].Place(test.ties); got != want {
				t.Errorf("%s, place %d: got %s, want %s", test.ties, i, got, want)
			}
		}
	}
}

// exactly reads a float64 as COINr writes one: as the decimal it stands for.
func exactly(t *testing.T, text string) reform.Fraction {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return reform.FractionOf(r)
}

// TestPublishedRanksCOINr ranks the 51 units of the ASEM index by every node, all
// together and within a group (COINr 1.1.14, its default build).
func TestPublishedRanksCOINr(t *testing.T) {
	scores := published.Rows(t, "coinr/example_results_full_scores.csv")
	everybody := func(map[string]string) string { return "" }
	group := map[string]string{}
	for _, row := range published.Rows(t, "coinr/ASEM_iData.csv") {
		group[row["uCode"]] = row["GDP_group"]
	}
	tests := []struct {
		file  string
		cells int
		group func(row map[string]string) string
	}{
		{"coinr/example_results_full_ranks.csv", 51 * 60, everybody},
		{"coinr/example_groupranks_GDP_group.csv", 51 * 11, func(row map[string]string) string { return group[row["uCode"]] }},
	}
	for _, test := range tests {
		want := published.Rows(t, test.file)
		cells := 0
		for node := range want[0] {
			if node == "uCode" || node == "GDP_group" {
				continue
			}
			got := map[string]string{}
			for _, peers := range []string{"", "S", "M", "L", "XL"} {
				var units []string
				var values []reform.Fraction
				var known []bool
				for _, row := range scores {
					if test.group(row) == peers {
						text := row[node]
						units, known = append(units, row["uCode"]), append(known, text != "NA" && text != "")
						if !known[len(known)-1] {
							text = "0"
						}
						values = append(values, exactly(t, text))
					}
				}
				for i, r := range Ranks(values, known) {
					got[units[i]] = strconv.Itoa(r.Least)
				}
			}
			for _, row := range want {
				cells++
				if published := row[node]; got[row["uCode"]] != published && (published != "NA" || got[row["uCode"]] != "0") {
					t.Errorf("%s of %s: got %s, published %s", node, row["uCode"], got[row["uCode"]], published)
				}
			}
		}
		if cells != test.cells {
			t.Errorf("%s: compared %d cells, want %d", test.file, cells, test.cells)
		}
	}
}

// BenchmarkRanks ranks the totals of RANKBENCH-1's size: many ties at 2 decimals,
// and none in exact fractions.
func BenchmarkRanks(b *testing.B) {
	for _, units := range []int{100, 3_500, 100_000} {
		for name, den := range map[string]int64{"rounded": 100, "exact": 123_456_789} {
			b.Run(strconv.Itoa(units)+"/"+name, func(b *testing.B) {
				values := make([]reform.Fraction, units)
				state := uint64(1)
				for i := range values {
					state = state*6364136223846793005 + 1442695040888963407
					values[i] = reform.NewFraction(int64(state>>33)%(100*den), den)
				}
				b.ReportAllocs()
				for b.Loop() {
					Ranks(values, nil)
				}
			})
		}
	}
}
