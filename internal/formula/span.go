package formula

import (
	"math/big"

	"reformboard/internal/reform"
)

// end is one end of a span: a number, or without end in one direction.
type end struct {
	beyond int // -1 and 1: no end; 0: the number
	number reform.Fraction
}

func at(number reform.Fraction) end { return end{number: number} }

func (a end) sign() int {
	if a.beyond != 0 {
		return a.beyond
	}
	return a.number.Sign()
}

func (a end) cmp(b end) int {
	if a.beyond != 0 || b.beyond != 0 {
		return a.beyond - b.beyond
	}
	return a.number.Cmp(b.number)
}

func (a end) neg() end { return end{-a.beyond, a.number.Neg()} }

// plus adds two lower ends, or two upper ones.
func (a end) plus(b end) end {
	switch {
	case a.beyond != 0:
		return a
	case b.beyond != 0:
		return b
	}
	return at(a.number.Add(b.number))
}

// times multiplies; 0 times what has no end is 0.
func (a end) times(b end) end {
	if sign := a.sign() * b.sign(); sign == 0 {
		return end{}
	} else if a.beyond != 0 || b.beyond != 0 {
		return end{beyond: sign}
	}
	return at(a.number.Mul(b.number))
}

// inverse is 1/a; that of 0 has no end in the direction given.
func (a end) inverse(ofZero int) end {
	switch {
	case a.beyond != 0:
		return end{}
	case a.sign() == 0:
		return end{beyond: ofZero}
	}
	return at(reform.NewFraction(1, 1).Quo(a.number))
}

// span is all that a number can be.
type span struct {
	low, high end
	whole     bool // whole numbers only
	apart     bool // never 0, whatever the ends
}

// anything is any number.
var anything = span{low: end{beyond: -1}, high: end{beyond: 1}}

func point(number reform.Fraction) span {
	i := span{low: at(number), high: at(number), whole: number.Rat().IsInt()}
	i.apart = number.Sign() != 0
	return i
}

// tidy draws the ends in as far as whole and apart allow. False: nothing is left.
func (i span) tidy() (span, bool) {
	if i.whole {
		i.low, i.high = i.low.floor().orNext(i.low), i.high.floor()
		if i.apart && i.low.sign() == 0 {
			i.low.number = reform.NewFraction(1, 1)
		}
		if i.apart && i.high.sign() == 0 {
			i.high.number = reform.NewFraction(-1, 1)
		}
	}
	if i.low.sign() > 0 || i.high.sign() < 0 {
		i.apart = true
	}
	order := i.low.cmp(i.high)
	return i, order < 0 || order == 0 && (!i.apart || i.low.sign() != 0)
}

// floor is the greatest whole number that is not more.
func (a end) floor() end {
	if a.beyond != 0 {
		return a
	}
	r := a.number.Rat()
	return at(reform.FractionOf(new(big.Rat).SetInt(new(big.Int).Div(r.Num(), r.Denom()))))
}

// orNext is the whole number a, or the next one when that is less than b.
func (a end) orNext(b end) end {
	if a.cmp(b) < 0 {
		return at(a.number.Add(reform.NewFraction(1, 1)))
	}
	return a
}

// meet is what lies in both. Where nothing does, the number is never reckoned, and
// i says enough.
func (i span) meet(j span) span {
	met := span{low: higher(i.low, j.low), high: lower(i.high, j.high), whole: i.whole || j.whole, apart: i.apart || j.apart}
	if met, some := met.tidy(); some {
		return met
	}
	return i
}

// join is what lies in either.
func (i span) join(j span) span {
	return span{low: lower(i.low, j.low), high: higher(i.high, j.high), whole: i.whole && j.whole, apart: i.apart && j.apart}
}

func (i span) neg() span {
	i.low, i.high = i.high.neg(), i.low.neg()
	return i
}

func (i span) plus(j span) span {
	sum := span{low: i.low.plus(j.low), high: i.high.plus(j.high), whole: i.whole && j.whole}
	// Two sides of one sign come to 0 only where both are 0.
	oneSign := i.low.sign() >= 0 && j.low.sign() >= 0 || i.high.sign() <= 0 && j.high.sign() <= 0
	sum.apart = sum.low.sign() > 0 || sum.high.sign() < 0 || oneSign && (i.apart || j.apart)
	return sum
}

func (i span) times(j span) span {
	product := span{low: i.low.times(j.low), whole: i.whole && j.whole, apart: i.apart && j.apart}
	product.high = product.low
	for _, corner := range []end{i.low.times(j.high), i.high.times(j.low), i.high.times(j.high)} {
		product.low, product.high = lower(product.low, corner), higher(product.high, corner)
	}
	return product
}

// inverse is 1/i of a span that is apart from 0.
func (i span) inverse() span {
	if i.low.sign() < 0 && i.high.sign() > 0 {
		return span{low: anything.low, high: anything.high, apart: true}
	}
	return span{low: i.high.inverse(-1), high: i.low.inverse(1), apart: true}
}

func (i span) abs() span {
	switch {
	case i.low.sign() >= 0:
		return i
	case i.high.sign() <= 0:
		return i.neg()
	}
	return span{high: higher(i.low.neg(), i.high), whole: i.whole, apart: i.apart}
}

func (i span) rounded(places int) span {
	for _, e := range []*end{&i.low, &i.high} {
		if e.beyond == 0 {
			e.number = e.number.Rounded(places, reform.HalfUp)
		}
	}
	i.whole = i.whole || places == 0
	i.apart = i.low.sign() > 0 || i.high.sign() < 0
	return i
}

func lower(a, b end) end {
	if b.cmp(a) < 0 {
		return b
	}
	return a
}

func higher(a, b end) end {
	if b.cmp(a) > 0 {
		return b
	}
	return a
}
