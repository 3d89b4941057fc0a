package frame

import (
	"slices"

	"reformboard/internal/reform"
)

// Scores reports whether anything in an area can earn or cost points.
func Scores(a reform.Area) bool {
	return slices.ContainsFunc(a.Indicators, reform.Indicator.Scored) || slices.ContainsFunc(a.Areas, Scores)
}

// HasScore reports whether an area has points to show: it was scored, or points that
// do not apply were granted; one that only informs has none.
func HasScore(a reform.Area, sub reform.Subtotal) bool {
	return Scores(a) && (sub.State.Counts() || sub.Earned != 0)
}

// AreaShare is what a unit earned of the most points of an area. False when it has
// no score there, or there are no points to be had.
func AreaShare(card *reform.Scorecard, area string) (reform.Fraction, bool) {
	sub, _ := card.Subtotal(area)
	if !sub.State.Counts() || sub.Max <= 0 {
		return reform.Fraction{}, false
	}
	return reform.NewFraction(int64(sub.Earned), int64(sub.Max)), true
}

// StateSays names the state of a score.
func (v Voice) StateSays(s reform.State) string {
	if s == "" {
		return None
	}
	return v.Say("state." + string(s))
}

// WeaknessOf finds what a tally says of the weakness of an indicator. False: nothing.
func WeaknessOf(t *reform.Tally, indicator string) (reform.Weakness, bool) {
	for _, w := range t.Weaknesses {
		if w.Indicator == indicator {
			return w, true
		}
	}
	return reform.Weakness{}, false
}
