package dashboards

import (
	"time"

	"reformboard/internal/reform"
)

// Cycles is the way in: every body and its cycles.
type Cycles struct {
	Head
	Bodies []BodyCycles
}

// BodyCycles is one body with its cycles.
type BodyCycles struct {
	Name      string
	Simulated bool
	Cycles    []CycleLine
}

// CycleLine is one cycle in the list.
type CycleLine struct {
	Period    Link
	Framework string
	Sample    bool
	Phase     string
	Open      bool
	Opens     string
	Due       string
	Closes    string
	Reported  string
	Units     string
	Bar       Bar
	Report    *Link // the reader's own report; nil: none to hand in now
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
func NewCycles(v Voice, entries []CycleEntry, now time.Time) Cycles {
	page := Cycles{Head: Head{Title: v.Say("page.cycles.title")}}
	for i, e := range entries {
		if i == 0 || entries[i-1].Body.ID != e.Body.ID {
			page.Bodies = append(page.Bodies, BodyCycles{Name: v.Words(e.Body.Name()), Simulated: e.Body.Simulated})
		}
		body := &page.Bodies[len(page.Bodies)-1]
		body.Cycles = append(body.Cycles, v.cycleLine(e, now))
	}
	return page
}

func (v Voice) cycleLine(e CycleEntry, now time.Time) CycleLine {
	phase := e.Cycle.Phase(now)
	line := CycleLine{
		Period:    Link{Text: v.Period(e.Cycle.Period), URL: cycleURL(e.Cycle.ID, "")},
		Framework: v.Words(e.Framework.Short),
		Sample:    e.Framework.Sample,
		Phase:     v.Say("phase." + string(phase)),
		Open:      phase == reform.Open,
		Opens:     v.Date(e.Cycle.Opens),
		Due:       v.Moment(e.Cycle.Due),
		Closes:    v.Date(e.Cycle.Closes),
		Reported:  v.Count(e.Reported),
		Units:     v.Count(e.Units),
		Bar:       barOf(e.Reported, e.Units),
	}
	if e.Reporter != "" && line.Open {
		line.Report = &Link{Text: v.Say("page.menu.report"), URL: reportURL(e.Cycle.ID, e.Reporter, reform.FromUnit)}
	}
	return line
}
