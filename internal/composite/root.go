package composite

import (
	"math"
	"math/big"

	"reformboard/internal/reform"
)

// root returns the k-th root of x, which is more than zero: exactly where it is a
// fraction, or else to a number of decimals, the last of them cut off.
func root(x reform.Fraction, k, places int) (r reform.Fraction, exact bool) {
	if k == 1 {
		return x, true
	}
	rat := x.Rat()
	if den, ok := wholeRoot(rat.Denom(), k); ok {
		if num, ok := wholeRoot(rat.Num(), k); ok {
			return fraction(num, den), true
		}
	}
	scaled := new(big.Int).Mul(rat.Num(), tenTo(places*k))
	scaled.Quo(scaled, rat.Denom())
	floor := floorRoot(scaled, k)
	return fraction(floor, tenTo(places)), false
}

// wholeRoot returns the k-th root of n when it is a whole number.
func wholeRoot(n *big.Int, k int) (*big.Int, bool) {
	r := floorRoot(n, k)
	return r, new(big.Int).Exp(r, big.NewInt(int64(k)), nil).Cmp(n) == 0
}

// floorRoot returns the greatest whole number whose k-th power is at most n.
//
// Newton's step from any place lands at the root or above it, and from there on
// only falls; the floating-point number says where to begin, never where to end.
func floorRoot(n *big.Int, k int) *big.Int {
	if k == 2 || n.Sign() == 0 {
		return new(big.Int).Sqrt(n)
	}
	step := func(y *big.Int) *big.Int {
		power := new(big.Int).Exp(y, big.NewInt(int64(k-1)), nil)
		next := power.Quo(n, power)
		next.Add(next, new(big.Int).Mul(y, big.NewInt(int64(k-1))))
		return next.Quo(next, big.NewInt(int64(k)))
	}
	y := step(nearRoot(n, k))
	for {
		next := step(y)
		if next.Cmp(y) >= 0 {
			return y
		}
		y = next
	}
}

// nearRoot returns a whole number of at least 1 near the k-th root of n.
func nearRoot(n *big.Int, k int) *big.Int {
	mantissa := new(big.Float)
	exponent := new(big.Float).SetInt(n).MantExp(mantissa)
	m, _ := mantissa.Float64()
	log2 := (float64(exponent) + math.Log2(m)) / float64(k)
	whole := math.Floor(log2)
	near := new(big.Float).SetMantExp(big.NewFloat(math.Exp2(log2-whole)), int(whole))
	y, _ := near.Int(nil)
	return y.Add(y, big.NewInt(1)) // never 0, which nothing may be divided by
}

func tenTo(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}
