package workbook

import (
	"strings"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// nothing stands where the period before had nothing of a figure.
const nothing = "–"

// beside reports whether the form shows a period before.
func (f Form) beside() bool { return f.Last.Framework != nil }

// writeLast writes what the unit said of a figure a period ago, as it was asked then.
func (f Form) writeLast(p *page, figure string, look func(format string) int) {
	g, ok := f.Last.Framework.Figure(figure)
	v, said := reform.Report{Values: f.Last.Values}.Value(figure)
	if !ok || !said || f.text(g, v) == "" {
		p.put(lastColumn, nothing, look(""))
		return
	}
	f.writeValue(p, lastColumn, g, v, look)
}

// verdicts says for each figure what the indicators that read it earned a period ago:
// "2.1: 18,62/20".
func (f Form) verdicts() map[string]string {
	verdicts := map[string]string{}
	if !f.beside() || f.Last.Scorecard == nil {
		return verdicts
	}
	for figure, indicators := range uses(f.Last.Framework, f.Unit.PeerGroup) {
		var lines []string
		for _, i := range indicators {
			if score, ok := f.Last.Scorecard.Score(i.ID); ok && i.Scored() {
				lines = append(lines, i.ID+": "+f.verdict(score))
			}
		}
		verdicts[figure] = strings.Join(lines, "\n")
	}
	return verdicts
}

// verdict is what was earned of the most to be had, or in a word why nothing was.
func (f Form) verdict(s reform.Score) string {
	switch {
	case s.HasPoints() && s.Max > 0:
		return locale.Number(f.Language, s.Earned.Decimal()) + "/" + locale.Number(f.Language, s.Max.Decimal())
	case s.HasPoints():
		return locale.Number(f.Language, s.Earned.Decimal())
	}
	return f.say("verdict." + string(s.State))
}
