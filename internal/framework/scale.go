package framework

import (
	"math/big"
	"reflect"
	"slices"

	"reformboard/internal/reform"
)

// scales are the keys of each way to place a figure on a scale.
var scales = map[reform.NormMethod]parameter{
	reform.AsItStands:  {},
	reform.MinMax:      {must: "if_flat", may: "from to among"},
	reform.Goalposts:   {must: "low high", may: "from to power"},
	reform.Scaled:      {must: "low high", may: "from to"},
	reform.ZScore:      {must: "if_flat", may: "mean spread among"},
	reform.RankNorm:    {may: "among"},
	reform.Borda:       {may: "among"},
	reform.Percentile:  {must: "if_flat", may: "from to among"},
	reform.ToTarget:    {must: "target if_flat", may: "from to among"},
	reform.ToReference: {must: "reference if_flat", may: "from to among"},
	reform.ToMaximum:   {must: "if_flat", may: "from to among"},
	reform.OfMaximum:   {may: "from to if_flat among"},
}

// scale checks a rule that places a figure on a scale.
func (c *checker) scale(i reform.Indicator, path string) {
	s, at := i.Rule.Scale, path+".scale"
	keys, known := scales[s.Method]
	if !known {
		return
	}
	c.belong(reflect.TypeFor[reform.Normalisation](), keys, at, "scale", "method", string(s.Method))
	c.exponent(s.Power, at+".power")
	c.above(s.Power, at+".power")
	c.above(s.Spread, at+".spread")
	if low, high := s.Low.Rat(), s.High.Rat(); low != nil && high != nil && low.Cmp(high) >= 0 {
		c.Fault(at+".high", "high must be above low, which is %s: where less is better, write lower_is_better: true", s.Low)
	}
	c.ends(i, at)
	if i.Max > 0 && c.ReadWell(path) {
		c.fits(i, path)
	}
}

// ends checks where a scale begins and ends.
func (c *checker) ends(i reform.Indicator, at string) {
	from, to := i.Rule.Scale.From.Rat(), i.Rule.Scale.To.Rat()
	if from == nil && to == nil {
		return
	}
	if from == nil {
		from = new(big.Rat)
	}
	if to == nil {
		to = one
		if i.Max > 0 {
			to = i.Max.Rat()
		}
	}
	switch {
	case from.Cmp(to) >= 0:
		c.Fault(at+".from", "a scale runs upwards, from 0 to the most points or 1 unless written: from must be below to; where less is better, write lower_is_better: true")
	case i.Max > 0 && (from.Sign() < 0 || to.Cmp(i.Max.Rat()) > 0):
		c.Fault(at+".to", "the scale must stay within the indicator's %s points", i.Max)
	}
}

// fits checks that no unit can pass the indicator's points, nor fall below them.
func (c *checker) fits(i reform.Indicator, path string) {
	s := i.Rule.Scale
	low, high := new(big.Rat), i.Max.Rat()
	switch s.Method {
	case reform.ZScore, reform.RankNorm, reform.Borda, reform.ToReference:
		c.Fault(path+".scale.method", "a scale of method %s has no end, and the indicator has %s points: use minmax, or a framework without max", s.Method, i.Max)
		return
	case reform.OfMaximum:
		c.positive(i.Rule, path)
		return
	case reform.AsItStands:
	case reform.Scaled:
		if low, high = s.Low.Rat(), s.High.Rat(); low == nil || high == nil {
			return
		}
	default:
		return
	}
	turned := i.Rule.LowerIsBetter && s.Method == reform.AsItStands // below zero
	if len(i.Rule.Of) == 1 && len(i.Rule.Over) == 0 && !turned {
		g, known := c.figures[i.Rule.Of[0]]
		if least, most := limitsOf(g); !known || least.Cmp(low) >= 0 && most != nil && most.Cmp(high) <= 0 {
			return
		}
	}
	c.Fault(path+".scale.method", "a scale of method %s is held by nothing but its figure: use goalposts, or one figure with least and most between %s and %s",
		s.Method, decimalOf(low), decimalOf(high))
}

// positive checks that a share of the greatest value is never one of less than
// nothing.
func (c *checker) positive(rule reform.Rule, path string) {
	if rule.LowerIsBetter {
		c.Fault(path+".lower_is_better", "a share of the greatest is no measure where less is better: use minmax, or delete this")
		return
	}
	for _, id := range append(slices.Clip(rule.Of), rule.Over...) {
		if g, known := c.figures[id]; known && g.Least != "" {
			if least, _ := limitsOf(g); least.Sign() < 0 {
				c.Fault(path+".scale.method", "%s may be below 0, and a share of the greatest then takes points away: use minmax, or write least: 0 at that figure", id)
				return
			}
		}
	}
}
