package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// Quantiles are how the values of one row lie.
type Quantiles struct {
	Name                                    string
	Least, Quarter, Median, Three, Greatest reform.Decimal // all empty: no value
	Strong                                  bool           // the median is drawn in the colour of attention
	Link                                    string
}

// Spread draws the quantiles of each row: a hair from the least to the greatest, a
// band over the middle half, a mark at the median. Dots, where there are any, stand
// over it one a unit.
func Spread(rows []Quantiles, dots []Dot, lines []Line, most reform.Decimal) json.RawMessage {
	c := charts.NewScatter()
	var labels []string
	medians, ranges := make([]point, 0, len(rows)), make([]point, 0, len(rows))
	for n, q := range rows {
		labels = append(labels, q.Name)
		if q.Median == "" {
			continue
		}
		p := point{Name: q.Name, Value: []any{number(q.Median), n}, Link: q.Link}
		if q.Strong {
			p.ItemStyle = &opts.ItemStyle{Color: attention}
		}
		medians = append(medians, p)
		ranges = append(ranges, point{Value: []any{number(q.Median), n, number(q.Least), number(q.Quarter), number(q.Three), number(q.Greatest)}})
	}
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Scale: opts.Bool(true), Max: number(most)}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: labels}))...)
	middle := charts.SingleSeries{Type: "scatter", Data: medians, Symbol: "rect", ItemStyle: &opts.ItemStyle{Color: measure}}
	middle.MarkLines = marks(lines)
	c.MultiSeries = append(c.MultiSeries, middle,
		charts.SingleSeries{Type: "custom", Data: ranges},
		charts.SingleSeries{Type: "scatter", Data: dotted(dots), SymbolSize: 7, ItemStyle: &opts.ItemStyle{Color: measure, Opacity: opts.Float(0.75)}})
	return encode(c)
}

// dotted are dots moved apart where they would hide each other.
func dotted(dots []Dot) []point {
	points := make([]point, 0, len(dots))
	for n, offset := range offsets(dots) {
		p := point{Name: dots[n].Name, Value: []any{number(dots[n].Value), dots[n].Row}, Link: dots[n].Link, Offset: []int{0, offset}}
		if dots[n].Strong {
			p.ItemStyle = &opts.ItemStyle{Color: attention}
		}
		points = append(points, p)
	}
	return points
}
