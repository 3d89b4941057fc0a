package dashboards

import (
	"slices"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// sampleRanked is what a ranking of the sample is made from beside the tally: intervals
// of some ranks about each, and movements whose parts add up to what is shown.
func sampleRanked(t *reform.Tally, group string) Ranked {
	r, _ := t.Ranking(group)
	with := Ranked{
		Movements: map[string]reform.Movement{},
		Trust:     reform.Trust{Draws: 1000, Weights: 25_00, Within: 90_00, Intervals: map[string]reform.Interval{}},
	}
	for n, s := range r.Standings {
		with.Trust.Intervals[s.Unit] = reform.Interval{Low: max(1, s.Rank-n*3%8), High: min(len(r.Standings), s.Rank+n%7)}
		if s.Moved == nil {
			continue
		}
		m := reform.Movement{Before: s.Rank + *s.Moved, Now: s.Rank, Method: n%3 - 1, Others: -(n % 4)}
		m.Own = *s.Moved - m.Method - m.Others
		with.Movements[s.Unit] = m
	}
	return with
}

func rankingSamples(t testing.TB, v frame.Voice, now *reform.Tally) []sampled {
	of := func(t *reform.Tally, ask RankingAsk) Ranked { return sampleRanked(t, ask.Group) }
	page := func(tally *reform.Tally, ask RankingAsk) frame.Page {
		return must[Ranking](t)(NewRanking(v, tally, ask, of(tally, ask)))
	}
	untold := sampleRanked(now, "")
	untold.Trust.Intervals = nil
	return []sampled{
		{"ranking", page(now, RankingAsk{Own: "unit-08"})},
		{"ranking-group", page(now, RankingAsk{Group: "regions"})},
		{"ranking-classes", page(now, RankingAsk{View: "classes"})},
		{"ranking-distance", page(now, RankingAsk{View: "distance", Sort: "met"})},
		{"ranking-found", page(now, RankingAsk{Find: "chi cuc", Sort: "-unit"})},
		{"ranking-nobody", page(now, RankingAsk{Find: "không có"})},
		{"ranking-by", must[Ranking](t)(NewRanking(v, now, RankingAsk{By: "3.4"}, Ranked{By: sampleBy(now, "3.4")}))},
		{"ranking-untold", must[Ranking](t)(NewRanking(v, now, RankingAsk{}, untold))},
		{"ranking-empty", page(emptyTally(), RankingAsk{})},
	}
}

// sampleBy ranks the sample's units by an indicator, as package ranking does.
func sampleBy(t *reform.Tally, indicator string) *reform.Ranking {
	r := reform.Ranking{}
	for _, s := range t.Overall.Standings {
		card, _ := t.Scorecard(s.Unit)
		score, _ := card.Score(indicator)
		s = reform.Standing{Unit: s.Unit, Total: score.Earned, Exact: score.Exact, Coverage: s.Coverage}
		if !score.State.Counts() {
			s.Reason = reform.NoScore
			r.Unranked = append(r.Unranked, s)
			continue
		}
		r.Standings = append(r.Standings, s)
	}
	slices.SortStableFunc(r.Standings, func(a, b reform.Standing) int { return b.Exact.Cmp(a.Exact) })
	for n := range r.Standings {
		r.Standings[n].Rank, r.Standings[n].Tied = n+1, 1
	}
	return &r
}
