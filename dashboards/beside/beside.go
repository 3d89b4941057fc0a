// Package beside finds what a unit is set beside: its peers, and itself in the cycle
// before.
//
// Its one rule: what may not be compared is left out; it is not zero.
package beside

import (
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// leastPeers is how many units must have a score before their median is shown: of
// fewer it says nothing, or says what one of them has.
const leastPeers = 3

// Peers are the scorecards of a peer group; of the empty group, everybody's.
func Peers(t *reform.Tally, group string) []*reform.Scorecard {
	var peers []*reform.Scorecard
	for n := range t.Scorecards {
		if group == "" || t.Units[n].PeerGroup == group {
			peers = append(peers, &t.Scorecards[n])
		}
	}
	return peers
}

// AreaMedians is the middle share of the most points in each top area, over the
// peers that have a score there.
func AreaMedians(f *reform.Framework, peers []*reform.Scorecard) map[string]reform.Fraction {
	medians := map[string]reform.Fraction{}
	shares := make([]reform.Fraction, 0, len(peers))
	for _, a := range f.Areas {
		shares = shares[:0]
		for _, card := range peers {
			if share, ok := frame.AreaShare(card, a.ID); ok {
				shares = append(shares, share)
			}
		}
		if n := len(shares); n >= leastPeers {
			slices.SortFunc(shares, reform.Fraction.Cmp)
			medians[a.ID] = shares[(n-1)/2].Add(shares[n/2]).Mul(reform.NewFraction(1, 2))
		}
	}
	return medians
}

// IndicatorMedians are the middle points of each indicator, over the peers that have
// a score in it.
func IndicatorMedians(f *reform.Framework, peers []*reform.Scorecard) map[string]reform.Points {
	medians := map[string]reform.Points{}
	earned := make([]reform.Points, 0, len(peers))
	for n, i := range f.Indicators() {
		earned = earned[:0]
		for _, card := range peers {
			if s := card.ScoreAt(n, i.ID); s.State.Counts() {
				earned = append(earned, s.Earned)
			}
		}
		if middle, ok := middlePoints(earned); ok && i.Scored() {
			medians[i.ID] = middle
		}
	}
	return medians
}

// TotalMedian is the middle total of the peers that are ranked.
func TotalMedian(r reform.Ranking) (reform.Points, bool) {
	totals := make([]reform.Points, 0, len(r.Standings))
	for _, s := range r.Standings {
		totals = append(totals, s.Total)
	}
	return middlePoints(totals)
}

// middlePoints sorts the points; the middle of an even number is the mean of two,
// rounded half up to the decimals of the points themselves, and to no fewer than two: it
// stands in a column with them. False when there are too few.
func middlePoints(points []reform.Points) (reform.Points, bool) {
	n := len(points)
	if n < leastPeers {
		return 0, false
	}
	slices.Sort(points)
	decimals := 2
	for _, p := range points {
		decimals = max(decimals, p.Decimals())
	}
	sum := points[(n-1)/2] + points[n/2]
	step := 2 * reform.Point
	for range decimals {
		step /= 10
	}
	return floor(sum+step/2, step) / 2, true
}

// floor is the next multiple of a step at or below some points.
func floor(p, step reform.Points) reform.Points {
	if over := p % step; over < 0 {
		return p - over - step
	}
	return p - p%step
}

// ScoresBefore finds what a unit earned for each indicator in the cycle just before, by the
// ids of now. Indicators that may not be compared are left out: those that the
// edition has changed, and those of other most points.
func ScoresBefore(t *reform.Tally, past []*reform.Tally, unit string) map[string]reform.Score {
	earlier, card, ok := CardBefore(t, past, unit)
	if !ok {
		return nil
	}
	now, _ := t.Scorecard(unit)
	scores := map[string]reform.Score{}
	for _, s := range now.Scores {
		id, same := s.Indicator, true
		if t.Framework.ID != earlier.Framework.ID {
			id, same = ancestor(t.Framework.Changes, s.Indicator)
		}
		old, known := card.Score(id)
		if same && known && old.State.Counts() && s.State.Counts() && old.Max == s.Max {
			scores[s.Indicator] = old
		}
	}
	return scores
}

// CardBefore is a unit's scorecard in the cycle just before, if that is known.
func CardBefore(t *reform.Tally, past []*reform.Tally, unit string) (*reform.Tally, reform.Scorecard, bool) {
	if len(past) == 0 || past[len(past)-1].Cycle.Period != t.Cycle.Period.Previous() {
		return nil, reform.Scorecard{}, false
	}
	earlier := past[len(past)-1]
	card, ok := earlier.Scorecard(unit)
	return earlier, card, ok
}

// ancestor is what an indicator was called in the edition before. False when it was
// not, or was something else.
func ancestor(changes []reform.Change, id string) (string, bool) {
	for _, c := range changes {
		if slices.Contains(c.To, id) {
			alike := (c.Kind == reform.Same || c.Kind == reform.Reworded) && len(c.From) == 1
			if !alike {
				return "", false
			}
			return c.From[0], true
		}
	}
	return id, true
}
