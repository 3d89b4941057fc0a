package dashboards

import (
	"strconv"

	"reformboard/dashboards/chart"
	"reformboard/internal/reform"
)

// totalsChart draws each ranked unit's total as a dot on the row of its peer
// group, over the lines where the grades begin.
func (v Voice) totalsChart(t *reform.Tally, group string, r reform.Ranking) Chart {
	rows, rowOf := v.groupRows(t, group)
	find := indexOf(t)
	var dots []chart.Dot
	table := Table{Columns: columns([]string{v.Say("page.unit"), v.Say("page.group")}, v.Say("page.total"))}
	for _, s := range r.Standings {
		u := find.units[s.Unit]
		dots = append(dots, chart.Dot{Row: rowOf[u.PeerGroup], Name: v.Words(u.Name()), Value: s.Total.Decimal(), Link: unitURL(t.Cycle.ID, u.ID)})
		table.Rows = append(table.Rows, []Cell{linked(v.unitLink(t, u)), {Text: v.Words(find.groups[u.PeerGroup].Name())}, v.pointsCell(s.Total)})
	}
	var lines []chart.Line
	for _, g := range t.Framework.Grades {
		if g.From > 0 {
			lines = append(lines, chart.Line{Name: v.Words(g.Title) + " ≥ " + v.Most(g.From), At: g.From.Decimal()})
		}
	}
	summary := v.Say("page.ranking.chart.none")
	if n := len(r.Standings); n > 0 {
		summary = v.Say("page.ranking.chart.summary", "Units", v.Count(n), "Best", v.Points(r.Standings[0].Total), "Worst", v.Points(r.Standings[n-1].Total))
	}
	return v.chart(Chart{
		ID: "chart-totals", Kind: "strip", Size: rowsSize(len(rows)), Decimals: 2, Summary: summary, Table: table,
		Title:  v.Say("page.ranking.chart.title"),
		Note:   v.Say("page.ranking.chart.note", "Max", v.Most(t.Framework.Max)),
		Option: chart.Strip(rows, dots, lines, ""),
	})
}

// groupRows names a row for each peer group shown, and says which is whose.
func (v Voice) groupRows(t *reform.Tally, group string) (rows []string, rowOf map[string]int) {
	rowOf = map[string]int{}
	for _, g := range t.Groups {
		if group == "" || g.ID == group {
			rowOf[g.ID] = len(rows)
			rows = append(rows, v.Words(g.Name()))
		}
	}
	return rows, rowOf
}

// rowsSize is the height of a chart with so many rows.
func rowsSize(rows int) string { return "rows-" + strconv.Itoa(min(max(rows, 1), 12)) }
