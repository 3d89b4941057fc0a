// Package spread draws how units lie on one indicator: what each reached, held against the
// target, with the quantiles of every peer group.
//
// Its one rule: a unit without a level is left out; it is not at zero.
package spread

import (
	"slices"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// mostGroupRows is how many peer groups are drawn; the table has them all.
const mostGroupRows = 40

// Quantiles are how levels lie, each interpolated between the two nearest units as
// spreadsheets do.
type Quantiles struct {
	Units, Missed                           int
	Least, Quarter, Median, Three, Greatest reform.Percent
}

// QuantilesOf sorts the levels.
func QuantilesOf(levels []reform.Fraction) Quantiles {
	q := Quantiles{Units: len(levels)}
	if len(levels) == 0 {
		return q
	}
	slices.SortFunc(levels, reform.Fraction.Cmp)
	at := func(quarters int64) reform.Percent {
		steps := quarters * int64(len(levels)-1)
		low := levels[steps/4]
		high := levels[min(steps/4+1, int64(len(levels)-1))]
		return low.Add(high.Sub(low).Mul(reform.NewFraction(steps%4, 4))).Percent()
	}
	q.Least, q.Quarter, q.Median, q.Three, q.Greatest = at(0), at(1), at(2), at(3), at(4)
	return q
}

// row is one row of the spread: all units, or a peer group.
type row struct {
	group string // empty: all
	name  string
	Quantiles
}

// Chart draws how the units of each peer group lie, with the target and the median of
// all.
func Chart(v frame.Voice, s *Field) *frame.Chart {
	rows := rowsOf(v, s)
	all := rows[0]
	if all.Units == 0 {
		return nil
	}
	drawn := rows[1:]
	if len(drawn) > mostGroupRows {
		drawn = slices.Clone(drawn)
		slices.SortStableFunc(drawn, func(a, b row) int { return int(a.Median - b.Median) })
		drawn = drawn[:mostGroupRows]
	}
	lies := []any{"Units", v.Count(all.Units), "Below", v.Count(all.Missed), "Median", v.Percent(all.Median), "Least", v.Percent(all.Least), "Greatest", v.Percent(all.Greatest), "Target", v.Aim(s.Indicator)}
	lines := []chart.Line{{Name: v.Say("page.indicator.strip.median", lies...), At: all.Median.Decimal()}}
	title, summary, note := v.Say("page.indicator.strip.lies", lies...), v.Say("page.indicator.strip.plain.summary", lies...), "page.indicator.strip.plain"
	if s.Indicator.Targeted() {
		lines = append([]chart.Line{{Name: v.Say("page.indicator.strip.target", lies...), At: reform.PercentOfShare(s.Indicator.Aim()).Decimal()}}, lines...)
		title, summary, note = v.Say("page.indicator.strip.met", lies...), v.Say("page.indicator.strip.summary", lies...), "page.indicator.strip.note"
		if all.Missed > 0 {
			title = v.Say("page.indicator.strip.missed", lies...)
		}
	}
	var dots []chart.Dot
	if all.Units > frame.MostDots {
		note += ".many"
	} else {
		dots = dotsOf(v, s, drawn)
	}
	made := v.Chart(frame.Chart{
		ID: "chart-units", Kind: "spread", Size: sizeOf(drawn, len(dots)), Decimals: 1, Unit: " %", Title: title, Summary: summary,
		Note: v.Say(note), Table: tableOf(v, rows),
		Option: chart.Spread(quantileRows(v, s, drawn), dots, lines, axisEnd(all)),
	})
	return &made
}

// sizeOf gives rows twice the height where so many dots crowd one that they would
// spill into the next.
func sizeOf(rows []row, dots int) string {
	const crowd = 30
	if dots > 0 && slices.ContainsFunc(rows, func(r row) bool { return r.Units > crowd }) {
		return frame.RowsSize(2 * len(rows))
	}
	return frame.RowsSize(len(rows))
}

// axisEnd is 100 % unless somebody reached more.
func axisEnd(all row) reform.Decimal {
	if all.Greatest > reform.Whole {
		return ""
	}
	return "100"
}

// rowsOf are all units and then each peer group.
func rowsOf(v frame.Voice, s *Field) []row {
	levels, missed := map[string][]reform.Fraction{}, map[string]int{}
	var all []reform.Fraction
	for _, r := range s.Results {
		if !r.Known || !r.Score.State.Counts() {
			continue
		}
		levels[r.Unit.PeerGroup] = append(levels[r.Unit.PeerGroup], r.Level)
		all = append(all, r.Level)
		if !r.Met {
			missed[r.Unit.PeerGroup]++
		}
	}
	rows := []row{{name: v.Say("page.group.all"), Quantiles: QuantilesOf(all)}}
	for _, g := range s.Tally.Groups {
		row := row{group: g.ID, name: v.Words(g.Name()), Quantiles: QuantilesOf(levels[g.ID])}
		row.Missed = missed[g.ID]
		rows[0].Missed += row.Missed
		rows = append(rows, row)
	}
	return rows
}

func quantileRows(v frame.Voice, s *Field, rows []row) []chart.Quantiles {
	aim := reform.PercentOfShare(s.Indicator.Aim())
	var drawn []chart.Quantiles
	for _, r := range rows {
		q := chart.Quantiles{Name: r.name, Link: v.Here("group", r.group, "page", "")}
		if r.Units > 0 {
			q.Least, q.Quarter, q.Median = r.Least.Decimal(), r.Quarter.Decimal(), r.Median.Decimal()
			q.Three, q.Greatest, q.Strong = r.Three.Decimal(), r.Greatest.Decimal(), s.Indicator.Targeted() && r.Median < aim
		}
		drawn = append(drawn, q)
	}
	return drawn
}

func dotsOf(v frame.Voice, s *Field, rows []row) []chart.Dot {
	rowOf := map[string]int{}
	for n, r := range rows {
		rowOf[r.group] = n
	}
	var dots []chart.Dot
	for _, r := range s.Results {
		row, shown := rowOf[r.Unit.PeerGroup]
		if !shown || !r.Known || !r.Score.State.Counts() {
			continue
		}
		dots = append(dots, chart.Dot{
			Row: row, Name: v.Words(r.Unit.Name()), Value: r.Level.Percent().Decimal(), Strong: s.Indicator.Targeted() && !r.Met,
			Link: frame.InEdition(frame.ReceiptURL(s.Tally.Cycle.ID, r.Unit.ID, s.Indicator.ID), s.Tally),
		})
	}
	return dots
}

func tableOf(v frame.Voice, rows []row) frame.Table {
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.group")}, v.Say("page.indicator.with_score"), v.Say("page.below_target"),
		v.Say("page.least"), v.Say("page.indicator.quarter"), v.Say("page.median"), v.Say("page.indicator.three"), v.Say("page.greatest"))}
	for _, r := range rows {
		cells := []frame.Cell{{Text: r.name}, v.CountCell(r.Units), v.CountCell(r.Missed)}
		for _, p := range []reform.Percent{r.Least, r.Quarter, r.Median, r.Three, r.Greatest} {
			if r.Units == 0 {
				cells = append(cells, frame.NoCell)
				continue
			}
			cells = append(cells, v.PercentCell(p))
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}
