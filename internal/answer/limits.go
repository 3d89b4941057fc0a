package answer

import "reformboard/internal/reform"

// Least is the smallest number a figure may have.
func Least(g reform.Figure) reform.Decimal {
	if g.Least == "" {
		return "0"
	}
	return g.Least
}

// Most is the greatest number a figure may have; empty is no limit.
func Most(g reform.Figure) reform.Decimal {
	if g.Most == "" && g.Kind == reform.Percentage {
		return "100"
	}
	return g.Most
}

// Decimals is how many decimals a figure may have.
func Decimals(g reform.Figure) int {
	if g.Kind == reform.Count {
		return 0
	}
	return g.Decimals
}
