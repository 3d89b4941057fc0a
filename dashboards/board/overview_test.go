package board_test

import (
	"strings"
	"testing"

	"reformboard/dashboards/board"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func TestTheStripNamesThoseWhoMovedMost(t *testing.T) {
	tally, before := sample.Tally("2026-Q3"), []*reform.Tally{sample.Tally("2026-Q2")}
	page := gallery.Shown(t, board.NewOverview(sample.Vietnamese, tally, before, nil), nil)
	page.In(".movers h2").HasText("quý II/2026")
	greatest := 0
	for _, s := range tally.Overall.Standings {
		if s.Moved != nil {
			greatest = max(greatest, *s.Moved)
		}
	}
	page.In(".movers").HasCount("li", 6).HasCount(".move-up", 3).HasCount(".move-down", 3)
	page.In(".movers li").At(0).HasText(sample.Vietnamese.Count(greatest)).In(`a[href^="/cycles/example-2026-Q3/units/"]`)
	gallery.Shown(t, board.NewOverview(sample.Vietnamese, tally, nil, nil), nil).In(".movers").HasCount("li", 0).HasText("Chưa có kỳ trước")
	gallery.Shown(t, board.NewOverview(sample.Vietnamese, sample.AllTied(), before, nil), nil).In(".movers").HasText("Không đơn vị nào tăng hạng").HasText("Không đơn vị nào giảm hạng")
}

func TestEverySentenceLeadsToWhereItIsFollowedUp(t *testing.T) {
	page := gallery.Shown(t, board.NewOverview(sample.Vietnamese, sample.Tally("2026-Q3"), nil, nil), nil)
	page.HasCount(".says li", 5).HasCount(".says a", 5)
	var to []string
	page.In(".says a").Each(func(p htmltest.Page) { to = append(to, strings.TrimPrefix(p.Attr("href"), "/cycles/example-2026-Q3")) })
	if got := strings.Join(to, " "); got != "/ranking /movement /weak /weak /completeness" {
		t.Errorf("got %s", got)
	}
}

func TestALoneFrameworkNeedsNoSwitch(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	own := board.Sibling{Cycle: tally.Cycle, Framework: &tally.Framework}
	gallery.Shown(t, board.NewOverview(sample.Vietnamese, tally, nil, []board.Sibling{own}), nil).HasNo(".tabs")
	gallery.Shown(t, board.NewOverview(sample.Vietnamese, tally, nil, []board.Sibling{own, own}), nil).In(".tabs").HasCount("a", 2)
}

func TestOverviewCountsUnitsOnce(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	page := gallery.Shown(t, board.NewOverview(sample.Vietnamese, tally, nil, nil), nil)
	page.In(".tiles").HasCount("li", 4).HasText("46/48")
	if n := page.Count(".says li"); n < 3 || n > 5 {
		t.Errorf("%d sentences, want three to five", n)
	}
	page.HasNo("#owing").In(`.says a[href="/cycles/example-2026-Q3/completeness"]`)
}

// Whole units that have not reported must not read as an indicator done badly.
func TestOverviewSaysHowMuchOfAWeaknessIsSilence(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	tally.Weaknesses[0].Unreported = 12 * reform.Point
	gallery.Shown(t, board.NewOverview(sample.Vietnamese, tally, nil, nil), nil).In(".says").HasText("gồm 12,00 ở ô chưa có điểm")
	tally.Weaknesses[0].Unreported = 0
	if said := gallery.Shown(t, board.NewOverview(sample.Vietnamese, tally, nil, nil), nil).In(".says").Text(); strings.Contains(said, "ở ô chưa có điểm") {
		t.Errorf("says there is silence where all have reported: %s", said)
	}
}

func TestAnIndexOfOneIndicatorShowsHowTheUnitsLie(t *testing.T) {
	tally := sample.Odd{Units: 20, Indicators: 1}.Tally("2026-Q3")
	made := board.NewOverview(sample.Vietnamese, tally, nil, nil)
	page := gallery.Shown(t, made, nil)
	page.HasCount(".says li", 4).In(".says").HasText("Bình quân đạt " + sample.Vietnamese.Percent(tally.Weaknesses[0].Mean)).HasText("Khối thấp nhất: ")
	page.In(".tile").At(3).HasText(sample.Vietnamese.Percent(tally.Weaknesses[0].Median)).HasNo("small")
	alone := sample.Odd{Units: 1, Indicators: 1}
	over := board.NewOverview(sample.Vietnamese, alone.Tally("2026-Q3"), []*reform.Tally{alone.Tally("2026-Q2")}, nil)
	if over.Recoverable.Kind != "lines" || len(over.Sentences) != 3 {
		t.Errorf("a single unit: %s, %v", over.Recoverable.Kind, over.Sentences)
	}
	if made.Recoverable.Kind != "spread" || strings.Contains(page.Text(), "1/1 tiêu chí") {
		t.Errorf("one bar is no chart: %s, %s", made.Recoverable.Kind, page.Text())
	}
}
