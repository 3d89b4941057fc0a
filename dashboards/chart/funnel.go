package chart

import (
	"encoding/json"
	"strconv"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// Case is one unit's ratio over so many cases, or several units that would hide each
// other.
type Case struct {
	Name    string
	Over    int64
	Ratio   reform.Decimal
	Small   bool // too few cases to judge: drawn hollow
	Outside bool // not by chance: drawn as a diamond
	Strong  bool // drawn in the colour of attention
	Link    string
}

// Bound is a limit that follows the number of cases.
type Bound struct {
	Name   string
	Dashed bool
	At     [][2]float64 // cases and ratio
}

// wide is how many times the least number of cases the most may be before their axis
// is a logarithm.
const wide = 20

// Funnel draws ratios by their cases between bounds, over the line of the pooled ratio.
func Funnel(cases []Case, bounds []Bound, pooled Line) json.RawMessage {
	c := charts.NewScatter()
	axis := opts.XAxis{Type: "value", Scale: opts.Bool(true)}
	least, most := rangeOf(cases)
	if least > 0 && most > wide*least {
		axis.Type, axis.Min, axis.Max = "log", least, most
	}
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(axis),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Scale: opts.Bool(true)}))...)
	points := make([]point, 0, len(cases))
	for _, one := range cases {
		p := point{Name: one.Name, Value: []any{number(one.Ratio), one.Over}, Link: one.Link}
		colour := measure
		if one.Strong {
			colour = attention
		}
		switch {
		case one.Small && one.Outside:
			p.Symbol, p.ItemStyle = "emptyDiamond", &opts.ItemStyle{Color: colour}
		case one.Small:
			p.Symbol, p.ItemStyle = "emptyCircle", &opts.ItemStyle{Color: colour}
		case one.Outside:
			p.Symbol, p.ItemStyle = "diamond", &opts.ItemStyle{Color: colour}
		}
		points = append(points, p)
	}
	series := charts.SingleSeries{Type: "scatter", Data: points, SymbolSize: 8, ItemStyle: &opts.ItemStyle{Color: measure, Opacity: opts.Float(0.75)}}
	series.MarkLines = levels(pooled)
	c.MultiSeries = append(c.MultiSeries, series)
	for _, b := range bounds {
		line := &opts.LineStyle{Color: context, Width: 1}
		if b.Dashed {
			line.Type = "dashed"
		}
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Type: "line", Name: b.Name, Data: placed(b.At), LineStyle: line, ShowSymbol: opts.Bool(false)})
	}
	return encode(c)
}

// levels marks one value across the whole width.
func levels(l Line) *opts.MarkLines {
	if l.At == "" {
		return nil
	}
	return &opts.MarkLines{
		MarkLineStyle: opts.MarkLineStyle{Symbol: []string{"none", "none"}, LineStyle: &opts.LineStyle{Color: context, Type: "solid", Width: 1}},
		Data:          []any{opts.MarkLineNameYAxisItem{Name: l.Name, YAxis: number(l.At)}},
	}
}

// placed are points of a line that is only looked at: two decimals do.
func placed(at [][2]float64) [][2]json.Number {
	var all [][2]json.Number
	for _, p := range at {
		all = append(all, [2]json.Number{short(p[0]), short(p[1])})
	}
	return all
}

func short(x float64) json.Number { return json.Number(strconv.FormatFloat(x, 'f', 2, 64)) }

func rangeOf(cases []Case) (least, most int64) {
	for n, c := range cases {
		if n == 0 {
			least, most = c.Over, c.Over
		}
		least, most = min(least, c.Over), max(most, c.Over)
	}
	return least, most
}
