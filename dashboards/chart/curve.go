package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// Curve draws what each measured value earns, straight from corner to corner, over
// lines at values that matter.
func Curve(name string, corners [][2]reform.Decimal, lines []Line) json.RawMessage {
	c := charts.NewLine()
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(opts.XAxis{Type: "value"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Max: 100}))...)
	var points []point
	for _, corner := range corners {
		points = append(points, point{Value: []any{number(corner[0]), number(corner[1])}})
	}
	series := charts.SingleSeries{
		Type: "line", Name: name, Data: points, LineStyle: &opts.LineStyle{Color: measure, Width: 2},
		ItemStyle: &opts.ItemStyle{Color: measure}, ShowSymbol: opts.Bool(false),
	}
	series.MarkLines = marks(lines)
	c.MultiSeries = append(c.MultiSeries, series)
	return encode(c)
}
