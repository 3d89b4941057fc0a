package spread

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Field is one indicator over all units of a tally.
type Field struct {
	Tally     *reform.Tally
	Indicator reform.Indicator
	Aim       reform.Fraction
	Results   []Result // in the body's order
	Find      frame.Index
}

// Result is what one unit reached.
type Result struct {
	Unit  *reform.Unit
	Score *reform.Score
	Level reform.Fraction // what is held against the target
	Known bool            // false: there is no level
	Met   bool
}

// Of reads an indicator's scores from a tally.
func Of(t *reform.Tally, i reform.Indicator) *Field {
	s := &Field{Tally: t, Indicator: i, Aim: reform.FractionOf(i.Aim()), Find: frame.IndexOf(t)}
	at := t.Framework.Place(i.ID)
	s.Results = make([]Result, 0, len(t.Scorecards))
	for n := range t.Scorecards {
		r := Result{Unit: &t.Units[n], Score: t.Scorecards[n].ScoreAt(at, i.ID)}
		r.Level, r.Known = r.Score.Reached()
		r.Met = r.Known && !r.Level.Less(s.Aim)
		s.Results = append(s.Results, r)
	}
	return s
}

// Weakest is the peer group with the least mean share of the points; the first where
// several have it. False where there is nothing to choose from.
func (s *Field) Weakest() (weakest reform.PeerGroup, least reform.Fraction, ok bool) {
	sums, counts := map[string]reform.Fraction{}, map[string]int64{}
	for _, r := range s.Results {
		if r.Score.State.Counts() && r.Score.Max > 0 {
			sums[r.Unit.PeerGroup] = sums[r.Unit.PeerGroup].Add(r.Score.Earned.Fraction().Quo(r.Score.Max.Fraction()))
			counts[r.Unit.PeerGroup]++
		}
	}
	for _, g := range s.Tally.Groups {
		if counts[g.ID] == 0 {
			continue
		}
		if mean := sums[g.ID].Quo(reform.NewFraction(counts[g.ID], 1)); !ok || mean.Less(least) {
			weakest, least, ok = g, mean, true
		}
	}
	return weakest, least, ok && len(s.Tally.Groups) > 1
}
