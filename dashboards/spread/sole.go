package spread

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// SizeElsewhere is the height of a spread on a page that has other figures beside it.
const SizeElsewhere = "ten"

// Sole is the indicator of an index that has no other, such as a list of published
// totals: it cannot be compared with other indicators, only over the units.
func Sole(t *reform.Tally) (reform.Indicator, reform.Weakness, bool) {
	if len(t.Weaknesses) != 1 || t.Weaknesses[0].Units == 0 {
		return reform.Indicator{}, reform.Weakness{}, false
	}
	i, ok := t.Framework.Indicator(t.Weaknesses[0].Indicator)
	return i, t.Weaknesses[0], ok
}

// Elsewhere draws the spread on another page: its figures and its drawing are kept at the
// indicator's own. Nil: nobody has a level.
func Elsewhere(v frame.Voice, t *reform.Tally, i reform.Indicator) *frame.Chart {
	v.Path = frame.InEdition(frame.IndicatorURL(t.Cycle.ID, i.ID), t)
	drawn := Chart(v, Of(t, i))
	if drawn != nil {
		drawn.Size = SizeElsewhere
	}
	return drawn
}
