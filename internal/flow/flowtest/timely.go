package flowtest

import "reformboard/internal/reform"

// Timely is a framework with one indicator more, in its first area: 2 points for a report
// that comes in time, and half a point less for each day that it comes late.
func Timely(f reform.Framework) reform.Framework {
	f.ID += "-timely"
	f.Figures = append(f.Figures, reform.Figure{
		ID: "days_late", Title: reform.Words{VI: "Số ngày nộp chậm", EN: "Days late"}, Kind: reform.Count,
		Unit: reform.Words{VI: "ngày", EN: "days"}, Source: reform.FromRecord, Reads: reform.DaysLate,
	})
	worth := 2 * reform.Point
	area := &f.Areas[0]
	area.Indicators = append(area.Indicators, reform.Indicator{
		ID: "late", Title: reform.Words{VI: "Nộp báo cáo đúng hạn", EN: "Reports in time"}, Max: worth,
		Rule: reform.Rule{Kind: reform.Deduction, Of: []string{"days_late"}, Each: reform.Point / 2},
	})
	area.Max, f.Max = area.Max+worth, f.Max+worth
	return f
}
