package dashboards

import (
	"slices"
	"testing"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// sampleMovements explain the sample as package flow does.
func sampleMovements(before, restated, now *reform.Tally, group string) map[string]reform.Movement {
	totals := func(t *reform.Tally) ranking.Totals {
		r, _ := t.Ranking(group)
		all := ranking.Totals{}
		for _, s := range r.Standings {
			all[s.Unit] = s.Total.Fraction()
		}
		return all
	}
	return ranking.Split(ranking.Scene{Before: totals(before), Restated: totals(restated), Reported: totals(now), Now: totals(now)})
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

func movementSamples(t testing.TB, v Voice, now *reform.Tally, past []*reform.Tally) []sampled {
	page := func(now *reform.Tally, past []*reform.Tally, ask MovementAsk) Page {
		var movements map[string]reform.Movement
		if len(past) > 0 {
			before := past[len(past)-1]
			movements = sampleMovements(before, past[0], now, ask.Group)
		}
		return must[Movement](t)(NewMovement(v, now, past, ask, movements))
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
