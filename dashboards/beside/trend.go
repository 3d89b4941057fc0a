package beside

import (
	"slices"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Trend draws a unit's total over the cycles, each labelled with its rank in
// the peer group; a cycle in which it was not ranked is a gap.
func Trend(v frame.Voice, u reform.Unit, tallies []*reform.Tally) *frame.Chart {
	var periods, within []string
	total := chart.Series{Name: v.Say("page.total")}
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.period")},
		v.Say("page.total"), v.Say("page.rank.group"), v.Say("page.scorecard.trend.group"), v.Say("page.rank.overall"), v.Say("page.ranked"))}
	var standings []reform.Standing
	note := "page.scorecard.trend.note.alone"
	for _, t := range tallies {
		s, ok := t.Overall.Standing(u.ID)
		if !ok {
			continue // the unit was not there yet
		}
		group, _ := t.Ranking(u.PeerGroup)
		among, _ := group.Standing(u.ID)
		value, label := reform.Decimal(""), ""
		row := []frame.Cell{{Text: v.Period(t.Cycle.Period)}, frame.NoCell, frame.NoCell, v.CountCell(len(group.Standings)), frame.NoCell, v.CountCell(len(t.Overall.Standings))}
		if s.Rank > 0 {
			value = s.Total.Decimal()
			row[1], row[4] = v.PointsCell(s.Total), rankCell(v, &t.Framework, s)
		}
		if among.Rank > 0 {
			row[2] = rankCell(v, &t.Framework, among)
			if len(group.Standings) > 1 { // 1 of 1 is no rank to tell
				label, note = v.Rank(&t.Framework, among)+"/"+v.Count(len(group.Standings)), "page.scorecard.trend.note"
			}
		}
		within = append(within, v.PeriodWithin(t.Cycle.Period))
		periods, total.Values, total.Labels = append(periods, v.Period(t.Cycle.Period)), append(total.Values, value), append(total.Labels, label)
		standings, table.Rows = append(standings, s), append(table.Rows, row)
	}
	if len(periods) < 2 || !slices.ContainsFunc(standings, func(s reform.Standing) bool { return s.Rank > 0 }) {
		return nil
	}
	most := reform.Decimal("") // the lines choose their own axis, but where nothing moves
	if flat(total.Values) {
		most = tallies[len(tallies)-1].Framework.Max.Decimal()
	}
	first, last := table.Rows[0], table.Rows[len(periods)-1]
	drawn := v.Chart(frame.Chart{
		ID: "chart-trend", Kind: "lines", Size: "short", Decimals: 2, Table: table,
		Title:   trendTitle(v, within, standings),
		Note:    v.Say(note),
		Summary: v.Say("page.scorecard.trend.summary", "From", first[1].Text, "Start", first[0].Text, "To", last[1].Text, "End", last[0].Text),
		Option:  chart.Lines(periods, []chart.Series{total}, most),
	})
	return &drawn
}

// flat reports whether all values are the same.
func flat(values []reform.Decimal) bool {
	seen := map[reform.Decimal]bool{}
	for _, value := range values {
		if value != "" {
			seen[value] = true
		}
	}
	return len(seen) < 2
}

// trendTitle says how the total changed since the last cycle in which there was one.
func trendTitle(v frame.Voice, periods []string, standings []reform.Standing) string {
	end := len(standings) - 1
	if standings[end].Rank == 0 {
		return v.Say("page.scorecard.trend.unranked")
	}
	before := end - 1
	for before >= 0 && standings[before].Rank == 0 {
		before--
	}
	if before < 0 {
		return v.Say("page.scorecard.trend.first")
	}
	now, was := standings[end].Total, standings[before].Total
	switch {
	case now > was:
		return v.Say("page.scorecard.trend.up", "Points", v.Points(now-was), "Period", periods[before])
	case now < was:
		return v.Say("page.scorecard.trend.down", "Points", v.Points(was-now), "Period", periods[before])
	}
	return v.Say("page.scorecard.trend.same", "Period", periods[before])
}

func rankCell(v frame.Voice, f *reform.Framework, s reform.Standing) frame.Cell {
	return frame.Cell{Text: v.Rank(f, s), Number: s.Place(f.Ranks.Ties)}
}
