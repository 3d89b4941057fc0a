package dashboards

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"reformboard/dashboards/chart"
	"reformboard/internal/reform"
)

const (
	mostNamedCourses = 14  // and the reader's own unit
	mostCourses      = 200 // more grey lines are a grey area
)

// bumpChart draws how the ranks went: two cycles as a slope chart, up to eight as a bump
// chart. Who moved furthest is named, and the reader's unit; the others are grey.
func (v Voice) bumpChart(t *reform.Tally, past []*reform.Tally, ask MovementAsk, movers []mover) Chart {
	tallies := append(slices.Clone(past), t)
	periods, table := v.bumpPeriods(tallies)
	ranks, last := ranksOver(tallies, ask.Group)
	named := map[string]chart.Way{}
	for _, m := range movers {
		if m.Unit == ask.Own || len(named) < mostNamedCourses && m.Gained() != 0 {
			named[m.Unit] = wayOf(m.Gained())
		}
	}
	r, _ := t.Ranking(ask.Group)
	shown := r.Standings
	if len(shown) > mostCourses {
		shown = shown[:mostCourses]
		for _, s := range r.Standings[mostCourses:] {
			if _, ok := named[s.Unit]; ok {
				shown = append(slices.Clone(shown), s)
			}
		}
	}
	find := indexOf(t)
	var courses []chart.Course
	for _, s := range shown {
		u := find.units[s.Unit]
		course := chart.Course{Ranks: ranks[s.Unit], Link: unitURL(t.Cycle.ID, s.Unit)}
		if way, ok := named[s.Unit]; ok {
			course.Name, course.Way = strings.TrimSpace(v.gainedMark(movers, s.Unit)+" "+v.Words(u.Name())), way
		}
		courses = append(courses, course)
		table.Rows = append(table.Rows, v.courseCells(v.unitLink(t, u), ranks[s.Unit]))
	}
	slices.SortStableFunc(courses, func(a, b chart.Course) int { return cmp.Compare(len(b.Name), len(a.Name)) })
	note := v.Say("page.movement.chart.note", "Named", v.Count(len(named)))
	switch {
	case len(named) == 0:
		note = v.Say("page.movement.chart.plain")
	case len(r.Standings) > mostCourses:
		note = v.Say("page.movement.chart.cut", "Named", v.Count(len(named)), "Shown", v.Count(mostCourses))
	}
	return v.chart(Chart{
		ID: "chart-movement", Kind: "bump", Size: "list", Title: v.messageOf(t, movers), Note: note, Table: table,
		Summary: v.movementLead(movers, v.Period(past[len(past)-1].Cycle.Period)),
		Option:  chart.Bump(periods, courses, last, v.breaks(tallies)),
	})
}

func (v Voice) bumpPeriods(tallies []*reform.Tally) ([]string, Table) {
	var periods []string
	for _, t := range tallies {
		periods = append(periods, v.Period(t.Cycle.Period))
	}
	return periods, Table{Columns: columns([]string{v.Say("page.unit")}, periods...)}
}

// ranksOver are the ranks of every unit in each of several cycles, 0 where it has none,
// and the last rank of all.
func ranksOver(tallies []*reform.Tally, group string) (ranks map[string][]int, last int) {
	ranks = map[string][]int{}
	for n, t := range tallies {
		r, _ := t.Ranking(group)
		for _, s := range r.Standings {
			if ranks[s.Unit] == nil {
				ranks[s.Unit] = make([]int, len(tallies))
			}
			ranks[s.Unit][n] = s.Rank
			last = max(last, s.Rank)
		}
	}
	return ranks, last
}

func (v Voice) courseCells(unit Link, ranks []int) []Cell {
	cells := []Cell{linked(unit)}
	for _, rank := range ranks {
		cell := noCell
		if rank > 0 {
			cell = Cell{Text: v.Count(rank), Number: reform.Decimal(strconv.Itoa(rank))}
		}
		cells = append(cells, cell)
	}
	return cells
}

// gainedMark is a movement before a name, ▲3: a long name may be cut at its end.
func (v Voice) gainedMark(movers []mover, unit string) string {
	for _, m := range movers {
		if m.Unit == unit {
			gained := m.Gained()
			if gained == 0 {
				return "="
			}
			return v.move(&gained).Arrow + v.Count(far(m))
		}
	}
	return ""
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
func (v Voice) breaks(tallies []*reform.Tally) []chart.Break {
	var breaks []chart.Break
	for n, t := range tallies {
		if n > 0 && tallies[n-1].Framework.ID != t.Framework.ID {
			breaks = append(breaks, chart.Break{Name: v.Say("page.movement.break.mark"), Period: v.Period(t.Cycle.Period)})
		}
	}
	return breaks
}
