package recompute

import (
	"math"
	"math/big"

	"reformboard/internal/reform"
)

// result is what a part of a formula gives.
type result struct {
	kind  kind
	n     reform.Fraction
	slack float64 // how far from n a program may be; 0: all have exactly n, or the decimal nearest to it
	text  string
	holds bool
}

// kind is what sort of thing a part of a formula gives.
type kind int8

const (
	unknown kind = iota // programs differ, or this package does not know
	begun               // being worked out
	failed              // #DIV/0! or another error, in every program
	blank               // an empty cell
	number
	text
	truth
)

// Note: slack is a float64, for it bounds what programs do in float64 and is reported
// to nobody; the number itself stays exact. A bound that is too wide costs an answer,
// never a wrong one, so it is 45 times what one operation can lose: programs also
// round sums that come near zero to zero, at differences of about 4e-15.
const noise = 1e-14

// Beyond these, programs overflow or lose digits in ways of their own.
const (
	mostSize = 1e100
	mostBits = 512
)

// ordinary reports whether a number is neither huge nor minute.
func ordinary(v float64) bool {
	size := math.Abs(v)
	return v == 0 || size < mostSize && size > 1/mostSize
}

// exact reports whether binary floating point has exactly this number, with room to
// spare: whole numbers, halves, quarters, … of everyday size.
func (a result) exact() bool {
	const steps = 1 << 10
	v := a.n.Float() * steps
	return a.slack == 0 && math.Abs(v) < 1<<53 && v == math.Trunc(v) && reform.NewFraction(int64(v), steps).Cmp(a.n) == 0
}

// counted is a result of counting with a and b. Counting exact numbers to an exact one
// loses nothing.
func counted(n reform.Fraction, slack float64, a, b result) result {
	c := result{kind: number, n: n}
	if n.Bits() > mostBits || !ordinary(n.Float()) {
		return result{}
	}
	if !a.exact() || !b.exact() || !c.exact() {
		c.slack = slack
	}
	return c
}

func add(a, b result) result {
	size := math.Abs(a.n.Float()) + math.Abs(b.n.Float())
	return counted(a.n.Add(b.n), a.slack+b.slack+noise*size, a, b)
}

func negative(a result) result {
	a.n = a.n.Neg()
	return a
}

func multiply(a, b result) result {
	n := a.n.Mul(b.n)
	slack := a.size()*b.slack + b.size()*a.slack + a.slack*b.slack
	return counted(n, slack+noise*math.Abs(n.Float()), a, b)
}

func divide(a, b result) result {
	switch {
	case b.n.Sign() == 0 && b.slack == 0:
		return result{kind: failed}
	case b.size() <= 2*b.slack:
		return result{}
	}
	n := a.n.Quo(b.n)
	size := math.Abs(n.Float())
	return counted(n, 2*(a.slack+size*b.slack)/b.size()+noise*size, a, b)
}

func (a result) size() float64 { return math.Abs(a.n.Float()) }

const mostPower = 20

// power raises to whole exponents only: roots are not exact.
func power(a, b result) result {
	times, ok := whole(b, mostPower)
	switch {
	case !ok || a.n.Sign() == 0 && times <= 0: // programs disagree about 0^0
		return result{}
	case times < 0:
		return divide(one, power(a, negative(b)))
	}
	product := one
	for range times {
		if product = multiply(product, a); product.kind != number {
			return product
		}
	}
	return product
}

var one = result{kind: number, n: reform.NewFraction(1, 1)}

// whole reads a number that is surely whole and not greater than most.
func whole(a result, most int) (int, bool) {
	v := a.n.Float()
	return int(v), a.exact() && v == math.Trunc(v) && math.Abs(v) <= float64(most)
}

// compare puts two numbers in order. False: they are too close for programs to agree.
func compare(a, b result) (int, bool) {
	order := a.n.Cmp(b.n)
	if order == 0 {
		return 0, a.slack == 0 && b.slack == 0
	}
	if a.exact() && b.exact() {
		return order, true
	}
	apart := math.Abs(a.n.Sub(b.n).Float())
	return order, apart > a.slack+b.slack+noise*(a.size()+b.size())
}

// stepped rounds in a way of its own, where the whole of a's slack rounds alike.
func stepped(a result, round func(reform.Fraction) reform.Fraction) result {
	n := round(a.n)
	if a.slack > 0 {
		slack := reform.FractionOf(new(big.Rat).SetFloat64(a.slack))
		if round(a.n.Sub(slack)).Cmp(n) != 0 || round(a.n.Add(slack)).Cmp(n) != 0 {
			return result{}
		}
	}
	return result{kind: number, n: n}
}

// toPlaces rounds to a number of decimals, or of zeros where it is negative.
func toPlaces(n reform.Fraction, places int, round func(reform.Fraction) reform.Fraction) reform.Fraction {
	scale := reform.FractionOf(new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(max(places, -places))), nil)))
	if places < 0 {
		return round(n.Quo(scale)).Mul(scale)
	}
	return round(n.Mul(scale)).Quo(scale)
}

// nearest rounds halves away from zero, as ROUND does.
func nearest(n reform.Fraction) reform.Fraction { return n.Rounded(0, reform.HalfUp) }

// towardsZero is ROUNDDOWN.
func towardsZero(n reform.Fraction) reform.Fraction {
	r := n.Rat()
	return reform.FractionOf(new(big.Rat).SetInt(new(big.Int).Quo(r.Num(), r.Denom())))
}

// awayFromZero is ROUNDUP.
func awayFromZero(n reform.Fraction) reform.Fraction {
	down := towardsZero(n)
	return down.Add(reform.NewFraction(int64(n.Sub(down).Sign()), 1))
}

// floor is INT.
func floor(n reform.Fraction) reform.Fraction {
	down := towardsZero(n)
	if n.Cmp(down) < 0 {
		return down.Sub(reform.NewFraction(1, 1))
	}
	return down
}
