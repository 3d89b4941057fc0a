package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// Shapes are the outlines by which units are told apart, each inside a square of 12:
// as many as may be set side by side.
var Shapes = []string{
	"M6,0A6,6,0,1,1,5.99,0Z",
	"M0.5,0.5H11.5V11.5H0.5Z",
	"M6,0L12,11.5H0Z",
	"M6,0L12,6L6,12L0,6Z",
	"M0,0.5H12L6,12Z",
	"M4,0H8V4H12V8H8V12H4V8H0V4H4Z",
}

// shades go with the shapes, and say nothing that these do not.
var shades = []string{measure, ink, "var(--tone-2)", "var(--muted)", "var(--tone-1)", context}

// Marks are one unit's values along the rows; an empty one is a gap.
type Marks struct {
	Name   string
	Letter string // beside its marks
	Link   string
	Values []reform.Decimal
}

// Dumbbell draws a mark a unit on each row, in its own shape, over lines at what they
// are held against. The first row stands on top.
func Dumbbell(rows []string, units []Marks, held Marks, most reform.Decimal) json.RawMessage {
	c := charts.NewScatter()
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Scale: opts.Bool(true), Max: number(most)}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: rows}))...)
	c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
		Type: "scatter", Name: held.Name, Data: along(rows, held), Symbol: "rect", ItemStyle: &opts.ItemStyle{Color: ink},
	})
	for n, u := range units {
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Type: "scatter", Name: u.Name, Data: along(rows, u), Symbol: "path://" + Shapes[n%len(Shapes)], SymbolSize: 12,
			ItemStyle: &opts.ItemStyle{Color: shades[n%len(shades)]}, Label: &opts.Label{Formatter: u.Letter},
		})
	}
	return encode(c)
}

func along(rows []string, marks Marks) []point {
	points := []point{}
	for n, value := range marks.Values {
		if value != "" {
			points = append(points, point{Name: rows[n], Value: []any{number(value), n}, Link: marks.Link})
		}
	}
	return points
}
