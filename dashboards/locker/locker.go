package locker

import (
	"net/url"
	"strings"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Locker is what a unit shows for each indicator of a cycle.
type Locker struct {
	frame.Head
	Lead       string
	Problem    string // why what was sent was not taken; empty: it was
	Mend       string
	Areas      []Area
	Forms      *Forms // nil: the reader may only look, or nothing is taken now
	Closed     string // why there are none; empty: the reader may only look
	Report     frame.Link
	Evidence   []Item // all that the unit has, the newest first
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
	ID     string
	Title  string
	Status string // met, unmet, explained or free
	Says   string
	Asked  []Asked
	Items  []Item
	Add    string // address of the form for it; empty: none
}

// Asked is one thing that is to be shown.
type Asked struct {
	Text string
	Met  bool
	Says string
}

// Item is one piece of evidence.
type Item struct {
	Kind     string
	Title    string
	File     *frame.Link
	View     string // address at which a browser shows it; empty: it is only given out
	Facts    []string
	SHA256   string
	Alerts   []string // expired or about to, shown by another unit too
	Withdraw *Withdraw
	Replace  string // id, to be named when a newer one is sent
}

// Withdraw is what it takes to show something no more.
type Withdraw struct{ Indicator, Evidence string }

// Forms are what a person of the unit fills in.
type Forms struct {
	Add, Cite string
	For       []frame.Choice
	Reuse     []frame.Choice
	Replace   []frame.Choice
	Sent      map[string]string
}

// About is what the page is made from.
type About struct {
	Cycle     reform.Cycle
	Framework *reform.Framework
	Body      reform.Unit
	Unit      reform.Unit
	Evidence  []reform.Evidence
	Citations []reform.Citation
	Shared    map[string][]string // by file, the names of other units that show it; nil: the reader may not know
	May       bool                // add and withdraw
	Open      bool                // now
	Problem   reform.Finding
	Wrong     string            // a sentence in place of Problem
	Sent      map[string]string // what was typed
}

// URL is the locker of a unit in a cycle.
func URL(cycle, unit string) string { return frame.UnitURL(cycle, unit) + "/evidence" }

// NewLocker makes the page.
func NewLocker(v frame.Voice, a About) Locker {
	context := v.Context(a.Cycle, a.Framework, a.Body, a.Cycle.Phase(v.Now), frame.AtNowhere)
	name := v.Words(a.Unit.Name())
	page := Locker{
		Head:   frame.Head{Title: v.Say("locker.title", "Unit", name), Context: context, Crumbs: v.Crumbs(context, frame.Link{Text: name, URL: frame.UnitURL(a.Cycle.ID, a.Unit.ID)})},
		Report: frame.Link{Text: v.Say("locker.report"), URL: frame.ReportURL(a.Cycle.ID, a.Unit.ID, reform.FromUnit)}, Problem: a.Wrong,
	}
	if a.Problem.Problem != "" {
		page.Problem, page.Mend = locale.Finding(v.Language, a.Problem)
	}
	held := map[string]reform.Evidence{}
	for _, e := range a.Evidence {
		held[e.ID] = e
		page.Evidence = append(page.Evidence, item(v, a, e))
	}
	shown := map[string][]reform.Shown{}
	for _, c := range a.Citations {
		shown[c.Indicator] = append(shown[c.Indicator], reform.Shown{Evidence: held[c.Evidence], Proof: c.Proof})
	}
	asked, met := 0, 0
	for _, placed := range a.Framework.AllAreas() {
		area := Area{Title: v.Words(placed.Title)}
		for _, i := range placed.Indicators {
			line := indicator(v, a, i, shown[i.ID])
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

// today is the day on which evidence has to be valid.
func today(v frame.Voice) string { return v.Local(v.Now).Format(time.DateOnly) }

func indicator(v frame.Voice, a About, i reform.Indicator, shown []reform.Shown) Indicator {
	list, explained := i.Checklist(shown, today(v))
	line := Indicator{ID: i.ID, Title: v.Words(i.Title), Status: "met"}
	for _, c := range list {
		var text strings.Builder
		text.WriteString(v.Words(c.Title))
		for _, more := range []struct{ key, text string }{{"signer", v.Words(c.Signer)}, {"from", c.From}, {"to", c.To}} {
			if more.text != "" {
				text.WriteString(v.Say("locker.asked."+more.key, "Text", more.text))
			}
		}
		if c.Count > 1 {
			text.WriteString(v.Say("locker.asked.count", "Number", v.Count(c.Count)))
		}
		key := "locker.met"
		if !c.Met {
			key, line.Status = "locker.unmet", "unmet"
		}
		line.Asked = append(line.Asked, Asked{Text: text.String(), Met: c.Met, Says: v.Say(key)})
	}
	switch {
	case len(list) == 0:
		line.Status = "free"
	case line.Status == "unmet" && explained:
		line.Status = "explained"
	}
	line.Says = v.Say("locker.status." + line.Status)
	for _, s := range shown {
		one := item(v, a, s.Evidence)
		if a.May && a.Open {
			one.Withdraw = &Withdraw{i.ID, s.ID}
		}
		line.Items = append(line.Items, one)
	}
	if a.May && a.Open {
		line.Add = URL(a.Cycle.ID, a.Unit.ID) + "?" + url.Values{"for": {i.ID}}.Encode() + "#add"
	}
	return line
}

// soon is how many days before it expires evidence is flagged.
const soon = 30

func item(v frame.Voice, a About, e reform.Evidence) Item {
	one := Item{Kind: v.Say("locker.kind." + string(e.Kind)), Title: e.Title, SHA256: e.SHA256, Replace: e.ID}
	if e.Kind == reform.FileEvidence {
		at := URL(a.Cycle.ID, a.Unit.ID) + "/" + url.PathEscape(e.ID)
		one.File = &frame.Link{Text: e.Name, URL: at + "/file", Note: strings.ToUpper(string(e.Type)) + ", " + v.Size(e.Size)}
		if e.Type.Shown() {
			one.View = at + "/view"
		}
	}
	for _, f := range []struct{ key, text string }{
		{"number", e.Number}, {"issuer", e.Issuer}, {"dated", e.Dated}, {"page", e.Page}, {"from", e.ValidFrom}, {"to", e.ValidTo},
	} {
		if f.text != "" {
			one.Facts = append(one.Facts, v.Say("locker.fact."+f.key, "Text", f.text))
		}
	}
	one.Facts = append(one.Facts, v.Moment(e.At))
	now := v.Local(v.Now)
	switch day := now.Format(time.DateOnly); {
	case !e.Valid(day):
		one.Alerts = append(one.Alerts, v.Say("locker.alert.invalid"))
	case !e.Valid(now.AddDate(0, 0, soon).Format(time.DateOnly)):
		one.Alerts = append(one.Alerts, v.Say("locker.alert.soon", "Day", e.ValidTo))
	}
	if others := a.Shared[e.SHA256]; e.SHA256 != "" && len(others) > 0 {
		one.Alerts = append(one.Alerts, v.Say("locker.alert.shared", "Units", strings.Join(others, ", ")))
	}
	return one
}

func forms(v frame.Voice, a About) *Forms {
	at := frame.UnitURL(a.Cycle.ID, a.Unit.ID)
	f := &Forms{Add: at + "/evidence", Cite: at + "/citations", Sent: a.Sent, Replace: []frame.Choice{{Text: v.Say("locker.replaces.none")}}}
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
		name := strings.TrimSpace(e.Title + " " + e.Name + " " + e.Number)
		f.Reuse = append(f.Reuse, frame.Choice{Value: e.ID, Text: name})
		f.Replace = append(f.Replace, frame.Choice{Value: e.ID, Text: name, Chosen: a.Sent["replaces"] == e.ID})
	}
	return f
}
