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
	standings := make([]reform.Standing, len(cards))
	for i := range cards {
		c := &cards[i]
		standings[i] = reform.Standing{
			Unit: c.Unit, Total: c.Total, Exact: compared(f, c.Exact), Grade: c.Grade, Coverage: c.Coverage, Reason: unranked(f, c),
		}
	}
	return inOrder(group, standings)
}

// By ranks the units of one group by one Area or Indicator, with the tie and coverage
// rule of the total. Who has no score there stands apart, for that reason; a total that
// is withheld withholds nothing here. A standing's Total is then what was earned there,
// and no grade is given: bands are those of the total.
func By(f *reform.Framework, group string, cards []reform.Scorecard, node string) reform.Ranking {
	standings := make([]reform.Standing, len(cards))
	for i := range cards {
		c := &cards[i]
		reason := tooLittle(f, c)
		state, exact, earned := scoreOf(c, node)
		if reason == "" && !state.Counts() {
			reason = reform.NoScore
		}
		if decimals := f.Ranks.Decimals; decimals != nil {
			exact = exact.Rounded(*decimals, f.Rounding.Mode)
		}
		standings[i] = reform.Standing{Unit: c.Unit, Total: earned, Exact: exact, Coverage: c.Coverage, Reason: reason}
	}
	return inOrder(group, standings)
}

// scoreOf is what a card says of an Area or Indicator.
func scoreOf(c *reform.Scorecard, node string) (reform.State, reform.Fraction, reform.Points) {
	if s, ok := c.Subtotal(node); ok {
		return s.State, s.Exact, s.Earned
	}
	s, ok := c.Score(node)
	if !ok {
		return reform.NotAsked, reform.Fraction{}, 0
	}
	return s.State, s.Exact, s.Earned
}

// inOrder ranks the standings without a Reason, and sets the others apart.
func inOrder(group string, standings []reform.Standing) reform.Ranking {
	ranked := make([]bool, len(standings))
	totals := make([]reform.Fraction, len(standings))
	for i := range standings {
		ranked[i], totals[i] = standings[i].Reason == "", standings[i].Exact
	}
	r := reform.Ranking{Group: group}
	best := bestFirst(totals, ranked)
	if len(best) > 0 {
		r.Standings = make([]reform.Standing, len(best))
	}
	eachTie(totals, best, func(place int, rank Rank) {
		s := standings[best[place]]
		s.Rank, s.Dense, s.Tied = rank.Least, rank.Dense, rank.Tied
		r.Standings[place] = s
	})
	for i := range standings {
		if !ranked[i] {
			r.Unranked = append(r.Unranked, standings[i])
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
	if reason := tooLittle(f, c); reason != "" {
		return reason
	}
	if !c.State.Counts() {
		return reform.NoTotal
	}
	return ""
}

// tooLittle is why a unit reported too little to be ranked by anything.
func tooLittle(f *reform.Framework, c *reform.Scorecard) reform.Reason {
	if c.Submitted == nil {
		return reform.NoReport
	}
	if least := f.Coverage.Rat(); least != nil && c.Coverage < reform.PercentOfShare(least) {
		return reform.TooFew
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
