package ranking

import (
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/published"
	"reformboard/internal/reform"
)

var at = time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)

func card(unit string, total reform.Points) reform.Scorecard {
	return reform.Scorecard{
		Unit: unit, Total: total, Exact: total.Fraction(), State: reform.Scored, Coverage: reform.Whole, Submitted: &at,
	}
}

func TestTiesShareTheSmallestRank(t *testing.T) {
	r := Of(&reform.Framework{}, "", []reform.Scorecard{card("c", 5), card("a", 9), card("d", 4), card("b", 5)})
	want := []reform.Standing{
		{Unit: "a", Rank: 1, Dense: 1, Tied: 1},
		{Unit: "c", Rank: 2, Dense: 2, Tied: 2},
		{Unit: "b", Rank: 2, Dense: 2, Tied: 2},
		{Unit: "d", Rank: 4, Dense: 3, Tied: 1},
	}
	for i, s := range r.Standings {
		if s.Unit != want[i].Unit || s.Rank != want[i].Rank || s.Dense != want[i].Dense || s.Tied != want[i].Tied {
			t.Errorf("place %d: got %+v, want %+v", i, s, want[i])
		}
	}
}

func TestUnitsThatSaidTooLittleStandApart(t *testing.T) {
	silent := card("silent", 0)
	silent.Submitted = nil
	thin, enough := card("thin", 99), card("enough", 1)
	thin.Coverage, enough.Coverage = 79_99, 80_00
	withheld := card("withheld", 0)
	withheld.State = reform.Suppressed
	r := Of(&reform.Framework{Coverage: "0.8"}, "", []reform.Scorecard{silent, thin, enough, withheld})
	if len(r.Standings) != 1 || r.Standings[0].Unit != "enough" || r.Standings[0].Rank != 1 {
		t.Errorf("ranked: %+v", r.Standings)
	}
	want := []reform.Reason{reform.NoReport, reform.TooFew, reform.NoTotal}
	for i, s := range r.Unranked {
		if s.Reason != want[i] || s.Rank != 0 {
			t.Errorf("%s: got rank %d and reason %q, want %q", s.Unit, s.Rank, s.Reason, want[i])
		}
	}
	if len(r.Unranked) != len(want) {
		t.Errorf("not ranked: %+v", r.Unranked)
	}
}

func TestTotalsAreComparedAtTheStatedDecimals(t *testing.T) {
	two, five := 2, 5
	// 62.345 + 1/300 and 62.3478 are 62.35 both; 62.344 is not.
	totals := []reform.Fraction{reform.NewFraction(1870450, 30000), reform.NewFraction(623478, 10000), reform.NewFraction(62344, 1000)}
	tests := []struct {
		rank, round *int
		want        []int
		compared    string // what the first is compared at
	}{
		{nil, nil, []int{1, 2, 3}, "37409/600"},
		{&two, nil, []int{1, 1, 3}, "1247/20"},
		{&five, nil, []int{1, 2, 3}, "6234833/100000"},
		{nil, &two, []int{1, 1, 3}, "1247/20"},
		{&five, &two, []int{1, 1, 3}, "1247/20"},
	}
	for _, test := range tests {
		f := &reform.Framework{Ranks: reform.RankRule{Decimals: test.rank}, Rounding: reform.Rounding{Total: test.round}}
		var cards []reform.Scorecard
		for i, total := range totals {
			c := card(strconv.Itoa(i), 0)
			if c.Exact = total; test.round != nil {
				c.Exact = total.Rounded(*test.round, f.Rounding.Mode)
			}
			cards = append(cards, c)
		}
		r := Of(f, "", cards)
		for i, rank := range test.want {
			if s, _ := r.Standing(strconv.Itoa(i)); s.Rank != rank {
				t.Errorf("%+v: unit %d ranks %d, want %d", f.Ranks, i, s.Rank, rank)
			}
		}
		if s, _ := r.Standing("0"); s.Exact.String() != test.compared {
			t.Errorf("%+v: compared at %s, want %s", f.Ranks, s.Exact, test.compared)
		}
	}
}

func TestMovementComparesUnitsRankedBothTimes(t *testing.T) {
	f := &reform.Framework{}
	before := Of(f, "", []reform.Scorecard{card("gone", 100), card("a", 50), card("b", 40), card("c", 30)})
	now := Of(f, "", []reform.Scorecard{card("new", 100), card("c", 60), card("a", 50), card("b", 40)})
	Move(&now, before)
	want := map[string]int{"c": 2, "a": -1, "b": -1}
	for _, s := range now.Standings {
		moved, known := want[s.Unit]
		if !known {
			if s.Moved != nil {
				t.Errorf("%s moved %d from nowhere", s.Unit, *s.Moved)
			}
			continue
		}
		if s.Moved == nil || *s.Moved != moved {
			t.Errorf("%s: got %v, want %d", s.Unit, s.Moved, moved)
		}
	}
}

func TestRankingLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		totals := rapid.SliceOfN(rapid.Int64Range(-5, 20), 1, 40).Draw(t, "totals")
		cards := make([]reform.Scorecard, len(totals))
		for i, n := range totals {
			cards[i] = card(strconv.Itoa(i), reform.Points(n))
		}
		r := Of(&reform.Framework{}, "", cards)
		shuffled := Of(&reform.Framework{}, "", rapid.Permutation(cards).Draw(t, "order"))
		for _, s := range r.Standings {
			better := 0
			for _, n := range totals {
				if reform.Points(n) > s.Total {
					better++
				}
			}
			if s.Rank != better+1 {
				t.Fatalf("%d units are better than %s, and its rank is %d", better, s.Unit, s.Rank)
			}
			if other, _ := shuffled.Standing(s.Unit); other.Rank != s.Rank || other.Dense != s.Dense || other.Tied != s.Tied {
				t.Fatalf("another order gave %s %+v instead of %+v", s.Unit, other, s)
			}
		}
	})
}

// TestPublishedRanks149 ranks the 149 units of Gia Lai province (National Public
// Service Portal, 17/9/2026), among whose totals are 11 ties.
func TestPublishedRanks149(t *testing.T) {
	rows := published.Rows(t, "766/766_gialai_149units_20260917.csv")
	cards := make([]reform.Scorecard, len(rows))
	for i, row := range rows {
		total, err := reform.ParsePoints(row["total_score"])
		if err != nil {
			t.Fatal(err)
		}
		cards[len(rows)-1-i] = card(row["unit_code"], total)
	}
	r := Of(&reform.Framework{}, "", cards)
	wrong, ties := 0, map[int]bool{}
	for _, row := range rows {
		s, _ := r.Standing(row["unit_code"])
		if strconv.Itoa(s.Rank) != row["standard_rank_1224"] || strconv.Itoa(s.Dense) != row["dense_rank"] || strconv.Itoa(s.Tied) != row["tie_size"] {
			t.Errorf("%s: got %d, %d, %d; published %v", s.Unit, s.Rank, s.Dense, s.Tied, row)
			wrong++
		}
		if s.Tied > 1 {
			ties[s.Rank] = true
		}
	}
	if len(rows) != 149 || len(ties) != 11 {
		t.Errorf("got %d units and %d ties, want 149 and 11", len(rows), len(ties))
	}
}

// TestPublishedRanksOfProvinces ranks the 34 provinces of the same portal. Their mean
// is the one published; of two, the groups as printed add up to 0.01 more or less than
// the total: a finding about the source, and no failure.
func TestPublishedRanksOfProvinces(t *testing.T) {
	rows := published.Rows(t, "766/766_provinces_2026.csv")
	var cards []reform.Scorecard
	var sum reform.Points
	var odd []string
	for _, row := range rows {
		total, err := reform.ParsePoints(row["total_score"])
		if err != nil {
			t.Fatal(err)
		}
		sum += total
		groups := reform.Points(0)
		for _, group := range []string{"CKMB_18", "TDGQ_20", "ONLINE_12", "TTTT_10", "MDSH_22", "MDHL_18"} {
			points, err := reform.ParsePoints(row[group])
			if err != nil {
				t.Fatal(err)
			}
			groups += points
		}
		if off := groups - total; off == reform.Point/100 || off == -reform.Point/100 {
			odd = append(odd, row["unit_name"])
		} else if off != 0 {
			t.Errorf("%s: the groups add up to %s, not %s", row["unit_name"], groups, total)
		}
		cards = append(cards, card(row["unit_code"], total))
	}
	r := Of(&reform.Framework{}, "", cards)
	for _, row := range rows {
		if s, _ := r.Standing(row["unit_code"]); strconv.Itoa(s.Rank) != row["rank"] {
			t.Errorf("%s: got %d, published %s", s.Unit, s.Rank, row["rank"])
		}
	}
	if mean, _ := sum.Fraction().Quo(reform.NewFraction(34, 1)).Points(2, reform.HalfUp); mean.String() != "62.58" {
		t.Errorf("the mean is %s, want 62.58", mean)
	}
	if len(odd) != 2 {
		t.Errorf("the printed groups do not add up for %v, want two provinces", odd)
	}
}
