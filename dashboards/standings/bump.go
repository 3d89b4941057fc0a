package standings

import (
	"cmp"
	"slices"
	"strconv"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

const (
	mostNamedCourses = 14  // and the reader's own unit
	mostCourses      = 200 // more grey lines are a grey area
)

// bumpChart draws how the ranks went: two cycles as a slope chart, up to eight as a bump
// chart. Who moved furthest is named, and the reader's unit; the others are grey.
func bumpChart(v frame.Voice, t *reform.Tally, past []*reform.Tally, ask MovementAsk, movers []mover, ranks []map[string]int) frame.Chart {
	tallies := append(slices.Clone(past), t)
	periods, table := bumpPeriods(v, tallies)
	named := map[string]chart.Way{}
	for _, m := range movers {
		if m.Unit == ask.Own || len(named) < mostNamedCourses && m.Among() != 0 {
			named[m.Unit] = wayOf(m.Among())
		}
	}
	shown, last := coursesShown(movers, named, ranks)
	find := frame.IndexOf(t)
	var courses []chart.Course
	for _, m := range shown {
		u := find.Units[m.Unit]
		course := chart.Course{Link: frame.InEdition(frame.UnitURL(t.Cycle.ID, m.Unit), t)}
		for _, at := range ranks {
			course.Ranks = append(course.Ranks, at[m.Unit])
		}
		if way, ok := named[m.Unit]; ok {
			course.Name, course.Way = wayMark(m)+" "+v.Words(u.Name()), way
		}
		courses = append(courses, course)
		table.Rows = append(table.Rows, courseCells(v, v.UnitLink(t, u), course.Ranks))
	}
	slices.SortStableFunc(courses, func(a, b chart.Course) int { return cmp.Compare(len(b.Name), len(a.Name)) })
	note := v.Say("page.movement.chart.note", "Named", v.Count(len(named)))
	switch {
	case len(named) == 0:
		note = v.Say("page.movement.chart.plain")
	case len(movers) > mostCourses:
		note = v.Say("page.movement.chart.cut", "Named", v.Count(len(named)), "Shown", v.Count(mostCourses))
	}
	return v.Chart(frame.Chart{
		ID: "chart-movement", Kind: "bump", Size: "list", Title: messageOf(v, t, movers), Note: note, Table: table,
		Summary: movementLead(v, movers, v.PeriodWithin(past[len(past)-1].Cycle.Period)),
		Option:  chart.Bump(periods, courses, last, breaks(v, tallies)),
	})
}

func bumpPeriods(v frame.Voice, tallies []*reform.Tally) ([]string, frame.Table) {
	var periods []string
	for _, t := range tallies {
		periods = append(periods, v.Period(t.Cycle.Period))
	}
	return periods, frame.Table{Columns: frame.Columns([]string{v.Say("page.unit")}, periods...)}
}

// coursesShown are the units drawn, the best first: all or, where they are too many, the
// first and those that are named; and the last rank there is.
func coursesShown(movers []mover, named map[string]chart.Way, ranks []map[string]int) (shown []mover, last int) {
	now := ranks[len(ranks)-1]
	for _, m := range movers {
		_, isNamed := named[m.Unit]
		if len(movers) <= mostCourses || isNamed || now[m.Unit] <= mostCourses {
			shown = append(shown, m)
		}
	}
	slices.SortStableFunc(shown, func(a, b mover) int { return cmp.Compare(now[a.Unit], now[b.Unit]) })
	for _, m := range shown {
		for _, at := range ranks {
			last = max(last, at[m.Unit])
		}
	}
	return shown, last
}

func courseCells(v frame.Voice, unit frame.Link, ranks []int) []frame.Cell {
	cells := []frame.Cell{frame.LinkCell(unit)}
	for _, rank := range ranks {
		cell := frame.NoCell
		if rank > 0 {
			cell = frame.Cell{Text: v.Count(rank), Number: reform.Decimal(strconv.Itoa(rank))}
		}
		cells = append(cells, cell)
	}
	return cells
}

// wayMark is a movement before a name, ▲3: a long name may be cut at its end.
func wayMark(m mover) string {
	switch {
	case m.Among() > 0:
		return "▲" + strconv.Itoa(m.Among())
	case m.Among() < 0:
		return "▼" + strconv.Itoa(-m.Among())
	}
	return "="
}

func wayOf(gained int) chart.Way {
	switch {
	case gained > 0:
		return chart.Up
	case gained < 0:
		return chart.Down
	}
	return chart.Same
}

// breaks are the periods from which another edition of the rules applies.
func breaks(v frame.Voice, tallies []*reform.Tally) []chart.Break {
	var breaks []chart.Break
	for n, t := range tallies {
		if n > 0 && tallies[n-1].Framework.ID != t.Framework.ID {
			breaks = append(breaks, chart.Break{Name: v.Say("page.movement.break.mark"), Period: v.Period(t.Cycle.Period)})
		}
	}
	return breaks
}
