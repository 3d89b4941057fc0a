package score

import (
	"math/big"

	"reformboard/internal/reform"
)

// adder adds indicators into areas and areas into the total, rounding each level
// as the framework says and carrying exact fractions where it does not.
type adder struct {
	f    *reform.Framework
	unit reform.Unit
	said saidValues
	card *reform.Scorecard
}

// part is the sum of an area or of a level of areas, before anybody rounds it.
type part struct {
	earned       *big.Rat
	max, covered reform.Points
}

func (p *part) include(other part) {
	p.earned.Add(p.earned, other.earned)
	p.max += other.max
	p.covered += other.covered
}

// whole scores everything. Bonus and penalty areas stand at the top of the tree
// only: they count in the total and never in the maximum.
func (a *adder) whole() error {
	inside, outside := part{earned: new(big.Rat)}, part{earned: new(big.Rat)}
	for _, area := range a.f.Areas {
		p, err := a.area(area)
		if err != nil {
			return err
		}
		if area.Outside {
			outside.include(p)
		} else {
			inside.include(p)
		}
	}
	return a.total(inside, outside)
}

func (a *adder) total(inside, outside part) error {
	stretched := new(big.Rat).Set(inside.earned)
	if a.f.NotApplicable == reform.Rescale && inside.max > 0 {
		stretched.Mul(stretched, new(big.Rat).Quo(a.f.Max.Rat(), inside.max.Rat()))
	}
	var err error
	if a.card.Earned, err = a.round(inside.earned, outside.earned); err != nil {
		return err
	}
	if a.card.Total, err = a.round(stretched, outside.earned); err != nil {
		return err
	}
	a.card.Max, a.card.Coverage = inside.max, reform.Whole
	if inside.max > 0 {
		a.card.Coverage = reform.PercentOf(inside.covered.Rat(), inside.max.Rat())
	}
	if grade, ok := a.f.Grade(a.card.Total); ok && !a.said.silent {
		a.card.Grade = grade.ID
	}
	return nil
}

func (a *adder) round(inside, outside *big.Rat) (reform.Points, error) {
	return points(new(big.Rat).Add(inside, outside), a.f.Rounding.Total, a.f.Rounding.Mode)
}

// area scores an area's indicators and adds its own areas to them.
func (a *adder) area(area reform.Area) (part, error) {
	// The subtotal stands before those of the areas inside, as in the framework.
	at := len(a.card.Subtotals)
	a.card.Subtotals = append(a.card.Subtotals, reform.Subtotal{Area: area.ID})
	sum := part{earned: new(big.Rat)}
	for _, i := range area.Indicators {
		s, err := indicator(a.f, i, a.unit, a.said)
		if err != nil {
			return sum, err
		}
		a.card.Scores = append(a.card.Scores, s)
		sum.add(s, a.f.Rounding)
	}
	for _, inner := range area.Areas {
		p, err := a.area(inner)
		if err != nil {
			return sum, err
		}
		sum.include(p)
	}
	earned, err := points(sum.earned, a.f.Rounding.Area, a.f.Rounding.Mode)
	if err != nil {
		return sum, err
	}
	if a.f.Rounding.Area != nil {
		sum.earned = earned.Rat()
	}
	a.card.Subtotals[at].Earned, a.card.Subtotals[at].Max = earned, sum.max
	return sum, nil
}

// add takes in one score: rounded where the framework rounds indicators.
func (p *part) add(s reform.Score, rounding reform.Rounding) {
	p.max += s.Max
	if s.State.Counts() || s.State == reform.Suppressed || s.State == reform.NotAsked {
		p.covered += s.Max
	}
	switch {
	case s.Working.Exact == nil:
	case rounding.Indicator == nil:
		p.earned.Add(p.earned, s.Working.Exact)
	default:
		p.earned.Add(p.earned, s.Earned.Rat())
	}
}
