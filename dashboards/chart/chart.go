// Package chart draws what the pages show, as options for ECharts built with
// go-echarts.
//
// Its one rule: an option is data. It holds no function and no markup, so that it
// can stand in a page that allows no inline script; formatters live in board.js,
// by the chart's kind. Numbers go in as exact decimals.
//
// Note: never Render or RenderSnippet of go-echarts: they write inline scripts
// and leave names unescaped.
package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"reformboard/internal/reform"
)

// The colours, by their names in the style sheet: a drawing follows light, dark and
// print by itself.
const (
	measure   = "var(--measure)"   // what is measured
	attention = "var(--attention)" // what a person should look at
	ink       = "var(--ink)"
	context   = "var(--context)"
	absent    = "var(--absent)" // what is no measure: hatched
	track     = "var(--track)"  // what a measure is part of
)

// options are what every chart has: nothing moves, and the page itself says in
// words what is drawn.
func options() []charts.GlobalOpts {
	return []charts.GlobalOpts{
		charts.WithAnimation(false),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(true)}),
		charts.WithAriaOpts(&opts.Aria{Enabled: opts.Bool(true), Label: &opts.AriaLabel{Enabled: opts.Bool(false)}}),
	}
}

// drawn is a go-echarts chart.
//
// Note: its Validate is left alone: it only names a remote asset host and puts
// the data of SetXAxis over those of the axes, which we give ourselves.
type drawn interface{ JSON() map[string]any }

func encode(c drawn) json.RawMessage {
	option, err := json.Marshal(c.JSON()) // escapes <, > and &
	if err != nil {
		panic(err) // strings and canonical decimals always marshal
	}
	return option
}

// number is a decimal as JSON writes it; no number is a gap.
func number(d reform.Decimal) any {
	if d == "" {
		return nil
	}
	return json.Number(d)
}

// point is one item of a series. Link is where a click leads.
type point struct {
	Name  string `json:"name,omitempty"`
	Value any    `json:"value"`
	Link  string `json:"link,omitempty"`
	Note  string `json:"note,omitempty"` // a word behind its number

	ItemStyle *opts.ItemStyle `json:"itemStyle,omitempty"`
	Label     *opts.Label     `json:"label,omitempty"`
	Offset    []int           `json:"symbolOffset,omitempty"`
	Symbol    string          `json:"symbol,omitempty"`
}
