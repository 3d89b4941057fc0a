package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// Panel is one small drawing among others like it.
type Panel struct {
	Name   string
	Values []reform.Decimal // one a period; empty: a gap
	Link   string
}

// MostPanels is how many panels can still be told apart at a glance.
const MostPanels = 12

// Panels draws the same thing for each of several, all on one scale from least to
// most, over a value that is marked in each. beside is drawn in each as context.
func Panels(periods []string, panels []Panel, beside Panel, least, most reform.Decimal) json.RawMessage {
	c := charts.NewLine()
	c.SetGlobalOptions(options()...)
	c.XAxisList, c.YAxisList = nil, nil
	for n, p := range panels {
		c.GridList = append(c.GridList, opts.Grid{})
		c.ExtendXAxis(opts.XAxis{Type: "category", Data: periods, GridIndex: n})
		c.ExtendYAxis(opts.YAxis{Type: "value", Name: p.Name, Min: number(least), Max: number(most), GridIndex: n})
		c.MultiSeries = append(c.MultiSeries, panelLine(beside, n, &opts.LineStyle{Color: context, Width: 1, Type: "dashed"}),
			panelLine(p, n, &opts.LineStyle{Color: measure, Width: 2}))
	}
	return encode(c)
}

func panelLine(p Panel, n int, style *opts.LineStyle) charts.SingleSeries {
	var points []point
	for _, value := range p.Values {
		points = append(points, point{Value: number(value), Link: p.Link})
	}
	return charts.SingleSeries{
		Type: "line", Name: p.Name, Data: points, XAxisIndex: n, YAxisIndex: n, LineStyle: style,
		ItemStyle: &opts.ItemStyle{Color: style.Color}, Symbol: "circle", SymbolSize: 4,
	}
}
