package units

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestNeighboursSayWhatIsMissing(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	group, _ := tally.Ranking("regions")
	for at, s := range group.Standings {
		card, _ := tally.Scorecard(s.Unit)
		next := neighbours(sample.Vietnamese, tally, card, group, func(string) bool { return at%2 == 0 })
		own := slices.IndexFunc(next.Rows, func(r NeighbourRow) bool { return r.Own })
		if own != min(at, nextTo) || len(next.Rows) != min(at, nextTo)+1+min(len(group.Standings)-1-at, nextTo) {
			t.Errorf("place %d: %d rows, its own is %d", at, len(next.Rows), own)
		}
		for n, row := range next.Rows {
			if linked := row.Unit.URL != ""; linked != (at%2 == 0 && n != own) {
				t.Errorf("%s: link %q", row.Unit.Text, row.Unit.URL)
			}
		}
		if at == 0 {
			if !strings.HasPrefix(next.Title, "Đứng đầu khối") || next.How != "" {
				t.Errorf("the first: %q, %q", next.Title, next.How)
			}
			continue
		}
		above := group.Standings[at-1]
		want := "Còn " + sample.Vietnamese.Points(above.Total-s.Total) + " điểm để lên hạng " + strconv.Itoa(above.Rank)
		if next.Title != want {
			t.Errorf("got %q, want %q", next.Title, want)
		}
	}
}

// TestTheIndicatorThatClosesTheGapCloses earns the points it names, and counts.
func TestTheIndicatorThatClosesTheGapCloses(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	card := reform.Scorecard{
		Unit: "unit-08", Earned: 40 * reform.Point, Max: 80 * reform.Point, Total: 50 * reform.Point,
		Scores: []reform.Score{
			{Indicator: "1.1", State: reform.Scored, Earned: 4 * reform.Point, Max: 6 * reform.Point},
			{Indicator: "1.4", State: reform.NotSubmitted, Max: 6 * reform.Point},
			{Indicator: "2.1", State: reform.UnderReview, Max: 14 * reform.Point},
		},
	}
	for missing, want := range map[string]string{
		"5":    "Thêm 4,00 trong 6,00 điểm còn thiếu ở tiêu chí này là đủ:", // 4 of 80 are 5 of 100
		"5.01": "Thêm 4,01 trong 6,00",                                      // 4.008, rounded up: less would not do
		"9":    "Không tiêu chí nào",                                        // 14 points are not in the unit's hands
	} {
		how, where := closes(sample.Vietnamese, tally, card, sample.Points(missing))
		if !strings.HasPrefix(how, want) || (where.Note == "1.4") != (missing != "9") {
			t.Errorf("%s: %q at %q", missing, how, where.Note)
		}
	}
	tally.Framework.Areas[0].Combine.Method = reform.Geometric
	if how, _ := closes(sample.Vietnamese, tally, card, reform.Point); how != "" {
		t.Errorf("points do not add up here, and it says %q", how)
	}
}
