package radar

import (
	"math/big"
	"strings"
	"time"

	"reformboard/dashboards/chart"
	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// SignalLine is one indicator in the list of those still weak.
type SignalLine struct {
	Place       int
	Indicator   frame.Link
	Recoverable string
	Share       string    // of all that can be recovered
	Unreported  string    // the part that waits for a figure; empty: none
	Bar         frame.Bar // recoverable points against the greatest of the list
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

func signalLines(v frame.Voice, s scene, signals []reform.Signal) []SignalLine {
	lines := make([]SignalLine, 0, len(signals))
	for n, signal := range signals {
		line := signalLine(v, s, signal)
		line.Place = n + 1
		line.Bar = frame.PointsBar(signal.Recoverable, signals[0].Recoverable)
		lines = append(lines, line)
	}
	return lines
}

func signalLine(v frame.Voice, s scene, signal reform.Signal) SignalLine {
	i := s.places[signal.Indicator].Indicator
	line := SignalLine{
		Indicator: v.IndicatorLink(s.Tally, i), Recoverable: v.Points(signal.Recoverable), Share: partOf(v, signal.Recoverable, s.total),
		Reach: signal.Reach, ReachSays: v.Say("reach." + string(signal.Reach)), Why: radarWhy(v, s, signal),
		Spark: sparkOf(v, s.radar, signal.Course, i), Level: frame.None,
		Outlook: signal.Course.Stood, OutlookSays: v.Say("outlook." + string(signal.Course.Stood)),
		Leads: course(v, s, i, signal.Course), Needed: needed(v, s, i, signal), OneMore: frame.None,
	}
	if signal.Unreported > 0 {
		line.Unreported = v.Points(signal.Unreported)
	}
	if persistent(signal) {
		line.Misses = v.Say("page.radar.misses", "Count", signal.Course.Misses)
	}
	if level := signal.Course.Level(); level != nil {
		line.Level = v.Percent(reform.PercentOfShare(level.Rat()))
		line.Distance = distance(v, level.Rat(), i)
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
func partOf(v frame.Voice, part, whole reform.Points) string {
	if whole <= 0 {
		return frame.None
	}
	return v.Percent(reform.PercentOf(part.Rat(), whole.Rat()))
}

// radarWhy says what the label means. Of one unit it says how it stands with the others.
func radarWhy(v frame.Voice, s scene, signal reform.Signal) string {
	w, key := signal.Weakness, "page.radar.why."
	if s.radar.Unit != "" {
		w, _ = frame.WeaknessOf(s.Tally, signal.Indicator)
		key = "page.radar.why_unit."
	}
	return v.Say(key+string(w.Reach), "Below", v.Count(w.BelowTarget), "Units", v.Count(w.Units), "Asked", v.Count(w.Asked))
}

// gap is the distance of two shares in percentage points.
func gap(v frame.Voice, a, b *big.Rat) string {
	d := new(big.Rat).Sub(a, b)
	return locale.Fixed(v.Language, reform.PercentOfShare(d.Abs(d)).Decimal(), 1)
}

func distance(v frame.Voice, level *big.Rat, i reform.Indicator) string {
	target, aim := v.Aim(i), i.Aim()
	switch level.Cmp(aim) {
	case -1:
		return v.Say("page.radar.distance.below", "Gap", gap(v, level, aim), "Target", target)
	case 1:
		return v.Say("page.radar.distance.above", "Gap", gap(v, level, aim), "Target", target)
	}
	return v.Say("page.radar.distance.at", "Target", target)
}

// ahead names the cycle that a pace leads to.
func ahead(v frame.Voice, s scene, c reform.Course) string {
	if c.Next {
		return v.PeriodWithin(s.Cycle.Period.Next())
	}
	return v.PeriodWithin(s.Cycle.Period)
}

func course(v frame.Voice, s scene, i reform.Indicator, c reform.Course) string {
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
	return v.Say(key, "Period", ahead(v, s, c), "Level", v.Percent(reform.PercentOfShare(level)))
}

// needed says what the target still asks: things to be done where they can be counted
// and the cycle is open, and percentage points otherwise.
func needed(v frame.Voice, s scene, i reform.Indicator, signal reform.Signal) string {
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
	return v.Say("page.radar.rate", "Gap", gap(v, level.Rat(), i.Aim()), "Period", v.PeriodWithin(s.Cycle.Period.Next()))
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
func radarChart(v frame.Voice, s scene, listed, shown []reform.Signal) frame.Chart {
	var bars []chart.Bar
	for _, signal := range shown {
		if signal.Recoverable <= 0 {
			break // all that follow have nothing to recover either
		}
		name := signal.Indicator + "  " + v.Words(s.places[signal.Indicator].Title)
		bars = append(bars, chart.Bar{Name: name, Value: signal.Recoverable.Decimal(), Strong: signal.Reach == reform.Systemic, Link: frame.InEdition(frame.IndicatorURL(s.Cycle.ID, signal.Indicator), s.Tally)})
	}
	summary, table := v.Say("page.weak.chart.none"), frame.Table{}
	if len(bars) > 0 {
		table = radarTable(v, s, listed)
		summary = v.Say("page.weak.chart.summary", "Indicator", bars[0].Name, "Points", v.Points(shown[0].Recoverable), "Shown", v.Count(len(bars)))
	}
	return v.Chart(frame.Chart{
		ID: "chart-recoverable", Kind: "bars", Size: barsSize(len(bars)), Decimals: 2, Summary: summary,
		Title:  radarMessage(v, listed),
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
	return frame.RowsSize(bars)
}

// radarMessage says how few indicators hold half of what can be recovered.
func radarMessage(v frame.Voice, listed []reform.Signal) string {
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
	return v.Say("page.radar.message", "Count", few, "Few", v.Count(few), "All", v.Count(len(listed)), "Share", partOf(v, held, total))
}

func radarTable(v frame.Voice, s scene, listed []reform.Signal) frame.Table {
	table := frame.Table{Columns: frame.Columns(
		[]string{v.Say("page.indicator"), v.Say("page.reach"), v.Say("page.radar.outlook"), v.Say("page.least.units")},
		v.Say("page.recoverable"), v.Say("page.radar.unreported"), v.Say("page.mean.of_most"), v.Say("page.median"), v.Say("page.least"), v.Say("page.greatest"),
		v.Say("page.below50"), v.Say("page.below80"), v.Say("page.below_target"), v.Say("page.units"), v.Say("page.asked"),
		v.Say("page.radar.level"), v.Say("page.target"), v.Say("page.radar.ahead"), v.Say("page.radar.cycles_missed"), v.Say("page.radar.units_will_miss"), v.Say("page.radar.one_more"))}
	units := frame.IndexOf(s.Tally).Units
	for _, signal := range listed {
		i := s.places[signal.Indicator].Indicator
		mean, middle, least, greatest := frame.NoCell, frame.NoCell, frame.NoCell, frame.NoCell
		if signal.Units > 0 {
			mean, middle = v.PercentCell(signal.Mean), v.PercentCell(signal.Median)
			least, greatest = v.PercentCell(signal.Least), v.PercentCell(signal.Greatest)
		}
		more := frame.NoCell
		if signal.OneMore != nil {
			more = v.PointsCell(*signal.OneMore)
		}
		table.Rows = append(table.Rows, []frame.Cell{
			frame.LinkCell(v.IndicatorLink(s.Tally, i)),
			{Text: v.Say("reach." + string(signal.Reach))},
			{Text: v.Say("outlook." + string(signal.Course.Stood))},
			leastCell(v, units, signal.AtLeast),
			v.PointsCell(signal.Recoverable), v.PointsCell(signal.Unreported), mean, middle, least, greatest,
			v.CountCell(signal.Below50), v.CountCell(signal.Below80), v.CountCell(signal.BelowTarget), v.CountCell(signal.Units), v.CountCell(signal.Asked),
			levelCell(v, signal.Course.Level()), v.PercentCell(reform.PercentOfShare(i.Aim())), levelCell(v, signal.Course.Ahead),
			v.CountCell(signal.Course.Misses), v.CountCell(signal.WillMiss), more,
		})
	}
	return table
}

func levelCell(v frame.Voice, level *reform.Fraction) frame.Cell {
	if level == nil {
		return frame.NoCell
	}
	return v.PercentCell(reform.PercentOfShare(level.Rat()))
}

// leastCell names the units at the least where they are few, and counts them otherwise.
func leastCell(v frame.Voice, units map[string]reform.Unit, least []string) frame.Cell {
	if len(least) == 0 {
		return frame.NoCell
	}
	if len(least) > mostNamed {
		return frame.Cell{Text: v.Say("page.radar.least.many", "Count", len(least))}
	}
	names := make([]string, len(least))
	for n, id := range least {
		names[n] = v.Words(units[id].Name())
	}
	return frame.Cell{Text: strings.Join(names, "; ")}
}

// mostNamed is how many units at the least are named; more are only counted.
const mostNamed = 3
