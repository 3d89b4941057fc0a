package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// Series is one line over the periods; an empty value is a gap.
type Series struct {
	Name   string
	Values []reform.Decimal
	Labels []string // above the points; none: no labels
	Dashed bool
}

// Lines draws series over periods, named at their end.
func Lines(periods []string, series []Series, most reform.Decimal) json.RawMessage {
	c := charts.NewLine()
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", Data: periods}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Scale: opts.Bool(true), Max: number(most)}))...)
	for n, s := range series {
		var points []point
		for n, value := range s.Values {
			p := point{Value: number(value)}
			if n < len(s.Labels) && s.Labels[n] != "" {
				p.Label = &opts.Label{Show: opts.Bool(true), Formatter: s.Labels[n], Position: "top"}
			}
			points = append(points, p)
		}
		line := &opts.LineStyle{Color: []string{measure, context}[n%2], Width: 2}
		if s.Dashed {
			line.Type = "dashed"
		}
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Type: "line", Name: s.Name, Data: points, Symbol: "circle", SymbolSize: 6, LineStyle: line,
			ItemStyle: &opts.ItemStyle{Color: line.Color}, ShowSymbol: opts.Bool(true),
		})
	}
	return encode(c)
}
