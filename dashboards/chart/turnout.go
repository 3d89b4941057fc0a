package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Answers are how the units of each row answered a call for reports.
type Answers struct {
	Name   string
	Look   AnswerLook
	Counts []int // one a row
}

// AnswerLook is how answers of one kind are drawn; charts/turnout.js knows their
// patterns by the same names.
type AnswerLook string

const (
	AnsweredInTime AnswerLook = "in_time"
	AnsweredLate   AnswerLook = "late"
	Silent         AnswerLook = "silent"
	Waiting        AnswerLook = "waiting" // silent, and still in time
)

// answerColours are what each look is drawn in, and what can be read on it.
var answerColours = map[AnswerLook][2]string{
	AnsweredInTime: {"var(--tone-2)", "var(--on-tone-2)"},
	AnsweredLate:   {"var(--tone-4)", "var(--on-tone-4)"},
	Silent:         {attention, "var(--on-attention)"},
	Waiting:        {absent, "var(--ink)"},
}

// Turnout draws rows of counted answers.
func Turnout(rows []string, answers []Answers) json.RawMessage {
	c := charts.NewBar()
	c.SetGlobalOptions(append(options(),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(true)}),
		charts.WithXAxisOpts(opts.XAxis{Type: "value"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "category", Inverse: opts.Bool(true), Data: rows}))...)
	for _, a := range answers {
		var points []point
		for _, count := range a.Counts {
			points = append(points, point{Value: count})
		}
		colours := answerColours[a.Look]
		c.MultiSeries = append(c.MultiSeries, charts.SingleSeries{
			Type: "bar", Id: string(a.Look), Name: a.Name, Stack: "all", Data: points, BarMaxWidth: "22", ItemStyle: &opts.ItemStyle{Color: colours[0]},
			Label: &opts.Label{Show: opts.Bool(true), Color: colours[1]},
		})
	}
	return encode(c)
}
