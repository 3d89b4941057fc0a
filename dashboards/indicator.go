package dashboards

import (
	"cmp"
	"fmt"
	"math/big"
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
	Weakness *WeakLine // nil: earns nothing, or outside the maximum
	Strip    Chart
	Trend    *Chart // nil: no earlier cycle
	Rows     []IndicatorRow
}

func (p Indicator) charts() []Chart { return append(trend(p.Trend), p.Strip) }

// FigureLine is a figure that the rule reads.
type FigureLine struct {
	Title  string
	Unit   string
	Source string
	Help   string
}

// IndicatorRow is one unit's score of the indicator.
type IndicatorRow struct {
	Unit        Link
	Group       string
	State       reform.State
	StateSays   string
	Measured    string
	Earned      string
	Recoverable string
	Bar         Bar
	Receipt     string
	Missed      bool // has a score and misses the target
}

// NewIndicator makes the page of an indicator. past are the tallies of earlier
// cycles of the same series, oldest first.
func NewIndicator(v Voice, t *reform.Tally, id string, past []*reform.Tally) (Indicator, error) {
	i, ok := t.Framework.Indicator(id)
	if !ok {
		return Indicator{}, fmt.Errorf("%w: indicator %q", reform.ErrNotFound, id)
	}
	page := Indicator{
		Head: v.tallyHead(t, atNowhere, i.ID+" "+v.Words(i.Title), v.weakCrumb(t)),
		ID:   i.ID, Code: i.Code, Name: v.Words(i.Title), Help: v.Words(i.Help), Area: v.areaOf(&t.Framework, i.ID),
		Rule:    locale.Rule(v.Language, &t.Framework, i),
		Most:    v.Most(i.Max),
		Target:  v.Aim(i),
		Figures: v.figureLines(&t.Framework, i),
		Strip:   v.indicatorStrip(t, i),
		Rows:    v.indicatorRows(t, i),
	}
	if w, ok := weaknessOf(t, i.ID); ok {
		line := v.weakLine(t, i, w)
		page.Weakness = &line
	}
	page.Trend = v.indicatorTrend(i, append(slices.Clone(past), t))
	return page, nil
}

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

// indicatorRows lists units by what they earned, the least first: those are the
// ones to look at. Cells without a score follow, by state.
func (v Voice) indicatorRows(t *reform.Tally, i reform.Indicator) []IndicatorRow {
	find := indexOf(t)
	type scored struct {
		unit  string
		score reform.Score
	}
	var all []scored
	for _, c := range t.Scorecards {
		s, _ := c.Score(i.ID)
		all = append(all, scored{c.Unit, s})
	}
	slices.SortStableFunc(all, func(a, b scored) int {
		if a.score.State.Counts() && b.score.State.Counts() {
			return cmp.Compare(a.score.Earned, b.score.Earned)
		}
		return cmp.Compare(stateOrder(a.score.State), stateOrder(b.score.State))
	})
	rows := make([]IndicatorRow, 0, len(all))
	for _, s := range all {
		unit := find.units[s.unit]
		row := IndicatorRow{
			Unit: v.unitLink(t, unit), Group: v.Words(find.groups[unit.PeerGroup].Name()),
			State: s.score.State, StateSays: v.stateSays(s.score.State),
			Measured: v.Share(s.score.Ratio()), Earned: none, Recoverable: none,
			Receipt: receiptURL(t.Cycle.ID, s.unit, i.ID),
		}
		if s.score.State.Counts() {
			row.Earned, row.Bar = v.Points(s.score.Earned), pointsBar(s.score.Earned, s.score.Max)
			level := s.score.Level()
			row.Missed = level != nil && level.Cmp(i.Aim()) < 0
		}
		if s.score.Max > 0 {
			row.Recoverable = v.Points(s.score.Max - s.score.Earned)
		}
		rows = append(rows, row)
	}
	return rows
}

// stateOrder puts scores first and cells that are nobody's fault last.
func stateOrder(s reform.State) int {
	if s.Counts() {
		return 0
	}
	return 1 + slices.Index([]reform.State{reform.NotSubmitted, reform.UnderReview, reform.Suppressed, reform.NotAsked}, s)
}

func (v Voice) stateSays(s reform.State) string {
	if s == "" {
		return none
	}
	return v.Say("state." + string(s))
}

// indicatorStrip draws what each unit reached as a dot on the row of its peer
// group, with the target and the median of all.
func (v Voice) indicatorStrip(t *reform.Tally, i reform.Indicator) Chart {
	rows, rowOf := v.groupRows(t, "")
	find := indexOf(t)
	var dots []chart.Dot
	var levels []*big.Rat
	table := Table{Columns: columns([]string{v.Say("page.unit"), v.Say("page.group")}, v.Say("page.measured"))}
	for _, c := range t.Scorecards {
		s, _ := c.Score(i.ID)
		level := s.Level()
		if level == nil {
			continue
		}
		levels = append(levels, level)
		u := find.units[c.Unit]
		table.Rows = append(table.Rows, []Cell{linked(v.unitLink(t, u)), {Text: v.Words(find.groups[u.PeerGroup].Name())}, v.percentCell(reform.PercentOfShare(level))})
		dots = append(dots, chart.Dot{
			Row: rowOf[u.PeerGroup], Name: v.Words(u.Name()), Value: reform.PercentOfShare(level).Decimal(),
			Strong: level.Cmp(i.Aim()) < 0, Link: receiptURL(t.Cycle.ID, u.ID, i.ID),
		})
	}
	lines := []chart.Line{{Name: v.Say("page.indicator.strip.target", "Target", v.Aim(i)), At: reform.PercentOfShare(i.Aim()).Decimal()}}
	if len(levels) > 0 {
		middle := reform.PercentOfShare(median(levels))
		lines = append(lines, chart.Line{Name: v.Say("page.indicator.strip.median", "Median", v.Percent(middle)), At: middle.Decimal()})
	}
	summary := v.Say("page.indicator.strip.none")
	if w, ok := weaknessOf(t, i.ID); ok && w.Units > 0 {
		summary = v.Say("page.indicator.strip.summary", "Units", v.Count(w.Units), "Below", v.Count(w.BelowTarget), "Median", v.Percent(w.Median))
	}
	return v.chart(Chart{
		ID: "chart-units", Kind: "strip", Size: rowsSize(len(rows)), Decimals: 1, Unit: " %", Summary: summary, Table: table,
		Title:  v.Say("page.indicator.strip.title"),
		Note:   v.Say("page.indicator.strip.note"),
		Option: chart.Strip(rows, dots, lines, "100"),
	})
}

// median sorts the levels; the middle of an even number is the mean of two.
func median(levels []*big.Rat) *big.Rat {
	slices.SortFunc(levels, (*big.Rat).Cmp)
	n := len(levels)
	sum := new(big.Rat).Add(levels[(n-1)/2], levels[n/2])
	return sum.Quo(sum, big.NewRat(2, 1))
}

// indicatorTrend draws the mean and median over the cycles that knew the
// indicator; one cycle makes no trend.
func (v Voice) indicatorTrend(i reform.Indicator, tallies []*reform.Tally) *Chart {
	var periods []string
	mean, median := chart.Series{Name: v.Say("page.mean")}, chart.Series{Name: v.Say("page.median"), Dashed: true}
	table := Table{Columns: columns([]string{v.Say("page.period")}, v.Say("page.mean"), v.Say("page.median"), v.Say("page.recoverable"))}
	for _, t := range tallies {
		w, ok := weaknessOf(t, i.ID)
		if !ok || w.Units == 0 {
			continue
		}
		periods = append(periods, v.Period(t.Cycle.Period))
		mean.Values = append(mean.Values, w.Mean.Decimal())
		median.Values = append(median.Values, w.Median.Decimal())
		table.Rows = append(table.Rows, []Cell{{Text: v.Period(t.Cycle.Period)}, v.percentCell(w.Mean), v.percentCell(w.Median), v.pointsCell(w.Recoverable)})
	}
	if len(periods) < 2 {
		return nil
	}
	first, last := table.Rows[0], table.Rows[len(periods)-1]
	drawn := v.chart(Chart{
		ID: "chart-trend", Kind: "lines", Size: "short", Decimals: 1, Unit: " %", Table: table,
		Title:   v.Say("page.indicator.trend.title"),
		Note:    v.Say("page.indicator.trend.note"),
		Summary: v.Say("page.indicator.trend.summary", "From", first[1].Text, "Start", first[0].Text, "To", last[1].Text, "End", last[0].Text),
		Option:  chart.Lines(periods, []chart.Series{mean, median}, "100"),
	})
	return &drawn
}
