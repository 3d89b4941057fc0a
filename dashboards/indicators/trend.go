package indicators

import (
	"slices"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// indicatorTrend draws the mean and median over the cycles since the first with the
// indicator; a cycle without it is a gap, and one cycle makes no trend.
func indicatorTrend(v frame.Voice, i reform.Indicator, tallies []*reform.Tally) *frame.Chart {
	var periods []string
	mean, median := chart.Series{Name: v.Say("page.mean")}, chart.Series{Name: v.Say("page.median"), Dashed: true}
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.period")}, v.Say("page.mean"), v.Say("page.median"), v.Say("page.recoverable"))}
	var known [][]frame.Cell
	var means, highest []reform.Percent
	for _, t := range tallies {
		w, ok := frame.WeaknessOf(t, i.ID)
		if ok = ok && w.Units > 0; !ok && len(periods) == 0 {
			continue
		}
		period := v.Period(t.Cycle.Period)
		row := []frame.Cell{{Text: period}, frame.NoCell, frame.NoCell, frame.NoCell}
		var at, middle reform.Decimal
		if ok {
			at, middle = w.Mean.Decimal(), w.Median.Decimal()
			row = []frame.Cell{{Text: period}, v.PercentCell(w.Mean), v.PercentCell(w.Median), v.PointsCell(w.Recoverable)}
			known, means, highest = append(known, row), append(means, w.Mean), append(highest, w.Mean, w.Median)
		}
		periods = append(periods, period)
		mean.Values, median.Values = append(mean.Values, at), append(median.Values, middle)
		table.Rows = append(table.Rows, row)
	}
	if len(known) < 2 {
		return nil
	}
	first, last := known[0], known[len(known)-1]
	drawn := v.Chart(frame.Chart{
		ID: "chart-trend", Kind: "lines", Size: "short", Decimals: 1, Unit: " %", Table: table,
		Title:   v.Say("page.indicator.trend."+direction(means), "From", first[1].Text, "Start", first[0].Text, "To", last[1].Text, "End", last[0].Text),
		Note:    v.Say("page.indicator.trend.note"),
		Summary: v.Say("page.indicator.trend.summary", "From", first[1].Text, "Start", first[0].Text, "To", last[1].Text, "End", last[0].Text),
		Option:  chart.Lines(periods, []chart.Series{mean, median}, ceiling(highest).Decimal()),
	})
	return &drawn
}

// direction compares the first of a row with the last, as far as one decimal shows.
func direction(means []reform.Percent) string {
	switch first, last := inTenths(means[0]), inTenths(means[len(means)-1]); {
	case last > first:
		return "rose"
	case last < first:
		return "fell"
	}
	return "same"
}

// ceiling is where an axis ends: the next ten above the greatest.
func ceiling(values []reform.Percent) reform.Percent {
	return min((slices.Max(values)/10_00+1)*10_00, reform.Whole)
}

func inTenths(p reform.Percent) reform.Percent { return (p + 5) / 10 }

// panel is the means of one peer group over the cycles.
type panel struct {
	group reform.PeerGroup
	means []reform.Percent
	known []bool
}

// panels draws the mean of each peer group over the cycles, each group on its own, all
// on one scale; the mean of all stands beside in grey.
func panels(v frame.Voice, s *field, tallies []*reform.Tally) *frame.Chart {
	tallies, all, groups := s.means(tallies)
	if len(tallies) < 2 || len(groups) < 2 {
		return nil
	}
	var periods []string
	for _, t := range tallies {
		periods = append(periods, v.Period(t.Cycle.Period))
	}
	fell := 0
	every := all.present()
	for _, g := range groups {
		if g.fell() {
			fell++
		}
		every = append(every, g.present()...)
	}
	most := ceiling(every)
	least := max(0, min(slices.Min(every)/10_00*10_00, most-20_00))
	title := v.Say("page.indicator.panels.none")
	if fell > 0 {
		title = v.Say("page.indicator.panels.fell", "Fell", v.Count(fell), "Groups", v.Count(len(groups)))
	}
	drawn := groups
	note := v.Say("page.indicator.panels.note")
	if len(drawn) > chart.MostPanels {
		drawn = slices.Clone(groups)
		slices.SortStableFunc(drawn, func(a, b panel) int { return int(a.last() - b.last()) })
		drawn = drawn[:chart.MostPanels]
		note += " " + v.Say("page.indicator.panels.weakest", "Count", v.Count(chart.MostPanels))
	}
	var panels []chart.Panel
	for _, g := range drawn {
		panels = append(panels, chart.Panel{Name: v.Words(g.group.Name()), Values: g.values(), Link: v.Here("group", g.group.ID, "page", "")})
	}
	made := v.Chart(frame.Chart{
		ID: "chart-groups", Kind: "panels", Size: frame.PanelsSize(len(panels)), Decimals: 1, Unit: " %", Title: title, Note: note,
		Summary: v.Say("page.indicator.panels.summary", "Groups", v.Count(len(groups)), "Fell", v.Count(fell), "Start", periods[0], "End", periods[len(periods)-1]),
		Table:   panelsTable(v, periods, all, groups),
		Option:  chart.Panels(periods, panels, chart.Panel{Name: v.Say("page.group.all"), Values: all.values()}, least.Decimal(), most.Decimal()),
	})
	return &made
}

// means are the mean shares of the most points, of all units and of each peer group,
// from the first cycle that knew the indicator. Groups without a score are left out.
func (s *field) means(tallies []*reform.Tally) ([]*reform.Tally, panel, []panel) {
	all := panel{}
	groups := make([]panel, len(s.Tally.Groups))
	at := map[string]int{}
	for n, g := range s.Tally.Groups {
		groups[n].group, at[g.ID] = g, n
	}
	var kept []*reform.Tally
	for _, t := range tallies {
		total, sums := average{}, make([]average, len(groups))
		place := t.Framework.Place(s.Indicator.ID)
		for n := range t.Scorecards {
			score := t.Scorecards[n].ScoreAt(place, s.Indicator.ID)
			total.add(score)
			if g, known := at[t.Units[n].PeerGroup]; known {
				sums[g].add(score)
			}
		}
		if total.count == 0 && len(kept) == 0 {
			continue
		}
		kept = append(kept, t)
		all.take(total)
		for n := range groups {
			groups[n].take(sums[n])
		}
	}
	return kept, all, slices.DeleteFunc(groups, func(g panel) bool { return !slices.Contains(g.known, true) })
}

// average adds up scores by their most points: few differ, so that the sum stays small.
type average struct {
	earned map[reform.Points]reform.Points
	count  int64
}

func (m *average) add(s *reform.Score) {
	if !s.State.Counts() || s.Max <= 0 {
		return
	}
	if m.earned == nil {
		m.earned = map[reform.Points]reform.Points{}
	}
	m.earned[s.Max] += s.Earned
	m.count++
}

func (p *panel) take(m average) {
	p.known = append(p.known, m.count > 0)
	if m.count == 0 {
		p.means = append(p.means, 0)
		return
	}
	sum := reform.Fraction{}
	for most, earned := range m.earned {
		sum = sum.Add(earned.Fraction().Quo(most.Fraction()))
	}
	p.means = append(p.means, sum.Quo(reform.NewFraction(m.count, 1)).Percent())
}

// values are the means, with gaps.
func (p panel) values() []reform.Decimal {
	values := make([]reform.Decimal, len(p.means))
	for n, m := range p.means {
		if p.known[n] {
			values[n] = m.Decimal()
		}
	}
	return values
}

// present are the means without gaps.
func (p panel) present() []reform.Percent {
	var present []reform.Percent
	for n, m := range p.means {
		if p.known[n] {
			present = append(present, m)
		}
	}
	return present
}

func (p panel) fell() bool {
	present := p.present()
	return len(present) > 1 && direction(present) == "fell"
}

func (p panel) last() reform.Percent { return p.present()[len(p.present())-1] }

func panelsTable(v frame.Voice, periods []string, all panel, groups []panel) frame.Table {
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.group")}, periods...)}
	row := func(name string, p panel) []frame.Cell {
		cells := []frame.Cell{{Text: name}}
		for n, m := range p.means {
			if !p.known[n] {
				cells = append(cells, frame.NoCell)
				continue
			}
			cells = append(cells, v.PercentCell(m))
		}
		return cells
	}
	table.Rows = append(table.Rows, row(v.Say("page.group.all"), all))
	for _, g := range groups {
		table.Rows = append(table.Rows, row(v.Words(g.group.Name()), g))
	}
	return table
}
