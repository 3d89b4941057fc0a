package dashboards

import (
	"math/big"
	"strings"
	"time"

	"reformboard/dashboards/chart"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// SignalLine is one indicator in the list of those still weak.
type SignalLine struct {
	Place       int
	Indicator   Link
	Recoverable string
	Share       string // of all that can be recovered
	Unreported  string // the part that waits for a figure; empty: none
	Bar         Bar    // recoverable points against the greatest of the list
	Reach       reform.Reach
	ReachSays   string
	Why         string // what the label means, in a sentence
	Misses      string // for how many cycles; empty: not in this one, or only in it
	Spark       Spark
	Level       string
	Distance    string
	Outlook     reform.Outlook
	OutlookSays string
	Leads       string // where the pace leads, in a sentence
	Needed      string // what the target still needs; empty: nothing
	WillMiss    string // how many units will; empty: none, or it is one unit
	OneMore     string
}

func (v Voice) signalLines(s scene, signals []reform.Signal) []SignalLine {
	lines := make([]SignalLine, 0, len(signals))
	for n, signal := range signals {
		line := v.signalLine(s, signal)
		line.Place = n + 1
		line.Bar = pointsBar(signal.Recoverable, signals[0].Recoverable)
		lines = append(lines, line)
	}
	return lines
}

func (v Voice) signalLine(s scene, signal reform.Signal) SignalLine {
	i := s.places[signal.Indicator].Indicator
	line := SignalLine{
		Indicator: v.indicatorLink(s.Tally, i), Recoverable: v.Points(signal.Recoverable), Share: v.partOf(signal.Recoverable, s.total),
		Reach: signal.Reach, ReachSays: v.Say("reach." + string(signal.Reach)), Why: v.radarWhy(s, signal),
		Spark: v.spark(s.radar, signal.Course, i), Level: none,
		Outlook: signal.Course.Stood, OutlookSays: v.Say("outlook." + string(signal.Course.Stood)),
		Leads: v.course(s, i, signal.Course), Needed: v.needed(s, i, signal), OneMore: none,
	}
	if signal.Unreported > 0 {
		line.Unreported = v.Points(signal.Unreported)
	}
	if persistent(signal) {
		line.Misses = v.Say("page.radar.misses", "Count", signal.Course.Misses)
	}
	if level := signal.Course.Level(); level != nil {
		line.Level = v.Percent(reform.PercentOfShare(level.Rat()))
		line.Distance = v.distance(level.Rat(), i)
	}
	if signal.WillMiss > 0 && s.radar.Unit == "" {
		key := "page.radar.will_miss"
		if signal.Course.Stood == reform.OutlookWillMiss {
			key += ".units" // the label has said the rest
		}
		line.WillMiss = v.Say(key, "Count", signal.WillMiss)
	}
	if signal.OneMore != nil && signal.Units > 0 {
		line.OneMore = "+" + v.Points(*signal.OneMore)
	}
	return line
}

// partOf is a part of all points; of nothing there is none.
func (v Voice) partOf(part, whole reform.Points) string {
	if whole <= 0 {
		return none
	}
	return v.Percent(reform.PercentOf(part.Rat(), whole.Rat()))
}

// radarWhy says what the label means. Of one unit it says how it stands with the others.
func (v Voice) radarWhy(s scene, signal reform.Signal) string {
	w, key := signal.Weakness, "page.radar.why."
	if s.radar.Unit != "" {
		w, _ = weaknessOf(s.Tally, signal.Indicator)
		key = "page.radar.why_unit."
	}
	return v.Say(key+string(w.Reach), "Below", v.Count(w.BelowTarget), "Units", v.Count(w.Units), "Asked", v.Count(w.Asked))
}

// gap is the distance of two shares in percentage points.
func (v Voice) gap(a, b *big.Rat) string {
	d := new(big.Rat).Sub(a, b)
	return locale.Fixed(v.Language, reform.PercentOfShare(d.Abs(d)).Decimal(), 1)
}

func (v Voice) distance(level *big.Rat, i reform.Indicator) string {
	target, aim := v.Aim(i), i.Aim()
	switch level.Cmp(aim) {
	case -1:
		return v.Say("page.radar.distance.below", "Gap", v.gap(level, aim), "Target", target)
	case 1:
		return v.Say("page.radar.distance.above", "Gap", v.gap(level, aim), "Target", target)
	}
	return v.Say("page.radar.distance.at", "Target", target)
}

// ahead names the cycle that a pace leads to.
func (v Voice) ahead(s scene, c reform.Course) string {
	if c.Next {
		return v.PeriodWithin(s.Cycle.Period.Next())
	}
	return v.PeriodWithin(s.Cycle.Period)
}

func (v Voice) course(s scene, i reform.Indicator, c reform.Course) string {
	if c.Stood == reform.OutlookNotConcerns {
		return ""
	}
	if c.Ahead == nil {
		return v.Say("page.radar.leads.unknown", "Count", c.Known, "Known", v.Count(c.Known))
	}
	level, key := c.Ahead.Rat(), "page.radar.leads.reaches"
	if level.Cmp(i.Aim()) < 0 {
		key = "page.radar.leads.misses"
	}
	return v.Say(key, "Period", v.ahead(s, c), "Level", v.Percent(reform.PercentOfShare(level)))
}

// needed says what the target still asks: things to be done where they can be counted
// and the cycle is open, and percentage points otherwise.
func (v Voice) needed(s scene, i reform.Indicator, signal reform.Signal) string {
	if lack := signal.Lacking; lack != nil {
		figure, _ := s.Framework.Figure(lack.Figure)
		more := locale.Number(v.Language, reform.Decimal(big.NewInt(lack.More).String()))
		unit := v.Words(figure.Unit)
		if unit == "" {
			unit = "“" + v.Words(figure.Title) + "”"
		}
		days := daysLeft(s.Cycle.DataTo, v.Now)
		if days == 0 {
			return v.Say("page.radar.lacking", "More", more, "Unit", unit)
		}
		weeks := (days + 6) / 7
		return v.Say("page.radar.needed", "More", more, "Unit", unit, "Count", weeks, "Weeks", v.Count(weeks))
	}
	level := signal.Course.Level()
	if level == nil || level.Rat().Cmp(i.Aim()) >= 0 {
		return ""
	}
	return v.Say("page.radar.rate", "Gap", v.gap(level.Rat(), i.Aim()), "Period", v.PeriodWithin(s.Cycle.Period.Next()))
}

// daysLeft counts the days that have begun until a moment; none where it is not known.
func daysLeft(until, now time.Time) int {
	if until.IsZero() || !now.Before(until) {
		return 0
	}
	const day = 24 * time.Hour
	return int((until.Sub(now) + day - 1) / day)
}

// radarChart draws the points to recover in the first indicators of the list, with all
// figures of the list in its table.
func (v Voice) radarChart(s scene, listed, shown []reform.Signal) Chart {
	var bars []chart.Bar
	for _, signal := range shown {
		if signal.Recoverable <= 0 {
			break // all that follow have nothing to recover either
		}
		name := signal.Indicator + "  " + v.Words(s.places[signal.Indicator].Title)
		bars = append(bars, chart.Bar{Name: name, Value: signal.Recoverable.Decimal(), Strong: signal.Reach == reform.Systemic, Link: indicatorURL(s.Cycle.ID, signal.Indicator)})
	}
	summary, table := v.Say("page.weak.chart.none"), Table{}
	if len(bars) > 0 {
		table = v.radarTable(s, listed)
		summary = v.Say("page.weak.chart.summary", "Indicator", bars[0].Name, "Points", v.Points(shown[0].Recoverable), "Shown", v.Count(len(bars)))
	}
	return v.chart(Chart{
		ID: "chart-recoverable", Kind: "bars", Size: barsSize(len(bars)), Decimals: 2, Summary: summary,
		Title:  v.radarMessage(listed),
		Note:   v.Say("page.radar.chart.note"),
		Option: chart.Bars(bars),
		Table:  table,
	})
}

// barsSize is the height of a chart with so many bars.
func barsSize(bars int) string {
	if bars > 12 {
		return "list"
	}
	return rowsSize(bars)
}

// radarMessage says how few indicators hold half of what can be recovered.
func (v Voice) radarMessage(listed []reform.Signal) string {
	var total, held reform.Points
	for _, signal := range listed {
		total += signal.Recoverable
	}
	if total <= 0 {
		return v.Say("page.radar.message.none")
	}
	few := 0
	for few < len(listed) && 2*held < total {
		held += listed[few].Recoverable
		few++
	}
	return v.Say("page.radar.message", "Count", few, "Few", v.Count(few), "All", v.Count(len(listed)), "Share", v.partOf(held, total))
}

func (v Voice) radarTable(s scene, listed []reform.Signal) Table {
	table := Table{Columns: columns(
		[]string{v.Say("page.indicator"), v.Say("page.reach"), v.Say("page.radar.outlook"), v.Say("page.least.units")},
		v.Say("page.recoverable"), v.Say("page.radar.unreported"), v.Say("page.mean.of_most"), v.Say("page.median"), v.Say("page.least"), v.Say("page.greatest"),
		v.Say("page.below50"), v.Say("page.below80"), v.Say("page.below_target"), v.Say("page.units"), v.Say("page.asked"),
		v.Say("page.radar.level"), v.Say("page.target"), v.Say("page.radar.ahead"), v.Say("page.radar.cycles_missed"), v.Say("page.radar.units_will_miss"), v.Say("page.radar.one_more"))}
	units := indexOf(s.Tally).units
	for _, signal := range listed {
		i := s.places[signal.Indicator].Indicator
		mean, middle, least, greatest := noCell, noCell, noCell, noCell
		if signal.Units > 0 {
			mean, middle = v.percentCell(signal.Mean), v.percentCell(signal.Median)
			least, greatest = v.percentCell(signal.Least), v.percentCell(signal.Greatest)
		}
		more := noCell
		if signal.OneMore != nil {
			more = v.pointsCell(*signal.OneMore)
		}
		table.Rows = append(table.Rows, []Cell{
			linked(v.indicatorLink(s.Tally, i)),
			{Text: v.Say("reach." + string(signal.Reach))},
			{Text: v.Say("outlook." + string(signal.Course.Stood))},
			v.leastCell(units, signal.AtLeast),
			v.pointsCell(signal.Recoverable), v.pointsCell(signal.Unreported), mean, middle, least, greatest,
			v.countCell(signal.Below50), v.countCell(signal.Below80), v.countCell(signal.BelowTarget), v.countCell(signal.Units), v.countCell(signal.Asked),
			v.levelCell(signal.Course.Level()), v.percentCell(reform.PercentOfShare(i.Aim())), v.levelCell(signal.Course.Ahead),
			v.countCell(signal.Course.Misses), v.countCell(signal.WillMiss), more,
		})
	}
	return table
}

func (v Voice) levelCell(level *reform.Fraction) Cell {
	if level == nil {
		return noCell
	}
	return v.percentCell(reform.PercentOfShare(level.Rat()))
}

// leastCell names the units at the least where they are few, and counts them otherwise.
func (v Voice) leastCell(units map[string]reform.Unit, least []string) Cell {
	if len(least) == 0 {
		return noCell
	}
	if len(least) > mostNamed {
		return Cell{Text: v.Say("page.radar.least.many", "Count", len(least))}
	}
	names := make([]string, len(least))
	for n, id := range least {
		names[n] = v.Words(units[id].Name())
	}
	return Cell{Text: strings.Join(names, "; ")}
}
