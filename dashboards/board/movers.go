package board

import (
	"cmp"
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Movers are the units whose rank has changed most since the cycle before.
type Movers struct {
	Title  string
	Up     []MoverRow
	Down   []MoverRow
	NoUp   string // in place of rows
	NoDown string
	None   string // why nothing can be compared; empty: it can
}

// MoverRow is one unit that rose or fell.
type MoverRow struct {
	Unit frame.Link
	Move frame.Move
	Rank string
}

// mostMovers is how many units are named on either side.
const mostMovers = 3

// movement is a ranking's units by the way they went; those that went furthest come
// first, among equals the better rank.
type movement struct {
	up, down []reform.Standing
	stayed   int
}

func movementOf(r reform.Ranking) movement {
	var m movement
	for _, s := range r.Standings {
		switch {
		case s.Moved == nil:
		case *s.Moved > 0:
			m.up = append(m.up, s)
		case *s.Moved < 0:
			m.down = append(m.down, s)
		default:
			m.stayed++
		}
	}
	slices.SortStableFunc(m.up, func(a, b reform.Standing) int { return cmp.Compare(*b.Moved, *a.Moved) })
	slices.SortStableFunc(m.down, func(a, b reform.Standing) int { return cmp.Compare(*a.Moved, *b.Moved) })
	return m
}

// compared is how many units were ranked both times.
func (m movement) compared() int { return len(m.up) + len(m.down) + m.stayed }

func movers(v frame.Voice, t, before *reform.Tally) Movers {
	if before == nil {
		return Movers{Title: v.Say("page.overview.movers.first"), None: v.Say("page.overview.movers.no_past")}
	}
	movers := Movers{Title: v.Say("page.overview.movers", "Period", v.PeriodWithin(before.Cycle.Period))}
	m := movementOf(t.Overall)
	if len(t.Units) == 1 {
		movers.None = v.Say("page.overview.movers.alone")
		return movers
	}
	if m.compared() == 0 {
		movers.None = v.Say("page.overview.movers.none")
		return movers
	}
	movers.Up, movers.Down = moverRows(v, t, m.up), moverRows(v, t, m.down)
	if len(movers.Up) == 0 {
		movers.NoUp = v.Say("page.overview.movers.nobody_up")
	}
	if len(movers.Down) == 0 {
		movers.NoDown = v.Say("page.overview.movers.nobody_down")
	}
	return movers
}

func moverRows(v frame.Voice, t *reform.Tally, moved []reform.Standing) []MoverRow {
	var rows []MoverRow
	for _, s := range moved[:min(mostMovers, len(moved))] {
		u, _ := t.Unit(s.Unit)
		rows = append(rows, MoverRow{
			Unit: v.UnitLink(t, u), Move: v.Move(s.Moved),
			Rank: v.Say("page.overview.movers.rank", "Rank", v.Rank(&t.Framework, s), "Ranked", v.Count(len(t.Overall.Standings))),
		})
	}
	return rows
}
