package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// Fall is one bar of a waterfall: from one level to another.
type Fall struct {
	Name     string
	From, To reform.Decimal // neither below zero
	Size     reform.Decimal // how far, without a sign
	Kind     FallKind
	Link     string
}

// FallKind is what a bar of a waterfall stands for.
type FallKind int

const (
	Level   FallKind = iota // what there is at the start or the end
	Lost                    // a step down
	Awaited                 // a step down for want of a figure: hatched
	Gained                  // a step up
)

// Waterfall draws how one level becomes another, the first bar on top. names are those
// of each FallKind, in their order.
func Waterfall(falls []Fall, names [4]string) json.RawMessage {
	c := charts.NewBar()
	var labels []string
	under := make([]point, 0, len(falls))
	parts := make([][]point, len(names))
	for n, f := range falls {
		labels = append(labels, f.Name)
		low := f.To
		if f.Kind == Gained || f.Kind == Level {
			low = f.From
		}
		under = append(under, point{Value: number(low)})
		for kind := range names {
			p := point{Name: f.Name}
			if FallKind(kind) == f.Kind {
				p.Value, p.Link = number(f.Size), f.Link
				if n == 0 {
					p.ItemStyle = &opts.ItemStyle{Color: context}
				}
			}
			parts[kind] = append(parts[kind], p)
		}
	}
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(opts.XAxis{Type: "value"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: labels}))...)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{Type: "bar", Stack: "all", Data: under, BarMaxWidth: "18", ItemStyle: &opts.ItemStyle{Color: "transparent"}})
	for kind, colour := range []string{measure, attention, absent, measure} {
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Type: "bar", Stack: "all", Name: names[kind], Data: parts[kind], BarMaxWidth: "18", ItemStyle: &opts.ItemStyle{Color: colour},
		})
	}
	return encode(c)
}
