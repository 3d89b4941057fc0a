package reform

import "math/big"

// Check is a rule between Figures of one Report: the parts together are not more
// than the whole or, with Equal, neither more nor less.
type Check struct {
	Parts []string `json:"parts"`
	Whole string   `json:"whole"`
	Equal bool     `json:"equal,omitempty"`
}

// Judge holds one report's values against the check. It returns the parts that add
// something, with PartOverWhole when they are more than the whole, PartsNotWhole when
// they should be all of it and are less, and no Problem when the check is kept or
// cannot be made: less than the whole says nothing while a part has no number.
func (c Check) Judge(value func(figure string) *Value) (parts []*Value, whole *Value, found Problem) {
	whole = value(c.Whole)
	if whole == nil || whole.Number() == nil {
		return nil, whole, ""
	}
	sum, complete := new(big.Rat), true
	for _, id := range c.Parts {
		v := value(id)
		if v == nil || v.Number() == nil {
			complete = complete && v != nil && v.Absence == NotApplicable
			continue
		}
		if v.Number().Sign() != 0 {
			sum.Add(sum, v.Number())
			parts = append(parts, v)
		}
	}
	switch more := sum.Cmp(whole.Number()); {
	case more > 0:
		return parts, whole, PartOverWhole
	case more < 0 && c.Equal && complete:
		return parts, whole, PartsNotWhole
	}
	return parts, whole, ""
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
