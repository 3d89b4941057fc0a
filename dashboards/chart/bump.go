package chart

import (
	"encoding/json"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
)

// Course is how the rank of one unit went over the periods; 0 is a gap.
type Course struct {
	Name  string // empty: drawn grey, for context
	Ranks []int
	Way   Way
	Link  string
}

// Break is a period from which another edition of the rules applies.
type Break struct{ Name, Period string }

// Way is where a course leads from the last but one period to the last.
type Way string

const (
	Up   Way = "up"
	Down Way = "down"
	Same Way = "same"
)

// ways are the looks of named courses: apart in colour and in the kind of line.
var ways = map[Way]opts.LineStyle{
	Up:   {Color: measure, Width: 2.5},
	Down: {Color: attention, Width: 2.5, Type: "dashed"},
	Same: {Color: ink, Width: 2, Type: "dotted"},
}

// Bump draws ranks over periods, the first rank on top: with two periods a slope chart,
// with more a bump chart.
func Bump(periods []string, courses []Course, last int, breaks []Break) json.RawMessage {
	c := charts.NewLine()
	c.SetGlobalOptions(append(options(),
		charts.WithXAxisOpts(opts.XAxis{Type: "category", Data: periods}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Inverse: opts.Bool(true), Min: 1, Max: max(last, 2)}))...)
	for n, course := range courses {
		series := charts.SingleSeries{
			Type: "line", Name: course.Name, Data: coursePoints(periods, course),
			ShowSymbol: opts.Bool(course.Name != ""), Symbol: "circle", SymbolSize: 6,
		}
		look := opts.LineStyle{Color: context, Width: 1, Opacity: opts.Float(0.35)}
		if course.Name != "" {
			look = ways[course.Way]
		}
		series.LineStyle, series.ItemStyle = &look, &opts.ItemStyle{Color: look.Color}
		if n == 0 {
			series.MarkLines = breakMarks(breaks)
		}
		c.MultiSeries = append(c.MultiSeries, series)
	}
	return encode(c)
}

func coursePoints(periods []string, course Course) []point {
	points := make([]point, len(course.Ranks))
	for n, rank := range course.Ranks {
		if rank > 0 {
			points[n].Value = rank
		}
		if course.Name != "" {
			points[n].Name, points[n].Link = periods[n], course.Link
		}
	}
	return points
}

func breakMarks(breaks []Break) *opts.MarkLines {
	if len(breaks) == 0 {
		return nil
	}
	m := marks([]Line{{}})
	m.Data = nil
	for _, b := range breaks {
		m.Data = append(m.Data, opts.MarkLineNameXAxisItem{Name: b.Name, XAxis: b.Period})
	}
	return m
}
