package dashboards

import (
	"slices"

	"reformboard/dashboards/chart"
	"reformboard/internal/reform"
)

const (
	// mostDots is how many units are drawn one by one; more weigh too much for a page,
	// and say no more than quantiles do.
	mostDots = 150
	// mostGroupRows is how many peer groups are drawn; the table has them all.
	mostGroupRows = 40
)

// quantiles are how levels lie, each interpolated between the two nearest units as
// spreadsheets do.
type quantiles struct {
	units, missed                           int
	least, quarter, median, three, greatest reform.Percent
}

// quantilesOf sorts the levels.
func quantilesOf(levels []reform.Fraction) quantiles {
	q := quantiles{units: len(levels)}
	if len(levels) == 0 {
		return q
	}
	slices.SortFunc(levels, reform.Fraction.Cmp)
	at := func(quarters int64) reform.Percent {
		steps := quarters * int64(len(levels)-1)
		low := levels[steps/4]
		high := levels[min(steps/4+1, int64(len(levels)-1))]
		return asPercent(low.Add(high.Sub(low).Mul(reform.NewFraction(steps%4, 4))))
	}
	q.least, q.quarter, q.median, q.three, q.greatest = at(0), at(1), at(2), at(3), at(4)
	return q
}

// spreadRow is one row of the spread: all units, or a peer group.
type spreadRow struct {
	group string // empty: all
	name  string
	quantiles
}

// spreadChart draws how the units of each peer group lie, with the target and the median of
// all.
func (v Voice) spreadChart(s *field) *Chart {
	rows := v.spreadRows(s)
	all := rows[0]
	if all.units == 0 {
		return nil
	}
	drawn := rows[1:]
	if len(drawn) > mostGroupRows {
		drawn = slices.Clone(drawn)
		slices.SortStableFunc(drawn, func(a, b spreadRow) int { return int(a.median - b.median) })
		drawn = drawn[:mostGroupRows]
	}
	lies := []any{"Units", v.Count(all.units), "Below", v.Count(all.missed), "Median", v.Percent(all.median), "Least", v.Percent(all.least), "Greatest", v.Percent(all.greatest), "Target", v.Aim(s.i)}
	lines := []chart.Line{{Name: v.Say("page.indicator.strip.median", lies...), At: all.median.Decimal()}}
	title, summary, note := v.Say("page.indicator.strip.lies", lies...), v.Say("page.indicator.strip.plain.summary", lies...), "page.indicator.strip.plain"
	if s.i.Targeted() {
		lines = append([]chart.Line{{Name: v.Say("page.indicator.strip.target", lies...), At: reform.PercentOfShare(s.i.Aim()).Decimal()}}, lines...)
		title, summary, note = v.Say("page.indicator.strip.met", lies...), v.Say("page.indicator.strip.summary", lies...), "page.indicator.strip.note"
		if all.missed > 0 {
			title = v.Say("page.indicator.strip.missed", lies...)
		}
	}
	var dots []chart.Dot
	if all.units > mostDots {
		note += ".many"
	} else {
		dots = v.dots(s, drawn)
	}
	made := v.chart(Chart{
		ID: "chart-units", Kind: "spread", Size: spreadSize(drawn, len(dots)), Decimals: 1, Unit: " %", Title: title, Summary: summary,
		Note: v.Say(note), Table: v.spreadTable(rows),
		Option: chart.Spread(v.quantileRows(s, drawn), dots, lines, v.axisEnd(all)),
	})
	return &made
}

// spreadSize gives rows twice the height where so many dots crowd one that they would
// spill into the next.
func spreadSize(rows []spreadRow, dots int) string {
	const crowd = 30
	if dots > 0 && slices.ContainsFunc(rows, func(r spreadRow) bool { return r.units > crowd }) {
		return rowsSize(2 * len(rows))
	}
	return rowsSize(len(rows))
}

// axisEnd is 100 % unless somebody reached more.
func (v Voice) axisEnd(all spreadRow) reform.Decimal {
	if all.greatest > reform.Whole {
		return ""
	}
	return "100"
}

// spreadRows are all units and then each peer group.
func (v Voice) spreadRows(s *field) []spreadRow {
	levels, missed := map[string][]reform.Fraction{}, map[string]int{}
	var all []reform.Fraction
	for _, r := range s.results {
		if !r.known || !r.score.State.Counts() {
			continue
		}
		levels[r.unit.PeerGroup] = append(levels[r.unit.PeerGroup], r.level)
		all = append(all, r.level)
		if !r.met {
			missed[r.unit.PeerGroup]++
		}
	}
	rows := []spreadRow{{name: v.Say("page.group.all"), quantiles: quantilesOf(all)}}
	for _, g := range s.t.Groups {
		row := spreadRow{group: g.ID, name: v.Words(g.Name()), quantiles: quantilesOf(levels[g.ID])}
		row.missed = missed[g.ID]
		rows[0].missed += row.missed
		rows = append(rows, row)
	}
	return rows
}

func (v Voice) quantileRows(s *field, rows []spreadRow) []chart.Quantiles {
	aim := reform.PercentOfShare(s.i.Aim())
	var drawn []chart.Quantiles
	for _, r := range rows {
		q := chart.Quantiles{Name: r.name, Link: v.here("group", r.group, "page", "")}
		if r.units > 0 {
			q.Least, q.Quarter, q.Median = r.least.Decimal(), r.quarter.Decimal(), r.median.Decimal()
			q.Three, q.Greatest, q.Strong = r.three.Decimal(), r.greatest.Decimal(), s.i.Targeted() && r.median < aim
		}
		drawn = append(drawn, q)
	}
	return drawn
}

func (v Voice) dots(s *field, rows []spreadRow) []chart.Dot {
	rowOf := map[string]int{}
	for n, r := range rows {
		rowOf[r.group] = n
	}
	var dots []chart.Dot
	for _, r := range s.results {
		row, shown := rowOf[r.unit.PeerGroup]
		if !shown || !r.known || !r.score.State.Counts() {
			continue
		}
		dots = append(dots, chart.Dot{
			Row: row, Name: v.Words(r.unit.Name()), Value: asPercent(r.level).Decimal(), Strong: s.i.Targeted() && !r.met,
			Link: receiptURL(s.t.Cycle.ID, r.unit.ID, s.i.ID),
		})
	}
	return dots
}

func (v Voice) spreadTable(rows []spreadRow) Table {
	table := Table{Columns: columns([]string{v.Say("page.group")}, v.Say("page.indicator.with_score"), v.Say("page.below_target"),
		v.Say("page.least"), v.Say("page.indicator.quarter"), v.Say("page.median"), v.Say("page.indicator.three"), v.Say("page.greatest"))}
	for _, r := range rows {
		cells := []Cell{{Text: r.name}, v.countCell(r.units), v.countCell(r.missed)}
		for _, p := range []reform.Percent{r.least, r.quarter, r.median, r.three, r.greatest} {
			if r.units == 0 {
				cells = append(cells, noCell)
				continue
			}
			cells = append(cells, v.percentCell(p))
		}
		table.Rows = append(table.Rows, cells)
	}
	return table
}

// fewest is the number of units under which a pattern among them means nothing.
const fewest = 5

// notes say what speaks against the rule or its figures.
func (v Voice) notes(s *field) []string {
	var said []string
	var shares []reform.Fraction
	full := 0
	for _, r := range s.results {
		if !r.score.State.Counts() || r.score.Max <= 0 {
			continue
		}
		shares = append(shares, r.score.Earned.Fraction().Quo(r.score.Max.Fraction()))
		if r.score.Earned >= r.score.Max {
			full++
		}
	}
	if len(shares) >= fewest {
		q := quantilesOf(shares)
		switch {
		case 10*full >= 9*len(shares):
			said = append(said, v.Say("page.indicator.note.ceiling", "Full", v.Count(full), "Units", v.Count(len(shares))))
		case q.least == q.greatest:
			said = append(said, v.Say("page.indicator.note.same", "Units", v.Count(len(shares)), "Share", v.Percent(q.least)))
		case q.quarter == q.three:
			said = append(said, v.Say("page.indicator.note.narrow", "Share", v.Percent(q.median)))
		}
	}
	if small := s.small(); small > 0 {
		said = append(said, v.Say("page.indicator.note.small", "Small", v.Count(small), "Units", v.Count(len(s.cases)), "Cases", v.Count(reform.SmallSample)))
	}
	return said
}

// small counts units with too few cases to judge.
func (s *field) small() int {
	n := 0
	for _, p := range s.cases {
		if p.Small {
			n++
		}
	}
	return n
}
