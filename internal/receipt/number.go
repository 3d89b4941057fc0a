package receipt

import (
	"math/big"

	"reformboard/internal/reform"
)

// Number is an exact number that is written as a fraction in lowest terms.
type Number struct{ reform.Fraction }

// MarshalText writes the fraction.
func (n Number) MarshalText() ([]byte, error) { return []byte(n.RatString()), nil }

// known is a number that is there.
func known(f reform.Fraction) *Number { return &Number{f} }

// exactly is a number of a working; nil stays nil.
func exactly(r *big.Rat) *Number {
	if r == nil {
		return nil
	}
	return known(reform.FractionOf(r))
}
