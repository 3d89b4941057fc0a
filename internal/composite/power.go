package composite

import (
	"math/big"

	"reformboard/internal/reform"
)

// How far an irrational number is carried, and what is refused because reckoning
// it would take too long. A score has a dozen digits; these are far above.
const (
	decimals      = 60      // of an irrational result
	snapDecimals  = 40      // of the decimal it is taken for
	snapWithin    = 55      // when it is that near: 1e-55
	guard         = 20      // decimals more on the way
	largestRoot   = 128     // taken with whole numbers; beyond, by logarithm
	exactBits     = 1 << 14 // of a power taken with whole numbers
	widestBits    = 1 << 17 // of numerator or denominator of an operand
	steepestBits  = 4096    // a base lies between 2^-4096 and 2^4096
	highestDigits = 100     // before the point, of an irrational result
)

// Pow returns x to the power y, with 0^0 = 1. False where there is no such number
// (a root of less than zero, a power below zero of zero), and where it is too great
// to be reckoned.
func Pow(x, y reform.Fraction) (reform.Fraction, bool) {
	switch {
	case y.Sign() == 0:
		return reform.NewFraction(1, 1), true
	case x.Sign() == 0:
		return reform.Fraction{}, y.Sign() > 0
	case x.Sign() > 0:
		return settledPower(x, y)
	}
	whole := y.Rat()
	if !whole.IsInt() {
		return reform.Fraction{}, false
	}
	p, ok := settledPower(x.Neg(), y)
	if whole.Num().Bit(0) == 1 {
		p = p.Neg()
	}
	return p, ok
}

// Sqrt returns the square root of x. False below zero.
func Sqrt(x reform.Fraction) (reform.Fraction, bool) {
	return Pow(x, reform.NewFraction(1, 2))
}

func settledPower(x, y reform.Fraction) (reform.Fraction, bool) {
	p, exact, ok := power(x, y, decimals+guard)
	if !exact {
		p = settled(p)
	}
	return p, ok
}

// settled rounds a number that was reckoned further to its 60 decimals, and to the
// decimal of 40 that it all but meets: √2·√8 is 4.
func settled(x reform.Fraction) reform.Fraction {
	long := reform.Round(x.Rat(), decimals, reform.HalfUp)
	// Rounded again at 40, which is the same but for a half, and no half is near.
	cut := tenTo(decimals - snapDecimals)
	short := reform.Round(new(big.Rat).SetFrac(long, cut), 0, reform.HalfUp)
	short.Mul(short, cut)
	if gap := new(big.Int).Sub(long, short); gap.CmpAbs(tenTo(decimals-snapWithin)) <= 0 {
		long = short
	}
	return fraction(long, tenTo(decimals))
}

// power returns x^y for x above zero, exactly or with at least so many decimals.
func power(x, y reform.Fraction, places int) (p reform.Fraction, exact, ok bool) {
	one := reform.NewFraction(1, 1)
	if x.Cmp(one) == 0 || y.Sign() == 0 {
		return one, true, true
	}
	num, den := y.Rat().Num(), y.Rat().Denom()
	if num.IsInt64() && den.IsInt64() && den.Int64() <= largestRoot {
		k := num.Int64()
		if raised, ok := wholePower(x, max(k, -k)); ok {
			if k < 0 {
				raised = one.Quo(raised)
			}
			p, exact = root(raised, int(den.Int64()), places)
			return p, exact, true
		}
	}
	bits, short := magnitude(y)
	if !short || bits > steepestBits {
		return reform.Fraction{}, false, false
	}
	lost := max(0, bits+1) // what is off in a logarithm is off y times in its multiple
	p, ok = exponential(places, func(bits int) (*big.Int, bool) {
		log, ok := ln(x, bits+lost)
		if !ok {
			return nil, false
		}
		log.Quo(log.Mul(log, num), den)
		return log.Rsh(log, uint(lost)), true
	})
	return p, false, ok
}

// wholePower returns x^k for k of at least 1. False when it has too many digits.
func wholePower(x reform.Fraction, k int64) (reform.Fraction, bool) {
	if k < 1 || k > exactBits {
		return reform.Fraction{}, false
	}
	r := x.Rat()
	if int64(r.Num().BitLen()+r.Denom().BitLen())*k > exactBits {
		return reform.Fraction{}, false
	}
	e := big.NewInt(k)
	return fraction(new(big.Int).Exp(r.Num(), e, nil), new(big.Int).Exp(r.Denom(), e, nil)), true
}

// magnitude returns b where |x| lies between 2^(b-1) and 2^(b+1). False when x is
// too long to be reckoned with.
func magnitude(x reform.Fraction) (int, bool) {
	r := x.Rat()
	num, den := r.Num().BitLen(), r.Denom().BitLen()
	return num - den, max(num, den) <= widestBits
}

// digits returns how many digits x has before its point, or a few more.
func digits(x reform.Fraction) int {
	bits, _ := magnitude(x)
	return max(0, bits+1)*302/1000 + 1
}

func fraction(num, den *big.Int) reform.Fraction {
	return reform.FractionOf(new(big.Rat).SetFrac(num, den))
}
