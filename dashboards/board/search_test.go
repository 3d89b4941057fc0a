package board_test

import (
	"fmt"
	"strings"
	"testing"

	"reformboard/dashboards/board"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestTheBestMatchComesFirst(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	tally.Units = nil
	for n, name := range []string{"Trung tâm Đà Lạt", "Cục Lạt", "Đà Lạt", "Sở Y tế Đà Lạt", "Đà Lạt Xanh", "Hội Quà lạt xưa", "Cục Đà Nẵng", "An Đà Lạt"} {
		tally.Units = append(tally.Units, reform.Unit{ID: fmt.Sprintf("u%d", n), NameVI: name, PeerGroup: "schools"})
	}
	tally.Units = append(tally.Units, reform.Unit{ID: "da-lat", NameVI: "Mã trùng"})
	for query, want := range map[string]string{
		"da lat":     "Đà Lạt, Đà Lạt Xanh, An Đà Lạt, Sở Y tế Đà Lạt, Trung tâm Đà Lạt, Mã trùng",
		"ĐÀ  LẠT":    "Đà Lạt, Đà Lạt Xanh, An Đà Lạt, Sở Y tế Đà Lạt, Trung tâm Đà Lạt, Mã trùng",
		"lat":        "An Đà Lạt, Cục Lạt, Đà Lạt, Đà Lạt Xanh, Hội Quà lạt xưa, Sở Y tế Đà Lạt, Trung tâm Đà Lạt, Mã trùng",
		"da-lat":     "Mã trùng",
		"U3":         "Sở Y tế Đà Lạt",
		"ua la":      "Hội Quà lạt xưa",
		"y te u3":    "Sở Y tế Đà Lạt",
		"không thấy": "",
	} {
		var names []string
		for _, h := range board.NewSearch(sample.Vietnamese, tally, query).Units {
			names = append(names, h.Unit.Text)
		}
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("%q: got %s, want %s", query, got, want)
		}
	}
}

func TestSearchFindsUnitsAndIndicatorsWithTheirStanding(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	page := board.NewSearch(sample.Vietnamese, tally, "3.4")
	if len(page.Units) != 0 || len(page.Indicators) != 1 || page.Indicators[0].Recoverable != sample.Vietnamese.Points(tally.Weaknesses[0].Recoverable) {
		t.Errorf("got %+v", page)
	}
	first := tally.Overall.Standings[0]
	u, _ := tally.Unit(first.Unit)
	hit := board.NewSearch(sample.Vietnamese, tally, u.NameVI).Units[0]
	if hit.Rank != "1/45" || hit.Total != sample.Vietnamese.Points(first.Total) {
		t.Errorf("got %+v", hit)
	}
	if hit := board.NewSearch(sample.Vietnamese, tally, "unit-12").Units[0]; hit.Total != frame.None || hit.Rank != "Chưa xếp hạng: chưa nộp báo cáo" {
		t.Errorf("without a rank: got %+v", hit)
	}
	drawn := gallery.Shown(t, board.NewSearch(sample.Vietnamese, tally, "so ho so"), nil)
	drawn.In(`a[href="/cycles/example-2026-Q3/indicators/2.2"]`)
	drawn.In(`form[role=search][action="/cycles/example-2026-Q3/search"] input[name=q][value="so ho so"]`)
}

func TestSearchNeverListsMoreThanCanBeRead(t *testing.T) {
	tally := sample.Wide()
	page := board.NewSearch(sample.Vietnamese, tally, "thu tuc")
	if len(page.Indicators) != board.MostHits || !strings.HasPrefix(page.IndsSay, "50 trong 1") {
		t.Errorf("got %d, %s", len(page.Indicators), page.IndsSay)
	}
	if page := board.NewSearch(sample.Vietnamese, tally, strings.Repeat("đ", 5000)); len([]rune(page.Query)) != board.LongestQuery {
		t.Errorf("a query of %d letters is read", len([]rune(page.Query)))
	}
}

func TestSearchSaysWhatToDoWhenThereIsNothing(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	gallery.Shown(t, board.NewSearch(sample.Vietnamese, tally, " "), nil).HasNo("table").In(".empty").HasText("48 đơn vị và 24 tiêu chí")
	gallery.Shown(t, board.NewSearch(sample.Vietnamese, tally, "<b>zz</b>"), nil).HasNo("main b").In(".empty").HasText("“<b>zz</b>”")
}
