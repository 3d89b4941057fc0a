package chart

import (
	"encoding/json"
	"slices"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// Bar is one bar of a list.
type Bar struct {
	Name   string
	Value  reform.Decimal
	Strong bool   // drawn in the colour of attention
	Note   string // a word behind the number, so that no colour speaks alone
	Link   string
}

// Bars draws a list of bars, the first on top.
func Bars(bars []Bar) json.RawMessage {
	c := charts.NewBar()
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(opts.XAxis{Type: "value"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: names(bars)}))...)
	var points []point
	for _, b := range bars {
		p := point{Name: b.Name, Value: number(b.Value), Link: b.Link, Note: b.Note}
		if b.Strong {
			p.ItemStyle = &opts.ItemStyle{Color: attention}
		}
		points = append(points, p)
	}
	series := charts.SingleSeries{
		Type: "bar", Data: points, BarMaxWidth: "16", ItemStyle: &opts.ItemStyle{Color: measure},
		Label: &opts.Label{Show: opts.Bool(true), Position: "right"},
	}
	c.MultiSeries = append(c.MultiSeries, series)
	return encode(c)
}

func names(bars []Bar) []string {
	list := make([]string, 0, len(bars))
	for _, b := range bars {
		list = append(list, b.Name)
	}
	return list
}

// Bullet is what was earned of the most there is.
type Bullet struct {
	Name   string
	Value  reform.Decimal // empty: no score, and no bar of zero
	Most   reform.Decimal
	Median reform.Decimal // of the peers, marked across; empty: none
}

// Bullets draws each value inside its maximum, the first on top, with what it is held
// against as a line across.
func Bullets(bullets []Bullet, earned, most, median string) json.RawMessage {
	c := charts.NewBar()
	var labels []string
	var values, wholes, medians []point
	for row, b := range bullets {
		labels = append(labels, b.Name)
		if b.Median != "" {
			medians = append(medians, point{Name: b.Name, Value: []any{number(b.Median), row}})
		}
		values = append(values, point{Name: b.Name, Value: number(b.Value)})
		wholes = append(wholes, point{Name: b.Name, Value: number(b.Most)})
	}
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(opts.XAxis{Type: "value"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: labels}))...)
	c.MultiSeries = charts.MultiSeries{
		{Type: "bar", Name: most, Data: wholes, BarWidth: "16", BarGap: "-100%", ItemStyle: &opts.ItemStyle{Color: track}},
		{Type: "bar", Name: earned, Data: values, BarWidth: "16", ItemStyle: &opts.ItemStyle{Color: measure}},
		{Type: "scatter", Name: median, Data: medians, Symbol: "rect", ItemStyle: &opts.ItemStyle{Color: ink}},
	}
	return encode(c)
}

// Part is one segment of each row of a stack.
type Part struct {
	Name    string
	Counts  []int // one a row
	Missing bool  // not a grade: drawn as context
}

// tones run from the best part to the weakest.
var tones = []string{"var(--tone-1)", "var(--tone-2)", "var(--tone-3)", "var(--tone-4)"}

// onTones are what can be read on them.
var onTones = []string{"var(--on-tone-1)", "var(--on-tone-2)", "var(--on-tone-3)", "var(--on-tone-4)"}

// Stack draws rows of counted parts. The last part that is not missing is the one
// to attend to.
func Stack(rows []string, parts []Part) json.RawMessage {
	c := charts.NewBar()
	c.SetGlobalOptions(append(options(),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true)}),
		charts.WithXAxisOpts(opts.XAxis{Type: "value"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: rows}))...)
	last := slices.IndexFunc(parts, func(p Part) bool { return p.Missing }) - 1
	for n, p := range parts {
		var points []point
		for _, count := range p.Counts {
			points = append(points, point{Value: count})
		}
		colour, on := tones[min(n, len(tones)-1)], onTones[min(n, len(tones)-1)]
		switch {
		case p.Missing:
			colour, on = absent, "var(--ink)"
		case n == last && n > 1:
			colour, on = attention, "var(--on-attention)"
		}
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Type: "bar", Name: p.Name, Stack: "all", Data: points, BarMaxWidth: "22", ItemStyle: &opts.ItemStyle{Color: colour},
			Label: &opts.Label{Show: opts.Bool(true), Color: on},
		})
	}
	return encode(c)
}
