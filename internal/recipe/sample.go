package recipe

import (
	"fmt"
	"slices"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// Test reads the recipe's sample file and holds what comes of it against what the
// recipe expects. Every Fault names the expectation that was not met.
func (r Recipe) Test(book *spreadsheet.Book, f *reform.Framework, units []reform.Unit, read ReadCell) []keyfile.Fault {
	result := r.Apply(book, f, units, read)
	var faults []keyfile.Fault
	for i, e := range r.Sample {
		if got := result.says(e); got != e.Is {
			faults = append(faults, keyfile.Fault{
				File: r.ID, Line: 1, Column: 1, Path: fmt.Sprintf("sample[%d]", i),
				Text: fmt.Sprintf("%s of %s is %s, and the recipe expects %s", e.Figure, e.Unit, got, e.Is),
			})
		}
	}
	return faults
}

// says is what a form says for one expectation.
func (r Result) says(e Expected) string {
	for _, report := range r.Reports {
		i := slices.IndexFunc(report.Values, func(v reform.Value) bool { return v.Figure == e.Figure })
		switch {
		case i < 0 || e.Unit != "" && e.Unit != report.Unit:
		case report.Values[i].Absence != reform.Present:
			return string(report.Values[i].Absence)
		default:
			return report.Values[i].Text
		}
	}
	return "not taken"
}
