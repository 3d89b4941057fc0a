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
	return r.Unmet(r.Apply(book, f, units, read))
}

// Unmet holds what came of a sample against what the recipe expects.
func (r Recipe) Unmet(result Result) []keyfile.Fault {
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

// mostExpected is how many values a sample says of itself: they are read with every look
// at its recipe.
const mostExpected = 1000

// Expected is what a form comes to, for a recipe that has it as its sample.
func (r Recipe) Expected(result Result) []Expected {
	var all []Expected
	for _, report := range result.Reports {
		if !slices.ContainsFunc(report.Values, func(v reform.Value) bool { return v.Absence != reform.NotReported }) {
			continue // the name of a unit over some others
		}
		for _, v := range report.Values {
			e := Expected{Unit: report.Unit, Figure: v.Figure}
			if r.Rows == OfTotal {
				e.Unit = ""
			}
			if e.Is = result.says(e); len(all) < mostExpected {
				all = append(all, e)
			}
		}
	}
	return all
}
