package units

import (
	"slices"
	"testing"

	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// TestBestAndWeakestAgreeWithTheScores holds every row against the scorecards.
func TestBestAndWeakestAgreeWithTheScores(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	units := []string{"unit-08", "unit-27", "unit-28", "unit-12"}
	compare := NewCompare(sample.Vietnamese, tally, Comparison{Units: units, May: sample.Everybody})
	gap, apart := reform.Points(1<<40), false
	for _, row := range compare.Rows {
		var earned []reform.Points
		for _, u := range units {
			card, _ := tally.Scorecard(u)
			if s, _ := card.Score(row.Indicator.Note); s.State.Counts() {
				earned = append(earned, s.Earned)
			}
		}
		if row.known != (len(earned) > 1) || row.known && row.gap != slices.Max(earned)-slices.Min(earned) {
			t.Errorf("%s: gap %s", row.Indicator.Note, row.Gap)
		}
		if row.known && row.gap > gap {
			t.Errorf("%s: a larger difference comes later", row.Indicator.Note)
		}
		gap = row.gap
		for n, cell := range row.Cells {
			card, _ := tally.Scorecard(units[n])
			s, _ := card.Score(row.Indicator.Note)
			want := ""
			if s.State.Counts() && row.gap > 0 {
				if s.Earned == slices.Max(earned) {
					want = "best"
				} else if s.Earned == slices.Min(earned) {
					want = "weakest"
				}
			}
			if cell.Kind != want || (cell.StateSays == "") != s.State.Counts() {
				t.Errorf("%s of %s: %q, want %q", row.Indicator.Note, units[n], cell.Kind, want)
			}
			apart = apart || want != ""
		}
	}
	if !apart {
		t.Error("nothing was compared")
	}
	ordered := NewCompare(sample.Vietnamese, tally, Comparison{Units: units, May: sample.Everybody, Sort: ByOrder})
	if ordered.Rows[0].Indicator.Note != "1.1" || ordered.Rows[23].Indicator.Note != "5.5" {
		t.Error("not in the framework's order")
	}
}
