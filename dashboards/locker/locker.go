package locker

import (
	"slices"
	"strings"

	"reformboard/dashboards/exhibit"
	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Locker is what a unit shows for each indicator of a cycle.
type Locker struct {
	frame.Head
	Lead       string
	Unproved   bool   // the report was not submitted for want of evidence
	Already    string // what was sent was there before; empty: it was not
	Areas      []Area
	Forms      *Forms // nil: the reader may only look, or nothing is taken now
	Closed     string // why there are none; empty: the reader may only look
	Report     frame.Link
	Evidence   []exhibit.Item // all that the unit has, the newest first
	HasShared  bool
	ShowUnused string
}

// Area is the indicators of one area.
type Area struct {
	Title      string
	Indicators []Indicator
}

// Indicator is one indicator with what is shown for it.
type Indicator struct {
	exhibit.Line
	ID        string
	Title     string
	Add       string     // address of the form for it; empty: none
	Withdraws []Withdraw // of each item, in their order; empty: the reader may not, or not now
}

// Withdraw is what it takes to show something no more.
type Withdraw struct{ Indicator, Evidence string }

// Forms are what a person of the unit fills in.
type Forms struct {
	Problem   string // why what was sent was not taken; empty: it was
	Mend      string
	Wrong     string // the field that is to be mended; empty: not one alone
	Add, Cite string
	For       []frame.Choice
	Reuse     []frame.Choice
	Replace   []frame.Choice
	Sent      map[string]string
}

// About is what the page is made from.
type About struct {
	exhibit.Holding
	Cycle     reform.Cycle
	Framework *reform.Framework
	Body      reform.Unit
	Unit      reform.Unit
	May       bool // add and withdraw
	Open      bool // now
	Problem   reform.Finding
	Wrong     string            // a sentence in place of Problem
	Field     string            // the field that either is about; empty: not one alone
	Unproved  bool              // the report could not be submitted
	Already   reform.Indicator  // for which what was sent is shown already; none: it was not
	Sent      map[string]string // what was typed
}

// NewLocker makes the page.
func NewLocker(v frame.Voice, a About) Locker {
	context := v.Context(a.Cycle, a.Framework, a.Body, a.Cycle.Phase(v.Now), frame.AtNowhere)
	name := v.Words(a.Unit.Name())
	page := Locker{
		Head:   frame.Head{Title: v.Say("locker.title", "Unit", name), Context: context, Crumbs: v.Crumbs(context, frame.Link{Text: name, URL: frame.UnitURL(a.Cycle.ID, a.Unit.ID)})},
		Report: frame.Link{Text: v.Say("locker.report"), URL: frame.ReportURL(a.Cycle.ID, a.Unit.ID, reform.FromUnit)}, Unproved: a.Unproved,
	}
	if a.Already.ID != "" {
		page.Already = v.Say("locker.already", "Indicator", a.Already.ID+" "+v.Words(a.Already.Title))
	}
	for _, e := range a.Evidence {
		page.Evidence = append(page.Evidence, a.Item(v, e))
	}
	asked, met := 0, 0
	for _, placed := range a.Framework.AllAreas() {
		area := Area{Title: v.Words(placed.Title)}
		for _, i := range placed.Indicators {
			line := indicator(v, a, i)
			if len(i.Evidence) > 0 {
				asked++
				if line.Status != "unmet" {
					met++
				}
			}
			area.Indicators = append(area.Indicators, line)
		}
		if len(area.Indicators) > 0 {
			page.Areas = append(page.Areas, area)
		}
	}
	page.Lead = v.Say("locker.lead.free")
	if asked > 0 {
		page.Lead = v.Say("locker.lead", "Met", v.Count(met), "Asked", v.Count(asked))
	}
	switch {
	case a.May && a.Open:
		page.Forms = forms(v, a)
	case a.May:
		page.Closed = v.Say("locker.closed")
	}
	return page
}

func indicator(v frame.Voice, a About, i reform.Indicator) Indicator {
	line := Indicator{Line: a.Line(v, i), ID: i.ID, Title: v.Words(i.Title)}
	if a.May && a.Open {
		line.Add = exhibit.AddURL(a.Cycle.ID, a.Unit.ID, i.ID)
		for _, item := range line.Items {
			line.Withdraws = append(line.Withdraws, Withdraw{i.ID, item.ID})
		}
	}
	return line
}

func forms(v frame.Voice, a About) *Forms {
	at := frame.UnitURL(a.Cycle.ID, a.Unit.ID)
	f := &Forms{Add: at + "/evidence", Cite: at + "/citations", Sent: a.Sent, Replace: []frame.Choice{{Text: v.Say("locker.replaces.none")}}, Problem: a.Wrong, Wrong: a.Field}
	if a.Problem.Problem != "" {
		f.Problem, f.Mend = locale.Finding(v.Language, a.Problem)
	}
	chosen := a.Sent["for"]
	for _, i := range a.Framework.Indicators() {
		name := i.ID + " " + v.Words(i.Title)
		for _, p := range i.Evidence {
			value := i.ID + "/" + p.ID
			f.For = append(f.For, frame.Choice{Value: value, Text: name + " – " + v.Words(p.Title), Chosen: value == chosen || i.ID == chosen})
		}
		other := name
		if len(i.Evidence) > 0 {
			other += " – " + v.Say("locker.other")
		}
		f.For = append(f.For, frame.Choice{Value: i.ID + "/", Text: other, Chosen: i.ID+"/" == chosen || i.ID == chosen && len(i.Evidence) == 0})
	}
	for _, e := range a.Evidence {
		name := named(v, e)
		f.Reuse = append(f.Reuse, frame.Choice{Value: e.ID, Text: name})
		f.Replace = append(f.Replace, frame.Choice{Value: e.ID, Text: name, Chosen: a.Sent["replaces"] == e.ID})
	}
	return f
}

// named tells evidence from other evidence that the unit calls the same.
func named(v frame.Voice, e reform.Evidence) string {
	words := slices.DeleteFunc([]string{e.Title, e.Name, e.Number, v.Moment(e.At)}, func(text string) bool { return text == "" })
	return strings.Join(words, " · ")
}
