package weakness

import (
	"math"

	"reformboard/internal/reform"
)

// fewest is how many levels a pace is read from: through two points a line always goes.
const fewest = 3

// Course reads where levels lead; they are one a cycle, the oldest first and this
// cycle's last. The line through them is that of least squares and, where it is flat,
// the last level. While a cycle is open its word may still change; once it is closed,
// only the cycle after it is ahead.
func Course(levels []*reform.Fraction, aim reform.Fraction, closed bool) reform.Course {
	c := reform.Course{Levels: levels, Stood: reform.OutlookNoData, Leads: reform.OutlookNoData}
	level := c.Level()
	c.Next = closed || level != nil
	var known series
	for x, y := range levels {
		if y != nil {
			known.add(x, *y)
		}
	}
	c.Known = len(known.y)
	if c.Known >= fewest {
		ahead := known.at(horizon(len(levels), c.Next))
		c.Ahead = &ahead
		c.Leads = leads(level, aim, ahead.Less(aim))
	}
	switch {
	case level == nil && !closed:
		c.Stood = c.Leads
	case level == nil:
	case closed && level.Less(aim):
		c.Stood = reform.OutlookMissed
	case closed || c.Ahead == nil && !level.Less(aim):
		c.Stood = reform.OutlookMet
	default:
		c.Stood = c.Leads
	}
	return c
}

// horizon is the place of the level ahead on the scale of the levels.
func horizon(cycles int, next bool) int {
	if next {
		return cycles
	}
	return cycles - 1
}

// leads tells the four ways from a level to the one ahead apart.
func leads(level *reform.Fraction, aim reform.Fraction, short bool) reform.Outlook {
	reached := level != nil && !level.Less(aim)
	switch {
	case short && reached:
		return reform.OutlookAtRisk
	case short:
		return reform.OutlookWillMiss
	case reached:
		return reform.OutlookMet
	}
	return reform.OutlookOnTrack
}

// series are levels and the cycles they belong to.
type series struct {
	x []int
	y []reform.Fraction
}

func (s *series) add(x int, y reform.Fraction) { s.x, s.y = append(s.x, x), append(s.y, y) }

func (s *series) clear() { s.x, s.y = s.x[:0], s.y[:0] }

// at is the line's value at a place, held between nothing and all there is: a share
// beyond 1 is only expected of who has had one.
func (s *series) at(place int) reform.Fraction {
	var sumX, sumXX int64
	var sumY, sumXY reform.Fraction
	top := reform.NewFraction(1, 1)
	for n, x := range s.x {
		sumX, sumXX = sumX+int64(x), sumXX+int64(x*x)
		sumY = sumY.Add(s.y[n])
		sumXY = sumXY.Add(s.y[n].Mul(reform.NewFraction(int64(x), 1)))
		if top.Less(s.y[n]) {
			top = s.y[n]
		}
	}
	count := int64(len(s.x))
	rise := sumXY.Mul(reform.NewFraction(count, 1)).Sub(sumY.Mul(reform.NewFraction(sumX, 1)))
	if rise.Sign() == 0 {
		return s.y[len(s.y)-1]
	}
	value := sumY.Mul(reform.NewFraction(sumXX-sumX*int64(place), 1)).
		Add(sumXY.Mul(reform.NewFraction(count*int64(place)-sumX, 1))).
		Quo(reform.NewFraction(count*sumXX-sumX*sumX, 1))
	switch {
	case value.Sign() < 0:
		return reform.Fraction{}
	case top.Less(value):
		return top
	}
	return value
}

// short reports whether the line is below the aim at a place.
//
// Note: it is asked of each unit and indicator, hundreds of thousands of times for one
// page. Binary fractions answer where they are far from doubtful; where they are near
// the aim, or the line nearly flat, the exact line does.
func (s *series) short(place int, aim reform.Fraction) bool {
	const doubtful = 1e-9
	var sumX, sumXX, sumY, sumXY float64
	for n := range s.x {
		x, y := float64(s.x[n]), s.y[n].Float()
		sumX, sumXX, sumY, sumXY = sumX+x, sumXX+x*x, sumY+y, sumXY+x*y
	}
	count, target := float64(len(s.x)), aim.Float()
	rise := count*sumXY - sumX*sumY
	value := (sumY*(sumXX-sumX*float64(place)) + sumXY*(count*float64(place)-sumX)) / (count*sumXX - sumX*sumX)
	if math.Abs(rise) < doubtful || math.Abs(value-target) < doubtful || target <= doubtful || target > 1 {
		return s.at(place).Less(aim)
	}
	return value < target
}
