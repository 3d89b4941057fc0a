package dashboards

import (
	"reformboard/dashboards/chart"
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
		share, ok := areaShare(&chosen[n].card, a.ID)
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
func (v Voice) dumbbell(t *reform.Tally, chosen []compared, medians map[string]reform.Fraction, median string) *Chart {
	var rows []string
	held := chart.Marks{Name: median}
	units := make([]chart.Marks, len(chosen))
	head := []string{}
	for n, c := range chosen {
		name := letter(n) + " " + v.Words(c.unit.Name())
		units[n] = chart.Marks{Name: name, Letter: letter(n), Link: unitURL(t.Cycle.ID, c.unit.ID)}
		head = append(head, name)
	}
	table := Table{Columns: columns([]string{v.Say("page.area")}, append(head, median, v.Say("page.compare.gap.points"))...)}
	for _, a := range t.Framework.Areas {
		s := spreadOf(a, chosen)
		if s.scored == 0 {
			continue
		}
		rows = append(rows, a.ID+"  "+v.Words(a.Title))
		row := []Cell{{Text: v.areaName(a)}}
		for n := range chosen {
			value, cell := reform.Decimal(""), noCell
			if share, ok := areaShare(&chosen[n].card, a.ID); ok {
				cell = v.percentCell(reform.PercentOfShare(share.Rat()))
				value = cell.Number
			}
			units[n].Values, row = append(units[n].Values, value), append(row, cell)
		}
		middle, gap := noCell, noCell
		if m, ok := medians[a.ID]; ok {
			middle = v.percentCell(reform.PercentOfShare(m.Rat()))
		}
		if s.scored > 1 {
			gap = v.percentCell(reform.PercentOfShare(s.width().Rat()))
		}
		held.Values = append(held.Values, middle.Number)
		table.Rows = append(table.Rows, append(row, middle, gap))
	}
	if len(rows) == 0 {
		return nil
	}
	title := v.spreadTitle(t, chosen, medians)
	drawn := v.chart(Chart{
		ID: "chart-compare", Kind: "dumbbell", Size: rowsSize(2 * len(rows)), Decimals: 1, Unit: " %",
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
func (v Voice) spreadTitle(t *reform.Tally, chosen []compared, medians map[string]reform.Fraction) string {
	if len(chosen) == 1 {
		return v.areaTitle(areaMarks(t, &chosen[0].card, medians))
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
	return v.Say("page.compare.chart.title", "Area", v.areaName(widest.area),
		"First", letter(widest.first), "Most", v.shareOf(widest.most), "Last", letter(widest.lowest), "Least", v.shareOf(widest.least))
}
