package recipe

import (
	"slices"
	"strconv"

	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Refused reports whether nothing could be read of the form.
func (r Result) Refused() bool {
	return slices.ContainsFunc(r.Findings, func(f reform.Finding) bool { return f.Severity == reform.Refused })
}

// Own tells the findings in the rows of each report, in their order, from those that are
// of the form as a whole.
func (r Result) Own() (own [][]reform.Finding, whole []reform.Finding) {
	own = make([][]reform.Finding, len(r.Reports))
	at := map[string][]int{}
	for i, report := range r.Reports {
		for _, v := range report.Values {
			if row := rowOf(v.Origin); !slices.Contains(at[row], i) {
				at[row] = append(at[row], i)
			}
		}
	}
	for _, f := range r.Findings {
		reports := at[rowOf(f.Origin)]
		if len(reports) == 0 {
			whole = append(whole, f)
		}
		for _, i := range reports {
			own[i] = append(own[i], f)
		}
	}
	return own, whole
}

// rowOf names the row of a cell; where there is no cell, the sheet.
func rowOf(o reform.Origin) string {
	row, _, ok := spreadsheet.Place(o.Cell)
	if !ok {
		return o.Sheet
	}
	return strconv.Itoa(row) + " " + o.Sheet
}
