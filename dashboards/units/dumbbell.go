package units

import (
	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// spread is how far the units lie apart in one area.
type spread struct {
	area          reform.Area
	least, most   reform.Fraction
	lowest, first int // which units, as they were chosen
	scored        int
}

func (s spread) width() reform.Fraction { return s.most.Sub(s.least) }

func spreadOf(a reform.Area, chosen []compared) spread {
	found := spread{area: a}
	for n := range chosen {
		share, ok := frame.AreaShare(&chosen[n].card, a.ID)
		if !ok {
			continue
		}
		if found.scored == 0 || share.Less(found.least) {
			found.least, found.lowest = share, n
		}
		if found.scored == 0 || found.most.Less(share) {
			found.most, found.first = share, n
		}
		found.scored++
	}
	return found
}

// dumbbell draws each unit's share of the most points in each area; nil: nobody has a
// score in any.
func dumbbell(v frame.Voice, t *reform.Tally, chosen []compared, medians map[string]reform.Fraction, median string) *frame.Chart {
	var rows []string
	held := chart.Marks{Name: median}
	units := make([]chart.Marks, len(chosen))
	head := []string{}
	for n, c := range chosen {
		name := letter(n) + " " + v.Words(c.unit.Name())
		units[n] = chart.Marks{Name: name, Letter: letter(n), Link: frame.InEdition(frame.UnitURL(t.Cycle.ID, c.unit.ID), t)}
		head = append(head, name)
	}
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.area")}, append(head, median, v.Say("page.compare.gap.points"))...)}
	for _, a := range t.Framework.Areas {
		s := spreadOf(a, chosen)
		if s.scored == 0 {
			continue
		}
		rows = append(rows, a.ID+"  "+v.Words(a.Title))
		row := []frame.Cell{{Text: areaName(v, a)}}
		for n := range chosen {
			value, cell := reform.Decimal(""), frame.NoCell
			if share, ok := frame.AreaShare(&chosen[n].card, a.ID); ok {
				cell = v.PercentCell(reform.PercentOfShare(share.Rat()))
				value = cell.Number
			}
			units[n].Values, row = append(units[n].Values, value), append(row, cell)
		}
		middle, gap := frame.NoCell, frame.NoCell
		if m, ok := medians[a.ID]; ok {
			middle = v.PercentCell(reform.PercentOfShare(m.Rat()))
		}
		if s.scored > 1 {
			gap = v.PercentCell(reform.PercentOfShare(s.width().Rat()))
		}
		held.Values = append(held.Values, middle.Number)
		table.Rows = append(table.Rows, append(row, middle, gap))
	}
	if len(rows) == 0 {
		return nil
	}
	title := spreadTitle(v, t, chosen, medians)
	drawn := v.Chart(frame.Chart{
		ID: "chart-compare", Kind: "dumbbell", Size: frame.RowsSize(2 * len(rows)), Decimals: 1, Unit: " %",
		Title:   title,
		Note:    v.Say("page.compare.chart.note", "Median", lower(median)),
		Summary: v.Say("page.compare.chart.summary", "Count", len(chosen), "Areas", v.Count(len(rows))),
		Option:  chart.Dumbbell(rows, units, held, "100"),
		Table:   table,
	})
	return &drawn
}

// spreadTitle is the message of the drawing: where the units lie furthest apart or,
// of one unit, how it stands to the median.
func spreadTitle(v frame.Voice, t *reform.Tally, chosen []compared, medians map[string]reform.Fraction) string {
	if len(chosen) == 1 {
		return areaTitle(v, areaMarks(t, &chosen[0].card, medians))
	}
	var widest spread
	shared := false
	for _, a := range t.Framework.Areas {
		s := spreadOf(a, chosen)
		if s.scored < 2 {
			continue
		}
		shared = true
		if widest.width().Less(s.width()) {
			widest = s
		}
	}
	switch {
	case !shared:
		return v.Say("page.compare.chart.nothing")
	case widest.scored == 0:
		return v.Say("page.compare.chart.equal")
	}
	return v.Say("page.compare.chart.title", "Area", areaName(v, widest.area),
		"First", letter(widest.first), "Most", shareOf(v, widest.most), "Last", letter(widest.lowest), "Least", shareOf(v, widest.least))
}
