package board

import (
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Cycles is the way in: every body and its cycles.
type Cycles struct {
	frame.Head
	Work   *Work // nil: nothing is said of it
	Bodies []BodyCycles
}

// BodyCycles is one body with its cycles.
type BodyCycles struct {
	Name      string
	Simulated bool
	Next      string // the next day that matters, in a sentence
	Cycles    []CycleLine

	id string
}

// CycleLine is one cycle in the list.
type CycleLine struct {
	Period    frame.Link
	Framework string
	Sample    bool
	Phase     string
	Open      bool
	Opens     string
	Due       string
	Left      string // how much time there is, in words; empty: none
	Closes    string
	Reported  frame.Link
	Units     string
	Bar       frame.Bar
	Report    *frame.Link // the reader's own report; nil: none to hand in now
}

// CycleEntry is what one line of the list is made from.
type CycleEntry struct {
	Cycle     reform.Cycle
	Framework *reform.Framework
	Body      reform.Unit
	Units     int    // that report
	Reported  int    // with a submitted report
	Reporter  string // unit the reader reports for; empty: none
}

// NewCycles makes the list; entries of one body stand together, in the order in
// which they are to be shown.
func NewCycles(v frame.Voice, entries []CycleEntry, now time.Time) Cycles {
	v.Now = now
	page := Cycles{Head: frame.Head{Title: v.Say("page.cycles.title")}}
	for _, e := range entries {
		if last := len(page.Bodies) - 1; last < 0 || page.Bodies[last].id != e.Body.ID {
			page.Bodies = append(page.Bodies, BodyCycles{Name: v.Words(e.Body.Name()), Simulated: e.Body.Simulated, id: e.Body.ID})
		}
		body := &page.Bodies[len(page.Bodies)-1]
		body.Cycles = append(body.Cycles, cycleLine(v, e, now))
	}
	for n := range page.Bodies {
		page.Bodies[n].Next = nextDay(v, entries, page.Bodies[n].id)
	}
	return page
}

// nextDay says which of a body's cycles is due next or, where none is, how long one
// still takes reports.
func nextDay(v frame.Voice, entries []CycleEntry, body string) string {
	var due, open *CycleEntry
	for n := range entries {
		e := &entries[n]
		if e.Body.ID != body || e.Cycle.Phase(v.Now) != reform.Open {
			continue
		}
		if !e.Cycle.Late(v.Now) && (due == nil || e.Cycle.Due.Before(due.Cycle.Due)) {
			due = e
		}
		if e.Cycle.Late(v.Now) && (open == nil || e.Cycle.Closes.Before(open.Cycle.Closes)) {
			open = e
		}
	}
	switch {
	case due != nil:
		return v.Say("page.cycles.next.due", "Cycle", cycleName(v, due), "At", v.Moment(due.Cycle.Due), "Left", v.Left(due.Cycle.Due))
	case open != nil:
		return v.Say("page.cycles.next.closes", "Cycle", cycleName(v, open), "At", v.Moment(open.Cycle.Closes), "Left", v.Left(open.Cycle.Closes))
	}
	return v.Say("page.cycles.next.none")
}

func cycleName(v frame.Voice, e *CycleEntry) string {
	return v.Period(e.Cycle.Period) + " · " + v.Words(e.Framework.Short)
}

func cycleLine(v frame.Voice, e CycleEntry, now time.Time) CycleLine {
	phase := e.Cycle.Phase(now)
	line := CycleLine{
		Period:    frame.Link{Text: v.Period(e.Cycle.Period), URL: frame.CycleURL(e.Cycle.ID, "")},
		Framework: v.Words(e.Framework.Short),
		Sample:    e.Framework.Sample,
		Phase:     v.Say("phase." + string(phase)),
		Open:      phase == reform.Open,
		Opens:     v.Date(e.Cycle.Opens),
		Due:       v.Moment(e.Cycle.Due),
		Closes:    v.Date(e.Cycle.Closes),
		Reported:  frame.Link{Text: v.Count(e.Reported), URL: frame.CycleURL(e.Cycle.ID, "/completeness")},
		Units:     v.Count(e.Units),
		Bar:       frame.BarOf(e.Reported, e.Units),
	}
	switch {
	case phase == reform.Planned:
		line.Left = v.Say("page.cycles.left.opens", "Left", v.Left(e.Cycle.Opens))
	case phase == reform.Open && e.Cycle.Late(now):
		line.Left = v.Say("page.cycles.left.late", "Left", v.Left(e.Cycle.Closes))
	case phase == reform.Open:
		line.Left = v.Say("page.cycles.left.due", "Left", v.Left(e.Cycle.Due))
	}
	if e.Reporter != "" && line.Open {
		line.Report = &frame.Link{Text: v.Say("page.menu.report"), URL: frame.ReportURL(e.Cycle.ID, e.Reporter, reform.FromUnit)}
	}
	return line
}
