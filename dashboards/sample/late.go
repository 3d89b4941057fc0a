package sample

import (
	"slices"
	"time"

	"reformboard/internal/reform"
)

// Late is a tally whose framework counts from the record how late reports came: those of
// its units were due 200 hours before they were in the other samples.
func Late(period reform.Period) *reform.Tally {
	t := Tally(period)
	f := &t.Framework
	f.Figures = append(f.Figures, reform.Figure{
		ID: "days_late", Title: Words("Số ngày nộp chậm", "Days late"), Kind: reform.Count, Unit: Words("ngày", "days"),
		Source: reform.FromRecord, Reads: reform.DaysLate,
	})
	worth := 2 * reform.Point
	last := &f.Areas[len(f.Areas)-1]
	last.Indicators = append(slices.Clip(last.Indicators), reform.Indicator{
		ID: "5.6", Title: Words("Nộp báo cáo đúng hạn", "Reports in time"), Max: worth,
		Rule: reform.Rule{Kind: reform.Deduction, Of: []string{"days_late"}, Each: reform.Point / 5},
	})
	last.Max, f.Max = last.Max+worth, f.Max+worth
	var reports []reform.Report
	for n, u := range t.Units {
		reports = append(reports, Reports(t, n, u, 0)...)
	}
	t.Cycle.Due = t.Cycle.Due.Add(-200 * time.Hour)
	t.Scorecards = Cards(t, reports)
	return t
}
