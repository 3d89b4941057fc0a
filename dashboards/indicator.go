package dashboards

import (
	"fmt"
	"slices"

	"reformboard/dashboards/chart"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Indicator shows how everybody does on one indicator, and by which rule.
type Indicator struct {
	Head
	ID       string
	Code     string
	Name     string
	Help     string
	Area     string
	Rule     string // in words
	Most     string
	Target   string
	Figures  []FigureLine
	Examples []ExampleLine
	Curve    *Chart      // nil: no ratio decides the points
	Weakness *WeakLine   // nil: earns nothing, or outside the maximum
	Notes    []string    // what speaks against the rule or the figures, a sentence each
	Spread   *Chart      // nil: nobody has a result yet
	Funnel   *FunnelPart // nil: no ratio of counts, or nothing to compare
	Trend    *Chart      // nil: no earlier cycle
	Panels   *Chart      // nil: no earlier cycle, or one group only
	Bottom   Ends
	Top      Ends
	Units    UnitsPart
	Measured bool // some unit has a ratio, not its points only
}

func (p Indicator) charts() []Chart {
	all := append(trend(p.Curve), trend(p.Spread)...)
	if p.Funnel != nil {
		all = append(all, p.Funnel.Chart)
	}
	return append(append(all, trend(p.Trend)...), trend(p.Panels)...)
}

// FigureLine is a figure that the rule reads.
type FigureLine struct {
	Title  string
	Unit   string
	Source string
	Help   string
}

// ExampleLine is a worked example of the rule.
type ExampleLine struct {
	Given   []string
	Outcome string
	Note    string
}

// AboutIndicator is what a tally alone does not tell of an indicator, and what its
// reader asks to see.
type AboutIndicator struct {
	Past   []*reform.Tally // earlier cycles of the same series, oldest first
	Funnel *reform.Funnel  // nil: none
	Curve  []reform.CurvePoint
	Group  string // of the units listed; empty: all
	Order  UnitOrder
	Page   int // from 1
}

// NewIndicator makes the page of an indicator.
func NewIndicator(v Voice, t *reform.Tally, id string, about AboutIndicator) (Indicator, error) {
	i, ok := t.Framework.Indicator(id)
	if !ok {
		return Indicator{}, fmt.Errorf("%w: indicator %q", reform.ErrNotFound, id)
	}
	s := fieldOf(t, i, about.Funnel)
	units, err := v.unitsPart(s, about)
	if err != nil {
		return Indicator{}, err
	}
	cycles := slices.Concat(about.Past, []*reform.Tally{t})
	page := Indicator{
		Head: v.tallyHead(t, atNowhere, i.ID+" "+v.Words(i.Title), v.weakCrumb(t)),
		ID:   i.ID, Code: i.Code, Name: v.Words(i.Title), Help: v.Words(i.Help), Area: v.areaOf(&t.Framework, i.ID),
		Rule:    locale.Rule(v.Language, &t.Framework, i),
		Most:    v.Most(i.Max),
		Target:  v.Aim(i),
		Figures: v.figureLines(&t.Framework, i),
		Curve:   v.curve(i, about.Curve),
		Notes:   v.notes(s),
		Spread:  v.spreadChart(s),
		Funnel:  v.funnelPart(s),
		Trend:   v.indicatorTrend(i, cycles),
		Panels:  v.panels(s, cycles),
		Units:   units, Measured: s.measured(),
	}
	page.Bottom, page.Top = v.ends(s)
	for _, e := range i.Examples {
		page.Examples = append(page.Examples, ExampleLine(locale.Worked(v.Language, &t.Framework, e)))
	}
	if w, ok := weaknessOf(t, i.ID); ok {
		line := v.weakLine(t, i, w)
		page.Weakness = &line
	}
	return page, nil
}

// field is one indicator over all units of a tally.
type field struct {
	t       *reform.Tally
	i       reform.Indicator
	aim     reform.Fraction
	results []result // in the body's order
	funnel  *reform.Funnel
	cases   map[string]reform.FunnelPoint
	find    index
}

// result is what one unit reached.
type result struct {
	unit  *reform.Unit
	score *reform.Score
	level reform.Fraction // what is held against the target
	known bool            // false: there is no level
	met   bool
}

func fieldOf(t *reform.Tally, i reform.Indicator, funnel *reform.Funnel) *field {
	s := &field{t: t, i: i, aim: reform.FractionOf(i.Aim()), funnel: funnel, find: indexOf(t), cases: map[string]reform.FunnelPoint{}}
	if funnel != nil {
		for _, p := range funnel.Points {
			s.cases[p.Unit] = p
		}
	}
	at := placeOf(&t.Framework, i.ID)
	s.results = make([]result, 0, len(t.Scorecards))
	for n := range t.Scorecards {
		c := &t.Scorecards[n]
		r := result{unit: &t.Units[n], score: c.ScoreAt(at, i.ID)}
		r.level, r.known = r.score.Reached()
		r.met = r.known && !r.level.Less(s.aim)
		s.results = append(s.results, r)
	}
	return s
}

// measured reports whether there is a ratio to show of any unit.
func (s *field) measured() bool {
	return slices.ContainsFunc(s.results, func(r result) bool { return r.score.Measured != nil })
}

// placeOf is where an indicator stands among the scores of every card.
func placeOf(f *reform.Framework, indicator string) int {
	for n, i := range f.Indicators() {
		if i.ID == indicator {
			return n
		}
	}
	return 0
}

func asPercent(f reform.Fraction) reform.Percent { return reform.PercentOfShare(f.Rat()) }

func (v Voice) weakCrumb(t *reform.Tally) Link {
	return Link{Text: v.Say("page.menu.weak"), URL: cycleURL(t.Cycle.ID, "/weak")}
}

func weaknessOf(t *reform.Tally, indicator string) (reform.Weakness, bool) {
	for _, w := range t.Weaknesses {
		if w.Indicator == indicator {
			return w, true
		}
	}
	return reform.Weakness{}, false
}

// areaOf names the area an indicator stands in.
func (v Voice) areaOf(f *reform.Framework, indicator string) string {
	for _, a := range f.AllAreas() {
		for _, i := range a.Indicators {
			if i.ID == indicator {
				return a.ID + " " + v.Words(a.Title)
			}
		}
	}
	return ""
}

func (v Voice) figureLines(f *reform.Framework, i reform.Indicator) []FigureLine {
	var lines []FigureLine
	for _, figure := range locale.Figures(f, i.Rule) {
		line := FigureLine{
			Title: v.Words(figure.Title), Unit: v.Words(figure.Unit), Help: v.Words(figure.Help),
			Source: v.Say("source." + string(figure.Source)),
		}
		if figure.Cumulative {
			line.Source += " · " + v.Say("figure.cumulative")
		}
		lines = append(lines, line)
	}
	return lines
}

// curve draws what each ratio earns, the target marked.
func (v Voice) curve(i reform.Indicator, points []reform.CurvePoint) *Chart {
	if len(points) == 0 {
		return nil
	}
	table := Table{Columns: columns(nil, v.Say("page.measured"), v.Say("page.indicator.curve.earned"))}
	var corners [][2]reform.Decimal
	for _, p := range points {
		corners = append(corners, [2]reform.Decimal{p.Measured.Decimal(), p.Earned.Decimal()})
		table.Rows = append(table.Rows, []Cell{v.shareCell(p.Measured), v.shareCell(p.Earned)})
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
		title = v.Say("page.indicator.curve.title", "Full", v.sharp(full))
	}
	drawn := v.chart(Chart{
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
func (v Voice) sharp(p reform.Percent) string {
	return locale.Percent(v.Language, p, p.Decimal().Decimals())
}

func (v Voice) shareCell(p reform.Percent) Cell { return Cell{Text: v.sharp(p), Number: p.Decimal()} }
