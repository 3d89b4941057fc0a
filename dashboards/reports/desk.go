package reports

import (
	"errors"
	"net/url"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Desk is whose report of which cycle a page is about.
type Desk struct {
	Cycle     reform.Cycle
	Framework *reform.Framework
	Body      reform.Unit
	Unit      reform.Unit
	Source    reform.Source
	ReadOnly  bool                   // the reader may look on and not hand anything in
	Locked    error                  // an Objection of those who judge to another report; nil: none
	Mends     bool                   // something was returned, and is mended whatever the window
	People    map[string]reform.User // by sign-in name
}

// phase is whether a report may come now, by the window and by those who judge.
func (d Desk) phase(now time.Time) reform.Phase {
	phase := d.Cycle.Phase(now)
	switch {
	case d.Locked != nil:
		return reform.Closed
	case d.Mends && phase == reform.Closed:
		return reform.Open
	}
	return phase
}

// deadline counts the time left, as long as a report may come.
func (d Desk) deadline(v frame.Voice, now time.Time) string {
	if d.Locked != nil {
		return ""
	}
	return v.Deadline(d.Cycle, now)
}

// judging says what those who judge say to another report; empty: nothing.
func (d Desk) judging(v frame.Voice) string {
	if o, ok := errors.AsType[reform.Objection](d.Locked); ok {
		return locale.Objection(v.Language, o, v.Zone)
	}
	if d.Mends {
		return v.Say("page.report.mends")
	}
	return ""
}

// person names somebody who handed something in.
func (d Desk) person(id string) string { return frame.Person(d.People, id) }

// action is where a form about this report is sent.
func (d Desk) action(rest string) string {
	return frame.UnitURL(d.Cycle.ID, d.Unit.ID) + rest + "?source=" + url.QueryEscape(string(d.Source))
}

// entry is the page on which the report is typed in, at one of its fields. An upload
// brings back what was typed then.
func (d Desk) entry(upload, field string) string {
	to := d.action("/entry")
	if upload != "" {
		to += "&upload=" + url.QueryEscape(upload)
	}
	if field != "" {
		to += "#" + frame.FieldID(field)
	}
	return to
}

func deskHead(v frame.Voice, desk Desk, phase reform.Phase, title string, above ...frame.Link) frame.Head {
	context := v.Context(desk.Cycle, desk.Framework, desk.Body, phase, frame.AtNowhere)
	context.Simulated = context.Simulated || desk.Unit.Simulated
	return frame.Head{Title: title, Context: context, Crumbs: v.Crumbs(context, above...)}
}

// above are the pages over one that belongs to a report.
func above(v frame.Voice, desk Desk) []frame.Link {
	return []frame.Link{
		{Text: v.Words(desk.Unit.Name()), URL: frame.UnitURL(desk.Cycle.ID, desk.Unit.ID)},
		{Text: v.Say("page.report.crumb"), URL: frame.ReportURL(desk.Cycle.ID, desk.Unit.ID, desk.Source)},
	}
}

// soon is how long before the due day the deadline is stressed.
const soon = 3 * 24 * time.Hour

func dueSoon(c reform.Cycle, now time.Time) bool {
	return c.Phase(now) == reform.Open && now.Add(soon).After(c.Due)
}
