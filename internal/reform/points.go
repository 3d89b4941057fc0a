package reform

import (
	"fmt"
	"math/big"
	"strings"
)

// Points are what is earned, in ten-thousandths of a point: integers add and
// compare exactly, on paper and in both databases.
type Points int64

// Point is one whole point.
const Point Points = 10_000

// PointDecimals is how many decimals Points can tell apart.
const PointDecimals = 4

// ParsePoints reads "6", "1.25" or "-0.5", with at most four decimals.
func ParsePoints(s string) (Points, error) {
	d, err := ParseDecimal(s)
	if err != nil {
		return 0, err
	}
	scaled := new(big.Rat).Mul(d.Rat(), Point.count())
	if !scaled.IsInt() || !scaled.Num().IsInt64() {
		return 0, fmt.Errorf("%w: %q points are too fine or too many", ErrInvalid, s)
	}
	return Points(scaled.Num().Int64()), nil
}

// PointsOf rounds an exact fraction to a number of decimals (0 to 4). The error
// is a fraction too large for Points (922 million million points).
func PointsOf(exact *big.Rat, decimals int, mode RoundingMode) (Points, error) {
	whole := Round(exact, decimals, mode)
	for range PointDecimals - decimals {
		whole.Mul(whole, big.NewInt(10))
	}
	if !whole.IsInt64() {
		return 0, fmt.Errorf("%w: %s points are too many", ErrInvalid, exact.FloatString(2))
	}
	return Points(whole.Int64()), nil
}

// count is the bare number of ten-thousandths.
func (p Points) count() *big.Rat { return new(big.Rat).SetInt64(int64(p)) }

// Rat returns the points as an exact fraction.
func (p Points) Rat() *big.Rat { return big.NewRat(int64(p), int64(Point)) }

// Decimal returns the points in canonical text: "19.97", "6", "-0.5".
func (p Points) Decimal() Decimal {
	sign, n := "", int64(p)
	if n < 0 {
		sign, n = "-", -n
	}
	text := fmt.Sprintf("%s%d.%04d", sign, n/int64(Point), n%int64(Point))
	return Decimal(strings.TrimRight(strings.TrimRight(text, "0"), "."))
}

// Decimals is how many decimals the canonical text has.
func (p Points) Decimals() int {
	n := int64(p)
	for decimals := PointDecimals; decimals > 0; decimals-- {
		if n%10 != 0 {
			return decimals
		}
		n /= 10
	}
	return 0
}

// String is the canonical text.
func (p Points) String() string { return string(p.Decimal()) }

// MarshalText writes the canonical text.
func (p Points) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads points from a framework file or a stored framework.
func (p *Points) UnmarshalText(text []byte) error {
	parsed, err := ParsePoints(string(text))
	if err == nil {
		*p = parsed
	}
	return err
}

// Percent is a share in hundredths of a per cent: 99.97 % is 9997.
type Percent int64

// Whole is one hundred per cent.
const Whole Percent = 100_00

// PercentOf returns part of whole, rounded half up to two decimals. Whole must
// not be zero.
func PercentOf(part, whole *big.Rat) Percent {
	return PercentOfShare(new(big.Rat).Quo(part, whole))
}

// PercentOfShare returns a share (1 is everything) rounded half up.
func PercentOfShare(share *big.Rat) Percent {
	return Percent(Round(share, 4, HalfUp).Int64())
}

// Decimal returns the percentage in canonical text: "99.97".
func (p Percent) Decimal() Decimal { return (Points(p) * (Point / 100)).Decimal() }
