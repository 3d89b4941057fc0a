package indicators

import (
	"fmt"
	"slices"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/spread"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Indicator shows how everybody does on one indicator, and by which rule.
type Indicator struct {
	frame.Head
	ID       string
	Code     string
	Name     string
	Help     string
	Area     string
	Rule     string // in words
	Most     string
	Target   string
	Figures  []frame.FigureLine
	Examples []ExampleLine
	Curve    *frame.Chart // nil: no ratio decides the points
	Weakness *WeakLine    // nil: earns nothing, or outside the maximum
	Notes    []string     // what speaks against the rule or the figures, a sentence each
	Spread   *frame.Chart // nil: nobody has a spread.Result yet
	Funnel   *FunnelPart  // nil: no ratio of counts, or nothing to compare
	Trend    *frame.Chart // nil: no earlier cycle
	Panels   *frame.Chart // nil: no earlier cycle, or one group only
	Bottom   Ends
	Top      Ends
	Units    UnitsPart
	Measured bool // some unit has a ratio, not its points only
}

// Charts are the charts of the page.
func (p Indicator) Charts() []frame.Chart {
	all := append(frame.Drawn(p.Curve), frame.Drawn(p.Spread)...)
	if p.Funnel != nil {
		all = append(all, p.Funnel.Chart)
	}
	return append(append(all, frame.Drawn(p.Trend)...), frame.Drawn(p.Panels)...)
}

// ExampleLine is a worked example of the rule.
type ExampleLine struct {
	Given   []string
	Outcome string
	Note    string
}

// About is what a tally alone does not tell of an indicator, and what its
// reader asks to see.
type About struct {
	Past   []*reform.Tally // earlier cycles of the same series, oldest first
	Funnel *reform.Funnel  // nil: none
	Curve  []reform.CurvePoint
	Group  string // of the units listed; empty: all
	Order  UnitOrder
	Page   int // from 1
}

// NewIndicator makes the page of an indicator.
func NewIndicator(v frame.Voice, t *reform.Tally, id string, about About) (Indicator, error) {
	i, ok := t.Framework.Indicator(id)
	if !ok {
		return Indicator{}, fmt.Errorf("%w: indicator %q", reform.ErrNotFound, id)
	}
	s := fieldOf(t, i, about.Funnel)
	units, err := unitsPart(v, s, about)
	if err != nil {
		return Indicator{}, err
	}
	cycles := slices.Concat(about.Past, []*reform.Tally{t})
	page := Indicator{
		Head: v.TallyHead(t, frame.AtNowhere, i.ID+" "+v.Words(i.Title), weakCrumb(v, t)),
		ID:   i.ID, Code: i.Code, Name: v.Words(i.Title), Help: v.Words(i.Help), Area: areaOf(v, &t.Framework, i.ID),
		Rule:    locale.Rule(v.Language, &t.Framework, i),
		Most:    v.Most(i.Max),
		Target:  v.Aim(i),
		Figures: v.FigureLines(&t.Framework, i),
		Curve:   curve(v, i, about.Curve),
		Notes:   notes(v, s),
		Spread:  spread.Chart(v, s.Field),
		Funnel:  funnelPart(v, s),
		Trend:   indicatorTrend(v, i, cycles),
		Panels:  panels(v, s, cycles),
		Units:   units, Measured: s.measured(),
	}
	page.Bottom, page.Top = ends(v, s)
	for _, e := range i.Examples {
		page.Examples = append(page.Examples, ExampleLine(locale.Worked(v.Language, &t.Framework, e)))
	}
	if w, ok := frame.WeaknessOf(t, i.ID); ok {
		line := weakLine(v, t, i, w)
		page.Weakness = &line
	}
	return page, nil
}

// field is one indicator over all units of a tally, with its funnel.
type field struct {
	*spread.Field
	funnel *reform.Funnel
	cases  map[string]reform.FunnelPoint
}

func fieldOf(t *reform.Tally, i reform.Indicator, funnel *reform.Funnel) *field {
	s := &field{Field: spread.Of(t, i), funnel: funnel, cases: map[string]reform.FunnelPoint{}}
	if funnel != nil {
		for _, p := range funnel.Points {
			s.cases[p.Unit] = p
		}
	}
	return s
}

// measured reports whether there is a ratio to show of any unit.
func (s *field) measured() bool {
	return slices.ContainsFunc(s.Results, func(r spread.Result) bool { return r.Score.Measured != nil })
}

func weakCrumb(v frame.Voice, t *reform.Tally) frame.Link {
	return frame.Link{Text: v.Say("page.menu.weak"), URL: frame.InEdition(frame.CycleURL(t.Cycle.ID, "/weak"), t)}
}

// areaOf names the area an indicator stands in.
func areaOf(v frame.Voice, f *reform.Framework, indicator string) string {
	for _, a := range f.AllAreas() {
		for _, i := range a.Indicators {
			if i.ID == indicator {
				return a.ID + " " + v.Words(a.Title)
			}
		}
	}
	return ""
}

// curve draws what each ratio earns, the target marked.
func curve(v frame.Voice, i reform.Indicator, points []reform.CurvePoint) *frame.Chart {
	if len(points) == 0 {
		return nil
	}
	table := frame.Table{Columns: frame.Columns(nil, v.Say("page.measured"), v.Say("page.indicator.curve.earned"))}
	var corners [][2]reform.Decimal
	for _, p := range points {
		corners = append(corners, [2]reform.Decimal{p.Measured.Decimal(), p.Earned.Decimal()})
		table.Rows = append(table.Rows, []frame.Cell{shareCell(v, p.Measured), shareCell(v, p.Earned)})
	}
	full, atAim := reform.Percent(-1), points[len(points)-1].Earned
	aim := reform.PercentOfShare(i.Aim())
	for n, p := range points {
		if p.Earned >= reform.Whole && full < 0 {
			full = p.Measured
		}
		if n > 0 && points[n-1].Measured <= aim && aim <= p.Measured {
			atAim = between(points[n-1], p, aim)
		}
	}
	title := v.Say("page.indicator.curve.never")
	if full >= 0 {
		title = v.Say("page.indicator.curve.title", "Full", sharp(v, full))
	}
	drawn := v.Chart(frame.Chart{
		ID: "chart-rule", Kind: "curve", Size: "short", Decimals: 1, Unit: " %", Table: table,
		Title: title, Note: v.Say("page.indicator.curve.note"),
		Summary: v.Say("page.indicator.curve.summary", "Target", v.Aim(i), "Earned", v.Percent(atAim)),
		Option:  chart.Curve(v.Say("page.indicator.curve.earned"), corners, []chart.Line{{Name: v.Say("page.indicator.strip.target", "Target", v.Aim(i)), At: aim.Decimal()}}),
	})
	return &drawn
}

// between reads a curve between two of its corners.
func between(a, b reform.CurvePoint, at reform.Percent) reform.Percent {
	if at == b.Measured || a.Measured == b.Measured {
		return b.Earned
	}
	return a.Earned + (b.Earned-a.Earned)*(at-a.Measured)/(b.Measured-a.Measured)
}

// sharp writes a percentage with no more decimals than it has.
func sharp(v frame.Voice, p reform.Percent) string {
	return locale.Percent(v.Language, p, p.Decimal().Decimals())
}

func shareCell(v frame.Voice, p reform.Percent) frame.Cell {
	return frame.Cell{Text: sharp(v, p), Number: p.Decimal()}
}
