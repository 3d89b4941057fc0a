package dashboards

import (
	"net/url"
	"time"

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
	People    map[string]reform.User // by sign-in name
}

// person names somebody who handed something in.
func (d Desk) person(id string) string { return nameOfUser(d.People, id) }

// nameOfUser names somebody by sign-in name, or by that name where there is no other.
func nameOfUser(people map[string]reform.User, id string) string {
	if name := people[id].Name; name != "" {
		return name
	}
	return id
}

// action is where a form about this report is sent.
func (d Desk) action(rest string) string {
	return unitURL(d.Cycle.ID, d.Unit.ID) + rest + "?source=" + url.QueryEscape(string(d.Source))
}

// entry is the page on which the report is typed in, at one of its fields. An upload
// brings back what was typed then.
func (d Desk) entry(upload, field string) string {
	to := d.action("/entry")
	if upload != "" {
		to += "&upload=" + url.QueryEscape(upload)
	}
	if field != "" {
		to += "#" + fieldID(field)
	}
	return to
}

// areaFigures are a source's figures under the heading of an area.
type areaFigures struct {
	ID      string // empty: of no area
	Title   string
	Figures []reform.Figure
}

// byArea lists a source's figures as the form does: those of no area first, then area by
// area.
func (v Voice) byArea(f *reform.Framework, source reform.Source) []areaFigures {
	areas := []areaFigures{{Title: v.Say("workbook.general")}}
	at := map[string]int{}
	for _, a := range f.AllAreas() {
		at[a.ID] = len(areas)
		areas = append(areas, areaFigures{ID: a.ID, Title: v.Words(a.Title)})
	}
	for _, g := range f.FiguresOf(source) {
		a := &areas[at[g.Section]] // of an unknown area: none
		a.Figures = append(a.Figures, g)
	}
	var asked []areaFigures
	for _, a := range areas {
		if len(a.Figures) > 0 {
			asked = append(asked, a)
		}
	}
	return asked
}

func (v Voice) deskHead(desk Desk, phase reform.Phase, title string, above ...Link) Head {
	context := v.context(desk.Cycle, desk.Framework, desk.Body, phase, atNowhere)
	context.Simulated = context.Simulated || desk.Unit.Simulated
	return Head{Title: title, Context: context, Crumbs: v.crumbs(context, above...)}
}

// above are the pages over one that belongs to a report.
func (v Voice) above(desk Desk) []Link {
	return []Link{
		{Text: v.Words(desk.Unit.Name()), URL: unitURL(desk.Cycle.ID, desk.Unit.ID)},
		{Text: v.Say("page.report.crumb"), URL: reportURL(desk.Cycle.ID, desk.Unit.ID, desk.Source)},
	}
}

// soon is how long before the due day the deadline is stressed.
const soon = 3 * 24 * time.Hour

func dueSoon(c reform.Cycle, now time.Time) bool {
	return c.Phase(now) == reform.Open && now.Add(soon).After(c.Due)
}

// deadline uses three words only: open, due, locked.
func (v Voice) deadline(c reform.Cycle, now time.Time) string {
	switch phase := c.Phase(now); {
	case phase == reform.Planned:
		return v.Say("page.deadline.planned", "Opens", v.Moment(c.Opens), "Due", v.Moment(c.Due))
	case phase == reform.Closed:
		return v.Say("page.deadline.closed", "Closes", v.Moment(c.Closes))
	case c.Late(now):
		return v.Say("page.deadline.late", "Due", v.Moment(c.Due), "Closes", v.Moment(c.Closes))
	}
	left, key := int(c.Due.Sub(now)/(24*time.Hour)), "page.deadline.open"
	if left == 0 {
		left, key = int((c.Due.Sub(now)+time.Hour-1)/time.Hour), "page.deadline.today" // a part of an hour counts as one
	}
	return v.Say(key, "Due", v.Moment(c.Due), "Closes", v.Moment(c.Closes), "Count", left)
}
