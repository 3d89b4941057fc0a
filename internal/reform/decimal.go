package reform

import (
	"fmt"
	"math/big"
	"strings"
)

// MostDigits is the most digits a reported Decimal may have: as many as a 64-bit
// integer holds whatever they are, so that no other program misreads an export.
const MostDigits = 18

// longestDecimal is the most digits of any: published figures and weights are
// often a float64 written out, with leading zeros behind the point.
const longestDecimal = 40

// Decimal is an exact decimal in canonical text: an optional minus, digits, and
// a point with no trailing zero behind it: "0", "-3", "97.5". Empty is no number.
//
// Note: text and not a float64, because 97.35 has no float64; and not a decimal
// library, because rules compute on exact fractions (big.Rat), where a third
// stays a third until the one rounding at the end.
type Decimal string

// ParseDecimal reads the canonical or near-canonical form ("007.50" gives "7.5").
// It knows only the decimal point: people's spellings are the workbook's matter.
func ParseDecimal(s string) (Decimal, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, point := strings.Cut(digits, ".")
	if whole == "" || point && fraction == "" || !onlyDigits(whole) || !onlyDigits(fraction) {
		return "", fmt.Errorf("%w: %q is not a decimal number", ErrInvalid, s)
	}
	whole = strings.TrimLeft(whole, "0")
	fraction = strings.TrimRight(fraction, "0")
	if len(whole)+len(fraction) > longestDecimal {
		return "", fmt.Errorf("%w: %q has more than %d digits", ErrInvalid, s, longestDecimal)
	}
	if whole == "" {
		whole = "0"
	}
	text := whole
	if fraction != "" {
		text += "." + fraction
	}
	if negative && text != "0" {
		text = "-" + text
	}
	return Decimal(text), nil
}

func onlyDigits(s string) bool {
	return strings.Trim(s, "0123456789") == ""
}

// Rat returns the number as an exact fraction; no number gives nil.
func (d Decimal) Rat() *big.Rat {
	r, ok := new(big.Rat).SetString(string(d))
	if !ok {
		return nil
	}
	return r
}

// Decimals is the number of digits behind the point.
func (d Decimal) Decimals() int {
	_, fraction, _ := strings.Cut(string(d), ".")
	return len(fraction)
}

// Digits is how many digits the number is written with.
func (d Decimal) Digits() int {
	return len(strings.Trim(strings.Replace(string(d), ".", "", 1), "-"))
}

// UnmarshalText reads a Decimal from a framework file.
func (d *Decimal) UnmarshalText(text []byte) error {
	parsed, err := ParseDecimal(string(text))
	if err == nil {
		*d = parsed
	}
	return err
}
