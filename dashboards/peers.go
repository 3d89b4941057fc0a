package dashboards

import (
	"slices"

	"reformboard/internal/reform"
)

// leastPeers is how many units must have a score before their median is shown: of
// fewer it says nothing, or says what one of them has.
const leastPeers = 3

// peersOf are the scorecards of a peer group; of the empty group, everybody's.
func peersOf(t *reform.Tally, group string) []*reform.Scorecard {
	var peers []*reform.Scorecard
	for n := range t.Scorecards {
		if group == "" || t.Units[n].PeerGroup == group {
			peers = append(peers, &t.Scorecards[n])
		}
	}
	return peers
}

// areaMedians is the middle share of the most points in each top area, over the
// peers that have a score there.
func areaMedians(f *reform.Framework, peers []*reform.Scorecard) map[string]reform.Fraction {
	medians := map[string]reform.Fraction{}
	shares := make([]reform.Fraction, 0, len(peers))
	for _, a := range f.Areas {
		shares = shares[:0]
		for _, card := range peers {
			if share, ok := areaShare(card, a.ID); ok {
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

// areaShare is what a unit earned of the most points of an area. False when it has
// no score there, or there are no points to be had.
func areaShare(card *reform.Scorecard, area string) (reform.Fraction, bool) {
	sub, _ := card.Subtotal(area)
	if !sub.State.Counts() || sub.Max <= 0 {
		return reform.Fraction{}, false
	}
	return reform.NewFraction(int64(sub.Earned), int64(sub.Max)), true
}

// indicatorMedians are the middle points of each indicator, over the peers that have
// a score in it.
func indicatorMedians(f *reform.Framework, peers []*reform.Scorecard) map[string]reform.Points {
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

// totalMedian is the middle total of the peers that are ranked.
func totalMedian(r reform.Ranking) (reform.Points, bool) {
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

// scoresBefore finds what a unit earned for each indicator in the cycle just before, by the
// ids of now. Indicators that may not be compared are left out: those that the
// edition has changed, and those of other most points.
func scoresBefore(t *reform.Tally, past []*reform.Tally, unit string) map[string]reform.Score {
	earlier, card, ok := cardBefore(t, past, unit)
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

// cardBefore is a unit's scorecard in the cycle just before, if that is known.
func cardBefore(t *reform.Tally, past []*reform.Tally, unit string) (*reform.Tally, reform.Scorecard, bool) {
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

// changed says how many points more or fewer than the cycle before.
func (v Voice) changed(now reform.Points, was reform.Points, known bool) Move {
	switch {
	case !known:
		return Move{Text: none, Says: v.Say("page.move.none"), Kind: "none"}
	case now > was:
		return Move{Arrow: "▲", Text: v.Points(now - was), Says: v.Say("page.scorecard.change.up", "Points", v.Points(now-was)), Kind: "up"}
	case now < was:
		return Move{Arrow: "▼", Text: v.Points(was - now), Says: v.Say("page.scorecard.change.down", "Points", v.Points(was-now)), Kind: "down"}
	}
	return Move{Text: "=", Says: v.Say("page.scorecard.change.same"), Kind: "same"}
}
