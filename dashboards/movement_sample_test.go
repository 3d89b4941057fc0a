package dashboards

import (
	"slices"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// sampleMoved explains the sample as package flow does; restated is the cycle before by
// the method of now.
func sampleMoved(past []*reform.Tally, restated, now *reform.Tally, group string) Moved {
	if len(past) == 0 {
		return Moved{}
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
	with := Moved{Movements: ranking.Split(ranking.Scene{Before: before, Restated: totals(restated), Reported: last, Now: last})}
	for _, t := range append(slices.Clone(past), now) {
		with.Courses = append(with.Courses, totals(t).Among(both))
	}
	return with
}

// changedSample are the sample's cycles with another edition in the last but one, a unit
// that has come and one that has gone.
func changedSample(now *reform.Tally, past []*reform.Tally) (*reform.Tally, []*reform.Tally) {
	then, last := *past[len(past)-1], *now
	last.Framework.ID = "sample-service-2"
	gone := last.Overall.Standings[3]
	last.Units = slices.DeleteFunc(slices.Clone(last.Units), func(u reform.Unit) bool { return u.ID == gone.Unit })
	last.Overall.Standings = slices.Delete(slices.Clone(last.Overall.Standings), 3, 4)
	for n := 3; n < len(last.Overall.Standings); n++ {
		last.Overall.Standings[n].Rank--
	}
	then.Overall.Unranked = append(slices.Clone(then.Overall.Unranked), reform.Standing{Unit: then.Overall.Standings[0].Unit, Reason: reform.TooFew})
	then.Overall.Standings = slices.Clone(then.Overall.Standings[1:])
	for n := range then.Overall.Standings {
		then.Overall.Standings[n].Rank--
	}
	return &last, append(slices.Clone(past[:len(past)-1]), &then)
}

func movementSamples(t testing.TB, v frame.Voice, now *reform.Tally, past []*reform.Tally) []sampled {
	page := func(now *reform.Tally, past []*reform.Tally, ask MovementAsk) frame.Page {
		restated := now
		if len(past) > 0 {
			restated = past[0]
		}
		return must[Movement](t)(NewMovement(v, now, past, ask, sampleMoved(past, restated, now, ask.Group)))
	}
	changed, changedPast := changedSample(now, past)
	return []sampled{
		{"movement", page(now, past, MovementAsk{Own: "unit-08"})},
		{"movement-two", page(now, past[len(past)-1:], MovementAsk{})},
		{"movement-group", page(now, past, MovementAsk{Group: "regions", Find: "khu vuc 1"})},
		{"movement-changed", page(changed, changedPast, MovementAsk{})},
		{"movement-same", page(now, []*reform.Tally{now}, MovementAsk{})},
		{"movement-first", page(now, nil, MovementAsk{})},
		{"movement-empty", page(emptyTally(), past, MovementAsk{})},
	}
}
