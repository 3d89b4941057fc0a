package workbook

import (
	"strings"

	"reformboard/internal/reform"
)

// least is the smallest number a figure may have.
func least(g reform.Figure) reform.Decimal {
	if g.Least == "" {
		return "0"
	}
	return g.Least
}

// most is the greatest number a figure may have; empty is no limit.
func most(g reform.Figure) reform.Decimal {
	if g.Most == "" && g.Kind == reform.Percentage {
		return "100"
	}
	return g.Most
}

// decimals is how many decimals a figure may have.
func decimals(g reform.Figure) int {
	if g.Kind == reform.Count {
		return 0
	}
	return g.Decimals
}

// numberFormat shows a figure so that what is typed is what is seen. A percentage
// stands as 97.50 beside the word "%" and has no percent format: a typed "97.5"
// must not become 9750 %. Other decimals get no trailing zeros: 20.000 is twenty
// to some and twenty thousand to others.
func numberFormat(g reform.Figure) string {
	switch n := decimals(g); {
	case n == 0:
		return "#,##0"
	case g.Kind == reform.Percentage:
		return "0." + strings.Repeat("0", n)
	}
	return "General"
}
