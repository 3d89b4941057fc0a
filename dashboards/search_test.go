package dashboards

import (
	"fmt"
	"strings"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

func TestTheBestMatchComesFirst(t *testing.T) {
	tally := sampleTally("2026-Q3")
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
		for _, h := range NewSearch(vietnamese, tally, query).Units {
			names = append(names, h.Unit.Text)
		}
		if got := strings.Join(names, ", "); got != want {
			t.Errorf("%q: got %s, want %s", query, got, want)
		}
	}
}

func TestSearchFindsUnitsAndIndicatorsWithTheirStanding(t *testing.T) {
	tally := sampleTally("2026-Q3")
	page := NewSearch(vietnamese, tally, "3.4")
	if len(page.Units) != 0 || len(page.Indicators) != 1 || page.Indicators[0].Recoverable != vietnamese.Points(tally.Weaknesses[0].Recoverable) {
		t.Errorf("got %+v", page)
	}
	first := tally.Overall.Standings[0]
	u, _ := tally.Unit(first.Unit)
	hit := NewSearch(vietnamese, tally, u.NameVI).Units[0]
	if hit.Rank != "1/45" || hit.Total != vietnamese.Points(first.Total) {
		t.Errorf("got %+v", hit)
	}
	if hit := NewSearch(vietnamese, tally, "unit-12").Units[0]; hit.Total != frame.None || hit.Rank != "Chưa xếp hạng: chưa nộp báo cáo" {
		t.Errorf("without a rank: got %+v", hit)
	}
	drawn := shown(t, NewSearch(vietnamese, tally, "so ho so"), nil)
	drawn.In(`a[href="/cycles/example-2026-Q3/indicators/2.2"]`)
	drawn.In(`form[role=search][action="/cycles/example-2026-Q3/search"] input[name=q][value="so ho so"]`)
}

func TestSearchNeverListsMoreThanCanBeRead(t *testing.T) {
	tally := wideTally()
	page := NewSearch(vietnamese, tally, "thu tuc")
	if len(page.Indicators) != mostHits || !strings.HasPrefix(page.IndsSay, "50 trong 1") {
		t.Errorf("got %d, %s", len(page.Indicators), page.IndsSay)
	}
	if page := NewSearch(vietnamese, tally, strings.Repeat("đ", 5000)); len([]rune(page.Query)) != longestQuery {
		t.Errorf("a query of %d letters is read", len([]rune(page.Query)))
	}
}

func TestSearchSaysWhatToDoWhenThereIsNothing(t *testing.T) {
	tally := sampleTally("2026-Q3")
	shown(t, NewSearch(vietnamese, tally, " "), nil).HasNo("table").In(".empty").HasText("48 đơn vị và 24 tiêu chí")
	shown(t, NewSearch(vietnamese, tally, "<b>zz</b>"), nil).HasNo("main b").In(".empty").HasText("“<b>zz</b>”")
}

func TestTheFieldStandsOnPagesOfACycleOnly(t *testing.T) {
	shell := sampleShell(reform.Vietnamese, "")
	overview := NewOverview(shell.Voice, sampleTally("2026-Q3"), nil, nil).Head
	for name, c := range map[string]struct {
		frame framed
		want  bool
	}{
		"a page of a cycle":    {framed{Shell: shell, Head: overview}, true},
		"a page of no cycle":   {framed{Shell: shell}, false},
		"nobody is signed in":  {framed{Shell: Shell{Voice: shell.Voice}, Head: overview}, false},
		"the search page":      {framed{Shell: Shell{Voice: frame.Voice{Language: reform.Vietnamese, Path: "/cycles/example-2026-Q3/search?q=x"}, User: shell.User}, Head: overview}, false},
		"somebody else's page": {framed{Shell: Shell{Voice: frame.Voice{Language: reform.Vietnamese, Path: "/cycles/other/search"}, User: shell.User}, Head: overview}, true},
	} {
		if got := c.frame.Seek() != nil; got != c.want {
			t.Errorf("%s: got %v", name, got)
		}
	}
}

// searchSamples are what is found: something, much, and nothing.
func searchSamples(v frame.Voice, now *reform.Tally) []sampled {
	return []sampled{
		{"search", NewSearch(v, now, "chi cuc")},
		{"search-many", NewSearch(v, now, "tỷ lệ")},
		{"search-empty", NewSearch(v, now, "")},
		{"search-none", NewSearch(v, now, "không đâu có")},
	}
}
