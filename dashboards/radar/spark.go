package radar

import (
	"strings"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// Spark is a small drawing of a level over the cycles, 100 wide and 24 high. A cycle
// without a level is a gap.
type Spark struct {
	Lines []string // points of each unbroken stretch
	Dots  []SparkDot
	Aim   string // height of the target
	Says  string // the same in words
}

// SparkDot is a level that no line leads to, or this cycle's.
type SparkDot struct {
	X, Y string
	Now  bool
}

func sparkOf(v frame.Voice, radar *reform.Radar, c reform.Course, i reform.Indicator) Spark {
	aim := reform.FractionOf(i.Aim()).Float()
	least, greatest := aim, aim
	var said []string
	for n, level := range c.Levels {
		text := frame.None
		if level != nil {
			least, greatest = min(least, level.Float()), max(greatest, level.Float())
			text = v.Percent(reform.PercentOfShare(level.Rat()))
		}
		said = append(said, v.Period(radar.Periods[n])+": "+text)
	}
	// A fifth of the scale at least: what hardly moves must not look like a leap.
	if spare := 0.2 - (greatest - least); spare > 0 {
		least, greatest = least-spare/2, greatest+spare/2
	}
	high := func(level float64) string { return frame.Tenths(21 - 18*(level-least)/(greatest-least)) }
	along := func(n int) string { return frame.Tenths(4 + 92*float64(n)/float64(max(len(c.Levels)-1, 1))) }
	spark := Spark{Aim: high(aim), Says: strings.Join(said, "; ")}
	var stretch []string
	for n := 0; n <= len(c.Levels); n++ {
		if n < len(c.Levels) && c.Levels[n] != nil {
			stretch = append(stretch, along(n)+","+high(c.Levels[n].Float()))
			continue
		}
		if len(stretch) == 1 && n < len(c.Levels) {
			x, y, _ := strings.Cut(stretch[0], ",")
			spark.Dots = append(spark.Dots, SparkDot{X: x, Y: y})
		}
		if len(stretch) > 1 {
			spark.Lines = append(spark.Lines, strings.Join(stretch, " "))
		}
		stretch = nil
	}
	if level := c.Level(); level != nil {
		spark.Dots = append(spark.Dots, SparkDot{X: along(len(c.Levels) - 1), Y: high(level.Float()), Now: true})
	}
	return spark
}
