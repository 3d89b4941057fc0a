package dashboards_test

import (
	"strings"
	"testing"

	"reformboard/dashboards"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func TestTheStripNamesThoseWhoMovedMost(t *testing.T) {
	tally, before := sample.Tally("2026-Q3"), []*reform.Tally{sample.Tally("2026-Q2")}
	page := gallery.Shown(t, dashboards.NewOverview(sample.Vietnamese, tally, before, nil), nil)
	page.In(".movers h2").HasText("Quý II/2026")
	greatest := 0
	for _, s := range tally.Overall.Standings {
		if s.Moved != nil {
			greatest = max(greatest, *s.Moved)
		}
	}
	page.In(".movers").HasCount("li", 6).HasCount(".move-up", 3).HasCount(".move-down", 3)
	page.In(".movers li").At(0).HasText(sample.Vietnamese.Count(greatest)).In(`a[href^="/cycles/example-2026-Q3/units/"]`)
	gallery.Shown(t, dashboards.NewOverview(sample.Vietnamese, tally, nil, nil), nil).In(".movers").HasCount("li", 0).HasText("Chưa có kỳ trước")
	gallery.Shown(t, dashboards.NewOverview(sample.Vietnamese, sample.AllTied(), before, nil), nil).In(".movers").HasText("Không đơn vị nào tăng hạng").HasText("Không đơn vị nào giảm hạng")
}

func TestEverySentenceLeadsToWhereItIsFollowedUp(t *testing.T) {
	page := gallery.Shown(t, dashboards.NewOverview(sample.Vietnamese, sample.Tally("2026-Q3"), nil, nil), nil)
	page.HasCount(".says li", 5).HasCount(".says a", 5)
	var to []string
	page.In(".says a").Each(func(p htmltest.Page) { to = append(to, strings.TrimPrefix(p.Attr("href"), "/cycles/example-2026-Q3")) })
	if got := strings.Join(to, " "); got != "/ranking /movement /weak /weak /completeness" {
		t.Errorf("got %s", got)
	}
}
