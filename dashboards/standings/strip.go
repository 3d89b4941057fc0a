package standings

import (
	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// totalsChart draws each ranked unit's points as a dot on the row of its peer group,
// over the lines where the grades begin.
func (b *rankingBoard) totalsChart() frame.Chart {
	v, t := b.v, b.t
	rows, rowOf := groupRows(v, t, b.ask.Group)
	total := v.Say("page.total")
	if b.part.id != "" {
		total = b.part.id + " " + b.part.title
	}
	table := frame.TableOf(frame.Columns([]string{v.Say("page.unit"), v.Say("page.group")}, total), len(b.r.Standings), func(n int) []frame.Cell {
		s := b.r.Standings[n]
		u := b.find.Units[s.Unit]
		return []frame.Cell{frame.LinkCell(v.UnitLink(t, u)), {Text: v.Words(b.find.Groups[u.PeerGroup].Name())}, v.PointsCell(s.Total)}
	})
	var lines []chart.Line
	note := v.Say("page.ranking.chart.note.by", "Part", b.part.id+" "+b.part.title, "Max", v.Most(b.part.most))
	if b.part.id == "" {
		note = v.Say("page.ranking.chart.note", "Max", v.Most(t.Framework.Max))
		for _, g := range t.Framework.Grades {
			if g.From > 0 {
				lines = append(lines, chart.Line{Name: v.Words(g.Title) + " ≥ " + v.Most(g.From), At: g.From.Decimal()})
			}
		}
	}
	title, summary := b.totalsSay()
	drawn := frame.Chart{
		ID: "chart-totals", Kind: "strip", Size: frame.RowsSize(len(rows)), Decimals: 2, Title: title, Summary: summary, Table: table, Note: note,
	}
	if len(b.r.Standings) > frame.MostDots {
		drawn.Kind, drawn.Note = "spread", v.Say("page.ranking.chart.note.many", "Max", v.Most(b.part.most))
		drawn.Option = chart.Spread(b.totalsSpread(rows, rowOf), nil, lines, "")
	} else {
		drawn.Option = chart.Strip(rows, b.totalsDots(rowOf), lines, "")
	}
	return v.Chart(drawn)
}

// totalsDots are a dot a unit, while these can be told apart.
func (b *rankingBoard) totalsDots(rowOf map[string]int) []chart.Dot {
	dots := make([]chart.Dot, 0, len(b.r.Standings))
	for _, s := range b.r.Standings {
		u := b.find.Units[s.Unit]
		dots = append(dots, chart.Dot{Row: rowOf[u.PeerGroup], Name: b.v.Words(u.Name()), Value: s.Total.Decimal(), Link: frame.OnBasis(frame.UnitURL(b.t.Cycle.ID, u.ID), b.t), Strong: u.ID == b.ask.Own})
	}
	return dots
}

// totalsSpread is how the totals of each peer group lie, where there are too many dots;
// between two units the lower stands.
func (b *rankingBoard) totalsSpread(rows []string, rowOf map[string]int) []chart.Quantiles {
	totals := make([][]reform.Points, len(rows))
	for _, s := range b.r.Standings { // the greatest first
		row := rowOf[b.find.Units[s.Unit].PeerGroup]
		totals[row] = append(totals[row], s.Total)
	}
	drawn := make([]chart.Quantiles, len(rows))
	for n, all := range totals {
		drawn[n] = chart.Quantiles{Name: rows[n], Link: b.v.Here("group", b.groupOf(rowOf, n), "page", "")}
		if last := len(all) - 1; last >= 0 {
			at := func(quarters int) reform.Decimal { return all[last-quarters*last/4].Decimal() }
			drawn[n].Least, drawn[n].Quarter, drawn[n].Median, drawn[n].Three, drawn[n].Greatest = at(0), at(1), at(2), at(3), at(4)
		}
	}
	return drawn
}

func (b *rankingBoard) groupOf(rowOf map[string]int, row int) string {
	for group, at := range rowOf {
		if at == row {
			return group
		}
	}
	return ""
}

// totalsSay is the message of the chart, and the figure in a sentence: what at least
// half of the units reach, and how far the first and the last are apart.
func (b *rankingBoard) totalsSay() (title, summary string) {
	v, all := b.v, b.r.Standings
	n := len(all)
	if n == 0 {
		return v.Say("page.ranking.chart.none"), v.Say("page.ranking.chart.none")
	}
	best, worst, half := all[0].Total, all[n-1].Total, all[(n+1)/2-1].Total
	summary = v.Say("page.ranking.chart.summary", "Units", v.Count(n), "Best", v.Points(best), "Worst", v.Points(worst))
	switch {
	case n == 1:
		return v.Say("page.ranking.chart.one", "Points", v.Points(best)), summary
	case best == worst:
		return v.Say("page.ranking.chart.equal", "Units", v.Count(n), "Points", v.Points(best)), summary
	}
	return v.Say("page.ranking.chart.title", "Half", v.Points(half), "Gap", v.Points(best-worst)), summary
}

// groupRows names a row for each peer group shown, and says which is whose.
func groupRows(v frame.Voice, t *reform.Tally, group string) (rows []string, rowOf map[string]int) {
	rowOf = map[string]int{}
	for _, g := range t.Groups {
		if group == "" || g.ID == group {
			rowOf[g.ID] = len(rows)
			rows = append(rows, v.Words(g.Name()))
		}
	}
	return rows, rowOf
}
