package indicators

import (
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Method says how figures become points and points become ranks: the framework as
// the annex of a decision, in words, made from nothing but the framework itself.
type Method struct {
	frame.Head
	Name    string
	Facts   []MethodFact
	Areas   []MethodArea
	Facets  []MethodFact
	Checks  []string // what a report's figures must fit
	Changes []string // since the edition before
}

// MethodFact is one thing said of the framework or its cycle as a whole.
type MethodFact struct {
	Name string
	Says string
}

// MethodArea is one area with the indicators that stand directly in it.
type MethodArea struct {
	ID         string
	Title      string
	Depth      int
	Most       string
	Weight     string // in the area around it; empty: its points are added up
	Says       string // how its parts become its score
	Indicators []MethodIndicator
}

// MethodIndicator is one indicator and everything needed to do its sum by hand.
type MethodIndicator struct {
	Indicator frame.Link // to its page
	Code      string
	Help      string
	Most      string
	Weight    string
	Target    string
	Rule      string
	Asked     string // of whom it is asked; empty: all units
	Figures   []frame.FigureLine
	Examples  []string
}

// NewMethod makes the page of a cycle's framework.
func NewMethod(v frame.Voice, t *reform.Tally) Method {
	f := &t.Framework
	page := Method{
		Head: v.TallyHead(t, frame.AtMethod, v.Say("page.method.title")),
		Name: v.Words(f.Title),
	}
	for _, fact := range locale.Method(v.Language, f) {
		page.Facts = append(page.Facts, MethodFact(fact))
	}
	page.Facts = append(page.Facts, cycleFacts(v, t.Cycle)...)
	around := map[string]reform.Aggregation{}
	for _, a := range f.AllAreas() {
		for _, inside := range a.Areas {
			around[inside.ID] = a.Combine
		}
		page.Areas = append(page.Areas, methodArea(v, t, a, around[a.ID]))
	}
	for _, facet := range f.Facets {
		page.Facets = append(page.Facets, MethodFact{Name: v.Words(facet.Title), Says: locale.Facet(v.Language, facet)})
	}
	for _, c := range f.Checks {
		page.Checks = append(page.Checks, locale.Check(v.Language, f, c))
	}
	for _, c := range f.Changes {
		page.Changes = append(page.Changes, locale.Change(v.Language, c))
	}
	return page
}

// cycleFacts are the days of the cycle.
func cycleFacts(v frame.Voice, c reform.Cycle) []MethodFact {
	window := v.Period(c.Period)
	if !c.DataFrom.IsZero() {
		window = v.Say("page.method.window", "Period", window, "From", v.Date(c.DataFrom), "To", v.Date(c.DataTo.AddDate(0, 0, -1)))
	}
	days := v.Say("page.method.days", "Opens", v.Moment(c.Opens), "Due", v.Moment(c.Due), "Closes", v.Moment(c.Closes), "Zone", v.ZoneName())
	return []MethodFact{{v.Say("page.period"), window}, {v.Say("page.method.due"), days}}
}

func methodArea(v frame.Voice, t *reform.Tally, a reform.Placed, around reform.Aggregation) MethodArea {
	area := MethodArea{
		ID: a.ID, Title: v.Words(a.Title), Depth: a.Depth, Most: endless(v, a.Max), Says: locale.Whole(v.Language, a.Area),
		Weight: locale.Weight(v.Language, around, a.Weight),
	}
	for _, i := range a.Indicators {
		area.Indicators = append(area.Indicators, methodIndicator(v, t, i, a.Combine))
	}
	return area
}

// endless writes a maximum; a scale without end has none.
func endless(v frame.Voice, p reform.Points) string {
	if p <= 0 {
		return frame.None
	}
	return v.Most(p)
}

func methodIndicator(v frame.Voice, t *reform.Tally, i reform.Indicator, around reform.Aggregation) MethodIndicator {
	line := MethodIndicator{
		Indicator: v.IndicatorLink(t, i), Code: i.Code, Help: v.Words(i.Help), Most: endless(v, i.Max),
		Rule: locale.Rule(v.Language, &t.Framework, i), Asked: asked(v, t, i.Applies), Figures: v.FigureLines(&t.Framework, i),
	}
	if i.Scored() {
		line.Weight = locale.Weight(v.Language, around, i.Weight)
	}
	if i.Scored() && i.Rule.Measures() {
		line.Target = v.Aim(i)
	}
	for _, e := range i.Examples {
		line.Examples = append(line.Examples, locale.Example(v.Language, &t.Framework, e))
	}
	return line
}

// asked says of whom an indicator is asked; empty: of all units.
func asked(v frame.Voice, t *reform.Tally, a reform.Applicability) string {
	var said []string
	for _, id := range a.Groups {
		name := id
		if g, ok := t.Group(id); ok {
			name = v.Words(g.Name())
		}
		said = append(said, name)
	}
	who := strings.Join(said, ", ")
	figure, ok := t.Framework.Figure(a.Figure)
	switch {
	case !ok:
		return who
	case who == "":
		who = v.Say("method.applies.all")
	}
	return v.Say("method.applies.figure", "Who", who, "Figure", v.Words(figure.Title))
}
