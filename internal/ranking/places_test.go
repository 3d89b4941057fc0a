package ranking

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// TestPlacesAreThoseOfTheRanking draws the ranking by every indicator up in full.
func TestPlacesAreThoseOfTheRanking(t *testing.T) {
	one := 1
	rapid.Check(t, func(t *rapid.T) {
		f := &reform.Framework{Coverage: "0.8", Ranks: reform.RankRule{
			Ties:     rapid.SampledFrom([]reform.Ties{reform.TiesLeast, reform.TiesDense}).Draw(t, "ties"),
			Decimals: rapid.SampledFrom([]*int{nil, &one}).Draw(t, "decimals"),
		}}
		cards := make([]reform.Scorecard, rapid.IntRange(1, 9).Draw(t, "units"))
		for i := range cards {
			cards[i] = card(strconv.Itoa(i), 1)
			cards[i].Coverage = rapid.SampledFrom([]reform.Percent{reform.Whole, reform.Whole, 10_00}).Draw(t, "coverage")
			for n := range 3 {
				s := reform.Score{Indicator: strconv.Itoa(n), Max: reform.Point, State: rapid.SampledFrom(reform.States).Draw(t, "state")}
				if s.State == reform.Scored {
					s.Earned = reform.Points(rapid.Int64Range(1, 40).Draw(t, "earned")) * 200
				}
				s.Exact = s.Earned.Fraction()
				cards[i].Scores = append(cards[i].Scores, s)
			}
		}
		for n := range 3 {
			node := strconv.Itoa(n)
			r := By(f, "", cards, node)
			for i := range cards {
				s, _ := r.Standing(cards[i].Unit)
				want := reform.Place{Rank: s.Rank, Dense: s.Dense, Tied: s.Tied, Of: len(r.Standings)}
				if f.Ranks.Ties != reform.TiesDense {
					want.Dense = 0
				}
				got, ok := Places(f, cards, cards[i].Unit)[node]
				if ok != (s.Rank > 0) || ok && got != want {
					t.Fatalf("unit %d by %s: got %+v, want %+v", i, node, got, want)
				}
			}
		}
		if Places(f, cards, "nobody") != nil {
			t.Fatal("nobody has places")
		}
	})
}
