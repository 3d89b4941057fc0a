package composite

import (
	"math/big"

	"reformboard/internal/reform"
)

// ln returns the natural logarithm of x, which is more than zero, times 2^bits.
// False when x is too great, too small or too long to be reckoned with.
//
// It is the logarithm of a number between 3/4 and 3/2, from the series of artanh,
// and of a power of two (Abramowitz and Stegun, 4.1.27 and 4.1.29).
//
// Note: whole numbers and shifts. A library of decimals took more than ten times as
// long, and a geometric mean asks for a logarithm a part.
func ln(x reform.Fraction, bits int) (*big.Int, bool) {
	exponent, ok := magnitude(x)
	if !ok || max(exponent, -exponent) > steepestBits {
		return nil, false
	}
	work := uint(bits) + slackBits
	r := x.Rat()
	num, den := r.Num(), r.Denom()
	shift := int(work) - exponent
	num.Lsh(num, uint(max(shift, 0)))
	den.Lsh(den, uint(max(-shift, 0)))
	mantissa := num.Quo(num, den) // between 1/2 and 2
	one := new(big.Int).Lsh(big.NewInt(1), work)
	switch threeHalves := new(big.Int).Rsh(new(big.Int).Mul(one, big.NewInt(3)), 1); {
	case mantissa.Cmp(threeHalves) > 0:
		mantissa.Rsh(mantissa, 1)
		exponent++
	case mantissa.Cmp(new(big.Int).Rsh(threeHalves, 1)) < 0:
		mantissa.Lsh(mantissa, 1)
		exponent--
	}
	above, below := new(big.Int).Sub(mantissa, one), mantissa.Add(mantissa, one)
	log := artanh(above.Quo(above.Lsh(above, work), below), work)
	log.Lsh(log, 1)
	log.Add(log, new(big.Int).Mul(ln2(work), big.NewInt(int64(exponent))))
	return log.Rsh(log, slackBits), true
}

// slackBits are carried beyond what is asked for; the errors of a few hundred
// terms, times an exponent of 12 bits, stay within them.
const slackBits = 32

// artanh returns y + y³/3 + y⁵/5 + … for y/2^bits of at most 1/3; it changes y.
func artanh(y *big.Int, bits uint) *big.Int {
	sum := new(big.Int)
	square := new(big.Int).Mul(y, y)
	square.Rsh(square, bits)
	term := new(big.Int)
	for n := int64(1); y.Sign() != 0; n += 2 {
		sum.Add(sum, term.Quo(y, big.NewInt(n)))
		y.Mul(y, square)
		y.Quo(y, new(big.Int).Lsh(big.NewInt(1), bits)) // not a shift, which never brings a negative to 0
	}
	return sum
}

// ln2 returns the natural logarithm of 2, times 2^bits, by the formula
// 18 artanh(1/26) - 2 artanh(1/4801) + 8 artanh(1/8749).
func ln2(bits uint) *big.Int {
	sum := new(big.Int)
	for _, part := range [...][2]int64{{18, 26}, {-2, 4801}, {8, 8749}} {
		y := new(big.Int).Lsh(big.NewInt(part[0]), bits)
		y.Quo(y, big.NewInt(part[1]))
		square := big.NewInt(part[1] * part[1])
		term := new(big.Int)
		for n := int64(1); y.Sign() != 0; n += 2 {
			sum.Add(sum, term.Quo(y, big.NewInt(n)))
			y.Quo(y, square)
		}
	}
	return sum
}

// exp returns e to the power of log/2^bits, times 2^bits. The power must not be far
// above zero: the last bits are lost, one for each that the result has before its
// point, and a few.
func exp(log *big.Int, bits int) *big.Int {
	const halvings = 8 // e^r is (e^(r/256))^256, and that series is short
	work := uint(bits) + slackBits
	rest := new(big.Int).Lsh(log, slackBits)
	two := ln2(work)
	doublings := new(big.Int).Div(rest, two) // rounded down: the rest is not negative
	rest.Sub(rest, new(big.Int).Mul(doublings, two))
	rest.Rsh(rest, halvings)
	sum := new(big.Int).Lsh(big.NewInt(1), work)
	term := new(big.Int).Set(sum)
	for n := int64(1); term.Sign() != 0; n++ {
		term.Mul(term, rest)
		term.Rsh(term, work)
		term.Quo(term, big.NewInt(n))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
		sum.Rsh(sum, work)
	}
	if k := int(doublings.Int64()) - slackBits; k >= 0 {
		sum.Lsh(sum, uint(k))
	} else {
		sum.Rsh(sum, uint(-k))
	}
	return sum
}

// exponential returns e to the power of a logarithm, with at least so many decimals
// behind the point. The logarithm is asked for twice: roughly, to learn how great
// the result is, and then as far as that takes. False when it is too great.
func exponential(places int, log func(bits int) (*big.Int, bool)) (reform.Fraction, bool) {
	rough, ok := log(slackBits)
	if !ok {
		return reform.Fraction{}, false
	}
	rough.Rsh(rough, slackBits)
	if rough.Cmp(big.NewInt(highestDigits*23/10)) > 0 {
		return reform.Fraction{}, false
	}
	if rough.Cmp(big.NewInt(int64(-places-1)*24/10)) < 0 { // e^2.4 is more than ten
		return reform.Fraction{}, true // as far as it is asked for, nothing but zeros
	}
	before := max(0, int(rough.Int64())+1) * 3 / 2 // a bit is worth ln 2
	bits := places*10/3 + before + slackBits
	exponent, ok := log(bits)
	if !ok {
		return reform.Fraction{}, false
	}
	return fraction(exp(exponent, bits), new(big.Int).Lsh(big.NewInt(1), uint(bits))), true
}
