package radar

import (
	"cmp"
	"fmt"
	"slices"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/spread"
	"reformboard/internal/reform"
)

// Weak shows what is weak, for whom, how badly, and whether there is time.
type Weak struct {
	frame.Head
	Groups  []frame.Link
	Scope   string
	Unit    *frame.Link // the one unit the page is about; nil: many
	Leave   frame.Link  // back to more units than one
	Answers []Answer
	Heat    Heat
	Tones   []HeatCell // of the legend
	States  []HeatCell
	Chart   frame.Chart
	Only    []frame.Link // the list narrowed to one kind of weakness
	Areas   []frame.Link // and to one area
	Lines   []SignalLine
	Note    string      // what the list is counted over
	More    *frame.Link // all lines, or the first only; nil: all are few
	None    bool        // nothing is of the kind that is asked for
	Empty   bool
}

// Charts are the charts of the page.
func (p Weak) Charts() []frame.Chart { return []frame.Chart{p.Chart} }

// View is what of the weak indicators is looked at, as the page's address says it.
type View struct {
	Area string // empty: all
	Map  string // one of heatMaps; empty: what the body's size asks for
	Only string // one of kindsOfWeak; empty: all
	Page int    // of the heat map's units, from 1
	All  bool   // not the first lines of the list only
}

// mostBars is how many indicators the weak page draws, and lists unless asked for more.
const mostBars = 15

// NewWeak makes the weak-indicator page of the radar's units.
func NewWeak(v frame.Voice, t *reform.Tally, radar *reform.Radar, view View) (Weak, error) {
	name, err := v.GroupName(t, radar.Group)
	if err != nil {
		return Weak{}, err
	}
	if _, ok := topArea(&t.Framework, view.Area); view.Area != "" && !ok {
		return Weak{}, fmt.Errorf("%w: area %q", reform.ErrNotFound, view.Area)
	}
	if _, ok := kindsOfWeak[view.Only]; view.Only != "" && !ok {
		return Weak{}, fmt.Errorf("%w: only %q", reform.ErrInvalid, view.Only)
	}
	heat, err := heat(v, t, radar, view)
	if err != nil {
		return Weak{}, err
	}
	s := sceneOf(t, radar)
	page := Weak{
		Head:   v.TallyHead(t, frame.AtWeak, v.Say("page.weak.title")),
		Groups: v.GroupLinks(t, "/weak", radar.Group),
		Scope:  name, Heat: heat,
		Only: onlyLinks(v, s, view), Areas: areaLinks(v, t, view),
		Empty: frame.CountReports(t).Reported == 0,
	}
	if radar.Unit != "" {
		u, _ := t.Unit(radar.Unit)
		link := v.UnitLink(t, u)
		page.Unit, page.Scope = &link, link.Text
		page.Leave = frame.Link{Text: v.Say("page.radar.leave"), URL: weakURL(t, "group", u.PeerGroup)}
		page.Groups = v.GroupLinks(t, "/weak", "-")
	}
	page.Answers = answers(v, s)
	page.Tones, page.States = heatLegend(v)
	listed := s.narrowed(view)
	shown := listed[:min(len(listed), mostBars)]
	page.Chart = radarChart(v, s, listed, shown)
	if i, _, ok := spread.Sole(t); ok && radar.Scope == (reform.Scope{}) && len(t.Units) > 1 { // one bar is no chart
		if drawn := spread.Elsewhere(v, t, i); drawn != nil {
			page.Chart = *drawn
		}
	}
	if view.All {
		shown = listed
	}
	page.Lines, page.None = signalLines(v, s, shown), len(listed) == 0
	page.Note = v.Say("page.radar.list.note", "Scope", page.Scope, "Count", s.units, "Units", v.Count(s.units), "Total", v.Points(s.total))
	if len(listed) > mostBars {
		page.More = moreLink(v, view, len(listed))
	}
	return page, nil
}

func moreLink(v frame.Voice, view View, all int) *frame.Link {
	if view.All {
		return &frame.Link{Text: v.Say("page.radar.fewer", "Count", mostBars), URL: v.Here("all", "", "csv", "") + "#list"}
	}
	return &frame.Link{Text: v.Say("page.radar.all", "Count", all), URL: v.Here("all", "1", "csv", "") + "#list"}
}

// weakURL is the page of weak indicators with a query of pairs of name and value.
func weakURL(t *reform.Tally, pairs ...string) string {
	return frame.Voice{Path: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/weak"), t)}.Here(pairs...)
}

// scene is the radar with what every part of the page asks about it.
type scene struct {
	*reform.Tally
	radar  *reform.Radar
	places map[string]inArea // by indicator
	units  int
	total  reform.Points // to recover
	most   reform.Points // of all that could be earned
}

// inArea is an indicator and the area at the top that it belongs to.
type inArea struct {
	reform.Indicator
	area string
}

func sceneOf(t *reform.Tally, radar *reform.Radar) scene {
	s := scene{Tally: t, radar: radar, places: map[string]inArea{}}
	for _, a := range t.Framework.Areas {
		within := reform.Framework{Areas: []reform.Area{a}}
		for _, i := range within.Indicators() {
			s.places[i.ID] = inArea{i, a.ID}
		}
	}
	for n := range t.Scorecards {
		if radar.Unit == "" && (radar.Group == "" || t.Units[n].PeerGroup == radar.Group) || t.Units[n].ID == radar.Unit {
			s.units++
			s.most += t.Scorecards[n].Max
		}
	}
	for _, signal := range radar.Signals {
		s.total += signal.Recoverable
	}
	return s
}

// topArea finds an area at the top of the tree.
func topArea(f *reform.Framework, id string) (reform.Area, bool) {
	n := slices.IndexFunc(f.Areas, func(a reform.Area) bool { return a.ID == id })
	if n < 0 {
		return reform.Area{}, false
	}
	return f.Areas[n], true
}

// kindsOfWeak are what the list can be narrowed to.
var kindsOfWeak = map[string]func(reform.Signal) bool{
	"systemic":   func(s reform.Signal) bool { return s.Reach == reform.Systemic },
	"local":      func(s reform.Signal) bool { return s.Reach == reform.Local },
	"will_miss":  func(s reform.Signal) bool { return s.Course.Leads == reform.OutlookWillMiss },
	"persistent": persistent,
}

// persistent is a weakness that was there in the cycle before.
func persistent(s reform.Signal) bool { return s.Course.Misses > 1 }

// narrowed lists the signals of the area and kind that are asked for.
func (s scene) narrowed(view View) []reform.Signal {
	var listed []reform.Signal
	for _, signal := range s.radar.Signals {
		if view.Area != "" && s.places[signal.Indicator].area != view.Area {
			continue
		}
		if kind := kindsOfWeak[view.Only]; kind == nil || kind(signal) {
			listed = append(listed, signal)
		}
	}
	return listed
}

func onlyLinks(v frame.Voice, s scene, view View) []frame.Link {
	var links []frame.Link
	for _, kind := range []string{"", "systemic", "local", "will_miss", "persistent"} {
		count := len(s.narrowed(View{Area: view.Area, Only: kind}))
		links = append(links, frame.Link{
			Text: v.Say("page.radar.only." + cmp.Or(kind, "all")), Note: v.Count(count),
			URL: v.Here("only", kind, "all", "", "csv", "") + "#list", Current: kind == view.Only,
		})
	}
	return links
}

func areaLinks(v frame.Voice, t *reform.Tally, view View) []frame.Link {
	links := []frame.Link{{Text: v.Say("page.radar.areas"), URL: v.Here("area", "", "all", "", "page", "", "csv", "") + "#list", Current: view.Area == ""}}
	for _, a := range t.Framework.Areas {
		if !a.Outside {
			links = append(links, frame.Link{Text: a.ID + " " + v.Words(a.Title), URL: v.Here("area", a.ID, "all", "", "page", "", "csv", "") + "#list", Current: view.Area == a.ID})
		}
	}
	return links
}
