package turnout

import (
	"cmp"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// habit is how one unit has reported over the cycles shown.
type habit struct {
	unit   reform.Unit
	card   *reform.Scorecard // of this cycle
	cells  []answer          // one a cycle, the oldest first
	faults int               // cycles in which it was late or silent past due
	place  int               // as the body lists it
}

// answer is how a unit answered one cycle's call for reports.
type answer struct {
	is   reform.Timeliness
	days int // late, a part of one counted as one
}

func (u habit) now() reform.Timeliness { return u.cells[len(u.cells)-1].is }

// repeated reports whether the unit keeps being late.
func (u habit) repeated() bool { return u.faults >= repeatedFrom }

// habits follows the units of the last of some cycles, of one group or all, through
// all of these cycles.
func habits(cycles []*reform.Tally, group string, now time.Time) []habit {
	last := len(cycles) - 1
	cards := make([]map[string]*reform.Scorecard, len(cycles))
	for n, t := range cycles {
		cards[n] = make(map[string]*reform.Scorecard, len(t.Scorecards))
		for i := range t.Scorecards {
			cards[n][t.Scorecards[i].Unit] = &t.Scorecards[i]
		}
	}
	var all []habit
	for place, unit := range cycles[last].Units {
		if group != "" && unit.PeerGroup != group {
			continue
		}
		u := habit{unit: unit, card: cards[last][unit.ID], cells: make([]answer, len(cycles)), place: place}
		if u.card == nil {
			u.card = &reform.Scorecard{Unit: unit.ID}
			cards[last][unit.ID] = u.card
		}
		for n, t := range cycles {
			u.cells[n] = answerTo(t.Cycle.Reports(unit), cards[n][unit.ID], now)
			if u.cells[n].is.Fault() {
				u.faults++
			}
		}
		all = append(all, u)
	}
	return all
}

func answerTo(w reform.Window, card *reform.Scorecard, now time.Time) answer {
	a := answer{is: w.Timeliness(card, now)}
	if a.is == reform.TooLate {
		if late := card.Submitted.Sub(w.Due); late > 0 {
			a.days = int((late + 24*time.Hour - 1) / (24 * time.Hour))
		}
	}
	return a
}

// sorts are the orders of the list, the first being the ordinary one. Equals
// stand as the body lists them.
var sorts = []string{"worst", "listed", "name", "coverage", "repeated"}

func sortHabits(v frame.Voice, list []habit, sort string) error {
	var compare func(a, b habit) int
	switch sort {
	case "", "worst":
		compare = func(a, b habit) int {
			return cmp.Or(cmp.Compare(urgency(a), urgency(b)), cmp.Compare(b.faults, a.faults))
		}
	case "listed":
		return nil
	case "name":
		compare = func(a, b habit) int {
			return locale.Compare(v.Language, v.Words(a.unit.Name()), v.Words(b.unit.Name()))
		}
	case "coverage":
		compare = func(a, b habit) int { return cmp.Compare(a.card.Coverage, b.card.Coverage) }
	case "repeated":
		compare = func(a, b habit) int { return cmp.Compare(b.faults, a.faults) }
	default:
		return fmt.Errorf("%w: order %q", reform.ErrInvalid, sort)
	}
	slices.SortStableFunc(list, compare)
	return nil
}

// urgency is where what a unit owes stands in the list of what asks most of a person.
func urgency(u habit) int { return slices.Index(reform.Timelinesses, u.now()) }

// found keeps the units that belong and whose name or id holds what is looked for,
// accents aside.
func found(list []habit, belongs func(habit) bool, find string) []habit {
	wanted := locale.Fold(find)
	return slices.DeleteFunc(list, func(u habit) bool {
		return !belongs(u) || wanted != "" && !strings.Contains(locale.Fold(u.unit.NameVI+" "+u.unit.NameEN+" "+u.unit.ID), wanted)
	})
}

func percentOf(part, whole int) reform.Percent {
	return reform.PercentOfShare(big.NewRat(int64(part), int64(whole)))
}

// Row is one unit of the matrix.
type Row struct {
	Unit     frame.Link
	Group    string
	Is       reform.Timeliness
	Says     string
	LateBy   string // empty: not late
	Longer   string // until when it was given more time; empty: it was not
	At       string
	Coverage string
	Bar      frame.Bar
	Faults   string
	Repeated bool
	Cells    []Cell
}

// Cell is how a unit answered in one cycle: a mark, and what it means.
type Cell struct {
	Is   reform.Timeliness
	Mark string
	Says string
}

func rowsOf(v frame.Voice, t *reform.Tally, periods []string, list []habit) []Row {
	groups := v.GroupNames(t)
	rows := make([]Row, 0, len(list))
	for _, u := range list {
		last := u.cells[len(u.cells)-1]
		row := Row{
			Unit: v.UnitLink(t, u.unit), Group: groups[u.unit.PeerGroup], Is: last.is, Says: timeliness(v, last.is), At: frame.None, LateBy: lateBy(v, last),
			Coverage: v.Percent(u.card.Coverage), Bar: frame.BarOf(int(u.card.Coverage), 100_00), Repeated: u.repeated(),
			Faults: v.Say("page.completeness.faults.of", "Number", v.Count(u.faults), "Cycles", v.Count(u.called())),
		}
		if e := t.Cycle.Reports(u.unit).Extension; e != nil {
			row.Longer = v.Say("page.completeness.longer", "Until", v.Moment(e.Until))
		}
		if u.card.Submitted != nil {
			row.At = v.Moment(*u.card.Submitted)
		}
		for n, a := range u.cells {
			cell := Cell{Is: a.is, Mark: v.Say("timeliness." + string(a.is) + ".mark"), Says: v.Say("page.completeness.cell", "Period", periods[n], "Says", answerSays(v, a))}
			if a.days > 0 {
				cell.Mark = v.Say("page.completeness.late_mark", "Days", v.Count(a.days))
			}
			row.Cells = append(row.Cells, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// called is in how many of the cycles the unit had to report by now.
func (u habit) called() int {
	n := 0
	for _, a := range u.cells {
		if a.is != reform.NotYetUnit {
			n++
		}
	}
	return n
}

func timeliness(v frame.Voice, is reform.Timeliness) string { return v.Say("timeliness." + string(is)) }

// answerSays says how a unit answered, with the days it was late.
func answerSays(v frame.Voice, a answer) string {
	if by := lateBy(v, a); by != "" {
		return timeliness(v, a.is) + ", " + by
	}
	return timeliness(v, a.is)
}

func lateBy(v frame.Voice, a answer) string {
	if a.days == 0 {
		return ""
	}
	return v.Say("page.completeness.late_by", "Count", a.days)
}

func legend(v frame.Voice) []Cell {
	var legend []Cell
	for _, is := range []reform.Timeliness{reform.InTime, reform.TooLate, reform.Overdue, reform.NeverCame, reform.NotYetDue, reform.NotYetUnit} {
		legend = append(legend, Cell{Is: is, Mark: v.Say("timeliness." + string(is) + ".mark"), Says: timeliness(v, is)})
	}
	return legend
}

// Units is the whole list as the page is narrowed, for a file.
func (p Completeness) Units(v frame.Voice, t *reform.Tally) frame.Table {
	groups := v.GroupNames(t)
	table := frame.Table{Columns: frame.Columns([]string{v.Say("page.completeness.code"), v.Say("page.unit"), v.Say("page.group"), v.Say("page.completeness.status"), v.Say("page.completeness.submitted")},
		v.Say("page.completeness.coverage"), v.Say("page.completeness.faults"))}
	for _, period := range p.Periods {
		table.Columns = append(table.Columns, frame.Column{Text: period})
	}
	for _, u := range p.list {
		at := frame.None
		if u.card.Submitted != nil {
			at = v.Moment(*u.card.Submitted)
		}
		var row []frame.Cell
		for _, text := range []string{u.unit.ID, v.Words(u.unit.Name()), groups[u.unit.PeerGroup], timeliness(v, u.now()), at} {
			row = append(row, frame.Cell{Text: text})
		}
		row = append(row, v.PercentCell(u.card.Coverage), v.CountCell(u.faults))
		for _, a := range u.cells {
			row = append(row, frame.Cell{Text: answerSays(v, a)})
		}
		table.Rows = append(table.Rows, row)
	}
	return table
}
