package standings_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/standings"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

// board draws the sample's ranking as it is asked for, under its own address.
func asked(t *testing.T, tally *reform.Tally, ask standings.RankingAsk, query string) (standings.Ranking, htmltest.Page) {
	t.Helper()
	v := sample.Vietnamese
	v.Path = "/cycles/example-2026-Q3/ranking" + query
	made, err := standings.NewRanking(v, tally, ask, gallery.Ranked(tally, ask.Group))
	return made, gallery.Shown(t, made, err)
}

func names(rows []standings.RankRow) []string {
	var all []string
	for _, r := range rows {
		all = append(all, r.Unit.Text)
	}
	return all
}

func TestRankingIsSortedByItsAddress(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for column, first := range map[string]func(r standings.RankRow) string{
		"rank":     func(r standings.RankRow) string { return r.Rank },
		"coverage": func(r standings.RankRow) string { return r.Coverage },
		"2":        func(r standings.RankRow) string { return r.Subtotals[1] },
	} {
		natural, page := asked(t, tally, standings.RankingAsk{Sort: column}, "?sort="+column)
		against, _ := asked(t, tally, standings.RankingAsk{Sort: "-" + column}, "?sort=-"+column)
		if first(natural.Rows[0]) != first(against.Rows[len(against.Rows)-1]) || first(natural.Rows[0]) == first(against.Rows[0]) {
			t.Errorf("%s: the first one way is %s, the other way %s", column, first(natural.Rows[0]), first(against.Rows[0]))
		}
		want := "descending"
		if column == "rank" {
			want = "ascending"
		}
		if got := page.In("#ranking th[aria-sort]").Attr("aria-sort"); got != want {
			t.Errorf("%s: aria-sort is %q, want %q", column, got, want)
		}
		page.In(`#ranking th[aria-sort] a[href*="sort=-` + column + `"]`)
	}
	byName, _ := asked(t, tally, standings.RankingAsk{Sort: "unit"}, "?sort=unit")
	if got := names(byName.Rows); !strings.HasPrefix(got[0], "Chi cục Khu vực 1") || !slices.IsSortedFunc(got[:3], func(a, b string) int { return strings.Compare(a, b) }) {
		t.Errorf("by name: %v", got[:3])
	}
}

// TestWhoHasNothingToSortByIsLast: a unit that cannot be compared stands last both ways.
func TestWhoHasNothingToSortByIsLast(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for _, sort := range []string{"moved", "-moved"} {
		made, _ := asked(t, tally, standings.RankingAsk{Sort: sort}, "")
		if last := made.Rows[len(made.Rows)-1]; last.Move.Kind != "none" || made.Rows[0].Move.Kind == "none" {
			t.Errorf("%s: first %+v, last %+v", sort, made.Rows[0].Move, last.Move)
		}
	}
}

func TestRankingFindsWithoutAccentsAmongAllUnits(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	made, page := asked(t, tally, standings.RankingAsk{Find: "CHI CUC  quan ly"}, "?find=x&sort=unit&page=2")
	if len(made.Rows) != 1 || !strings.HasPrefix(made.Rows[0].Unit.Text, "Chi cục Quản lý") || made.Rows[0].Rank == "1" {
		t.Errorf("found %v", names(made.Rows))
	}
	page.In(".found").HasText("1/48 đơn vị")
	page.In(`form.filter[method="get"][action="/cycles/example-2026-Q3/ranking"] input[name="sort"][value="unit"]`)
	page.HasNo(`form.filter input[name="page"]`)
	if page.In("#find").Attr("value") != "CHI CUC  quan ly" {
		t.Error("what was looked for does not stand in the field")
	}
	silent, _ := asked(t, tally, standings.RankingAsk{Find: "Cuc Chuyen nganh 3"}, "")
	if len(silent.Unranked)+len(silent.Rows) != 1 {
		t.Error("units without a rank are looked through too")
	}
	_, none := asked(t, tally, standings.RankingAsk{Find: "nobody"}, "")
	none.In(".empty").HasText("Không có đơn vị nào khớp")
}

func TestRankingNarrowsToAGrade(t *testing.T) {
	made, page := asked(t, sample.Tally("2026-Q3"), standings.RankingAsk{Grade: "good"}, "?grade=good")
	for _, r := range made.Rows {
		if r.Grade != "Tốt" {
			t.Errorf("%s is %s", r.Unit.Text, r.Grade)
		}
	}
	page.HasNo(".unranked").In(`#grade option[value="good"][selected]`)
}

func TestPagesKeepWhatElseIsAsked(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for len(tally.Overall.Standings) < 150 {
		tally.Overall.Standings = append(tally.Overall.Standings, tally.Overall.Standings[0])
	}
	_, page := asked(t, tally, standings.RankingAsk{Sort: "coverage", Page: 2}, "?sort=coverage&page=2&view=distance")
	page.In(`.pages a[href="/cycles/example-2026-Q3/ranking?page=2&sort=coverage&view=distance"][aria-current]`)
	page.In(`.groups a[href="/cycles/example-2026-Q3/ranking?group=regions&sort=coverage&view=distance"]`)
}

func TestClassesRankNobody(t *testing.T) {
	made, page := asked(t, sample.Tally("2026-Q3"), standings.RankingAsk{View: "classes"}, "?view=classes")
	page.HasNo("#ranking").In(".classes").HasCount("section", 5)
	units := 0
	for _, c := range made.Classes {
		units += len(c.Units)
	}
	if units != 45 {
		t.Errorf("%d units have a grade, want 45", units)
	}
	page.In(`.tabs a[aria-current="page"]`).HasText("Xếp loại")
	bare := sample.Tally("2026-Q3")
	bare.Framework.Grades = nil
	_, none := asked(t, bare, standings.RankingAsk{View: "classes"}, "")
	none.In(".empty").HasText("không quy định xếp loại")
}

func TestDistanceAndTotalComeToTheMaximum(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	made, _ := asked(t, tally, standings.RankingAsk{View: "distance"}, "?view=distance")
	for n, r := range made.Rows {
		want := sample.Vietnamese.PointsTo(tally.Framework.Max-tally.Overall.Standings[n].Total, 4)
		if r.Missing != want {
			t.Errorf("%s misses %s, want %s", r.Unit.Text, r.Missing, want)
		}
		card := tally.Scorecards[slices.IndexFunc(tally.Scorecards, func(c reform.Scorecard) bool { return c.Unit == tally.Overall.Standings[n].Unit })]
		met := 0
		for _, s := range card.Scores {
			i, _ := tally.Framework.Indicator(s.Indicator)
			if level := s.Level(); level != nil && level.Cmp(i.Aim()) >= 0 {
				met++
			}
		}
		if !strings.HasPrefix(r.Met, sample.Vietnamese.Count(met)+"/") {
			t.Errorf("%s meets %s targets, want %d", r.Unit.Text, r.Met, met)
		}
	}
}

func TestIntervalsSayWhoCannotBeToldApart(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	with := gallery.Ranked(tally, "")
	for n, s := range tally.Overall.Standings {
		with.Trust.Intervals[s.Unit] = reform.Interval{Low: n + 1, High: n + 1}
	}
	second := tally.Overall.Standings[1].Unit
	with.Trust.Intervals[second] = reform.Interval{Low: 1, High: 2}
	made, err := standings.NewRanking(sample.Vietnamese, tally, standings.RankingAsk{}, with)
	page := gallery.Shown(t, made, err)
	page.In(".trust").HasText("90 % của 1.000 phép thử").HasText("±25 %").HasText("(1/44 cặp liền kề)")
	page.HasCount(".alike", 1).HasCount("svg.interval", 45)
	page.In("#ranking tbody tr:nth-child(2) .interval-cell").HasText("trong 90 % phép thử: hạng 1–2; không khác biệt rõ với đơn vị liền trên")
	with.Trust.Intervals = nil
	untold, err := standings.NewRanking(sample.Vietnamese, tally, standings.RankingAsk{}, with)
	gallery.Shown(t, untold, err).HasNo("svg.interval").In(".trust").HasText("Không tính khoảng hạng")
}

func TestOwnUnitStaysInSight(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	own := tally.Overall.Standings[20].Unit
	_, here := asked(t, tally, standings.RankingAsk{Own: own}, "")
	here.HasCount("#ranking tbody .own", 1).HasNo("#ranking tfoot")
	made, elsewhere := asked(t, tally, standings.RankingAsk{Own: own, Find: "zzz"}, "")
	if made.Own == nil {
		t.Error("a filter hides the own unit")
	}
	elsewhere.HasNo("#ranking tbody .own")
	_, stranger := asked(t, tally, standings.RankingAsk{Own: "nobody"}, "")
	stranger.HasNo(".own")
}

func TestRankingByAPartHasItsOwnHeadings(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	made, err := standings.NewRanking(sample.Vietnamese, tally, standings.RankingAsk{By: "3.4"}, standings.Ranked{By: sample.By(tally, "3.4")})
	page := gallery.Shown(t, made, err)
	page.In("h1").HasText("Xếp hạng theo “3.4 Tỷ lệ hồ sơ thanh toán trực tuyến”")
	page.HasNo(".grade").HasNo(".exports a[download]").In(`#by option[value="3.4"][selected]`)
	if got := page.Count("#ranking thead th"); got != page.Count("#ranking tbody tr:first-child > *") {
		t.Errorf("%d headings over %d cells", got, page.Count("#ranking tbody tr:first-child > *"))
	}
}

func TestHeadingsStandOverTheirColumns(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for _, ask := range []standings.RankingAsk{{}, {Group: "regions"}, {View: "distance"}, {View: "distance", Group: "regions"}} {
		_, page := asked(t, tally, ask, "")
		if heads, cells := page.Count("#ranking thead th"), page.Count("#ranking tbody tr:first-child > *"); heads != cells {
			t.Errorf("%+v: %d headings over %d cells", ask, heads, cells)
		}
	}
}

func TestWhatWouldStandInEveryRowHasNoColumn(t *testing.T) {
	tally := sample.Odd{Units: 20, Indicators: 1}.Tally("2026-Q3")
	tally.Framework.Grades, tally.Groups = nil, tally.Groups[:1]
	made, page := asked(t, tally, standings.RankingAsk{}, "")
	page.HasNo(".grade").HasNo(".moved").HasNo("td.context").HasNo("svg.interval").HasNo(".area")
	heads, cells := page.Count("#ranking thead th"), page.Count("#ranking tbody tr:first-child > *")
	if heads != cells || heads != 5 || len(made.Views) != 2 || made.Trust != "" {
		t.Errorf("%d headings over %d cells, %d views; %q", heads, cells, len(made.Views), made.Trust)
	}
}

func TestColumnsOfPointsHaveEqualDecimals(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	made, _ := asked(t, tally, standings.RankingAsk{}, "")
	decimals := func(text string) int { return len(text) - strings.Index(text, ",") }
	for _, r := range made.Rows {
		if decimals(r.Total) != decimals(made.Rows[0].Total) {
			t.Errorf("%s beside %s", r.Total, made.Rows[0].Total)
		}
	}
}

func TestTheChartsSentenceAgreesWithItsPoints(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	made, _ := asked(t, tally, standings.RankingAsk{}, "")
	all := tally.Overall.Standings
	half := all[22].Total
	if !strings.Contains(made.Chart.Title, "đạt từ "+sample.Vietnamese.Points(half)+" điểm") {
		t.Errorf("the title %q does not name %s, which 23 of 45 reach", made.Chart.Title, sample.Vietnamese.Points(half))
	}
	tally.Overall.Standings = all[:1]
	one, _ := asked(t, tally, standings.RankingAsk{}, "")
	if !strings.HasPrefix(one.Chart.Title, "Chỉ một đơn vị") {
		t.Errorf("of one unit: %q", one.Chart.Title)
	}
	tally.Overall.Standings = []reform.Standing{all[0], all[0]}
	equal, _ := asked(t, tally, standings.RankingAsk{}, "")
	if !strings.HasPrefix(equal.Chart.Title, "Cả 2 đơn vị") {
		t.Errorf("of equals: %q", equal.Chart.Title)
	}
}

func TestUnknownWishesAreNotFound(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for _, ask := range []standings.RankingAsk{{View: "map"}, {Sort: "luck"}, {Grade: "golden"}, {Group: "nowhere"}} {
		if _, err := standings.NewRanking(sample.Vietnamese, tally, ask, standings.Ranked{}); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("%+v: got %v", ask, err)
		}
	}
}

// TestManyUnitsAreDrawnAsTheirGroups: more dots than can be told apart give way to how
// the totals of each group lie; the table keeps them all.
func TestManyUnitsAreDrawnAsTheirGroups(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	few, _ := asked(t, tally, standings.RankingAsk{}, "")
	one := slices.IndexFunc(tally.Overall.Standings, func(s reform.Standing) bool { return s.Unit == "unit-01" })
	standing := tally.Overall.Standings[one]
	tally.Overall.Standings = nil
	for n := range frame.MostDots + 1 { // the greatest first: 151 to 1
		standing.Total = reform.Points(frame.MostDots+1-n) * reform.Point
		tally.Overall.Standings = append(tally.Overall.Standings, standing)
	}
	many, _ := asked(t, tally, standings.RankingAsk{}, "")
	if few.Chart.Kind != "strip" || many.Chart.Kind != "spread" || len(many.Chart.Table.All()) != frame.MostDots+1 {
		t.Fatalf("few are a %s, many a %s with %d rows", few.Chart.Kind, many.Chart.Kind, len(many.Chart.Table.All()))
	}
	var drawn struct {
		Series []struct{ Data []struct{ Value []float64 } }
	}
	if err := json.Unmarshal(many.Chart.Option, &drawn); err != nil {
		t.Fatal(err)
	}
	if got, want := drawn.Series[1].Data[0].Value, []float64{76, 0, 1, 38, 113, 151}; !slices.Equal(got, want) {
		t.Errorf("median, row, least, quarter, three quarters, greatest are %v, want %v", got, want)
	}
}

func TestRankingShowsTiesReasonsAndScope(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	board, err := standings.NewRanking(sample.Vietnamese, tally, standings.RankingAsk{Group: "", Page: 1}, standings.Ranked{})
	page := gallery.Shown(t, board, err)
	page.In("#ranking tbody").HasCount("tr", 45)
	tied := page.In("#ranking .rank span[title]")
	if tied.Text() != "==" {
		t.Errorf("tied marks: got %q, want two", tied.Text())
	}
	page.In(".unranked tbody").HasCount("tr", 3).HasText("chưa nộp báo cáo").HasText("chưa đủ số liệu")
	page.In(".scope").HasText("1, 2, 2, 4").HasText("80 %").HasText("45/48").HasText("08:30 13/10/2026 (GMT+7)")
	page.In(`a[href="/cycles/example-2026-Q3/ranking.xlsx"]`)
}

func TestRankingOfAGroupListsThatGroupOnly(t *testing.T) {
	board, err := standings.NewRanking(sample.Vietnamese, sample.Tally("2026-Q3"), standings.RankingAsk{Group: "regions"}, standings.Ranked{})
	page := gallery.Shown(t, board, err)
	page.In("#ranking tbody").HasCount("tr", 10)
	page.In(`.groups a[aria-current="true"]`).HasText("Khối chi cục khu vực")
	page.In(`a[href="/cycles/example-2026-Q3/ranking.csv?group=regions"]`)
}

func TestLongRankingsComeInPages(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for len(tally.Overall.Standings) < 250 {
		tally.Overall.Standings = append(tally.Overall.Standings, tally.Overall.Standings[0])
	}
	for asked, want := range map[int]int{0: 100, 1: 100, 2: 100, 3: 50, 9: 50} {
		board, err := standings.NewRanking(sample.Vietnamese, tally, standings.RankingAsk{Group: "", Page: asked}, standings.Ranked{})
		page := gallery.Shown(t, board, err)
		page.In("#ranking tbody").HasCount("tr", want)
		page.In(".pages").HasCount("a", 3)
	}
}

func TestNamesCannotBreakOutOfAChart(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	evil := `</script><script>alert(1)</script>`
	tally.Units[0].NameVI, tally.Groups = evil, append([]reform.PeerGroup{{ID: "departments", NameVI: evil}}, tally.Groups[1:]...)
	board, err := standings.NewRanking(sample.Vietnamese, tally, standings.RankingAsk{Group: "", Page: 1}, standings.Ranked{})
	page := gallery.Shown(t, board, err)
	page.HasNo(`script:not([src]):not([type="application/json"])`)
	page.In(`script[type="application/json"]`).Each(func(p htmltest.Page) {
		if !json.Valid([]byte(p.Text())) {
			t.Errorf("the option is no JSON: %s", p.Text())
		}
	})
}
