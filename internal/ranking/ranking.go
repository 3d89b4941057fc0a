// Package ranking puts scorecards in order, with ties, and tells why a unit moved.
//
// Its one rule: it is the only place where a rank is made. It compares exact
// numbers at the decimals the framework states, so that what looks equal is equal
// and what is equal shares a rank: 1, 2, 2, 4.
package ranking

import (
	"reformboard/internal/reform"
)

// Of ranks the units of one group, in the order in which they are listed among
// equals. Units that reported too little, or whose total the framework withholds,
// stand apart, with the reason: no report, before too little coverage, before no
// total. Coverage is compared as it is shown, in hundredths of a per cent.
func Of(f *reform.Framework, group string, cards []reform.Scorecard) reform.Ranking {
	reasons := make([]reform.Reason, len(cards))
	ranked := make([]bool, len(cards))
	totals := make([]reform.Fraction, len(cards))
	for i := range cards {
		reasons[i] = unranked(f, &cards[i])
		ranked[i] = reasons[i] == ""
		totals[i] = compared(f, cards[i].Exact)
	}
	standing := func(i int) reform.Standing {
		c := &cards[i]
		return reform.Standing{Unit: c.Unit, Total: c.Total, Exact: totals[i], Grade: c.Grade, Coverage: c.Coverage, Reason: reasons[i]}
	}
	r := reform.Ranking{Group: group}
	order := bestFirst(totals, ranked)
	if len(order) > 0 {
		r.Standings = make([]reform.Standing, len(order))
	}
	eachTie(totals, order, func(place int, rank Rank) {
		s := standing(int(order[place]))
		s.Rank, s.Dense, s.Tied = rank.Least, rank.Dense, rank.Tied
		r.Standings[place] = s
	})
	for i := range cards {
		if !ranked[i] {
			r.Unranked = append(r.Unranked, standing(i))
		}
	}
	return r
}

// compared is a total as it is compared with others: at the framework's rank
// decimals or, where it names none, as its rounding left it.
func compared(f *reform.Framework, total reform.Fraction) reform.Fraction {
	decimals := f.Ranks.Decimals
	if decimals == nil || f.Rounding.Total != nil && *f.Rounding.Total <= *decimals {
		return total
	}
	return total.Rounded(*decimals, f.Rounding.Mode)
}

// unranked is why a unit is not ranked; empty: it is.
func unranked(f *reform.Framework, c *reform.Scorecard) reform.Reason {
	if c.Submitted == nil {
		return reform.NoReport
	}
	if least := f.Coverage.Rat(); least != nil && c.Coverage < reform.PercentOfShare(least) {
		return reform.TooFew
	}
	if !c.State.Counts() {
		return reform.NoTotal
	}
	return ""
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
	known := make(map[string]bool, len(other))
	for _, s := range other {
		known[s.Unit] = true
	}
	both := make(Totals, len(list))
	for _, s := range list {
		if known[s.Unit] {
			both[s.Unit] = s.Exact
		}
	}
	return both.ranks()
}
