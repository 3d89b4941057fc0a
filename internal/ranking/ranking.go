// Package ranking puts scorecards in order, with ties and movement.
//
// Its one rule: it is the only place where a rank is made. It compares totals as
// the framework rounded them, so that what looks equal is equal; ties share the
// smallest rank, and the next is left out: 1, 2, 2, 4.
package ranking

import (
	"cmp"
	"slices"

	"reformboard/internal/reform"
)

// Of ranks the units of one group, in the order in which they are listed among
// equals. Units that reported too little stand apart, with the reason.
func Of(f *reform.Framework, group string, cards []reform.Scorecard) reform.Ranking {
	r := reform.Ranking{Group: group}
	for _, c := range cards {
		s := reform.Standing{Unit: c.Unit, Total: c.Total, Grade: c.Grade, Coverage: c.Coverage, Reason: unranked(f, c)}
		if s.Reason == "" {
			r.Standings = append(r.Standings, s)
		} else {
			r.Unranked = append(r.Unranked, s)
		}
	}
	slices.SortStableFunc(r.Standings, func(a, b reform.Standing) int { return cmp.Compare(b.Total, a.Total) })
	number(r.Standings)
	return r
}

func unranked(f *reform.Framework, c reform.Scorecard) reform.Reason {
	if c.Submitted == nil {
		return reform.NoReport
	}
	if least := f.Coverage.Rat(); least != nil && c.Coverage < reform.PercentOfShare(least) {
		return reform.TooFew
	}
	return ""
}

// number gives ranks to standings that are already in order.
func number(standings []reform.Standing) {
	for from, dense := 0, 1; from < len(standings); dense++ {
		to := from + 1
		for to < len(standings) && standings[to].Total == standings[from].Total {
			to++
		}
		for i := from; i < to; i++ {
			standings[i].Rank, standings[i].Dense, standings[i].Tied = from+1, dense, to-from
		}
		from = to
	}
}

// Move fills in how many places each unit has gained since the cycle before.
// Only units ranked both times are compared, by their order among themselves:
// a newcomer does not push anybody down.
func Move(now *reform.Ranking, before reform.Ranking) {
	old := among(before.Standings, now.Standings)
	current := among(now.Standings, before.Standings)
	for i, s := range now.Standings {
		if was, ok := old[s.Unit]; ok {
			gained := was - current[s.Unit]
			now.Standings[i].Moved = &gained
		}
	}
}

// among ranks those of one list that stand in the other too.
func among(list, other []reform.Standing) map[string]int {
	known := map[string]bool{}
	for _, s := range other {
		known[s.Unit] = true
	}
	var both []reform.Standing
	for _, s := range list {
		if known[s.Unit] {
			both = append(both, s)
		}
	}
	number(both)
	ranks := map[string]int{}
	for _, s := range both {
		ranks[s.Unit] = s.Rank
	}
	return ranks
}
