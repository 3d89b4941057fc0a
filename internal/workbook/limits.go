package workbook

import (
	"strings"

	"reformboard/internal/answer"
	"reformboard/internal/reform"
)

// What a form says of its limits is what the reader of answers holds to.
var least, most, decimals = answer.Least, answer.Most, answer.Decimals

// The days that a report is likely to speak of, as spreadsheets number them.
const firstLikely, lastLikely = answer.FirstLikely, answer.LastLikely

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
