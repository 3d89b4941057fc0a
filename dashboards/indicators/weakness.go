package indicators

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// WeakLine is how weak one indicator is.
type WeakLine struct {
	Indicator   frame.Link
	Recoverable string
	Unreported  string // the part that waits for a figure; empty: none
	Mean        string
	Median      string
	Least       string
	Greatest    string
	Below50     string
	Below80     string
	BelowTarget string
	Units       string // with a score
	Asked       string
	Reach       reform.Reach
	ReachSays   string
	Why         string // what the label means, in a sentence
}

func weakLine(v frame.Voice, t *reform.Tally, i reform.Indicator, w reform.Weakness) WeakLine {
	line := WeakLine{
		Indicator:   v.IndicatorLink(t, i),
		Recoverable: v.Points(w.Recoverable),
		Mean:        frame.None, Median: frame.None, Least: frame.None, Greatest: frame.None,
		Below50: v.Count(w.Below50), Below80: v.Count(w.Below80), BelowTarget: v.Count(w.BelowTarget),
		Units: v.Count(w.Units), Asked: v.Count(w.Asked),
		Reach: w.Reach, ReachSays: v.Say("reach." + string(w.Reach)),
		Why: v.Say("page.weak.why."+string(w.Reach), "Below", v.Count(w.BelowTarget), "Units", v.Count(w.Units), "Asked", v.Count(w.Asked)),
	}
	if w.Unreported > 0 {
		line.Unreported = v.Points(w.Unreported)
	}
	if w.Units > 0 {
		line.Mean, line.Median = v.Percent(w.Mean), v.Percent(w.Median)
		line.Least, line.Greatest = v.Percent(w.Least), v.Percent(w.Greatest)
	}
	return line
}
