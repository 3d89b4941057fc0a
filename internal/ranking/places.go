package ranking

import (
	"slices"

	"reformboard/internal/reform"
)

// Places are where one unit stands among these cards by each indicator in which it is
// ranked, the same as in By.
//
// Note: not By for each indicator: a group may have thousands of units, and a page
// asks for the places of one. Who is better is only counted, and ranks without gaps
// only where the framework asks for them.
func Places(f *reform.Framework, cards []reform.Scorecard, unit string) map[string]reform.Place {
	var own *reform.Scorecard
	peers := make([]*reform.Scorecard, 0, len(cards))
	for i := range cards {
		if tooLittle(f, &cards[i]) != "" {
			continue
		}
		peers = append(peers, &cards[i])
		if cards[i].Unit == unit {
			own = &cards[i]
		}
	}
	if own == nil {
		return nil
	}
	places := make(map[string]reform.Place, len(own.Scores))
	for n := range own.Scores {
		if s := &own.Scores[n]; s.State.Counts() {
			places[s.Indicator] = place(f, peers, n, s)
		}
	}
	return places
}

// place counts who is better, and who is equal, in the indicator that stands at this
// place of every card.
func place(f *reform.Framework, peers []*reform.Scorecard, at int, own *reform.Score) reform.Place {
	compared := func(s *reform.Score) reform.Fraction {
		if f.Ranks.Decimals != nil {
			return s.Exact.Rounded(*f.Ranks.Decimals, f.Rounding.Mode)
		}
		return s.Exact
	}
	p := reform.Place{Rank: 1}
	var better []reform.Fraction
	for mine, i := compared(own), 0; i < len(peers); i++ {
		s := &peers[i].Scores[at]
		if !s.State.Counts() {
			continue
		}
		p.Of++
		switch value := compared(s); value.Cmp(mine) {
		case 1:
			p.Rank++
			if f.Ranks.Ties == reform.TiesDense {
				better = append(better, value)
			}
		case 0:
			p.Tied++
		}
	}
	if f.Ranks.Ties == reform.TiesDense {
		slices.SortFunc(better, reform.Fraction.Cmp)
		p.Dense = len(slices.CompactFunc(better, equal)) + 1
	}
	return p
}
