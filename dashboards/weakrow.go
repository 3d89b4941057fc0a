package dashboards

import (
	"strconv"

	"reformboard/dashboards/chart"
	"reformboard/internal/reform"
)

// WeakLine is one indicator in a list of those still weak.
type WeakLine struct {
	Place       int
	Indicator   Link
	Recoverable string
	Unreported  string // the part that waits for a figure; empty: none
	Bar         Bar    // recoverable points against the greatest of the list
	Mean        string
	Median      string
	Least       string
	AtLeast     []Link // units at the least, when few
	Greatest    string
	Below50     string
	Below80     string
	BelowTarget string
	Units       string // with a score
	Asked       string
	Reach       reform.Reach
	ReachSays   string
	Why         string // what the label means, in a sentence
}

// mostNamed is how many units at the least are named; more are only counted.
const mostNamed = 3

func (v Voice) weakLines(t *reform.Tally, weaknesses []reform.Weakness) []WeakLine {
	lines := make([]WeakLine, 0, len(weaknesses))
	for n, w := range weaknesses {
		i, ok := t.Framework.Indicator(w.Indicator)
		if !ok {
			continue
		}
		line := v.weakLine(t, i, w)
		line.Place = n + 1
		line.Bar = pointsBar(w.Recoverable, weaknesses[0].Recoverable)
		lines = append(lines, line)
	}
	return lines
}

func (v Voice) weakLine(t *reform.Tally, i reform.Indicator, w reform.Weakness) WeakLine {
	line := WeakLine{
		Indicator:   v.indicatorLink(t, i),
		Recoverable: v.Points(w.Recoverable),
		Mean:        none, Median: none, Least: none, Greatest: none,
		Below50: v.Count(w.Below50), Below80: v.Count(w.Below80), BelowTarget: v.Count(w.BelowTarget),
		Units: v.Count(w.Units), Asked: v.Count(w.Asked),
		Reach: w.Reach, ReachSays: v.Say("reach." + string(w.Reach)),
		Why: v.Say("page.weak.why."+string(w.Reach), "Below", v.Count(w.BelowTarget), "Units", v.Count(w.Units), "Asked", v.Count(w.Asked)),
	}
	if w.Unreported > 0 {
		line.Unreported = v.Points(w.Unreported)
	}
	if w.Units > 0 {
		line.Mean, line.Median = v.Percent(w.Mean), v.Percent(w.Median)
		line.Least, line.Greatest = v.Percent(w.Least), v.Percent(w.Greatest)
	}
	if len(w.AtLeast) <= mostNamed {
		for _, id := range w.AtLeast {
			if u, ok := t.Unit(id); ok {
				line.AtLeast = append(line.AtLeast, v.unitLink(t, u))
			}
		}
	}
	return line
}

// weakChart draws the points to recover in the first so many indicators.
func (v Voice) weakChart(t *reform.Tally, weaknesses []reform.Weakness, most int, size string) Chart {
	var bars []chart.Bar
	for _, w := range weaknesses[:min(most, len(weaknesses))] {
		i, _ := t.Framework.Indicator(w.Indicator)
		name := w.Indicator + "  " + v.Words(i.Title)
		bars = append(bars, chart.Bar{Name: name, Value: w.Recoverable.Decimal(), Strong: w.Reach == reform.Systemic, Link: indicatorURL(t.Cycle.ID, w.Indicator)})
	}
	summary := v.Say("page.weak.chart.none")
	if len(bars) > 0 {
		summary = v.Say("page.weak.chart.summary", "Indicator", bars[0].Name, "Points", v.Points(weaknesses[0].Recoverable), "Shown", strconv.Itoa(len(bars)))
	}
	return v.chart(Chart{
		ID: "chart-recoverable", Kind: "bars", Size: size, Decimals: 1, Summary: summary,
		Title:  v.Say("page.weak.chart.title", "Count", len(bars)),
		Note:   v.Say("page.weak.chart.note", "Strong", v.Say("reach.systemic")),
		Option: chart.Bars(bars),
		Table:  v.weakTable(t, weaknesses[:min(most, len(weaknesses))]),
	})
}

func (v Voice) weakTable(t *reform.Tally, weaknesses []reform.Weakness) Table {
	table := Table{Columns: columns([]string{v.Say("page.indicator"), v.Say("page.reach")}, v.Say("page.recoverable"), v.Say("page.mean.of_most"), v.Say("page.below_target"), v.Say("page.units"))}
	for _, w := range weaknesses {
		i, _ := t.Framework.Indicator(w.Indicator)
		mean := noCell
		if w.Units > 0 {
			mean = v.percentCell(w.Mean)
		}
		table.Rows = append(table.Rows, []Cell{
			linked(v.indicatorLink(t, i)), {Text: v.Say("reach." + string(w.Reach))},
			v.pointsCell(w.Recoverable), mean, v.countCell(w.BelowTarget), v.countCell(w.Units),
		})
	}
	return table
}
