package reform

import "testing"

// TestAScoreIsFoundWhereverItStands: in its place, elsewhere, and not at all.
func TestAScoreIsFoundWhereverItStands(t *testing.T) {
	card := Scorecard{Scores: []Score{{Indicator: "b", Max: 2}, {Indicator: "a", Max: 1}}}
	for _, test := range []struct {
		place     int
		indicator string
		want      Points
	}{{0, "b", 2}, {0, "a", 1}, {9, "a", 1}, {0, "c", 0}, {-1, "a", 1}, {-1, "c", 0}} {
		if got := card.ScoreAt(test.place, test.indicator); got == nil || got.Max != test.want {
			t.Errorf("%q at %d: got %+v", test.indicator, test.place, got)
		}
	}
}

// TestReachedIsTheLevel of every state, with and without a ratio or most points.
func TestReachedIsTheLevel(t *testing.T) {
	third := NewFraction(1, 3)
	for _, state := range States {
		for _, measured := range []*Fraction{nil, &third} {
			for _, most := range []Points{0, 7} {
				s := Score{State: state, Measured: measured, Max: most, Earned: most / 2}
				level := s.Level()
				reached, known := s.Reached()
				if known != (level != nil) || known && reached.Rat().Cmp(level) != 0 {
					t.Errorf("%+v: level %v, reached %v (%v)", s, level, reached, known)
				}
			}
		}
	}
}
