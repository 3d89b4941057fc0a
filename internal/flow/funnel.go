package flow

import (
	"reformboard/internal/reform"
	"reformboard/internal/weakness"
)

// Funnel holds the units' ratios of an indicator against chance. It is nil where the
// indicator is no ratio of counts, or too few units have one.
func Funnel(t *reform.Tally, indicator string) *reform.Funnel {
	at := t.Framework.Place(indicator)
	if at < 0 {
		return nil
	}
	var counted []weakness.Counted
	for n := range t.Scorecards {
		c := &t.Scorecards[n]
		s := c.ScoreAt(at, indicator)
		if !s.State.Counts() || s.Measured == nil {
			continue
		}
		of, _ := s.Measured.Mul(reform.NewFraction(s.Cases, 1)).Whole()
		counted = append(counted, weakness.Counted{Unit: c.Unit, Of: of, Over: s.Cases})
	}
	return weakness.Funnel(indicator, counted)
}
