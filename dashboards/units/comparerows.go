package units

import (
	"cmp"
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// CompareRow is one indicator, by all that are compared.
type CompareRow struct {
	Indicator frame.Link
	Most      string
	Cells     []CompareCell
	Median    string
	Gap       string // between the best and the weakest or, of one unit, to the median
	gap       reform.Points
	known     bool // there is a gap
}

// CompareCell is what one unit earned.
type CompareCell struct {
	Earned    string
	State     reform.State
	StateSays string // empty: there are points
	Kind      string // best, weakest; empty: neither
	Says      string // the same in a word
	Change    frame.Move
	Receipt   string
	Letter    string
}

// compareRows lists the indicators, the largest difference first or in the
// framework's order; those that cannot be compared come last.
func compareRows(v frame.Voice, t *reform.Tally, chosen []compared, medians map[string]reform.Points, sort string) []CompareRow {
	var rows []CompareRow
	for n, i := range t.Framework.Indicators() {
		if !i.Scored() {
			continue
		}
		rows = append(rows, compareRow(v, t, i, n, chosen, medians))
	}
	if sort != ByOrder {
		slices.SortStableFunc(rows, func(a, b CompareRow) int {
			return cmp.Or(-compareBool(a.known, b.known), cmp.Compare(max(b.gap, -b.gap), max(a.gap, -a.gap)))
		})
	}
	return rows
}

func compareRow(v frame.Voice, t *reform.Tally, i reform.Indicator, place int, chosen []compared, medians map[string]reform.Points) CompareRow {
	row := CompareRow{Indicator: v.IndicatorLink(t, i), Most: v.Most(i.Max), Median: frame.None, Gap: frame.None}
	median, held := medians[i.ID]
	if held {
		row.Median = v.Points(median)
	}
	var earned []reform.Points
	for n := range chosen {
		if s := chosen[n].card.ScoreAt(place, i.ID); s.State.Counts() {
			earned = append(earned, s.Earned)
		}
	}
	apart := len(earned) > 1 && slices.Max(earned) != slices.Min(earned)
	for n := range chosen {
		s := chosen[n].card.ScoreAt(place, i.ID)
		cell := CompareCell{State: s.State, Earned: frame.None, Receipt: frame.InEdition(frame.ReceiptURL(t.Cycle.ID, chosen[n].unit.ID, i.ID), t), Letter: letter(n)}
		if !s.State.Counts() {
			cell.StateSays = v.StateSays(s.State)
			row.Cells = append(row.Cells, cell)
			continue
		}
		was, known := chosen[n].before[i.ID]
		cell.Earned, cell.Change = v.Points(s.Earned), v.PointsMove(s.Earned, was.Earned, known)
		if apart && s.Earned == slices.Max(earned) {
			cell.Kind = "best"
		} else if apart && s.Earned == slices.Min(earned) {
			cell.Kind = "weakest"
		}
		if cell.Kind != "" {
			cell.Says = v.Say("page.compare." + cell.Kind)
		}
		row.Cells = append(row.Cells, cell)
	}
	switch {
	case len(earned) > 1:
		row.gap, row.known = slices.Max(earned)-slices.Min(earned), true
		row.Gap = v.Points(row.gap)
	case len(chosen) == 1 && len(earned) == 1 && held:
		row.gap, row.known = earned[0]-median, true
		row.Gap = signedPoints(v, row.gap)
	}
	return row
}

// compareHeading says in how many indicators they differ or, of one unit, in how many
// it is below the median.
func compareHeading(v frame.Voice, rows []CompareRow, among bool) string {
	differ, below, known := 0, 0, 0
	for _, row := range rows {
		if row.known {
			known++
		}
		if row.gap != 0 {
			differ++
		}
		if row.gap < 0 {
			below++
		}
	}
	switch {
	case known == 0:
		return v.Say("page.compare.rows.none")
	case among:
		return v.Say("page.compare.rows.differ", "Differ", v.Count(differ), "Known", v.Count(known))
	}
	return v.Say("page.compare.rows.below", "Below", v.Count(below), "Known", v.Count(known))
}
