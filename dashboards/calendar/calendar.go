package calendar

import (
	"strconv"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Calendar says which windows of a cycle are open for whom, and lets who runs the cycle
// set them.
type Calendar struct {
	frame.Head
	Problem    string // why what was sent was not done; empty: it was, or nothing was
	Today      string // what the mark of today means; empty: it is not on the calendar
	TodayAt    int    // where it is, of a thousand
	Rows       []Row
	Extensions []ExtensionRow
	Forms      *Forms // nil: the reader may only look
}

// Row is the window of one stage, for one peer group or all.
type Row struct {
	Stage  string
	Group  string
	Units  string // how many it holds for
	Opens  string
	Due    string
	Closes string
	Phase  string
	Open   bool
	From   int // of a thousand, from the first opening to the last closing
	Timely int // width up to the due time, with its grace
	Late   int // width after that, until it is locked
	Drop   *Drop
}

// Drop is what it takes to give a group the days of all again.
type Drop struct{ Stage, Group string }

// ExtensionRow is more time for one unit.
type ExtensionRow struct {
	Unit   frame.Link
	Stage  string
	Until  string
	Reason string
	By     string
	At     string
}

// Forms are what who runs the cycle fills in.
type Forms struct {
	Windows, Spread, Extend string // where they are sent
	Stages, Groups, Units   []frame.Choice
	Typed                   Typed
	Zone                    string
}

// Typed is what stands in the fields: as it was sent, or the days of all.
type Typed struct {
	Opens, Due, Closes, Grace string
	First, Last               string
	Until, Reason             string
}

// About is what the page is made from.
type About struct {
	Cycle     reform.Cycle
	Framework *reform.Framework
	Body      reform.Unit
	Units     []reform.Unit // that report
	Groups    []reform.PeerGroup
	People    map[string]reform.User
	Runs      bool // the reader may set days
	Problem   string
	Sent      func(field string) string // nil: nothing was
}

// Layout is how a moment stands in a field.
const Layout = "2006-01-02T15:04"

// NewCalendar makes the page.
func NewCalendar(v frame.Voice, a About) Calendar {
	context := v.Context(a.Cycle, a.Framework, a.Body, a.Cycle.Phase(v.Now), frame.AtNowhere)
	page := Calendar{Head: frame.Head{Title: v.Say("calendar.title"), Context: context, Crumbs: v.Crumbs(context)}, Problem: a.Problem}
	windows := a.windows()
	first, last := span(windows)
	scale := func(t time.Time) int { return int(1000 * (t.Unix() - first.Unix()) / max(1, last.Unix()-first.Unix())) }
	for _, w := range windows {
		page.Rows = append(page.Rows, row(v, a, w, scale))
	}
	if v.Now.After(first) && v.Now.Before(last) {
		page.Today, page.TodayAt = v.Say("calendar.today", "At", v.Moment(v.Now)), scale(v.Now)
	}
	units := map[string]reform.Unit{}
	for _, u := range a.Units {
		units[u.ID] = u
	}
	for n := range a.Cycle.Extensions { // the newest first
		e := a.Cycle.Extensions[len(a.Cycle.Extensions)-1-n]
		page.Extensions = append(page.Extensions, ExtensionRow{
			Unit:  frame.Link{Text: v.Words(units[e.Unit].Name()), URL: frame.UnitURL(a.Cycle.ID, e.Unit)},
			Stage: v.Say("stage." + string(e.Stage)), Until: v.Moment(e.Until), Reason: e.Reason, By: frame.Person(a.People, e.By), At: v.Moment(e.At),
		})
	}
	if a.Runs {
		page.Forms = forms(v, a)
	}
	return page
}

// windows are those of each stage: for all, and then for the groups that have their own.
func (a About) windows() []reform.Window {
	var all []reform.Window
	for _, s := range reform.Stages {
		if w, ok := a.Cycle.Window(s, reform.Unit{}); ok {
			all = append(all, w)
		}
		for _, g := range a.Groups {
			for _, w := range a.Cycle.Windows {
				if w.Stage == s && w.PeerGroup == g.ID {
					all = append(all, w)
				}
			}
		}
	}
	return all
}

func span(windows []reform.Window) (first, last time.Time) {
	for n, w := range windows {
		if n == 0 || w.Opens.Before(first) {
			first = w.Opens
		}
		if n == 0 || w.Closes.After(last) {
			last = w.Closes
		}
	}
	return first, last
}

func row(v frame.Voice, a About, w reform.Window, scale func(time.Time) int) Row {
	phase := w.Phase(v.Now)
	r := Row{
		Stage: v.Say("stage." + string(w.Stage)), Group: v.Say("calendar.all"), Units: v.Count(a.held(w)),
		Opens: v.Moment(w.Opens), Due: v.Moment(w.Due), Closes: v.Moment(w.Closes),
		Phase: v.Say("phase." + string(phase)), Open: phase == reform.Open, From: scale(w.Opens),
	}
	if w.Grace > 0 {
		r.Due = v.Say("calendar.grace", "Due", r.Due, "Last", v.Moment(w.Last()))
	}
	r.Timely = max(1, scale(w.Last())-r.From)
	r.Late = scale(w.Closes) - r.From - r.Timely
	if w.PeerGroup == "" {
		return r
	}
	for _, g := range a.Groups {
		if g.ID == w.PeerGroup {
			r.Group = v.Words(g.Name())
		}
	}
	if a.Runs {
		r.Drop = &Drop{string(w.Stage), w.PeerGroup}
	}
	return r
}

// held counts the units for which a window holds.
func (a About) held(w reform.Window) int {
	n := 0
	for _, u := range a.Units {
		own, ok := a.Cycle.Window(w.Stage, reform.Unit{PeerGroup: u.PeerGroup})
		if ok && own.PeerGroup == w.PeerGroup {
			n++
		}
	}
	return n
}

func forms(v frame.Voice, a About) *Forms {
	f := &Forms{
		Windows: frame.CycleURL(a.Cycle.ID, "/windows"), Spread: frame.CycleURL(a.Cycle.ID, "/windows/spread"),
		Extend: frame.CycleURL(a.Cycle.ID, "/extensions"), Zone: v.Say("calendar.zone", "Zone", v.ZoneName()),
		Groups: []frame.Choice{{Text: v.Say("calendar.all")}},
	}
	sent := a.Sent
	w := a.Cycle.Reports(reform.Unit{})
	field := func(t time.Time) string { return v.Local(t).Format(Layout) }
	f.Typed = Typed{Opens: field(w.Opens), Due: field(w.Due), Closes: field(w.Closes), Grace: strconv.Itoa(int(w.Grace.Minutes())), First: field(w.Due), Last: field(w.Due), Until: field(w.Closes)}
	if sent != nil {
		for name, to := range map[string]*string{
			"opens": &f.Typed.Opens, "due": &f.Typed.Due, "closes": &f.Typed.Closes, "grace": &f.Typed.Grace, "first": &f.Typed.First, "last": &f.Typed.Last, "until": &f.Typed.Until, "reason": &f.Typed.Reason,
		} {
			if text := sent(name); text != "" {
				*to = text
			}
		}
	} else {
		sent = func(string) string { return "" }
	}
	for _, s := range reform.Stages {
		f.Stages = append(f.Stages, frame.Choice{Value: string(s), Text: v.Say("stage." + string(s)), Chosen: sent("stage") == string(s)})
	}
	for _, g := range a.Groups {
		f.Groups = append(f.Groups, frame.Choice{Value: g.ID, Text: v.Words(g.Name()), Chosen: sent("group") == g.ID})
	}
	for _, u := range a.Units {
		f.Units = append(f.Units, frame.Choice{Value: u.ID, Text: v.Words(u.Name()), Chosen: sent("unit") == u.ID})
	}
	return f
}
