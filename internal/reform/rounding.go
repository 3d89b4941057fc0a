package reform

import "math/big"

// RoundingMode says what becomes of a half.
type RoundingMode string

// HalfUp is Vietnamese practice (2.345 gives 2.35, -2.345 gives -2.35: away from
// zero); HalfEven is the habit of statistical packages.
const (
	HalfUp   RoundingMode = "half_up"
	HalfEven RoundingMode = "half_even"
)

// Rounding says where a Framework rounds and how many decimals it keeps there.
// Nil means that level hands its exact fraction on. It decides published totals:
// decision 766 adds rounded indicators, PAR INDEX rounds totals of unrounded ones.
type Rounding struct {
	Mode      RoundingMode `json:"mode"`
	Indicator *int         `json:"indicator,omitempty"`
	Area      *int         `json:"area,omitempty"`
	Total     *int         `json:"total,omitempty"`
}

// Round returns exact × 10^decimals as the integer it rounds to.
func Round(exact *big.Rat, decimals int, mode RoundingMode) *big.Int {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(decimals)), nil)
	num := new(big.Int).Mul(exact.Num(), scale)
	quotient, rest := num.QuoRem(num, exact.Denom(), new(big.Int))
	// Twice the remainder against the divisor tells below, at and above a half.
	half := rest.Lsh(rest.Abs(rest), 1).Cmp(exact.Denom())
	away := half > 0 || half == 0 && (mode != HalfEven || quotient.Bit(0) == 1)
	if away {
		quotient.Add(quotient, big.NewInt(int64(exact.Sign())))
	}
	return quotient
}
