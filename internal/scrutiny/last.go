package scrutiny

import (
	"math"

	"reformboard/internal/reform"
)

// leastPoints is from how many earlier values on their own spread is believed.
const leastPoints = 6

// point is an earlier value.
type point struct {
	number float64
	text   string // as reported; empty: the number is an estimate
}

func (p point) written(g reform.Figure) string {
	if p.text == "" {
		return rounded(p.number, g)
	}
	return p.text
}

// farFromLast finds numbers far from all that the unit reported before. What grows
// from the start of the year is compared by the month.
//
// Note: nothing is no factor of something. From none to many every new service begins,
// and some periods have none of what comes in bursts: neither is looked at.
func (s *scrutiny) farFromLast() {
	months := monthsInto(s.Period)
	var buffer [mostPast]point
	for place, g := range s.Framework.Figures {
		now, ok := number(s.now[place])
		if !ok || now <= 0 || s.doubted[place] || !g.Kind.Numeric() {
			continue
		}
		points := buffer[:0]
		for _, p := range s.past {
			then, ok := number(p.values[place])
			if !ok || then < 0 {
				continue
			}
			text := written(*p.values[place])
			if g.Cumulative && p.months != months {
				then *= months / p.months
				text = ""
			}
			points = append(points, point{then, text})
		}
		low, high, far := farFrom(now, points, g.Kind)
		s.usual[place] = !far && high.number > 0
		if far {
			s.say(place, reform.Finding{Problem: reform.FarFromLast, Severity: reform.Warning, Wanted: between(low.written(g), high.written(g))})
		}
	}
}

// farFrom reports whether a number is far from all of some points, and the least and
// greatest of them.
func farFrom(now float64, points []point, kind reform.FigureKind) (low, high point, far bool) {
	if len(points) == 0 {
		return low, high, false
	}
	low, high = points[0], points[0]
	for _, p := range points[1:] {
		if p.number < low.number {
			low = p
		}
		if p.number > high.number {
			high = p
		}
	}
	times := factors[kind].few
	if len(points) >= leastPoints {
		times = factors[kind].many
	}
	near := high.number
	switch {
	case now < low.number/times:
		near = low.number
	case now <= high.number*times, high.number == 0:
		return low, high, false
	}
	if kind == reform.Count && byChance(now, near) {
		return low, high, false
	}
	return low, high, len(points) < leastPoints || farAmong(now, points)
}

// farAmong is the modified z-score of logarithms. Half a thing is added to a count,
// and to all numbers alike, so that nothing has a logarithm as well.
func farAmong(now float64, points []point) bool {
	var buffer [mostPast]float64
	logs := buffer[:0]
	for _, p := range points {
		logs = append(logs, math.Log(p.number+0.5))
	}
	s := spreadOf(logs, 0)
	return math.Abs(math.Log(now+0.5)-s.centre) > farZ*max(s.scale, leastScale)
}

// monthsInto is how many months of its year are over when a period ends.
func monthsInto(p reform.Period) float64 {
	return float64(p.End().AddDate(0, 0, -1).Month())
}
