package reform

import (
	"math"
	"math/big"
	"math/bits"
	"strconv"
)

// Fraction is an exact number: scores and ratios are fractions until the one
// rounding at the end. The zero value is 0. It is a value: no operation changes it.
//
// Note: most fractions on a board fit two int64, where arithmetic needs no memory;
// one that outgrows them goes on as a big.Rat, and comes back when it fits again.
type Fraction struct {
	num, den int64    // in lowest terms; den 0 means 1
	wide     *big.Rat // set only when num and den would not fit
}

// NewFraction returns num/den; den must not be zero.
func NewFraction(num, den int64) Fraction {
	if num == math.MinInt64 || den == math.MinInt64 {
		return FractionOf(big.NewRat(num, den))
	}
	if den < 0 {
		num, den = -num, -den
	}
	if den == 1 {
		return Fraction{num: num, den: 1}
	}
	if g := gcd(num, den); g > 1 {
		num, den = num/g, den/g
	}
	return Fraction{num: num, den: den}
}

// FractionOf returns the fraction that r is; r is not kept.
func FractionOf(r *big.Rat) Fraction {
	if r.Num().IsInt64() && r.Denom().IsInt64() && r.Num().Int64() != math.MinInt64 {
		return Fraction{num: r.Num().Int64(), den: r.Denom().Int64()}
	}
	return Fraction{wide: new(big.Rat).Set(r)}
}

// Fraction returns the number exactly. False when there is none.
func (d Decimal) Fraction() (Fraction, bool) {
	if n, scale, ok := d.scaled(); ok {
		return NewFraction(n, scale), true
	}
	if r := d.Rat(); r != nil {
		return FractionOf(r), true
	}
	return Fraction{}, false
}

// Whole returns the number when it has no part behind the point and fits.
func (a Fraction) Whole() (int64, bool) { return a.num, a.wide == nil && a.den <= 1 }

// scaled returns the decimal as n/scale where both are small.
func (d Decimal) scaled() (n, scale int64, ok bool) {
	text := string(d)
	scale = 1
	negative := len(text) > 0 && text[0] == '-'
	if negative {
		text = text[1:]
	}
	if text == "" || len(text) > MostDigits { // the point counted: it fits
		return 0, 0, false
	}
	point := false
	for i := range len(text) {
		switch c := text[i]; {
		case c == '.' && !point:
			point = true
		case c < '0' || c > '9':
			return 0, 0, false
		default:
			n = n*10 + int64(c-'0')
			if point {
				scale *= 10
			}
		}
	}
	if negative {
		n = -n
	}
	return n, scale, true
}

// Fraction returns the points exactly.
func (p Points) Fraction() Fraction { return NewFraction(int64(p), int64(Point)) }

// parts returns numerator and denominator of a small fraction.
func (a Fraction) parts() (num, den int64) {
	if a.den == 0 {
		return 0, 1
	}
	return a.num, a.den
}

// Rat returns the fraction as a big.Rat of the caller's own.
func (a Fraction) Rat() *big.Rat {
	if a.wide != nil {
		return new(big.Rat).Set(a.wide)
	}
	return big.NewRat(a.parts())
}

// Float returns the nearest float64, for statistics and drawings only.
func (a Fraction) Float() float64 {
	if a.wide != nil {
		f, _ := a.wide.Float64()
		return f
	}
	num, den := a.parts()
	const exact = 1 << 53
	if magnitude(num) <= exact && den <= exact {
		return float64(num) / float64(den) // both sides exact: one rounding
	}
	f, _ := a.Rat().Float64()
	return f
}

// Bits is how many bits the longer of numerator and denominator has.
func (a Fraction) Bits() int {
	if a.wide != nil {
		return max(a.wide.Num().BitLen(), a.wide.Denom().BitLen())
	}
	num, den := a.parts()
	return bits.Len64(max(magnitude(num), magnitude(den)))
}

// Sign returns -1, 0 or 1.
func (a Fraction) Sign() int {
	if a.wide != nil {
		return a.wide.Sign()
	}
	switch {
	case a.num < 0:
		return -1
	case a.num > 0:
		return 1
	}
	return 0
}

// Neg returns -a.
func (a Fraction) Neg() Fraction {
	if a.wide != nil {
		return FractionOf(new(big.Rat).Neg(a.wide))
	}
	return Fraction{num: -a.num, den: a.den}
}

// Add returns a+b.
func (a Fraction) Add(b Fraction) Fraction {
	if a.wide == nil && b.wide == nil {
		an, ad := a.parts()
		bn, bd := b.parts()
		if ad == bd {
			if n, ok := sum(an, bn); ok {
				return NewFraction(n, ad)
			}
		} else {
			// With the greatest common divisor taken out of the denominators first,
			// thousands of terms of few denominators stay small.
			g := gcd(ad, bd)
			left, ok1 := product(an, bd/g)
			right, ok2 := product(bn, ad/g)
			den, ok3 := product(ad/g, bd)
			n, ok4 := sum(left, right)
			if ok1 && ok2 && ok3 && ok4 {
				return NewFraction(n, den)
			}
		}
	}
	return FractionOf(new(big.Rat).Add(a.Rat(), b.Rat()))
}

// Sub returns a-b.
func (a Fraction) Sub(b Fraction) Fraction { return a.Add(b.Neg()) }

// Mul returns a·b.
func (a Fraction) Mul(b Fraction) Fraction {
	if a.wide == nil && b.wide == nil {
		an, ad := a.parts()
		bn, bd := b.parts()
		if g := gcd(an, bd); g > 1 {
			an, bd = an/g, bd/g
		}
		if g := gcd(bn, ad); g > 1 {
			bn, ad = bn/g, ad/g
		}
		n, ok1 := product(an, bn)
		d, ok2 := product(ad, bd)
		if ok1 && ok2 {
			return Fraction{num: n, den: d}
		}
	}
	return FractionOf(new(big.Rat).Mul(a.Rat(), b.Rat()))
}

// Quo returns a/b; b must not be zero.
func (a Fraction) Quo(b Fraction) Fraction {
	if b.wide == nil {
		n, d := b.parts()
		if n < 0 {
			n, d = -n, -d
		}
		return a.Mul(Fraction{num: d, den: n})
	}
	return FractionOf(new(big.Rat).Quo(a.Rat(), b.wide))
}

// Cmp returns -1, 0 or 1 as a is less than, equal to or greater than b.
func (a Fraction) Cmp(b Fraction) int {
	if a.wide != nil || b.wide != nil {
		return a.Rat().Cmp(b.Rat())
	}
	an, ad := a.parts()
	bn, bd := b.parts()
	if as, bs := a.Sign(), b.Sign(); as != bs || as == 0 {
		return as - bs + (bs-as)/2 // signs differ by one or two
	}
	leftHigh, leftLow := bits.Mul64(magnitude(an), magnitude(bd))
	rightHigh, rightLow := bits.Mul64(magnitude(bn), magnitude(ad))
	less := leftHigh < rightHigh || leftHigh == rightHigh && leftLow < rightLow
	switch {
	case leftHigh == rightHigh && leftLow == rightLow:
		return 0
	case less == (an > 0):
		return -1
	}
	return 1
}

// Less reports whether a is less than b.
func (a Fraction) Less(b Fraction) bool { return a.Cmp(b) < 0 }

// Rounded returns the fraction rounded to a number of decimals.
func (a Fraction) Rounded(decimals int, mode RoundingMode) Fraction {
	if n, ok := a.round(decimals, mode); ok {
		return NewFraction(n, powersOfTen[decimals])
	}
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	return FractionOf(new(big.Rat).SetFrac(Round(a.Rat(), decimals, mode), scale))
}

// Points rounds to a number of decimals (0 to 4). The error is a fraction too
// large for Points (922 million million points).
func (a Fraction) Points(decimals int, mode RoundingMode) (Points, error) {
	if n, ok := a.round(decimals, mode); ok {
		if p, ok := product(n, powersOfTen[PointDecimals-decimals]); ok {
			return Points(p), nil
		}
	}
	return PointsOf(a.Rat(), decimals, mode)
}

// round returns a × 10^decimals as the whole number it rounds to. False when 64
// bits do not hold the way there.
func (a Fraction) round(decimals int, mode RoundingMode) (int64, bool) {
	if a.wide != nil || decimals >= len(powersOfTen) {
		return 0, false
	}
	num, den := a.parts()
	high, low := bits.Mul64(magnitude(num), magnitude(powersOfTen[decimals]))
	if high >= magnitude(den) {
		return 0, false
	}
	quotient, rest := bits.Div64(high, low, magnitude(den))
	// The remainder against what it lacks tells below, at and above a half.
	missing := magnitude(den) - rest
	if rest > missing || rest == missing && (mode != HalfEven || quotient&1 == 1) {
		quotient++
	}
	if quotient > math.MaxInt64 {
		return 0, false
	}
	if num < 0 {
		return -int64(quotient), true
	}
	return int64(quotient), true
}

// powersOfTen are the scales of up to nine decimals.
var powersOfTen = [...]int64{1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000}

// Percent returns the share in hundredths of a per cent, rounded as PercentOfShare does.
func (a Fraction) Percent() Percent { return PercentOfShare(a.Rat()) }

// RatString returns the fraction in lowest terms: "5/12", "3".
func (a Fraction) RatString() string {
	switch {
	case a.wide != nil:
		return a.wide.RatString()
	case a.den <= 1:
		return strconv.FormatInt(a.num, 10)
	}
	return strconv.FormatInt(a.num, 10) + "/" + strconv.FormatInt(a.den, 10)
}

// String is RatString.
func (a Fraction) String() string { return a.RatString() }

func magnitude(n int64) uint64 {
	if n < 0 {
		return uint64(-n)
	}
	return uint64(n)
}

func gcd(a, b int64) int64 {
	x, y := magnitude(a), magnitude(b)
	for y != 0 {
		x, y = y, x%y
	}
	return int64(x)
}

// sum and product report false when 64 bits do not hold the result. The least
// int64 is left out: its negative does not fit.
func sum(a, b int64) (int64, bool) {
	s := a + b
	return s, (s > a) == (b > 0) && s != math.MinInt64
}

func product(a, b int64) (int64, bool) {
	high, low := bits.Mul64(magnitude(a), magnitude(b))
	if high != 0 || low > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(low), true
	}
	return int64(low), true
}
