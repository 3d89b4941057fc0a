package gallery

import (
	"slices"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/standings"
	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// Ranked is what a ranking of the sample is made from beside the tally: intervals
// of some ranks about each, and movements whose parts add up to what is shown.
func Ranked(t *reform.Tally, group string) standings.Ranked {
	r, _ := t.Ranking(group)
	with := standings.Ranked{
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

func rankingSamples(t testing.TB, v frame.Voice, now *reform.Tally) []Page {
	of := func(t *reform.Tally, ask standings.RankingAsk) standings.Ranked { return Ranked(t, ask.Group) }
	page := func(tally *reform.Tally, ask standings.RankingAsk) frame.Page {
		return Must[standings.Ranking](t)(standings.NewRanking(v, tally, ask, of(tally, ask)))
	}
	untold := Ranked(now, "")
	untold.Trust.Intervals = nil
	return []Page{
		{"ranking", page(now, standings.RankingAsk{Own: "unit-08"})},
		{"ranking-group", page(now, standings.RankingAsk{Group: "regions"})},
		{"ranking-classes", page(now, standings.RankingAsk{View: "classes"})},
		{"ranking-distance", page(now, standings.RankingAsk{View: "distance", Sort: "met"})},
		{"ranking-found", page(now, standings.RankingAsk{Find: "chi cuc", Sort: "-unit"})},
		{"ranking-nobody", page(now, standings.RankingAsk{Find: "không có"})},
		{"ranking-by", Must[standings.Ranking](t)(standings.NewRanking(v, now, standings.RankingAsk{By: "3.4"}, standings.Ranked{By: sample.By(now, "3.4")}))},
		{"ranking-untold", Must[standings.Ranking](t)(standings.NewRanking(v, now, standings.RankingAsk{}, untold))},
		{"ranking-empty", page(sample.Empty(), standings.RankingAsk{})},
	}
}

// Moved explains the sample as package flow does; restated is the cycle before by
// the method of now.
func Moved(past []*reform.Tally, restated, now *reform.Tally, group string) standings.Moved {
	if len(past) == 0 {
		return standings.Moved{}
	}
	totals := func(t *reform.Tally) ranking.Totals {
		r, _ := t.Ranking(group)
		all := ranking.Totals{}
		for _, s := range r.Standings {
			all[s.Unit] = s.Total.Fraction()
		}
		return all
	}
	last, before := totals(now), totals(past[len(past)-1])
	both := map[string]bool{}
	for unit := range last {
		_, both[unit] = before[unit]
	}
	with := standings.Moved{Movements: ranking.Split(ranking.Scene{Before: before, Restated: totals(restated), Reported: last, Now: last})}
	for _, t := range append(slices.Clone(past), now) {
		with.Courses = append(with.Courses, totals(t).Among(both))
	}
	return with
}

func movementSamples(t testing.TB, v frame.Voice, now *reform.Tally, past []*reform.Tally) []Page {
	page := func(now *reform.Tally, past []*reform.Tally, ask standings.MovementAsk) frame.Page {
		restated := now
		if len(past) > 0 {
			restated = past[0]
		}
		return Must[standings.Movement](t)(standings.NewMovement(v, now, past, ask, Moved(past, restated, now, ask.Group)))
	}
	changed, changedPast := sample.Changed(now, past)
	return []Page{
		{"movement", page(now, past, standings.MovementAsk{Own: "unit-08"})},
		{"movement-two", page(now, past[len(past)-1:], standings.MovementAsk{})},
		{"movement-group", page(now, past, standings.MovementAsk{Group: "regions", Find: "khu vuc 1"})},
		{"movement-changed", page(changed, changedPast, standings.MovementAsk{})},
		{"movement-same", page(now, []*reform.Tally{now}, standings.MovementAsk{})},
		{"movement-first", page(now, nil, standings.MovementAsk{})},
		{"movement-empty", page(sample.Empty(), past, standings.MovementAsk{})},
	}
}
