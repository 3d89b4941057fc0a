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
	return reform.Scorecard{Unit: unit, Total: total, Coverage: reform.Whole, Submitted: &at}
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
	r := Of(&reform.Framework{Coverage: "0.8"}, "", []reform.Scorecard{silent, thin, enough})
	if len(r.Standings) != 1 || r.Standings[0].Unit != "enough" || r.Standings[0].Rank != 1 {
		t.Errorf("ranked: %+v", r.Standings)
	}
	if len(r.Unranked) != 2 || r.Unranked[0].Reason != reform.NoReport || r.Unranked[1].Reason != reform.TooFew {
		t.Errorf("not ranked: %+v", r.Unranked)
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

// TestPublishedRanksOfProvinces ranks the 34 provinces of the same portal.
func TestPublishedRanksOfProvinces(t *testing.T) {
	rows := published.Rows(t, "766/766_provinces_2026.csv")
	var cards []reform.Scorecard
	for _, row := range rows {
		total, err := reform.ParsePoints(row["total_score"])
		if err != nil {
			t.Fatal(err)
		}
		cards = append(cards, card(row["unit_code"], total))
	}
	r := Of(&reform.Framework{}, "", cards)
	for _, row := range rows {
		if s, _ := r.Standing(row["unit_code"]); strconv.Itoa(s.Rank) != row["rank"] {
			t.Errorf("%s: got %d, published %s", s.Unit, s.Rank, row["rank"])
		}
	}
}
