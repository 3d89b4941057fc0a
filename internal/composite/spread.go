package composite

import (
	"math/big"

	"reformboard/internal/reform"
)

// A column whose common denominator is longer than commonBits goes on to its mean
// and deviation with commonDecimals; exact, thousands of units that each measured
// against a number of their own would have one of thousands of digits.
const (
	commonBits     = 1024
	commonDecimals = 120
)

// deviationDecimals is how far a deviation is shown.
const deviationDecimals = 40

// sums holds the known values of a column as whole numbers of one common step, and
// what mean and deviation are made from.
type sums struct {
	count   *big.Int
	step    *big.Int   // a value is whole/step
	whole   []*big.Int // nil where there is no value
	total   *big.Int   // Σ whole
	squares *big.Int   // count·Σ whole² - total², which is count·Σ (whole-mean)²
}

func sumsOf(column []Cell) sums {
	s := sums{step: commonStep(column), whole: make([]*big.Int, len(column)), total: new(big.Int), squares: new(big.Int)}
	count := int64(0)
	square := new(big.Int)
	for i, x := range column {
		if !x.Known {
			continue
		}
		count++
		r := x.Rat()
		whole := new(big.Int).Mul(r.Num(), s.step)
		s.whole[i] = whole.Quo(whole, r.Denom())
		s.total.Add(s.total, s.whole[i])
		s.squares.Add(s.squares, square.Mul(s.whole[i], s.whole[i]))
	}
	s.count = big.NewInt(count)
	s.squares.Mul(s.squares, s.count)
	s.squares.Sub(s.squares, square.Mul(s.total, s.total))
	return s
}

func commonStep(column []Cell) *big.Int {
	step := big.NewInt(1)
	rest := new(big.Int)
	for _, x := range column {
		if !x.Known {
			continue
		}
		den := x.Rat().Denom()
		if rest.Rem(step, den).Sign() == 0 {
			continue
		}
		if step = lowestMultiple(step, den); step.BitLen() > commonBits {
			return tenTo(commonDecimals)
		}
	}
	return step
}

// mean returns the mean; there must be a value.
func (s sums) mean() reform.Fraction { return fraction(s.total, new(big.Int).Mul(s.count, s.step)) }

// deviation returns the deviation with n-1, to 40 decimals; 0 of a single value.
func (s sums) deviation() reform.Fraction {
	if s.squares.Sign() == 0 {
		return reform.Fraction{}
	}
	root, _ := s.rootOfSquares()
	d := root.Quo(fraction(new(big.Int).Mul(s.count, s.step), big.NewInt(1)))
	return d.Rounded(deviationDecimals, reform.HalfUp)
}

// rootOfSquares returns count·step times the deviation; squares must not be 0.
func (s sums) rootOfSquares() (r reform.Fraction, exact bool) {
	less := new(big.Int).Sub(s.count, big.NewInt(1))
	return root(fraction(new(big.Int).Mul(s.squares, s.count), less), 2, decimals+guard)
}

// standard returns (x-mean)/deviation of every value. False when none deviates.
func (s sums) standard() ([]Cell, bool) {
	if s.squares.Sign() == 0 {
		return nil, false
	}
	root, exact := s.rootOfSquares()
	z := make([]Cell, len(s.whole))
	for i, whole := range s.whole {
		if whole == nil {
			continue
		}
		above := new(big.Int).Mul(whole, s.count)
		score := fraction(above.Sub(above, s.total), big.NewInt(1)).Quo(root)
		if !exact {
			score = settled(score)
		}
		z[i] = Cell{Fraction: score, Known: true}
	}
	return z, true
}
