package reform

import "math/big"

// Check is a rule between Figures of one Report: the parts together are not more
// than the whole or, with Equal, neither more nor less.
type Check struct {
	Parts []string `json:"parts"`
	Whole string   `json:"whole"`
	Equal bool     `json:"equal,omitempty"`
	// Before takes the whole from the unit's report of the period before, and the parts
	// are all of it: what was pending then is what is carried over now.
	Before bool `json:"before,omitempty"`
}

// Judge holds one report's values against the check. It returns the parts that add
// something, with PartOverWhole when they are more than the whole, PartsNotWhole when
// they should be all of it and are less, and no Problem when the check is kept or
// cannot be made: less than the whole says nothing while a part has no number, and
// one report says nothing of the period before.
func (c Check) Judge(value func(figure string) *Value) (parts []*Value, whole *Value, found Problem) {
	if c.Before {
		return nil, nil, ""
	}
	whole = value(c.Whole)
	most, ok := amount(whole)
	if !ok {
		return nil, whole, ""
	}
	var sum Fraction
	complete := true
	for _, id := range c.Parts {
		v := value(id)
		part, ok := amount(v)
		if !ok {
			complete = complete && v != nil && v.Absence == NotApplicable
			continue
		}
		if part.Sign() != 0 {
			sum = sum.Add(part)
			parts = append(parts, v)
		}
	}
	switch more := sum.Cmp(most); {
	case more > 0:
		return parts, whole, PartOverWhole
	case more < 0 && c.Equal && complete:
		return parts, whole, PartsNotWhole
	}
	return parts, whole, ""
}

// amount is a value as a number; false when there is none.
func amount(v *Value) (Fraction, bool) {
	switch {
	case v == nil:
		return Fraction{}, false
	case v.Absence == NoPractice:
		return Fraction{}, true
	case v.Absence != Present:
		return Fraction{}, false
	}
	return Decimal(v.Text).Fraction()
}

// Together adds the numbers of parts up, written as finely as the finest of them.
func Together(parts []*Value) string {
	sum, decimals := new(big.Rat), 0
	for _, part := range parts {
		sum.Add(sum, part.Number())
		decimals = max(decimals, Decimal(part.Text).Decimals())
	}
	return sum.FloatString(decimals)
}
