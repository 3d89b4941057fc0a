// Package exhibit draws what a unit shows for an indicator beside what is asked.
//
// Its one rule: it says what is there and whether it is what was asked for; what it
// proves, people judge.
package exhibit

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Holding is all that one unit has to show in a cycle.
type Holding struct {
	At        string            // address of its locker
	Evidence  []reform.Evidence // the newest first
	Citations []reform.Citation
	Shared    map[string][]string // by file, the names of other units that show it; nil: the reader may not know
}

// Line is what is shown for one indicator. The template "exhibit" draws it.
type Line struct {
	Status string // met, unmet, explained or free
	Says   string
	Asked  []Asked
	Items  []Item
}

// Asked is one thing that is to be shown.
type Asked struct {
	Text string
	Met  bool
	Says string
}

// Item is one piece of evidence. The template "exhibit-item" draws it.
type Item struct {
	ID     string
	Kind   string
	Title  string
	File   *frame.Link
	View   string // address at which a browser shows it; empty: it is only given out
	Facts  []string
	SHA256 string
	Alerts []string // expired or about to, shown by another unit too
}

// URL is the locker of a unit in a cycle.
func URL(cycle, unit string) string { return frame.UnitURL(cycle, unit) + "/evidence" }

// AddURL is where something is shown for an indicator.
func AddURL(cycle, unit, indicator string) string {
	return URL(cycle, unit) + "?" + url.Values{"for": {indicator}}.Encode() + "#add"
}

// Line holds what is shown for an indicator against what is asked.
func (h Holding) Line(v frame.Voice, i reform.Indicator) Line {
	shown := h.shown(i.ID)
	list, explained := i.Checklist(shown, v.Local(v.Now).Format(time.DateOnly))
	line := Line{Status: "met"}
	for _, c := range list {
		asked := Asked{Text: askedFor(v, c.Proof), Met: c.Met, Says: v.Say("locker.met")}
		if !c.Met {
			asked.Says, line.Status = v.Say("locker.unmet"), "unmet"
		}
		line.Asked = append(line.Asked, asked)
	}
	switch {
	case len(list) == 0:
		line.Status = "free"
	case line.Status == "unmet" && explained:
		line.Status = "explained"
	}
	line.Says = v.Say("locker.status." + line.Status)
	for _, e := range shown {
		line.Items = append(line.Items, h.Item(v, e.Evidence))
	}
	return line
}

// shown is what is cited for an indicator.
func (h Holding) shown(indicator string) []reform.Shown {
	var shown []reform.Shown
	for _, c := range h.Citations {
		at := slices.IndexFunc(h.Evidence, func(e reform.Evidence) bool { return e.ID == c.Evidence })
		if c.Indicator == indicator && at >= 0 {
			shown = append(shown, reform.Shown{Evidence: h.Evidence[at], Proof: c.Proof})
		}
	}
	return shown
}

// askedFor is what is to be shown, by whom signed, of which days and how often.
func askedFor(v frame.Voice, p reform.Proof) string {
	var text strings.Builder
	text.WriteString(v.Words(p.Title))
	for _, more := range []struct{ key, text string }{{"signer", v.Words(p.Signer)}, {"from", locale.Day(v.Language, p.From)}, {"to", locale.Day(v.Language, p.To)}} {
		if more.text != "" {
			text.WriteString(v.Say("locker.asked."+more.key, "Text", more.text))
		}
	}
	if p.Count > 1 {
		text.WriteString(v.Say("locker.asked.count", "Number", v.Count(p.Count)))
	}
	return text.String()
}

// soon is how many days before it expires evidence is flagged.
const soon = 30

// Item is one piece of what the unit has.
func (h Holding) Item(v frame.Voice, e reform.Evidence) Item {
	one := Item{ID: e.ID, Kind: v.Say("locker.kind." + string(e.Kind)), Title: e.Title, SHA256: e.SHA256}
	if e.Kind == reform.FileEvidence {
		at := h.At + "/" + url.PathEscape(e.ID)
		one.File = &frame.Link{Text: e.Name, URL: at + "/file", Note: strings.ToUpper(string(e.Type)) + ", " + v.Size(e.Size)}
		if e.Type.Shown() {
			one.View = at + "/view"
		}
	}
	for _, f := range []struct{ key, text string }{
		{"number", e.Number}, {"issuer", e.Issuer}, {"dated", locale.Day(v.Language, e.Dated)}, {"page", e.Page}, {"from", locale.Day(v.Language, e.ValidFrom)}, {"to", locale.Day(v.Language, e.ValidTo)},
	} {
		if f.text != "" {
			one.Facts = append(one.Facts, v.Say("locker.fact."+f.key, "Text", f.text))
		}
	}
	one.Facts = append(one.Facts, v.Moment(e.At))
	now := v.Local(v.Now)
	switch {
	case !e.Valid(now.Format(time.DateOnly)):
		one.Alerts = append(one.Alerts, v.Say("locker.alert.invalid"))
	case !e.Valid(now.AddDate(0, 0, soon).Format(time.DateOnly)):
		one.Alerts = append(one.Alerts, v.Say("locker.alert.soon", "Day", locale.Day(v.Language, e.ValidTo)))
	}
	if others := h.Shared[e.SHA256]; e.SHA256 != "" && len(others) > 0 {
		one.Alerts = append(one.Alerts, v.Say("locker.alert.shared", "Units", strings.Join(others, ", ")))
	}
	return one
}
