package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// Dot is one unit on the row of its peer group.
type Dot struct {
	Row    int
	Name   string
	Value  reform.Decimal
	Strong bool // drawn in the colour of attention
	Link   string
}

// Line is a value marked across all rows.
type Line struct {
	Name string
	At   reform.Decimal
}

// Strip draws dots along rows; dots that would hide each other are moved apart.
// An empty most leaves the end of the axis to the dots.
func Strip(rows []string, dots []Dot, lines []Line, most reform.Decimal) json.RawMessage {
	c := charts.NewScatter()
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(opts.XAxis{Type: "value", Scale: opts.Bool(true), Max: number(most)}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: rows}))...)
	series := charts.SingleSeries{Type: "scatter", Data: dotted(dots), SymbolSize: 8, ItemStyle: &opts.ItemStyle{Color: measure, Opacity: opts.Float(0.75)}}
	series.MarkLines = marks(lines)
	c.MultiSeries = append(c.MultiSeries, series)
	return encode(c)
}

func marks(lines []Line) *opts.MarkLines {
	if len(lines) == 0 {
		return nil
	}
	m := &opts.MarkLines{MarkLineStyle: opts.MarkLineStyle{
		Symbol:    []string{"none", "none"},
		LineStyle: &opts.LineStyle{Color: context, Type: "dashed", Width: 1},
		Label:     &opts.Label{Show: opts.Bool(true), Formatter: "{b}", Position: "start"},
	}}
	for _, line := range lines {
		m.Data = append(m.Data, opts.MarkLineNameXAxisItem{Name: line.Name, XAxis: number(line.At)})
	}
	return m
}

// offsets moves dots of one row and nearly one value up and down in turn, by
// pixels. The order of the dots decides, so that a picture is always the same.
func offsets(dots []Dot) []int {
	least, greatest := bounds(dots)
	width := max((greatest-least)/90, 0.01)
	taken := map[[2]int]int{}
	moved := make([]int, 0, len(dots))
	for _, d := range dots {
		slot := [2]int{d.Row, int((float(d.Value) - least) / width)}
		n := taken[slot]
		taken[slot]++
		step := (n + 1) / 2 * 7
		if n%2 == 1 {
			step = -step
		}
		moved = append(moved, min(max(step, -14), 14))
	}
	return moved
}

func bounds(dots []Dot) (least, greatest float64) {
	for n, d := range dots {
		x := float(d.Value)
		if n == 0 {
			least, greatest = x, x
		}
		least, greatest = min(least, x), max(greatest, x)
	}
	return least, greatest
}

// float is good enough to place a dot.
func float(d reform.Decimal) float64 {
	r := d.Rat()
	if r == nil {
		return 0
	}
	f, _ := r.Float64()
	return f
}
