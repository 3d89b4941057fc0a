package composite

import (
	"math/big"
	"slices"

	"reformboard/internal/reform"
)

// Part is a part of an area that has a score, and its weight inside the area.
type Part struct {
	Value, Weight reform.Fraction
}

// Aggregate makes one score of the parts that have one, so that their weights are
// re-normalised over themselves. False when there is none to be made: no part, no
// weight, a weight below zero, or a part that is not positive where the framework
// then withholds the score. A part of weight 0 has no say, not even in a minimum.
//
// The formula of each method stands at [reform.AggregationMethod]: the Handbook's
// linear and geometric aggregation, and the other means of one family (G. H. Hardy, J.
// E. Littlewood and G. Pólya, Inequalities, 1934). A mean lies between its least and its
// greatest part, in their unit.
//
// Sum and Copeland are not made part by part of one unit, and have no score here.
func Aggregate(a reform.Aggregation, parts []Part) (reform.Fraction, bool) {
	parts, ok := weighing(parts)
	if !ok {
		return reform.Fraction{}, false
	}
	switch a.Method {
	case reform.Mean:
		return mean(parts), true
	case reform.Minimum:
		return least(parts), true
	case reform.Geometric:
		return rooted(a, parts, false, geometric)
	case reform.Harmonic:
		return rooted(a, parts, false, harmonic)
	case reform.PowerMean:
		p, ok := a.Power.Fraction()
		if !ok || p.Sign() == 0 {
			return reform.Fraction{}, false
		}
		if p.Cmp(reform.NewFraction(1, 1)) == 0 {
			return mean(parts), true
		}
		return rooted(a, parts, p.Sign() > 0, func(parts []Part) (reform.Fraction, bool) { return powerMean(p, parts) })
	default:
		return reform.Fraction{}, false
	}
}

// weighing returns the parts that weigh something.
func weighing(parts []Part) ([]Part, bool) {
	if slices.ContainsFunc(parts, func(p Part) bool { return p.Weight.Sign() < 0 }) {
		return nil, false
	}
	weightless := func(p Part) bool { return p.Weight.Sign() == 0 }
	if slices.ContainsFunc(parts, weightless) {
		parts = slices.DeleteFunc(slices.Clone(parts), weightless)
	}
	return parts, len(parts) > 0
}

func mean(parts []Part) reform.Fraction {
	var weight reform.Fraction
	for _, p := range parts {
		weight = weight.Add(p.Weight)
	}
	return Sum(len(parts), func(k int) reform.Fraction { return parts[k].Value.Mul(parts[k].Weight) }).Quo(weight)
}

// Sum adds up so many terms, halves of them at a time.
//
// Note: one after the other, thousands of terms of unlike denominators would make
// each step as long as the whole sum; so, only the last few are.
func Sum(n int, term func(k int) reform.Fraction) reform.Fraction { return between(0, n, term) }

func between(from, to int, term func(k int) reform.Fraction) reform.Fraction {
	const few = 8
	if to-from > few {
		half := (from + to) / 2
		return between(from, half, term).Add(between(half, to, term))
	}
	var sum reform.Fraction
	for k := from; k < to; k++ {
		sum = sum.Add(term(k))
	}
	return sum
}

func least(parts []Part) reform.Fraction {
	return slices.MinFunc(parts, func(a, b Part) int { return a.Value.Cmp(b.Value) }).Value
}

func greatest(parts []Part) reform.Fraction {
	return slices.MaxFunc(parts, func(a, b Part) int { return a.Value.Cmp(b.Value) }).Value
}

// rooted takes a mean that roots or reciprocals are in, once no part forbids it.
// A mean of that kind with a power above zero has a place for a part of zero.
func rooted(a reform.Aggregation, parts []Part, takesZero bool, mean func([]Part) (reform.Fraction, bool)) (reform.Fraction, bool) {
	forbidden := func(p Part) bool { return p.Value.Sign() < 0 || !takesZero && p.Value.Sign() == 0 }
	switch a.IfNotPositive {
	case reform.RaiseToFloor:
		floor, ok := a.Floor.Fraction()
		if !ok || floor.Sign() <= 0 {
			return reform.Fraction{}, false
		}
		parts = raised(parts, floor)
	case reform.NotPositiveEarnsNothing:
		if slices.ContainsFunc(parts, forbidden) {
			return reform.Fraction{}, true
		}
	case reform.NotPositiveSuppresses:
	}
	if slices.ContainsFunc(parts, forbidden) {
		return reform.Fraction{}, false
	}
	m, ok := mean(parts)
	if !ok {
		return reform.Fraction{}, false
	}
	// Cut off at 60 decimals, a mean must not slip past the parts it is a mean of.
	if low := least(parts); m.Less(low) {
		return low, true
	}
	if high := greatest(parts); high.Less(m) {
		return high, true
	}
	return m, true
}

// raised returns the parts, none below the floor.
//
// Note: a part between zero and the floor is raised as well. Left where it is, it
// would count for less than one of zero, and to earn more would lower the score.
func raised(parts []Part, floor reform.Fraction) []Part {
	parts = slices.Clone(parts)
	for i := range parts {
		if parts[i].Value.Less(floor) {
			parts[i].Value = floor
		}
	}
	return parts
}

func harmonic(parts []Part) (reform.Fraction, bool) {
	var weight reform.Fraction
	for _, p := range parts {
		weight = weight.Add(p.Weight)
	}
	return weight.Quo(Sum(len(parts), func(k int) reform.Fraction { return parts[k].Weight.Quo(parts[k].Value) })), true
}

// geometric takes the root of a product where the weights are in a ratio of small
// whole numbers, and else the mean of logarithms.
func geometric(parts []Part) (reform.Fraction, bool) {
	weights := make([]reform.Fraction, len(parts))
	for i, p := range parts {
		weights[i] = p.Weight
	}
	shares := wholeNumbers(weights)
	sum := new(big.Int)
	for _, k := range shares {
		sum.Add(sum, k)
	}
	if product, ok := wholeProduct(parts, shares); ok && sum.Cmp(big.NewInt(largestRoot)) <= 0 {
		m, exact := root(product, int(sum.Int64()), decimals+guard)
		if !exact {
			m = settled(m)
		}
		return m, true
	}
	m, ok := exponential(decimals+guard, func(bits int) (*big.Int, bool) {
		total := new(big.Int)
		for i, p := range parts {
			log, ok := ln(p.Value, bits)
			if !ok {
				return nil, false
			}
			total.Add(total, log.Mul(log, shares[i]))
		}
		return total.Quo(total, sum), true
	})
	return settled(m), ok
}

// wholeProduct returns Π x^share. False when that is too long to be reckoned.
func wholeProduct(parts []Part, shares []*big.Int) (reform.Fraction, bool) {
	num, den := big.NewInt(1), big.NewInt(1)
	for i, share := range shares {
		if !share.IsInt64() {
			return reform.Fraction{}, false
		}
		x, ok := wholePower(parts[i].Value, share.Int64())
		if !ok {
			return reform.Fraction{}, false
		}
		r := x.Rat()
		num.Mul(num, r.Num())
		den.Mul(den, r.Denom())
		if num.BitLen()+den.BitLen() > exactBits {
			return reform.Fraction{}, false
		}
	}
	return fraction(num, den), true
}

// powerMean takes the parts in proportion to one of them, the greatest or, for a
// power below zero, the least: every term then lies between 0 and 1, that part's is
// 1, and none outgrows what can be reckoned.
func powerMean(p reform.Fraction, parts []Part) (reform.Fraction, bool) {
	unit := greatest(parts)
	if p.Sign() < 0 {
		unit = least(parts)
	}
	if unit.Sign() == 0 {
		return reform.Fraction{}, true
	}
	places := decimals + guard + lostDigits(p, parts)
	terms := make([]Part, 0, len(parts))
	allExact := true
	for _, part := range parts {
		term, exact := reform.Fraction{}, true
		if part.Value.Sign() > 0 {
			var ok bool
			if term, exact, ok = power(part.Value.Quo(unit), p, places); !ok {
				return reform.Fraction{}, false
			}
		}
		allExact = allExact && exact
		terms = append(terms, Part{Value: term, Weight: part.Weight})
	}
	m, exact, ok := power(mean(terms), reform.NewFraction(1, 1).Quo(p), places)
	m = m.Mul(unit)
	if !exact || !allExact {
		m = settled(m)
	}
	return m, ok
}

// lostDigits returns how many digits a power mean may lose on the way: to a mean of
// terms that are near 0 or near 1, and to the size of the parts.
func lostDigits(p reform.Fraction, parts []Part) int {
	one := reform.NewFraction(1, 1)
	lost := digits(one.Quo(p)) + digits(greatest(parts))
	var weight reform.Fraction
	for _, part := range parts {
		weight = weight.Add(part.Weight)
	}
	light := slices.MinFunc(parts, func(a, b Part) int { return a.Weight.Cmp(b.Weight) })
	return lost + digits(weight.Quo(light.Weight))
}

// wholeNumbers returns fractions as the least whole numbers in the same ratio.
func wholeNumbers(fractions []reform.Fraction) []*big.Int {
	common := big.NewInt(1)
	for _, f := range fractions {
		common = lowestMultiple(common, f.Rat().Denom())
	}
	whole := make([]*big.Int, len(fractions))
	divisor := new(big.Int)
	for i, f := range fractions {
		r := f.Rat()
		whole[i] = new(big.Int).Mul(r.Num(), new(big.Int).Quo(common, r.Denom()))
		divisor.GCD(nil, nil, divisor, new(big.Int).Abs(whole[i]))
	}
	if divisor.Sign() > 0 {
		for _, w := range whole {
			w.Quo(w, divisor)
		}
	}
	return whole
}

func lowestMultiple(a, b *big.Int) *big.Int {
	common := new(big.Int).GCD(nil, nil, a, b)
	return common.Mul(common.Quo(a, common), b)
}
