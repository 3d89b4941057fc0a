package indicators

import (
	"reformboard/dashboards/frame"
	"reformboard/dashboards/spread"
	"reformboard/internal/reform"
)

// fewest is the number of units under which a pattern among them means nothing.
const fewest = 5

// notes say what speaks against the rule or its figures.
func notes(v frame.Voice, s *field) []string {
	var said []string
	var shares []reform.Fraction
	full := 0
	for _, r := range s.Results {
		if !r.Score.State.Counts() || r.Score.Max <= 0 {
			continue
		}
		shares = append(shares, r.Score.Earned.Fraction().Quo(r.Score.Max.Fraction()))
		if r.Score.Earned >= r.Score.Max {
			full++
		}
	}
	if len(shares) >= fewest {
		q := spread.QuantilesOf(shares)
		switch {
		case 10*full >= 9*len(shares):
			said = append(said, v.Say("page.indicator.note.ceiling", "Full", v.Count(full), "Units", v.Count(len(shares))))
		case q.Least == q.Greatest:
			said = append(said, v.Say("page.indicator.note.same", "Units", v.Count(len(shares)), "Share", v.Percent(q.Least)))
		case q.Quarter == q.Three:
			said = append(said, v.Say("page.indicator.note.narrow", "Share", v.Percent(q.Median)))
		}
	}
	if small := s.small(); small > 0 {
		said = append(said, v.Say("page.indicator.note.small", "Small", v.Count(small), "Units", v.Count(len(s.cases)), "Cases", v.Count(reform.SmallSample)))
	}
	return said
}

// small counts units with too few cases to judge.
func (s *field) small() int {
	n := 0
	for _, p := range s.cases {
		if p.Small {
			n++
		}
	}
	return n
}
