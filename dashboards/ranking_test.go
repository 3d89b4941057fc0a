package dashboards

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

// board draws the sample's ranking as it is asked for, under its own address.
func board(t *testing.T, tally *reform.Tally, ask RankingAsk, query string) (Ranking, htmltest.Page) {
	t.Helper()
	v := vietnamese
	v.Path = "/cycles/example-2026-Q3/ranking" + query
	made, err := NewRanking(v, tally, ask, sampleRanked(tally, ask.Group))
	return made, shown(t, made, err)
}

func names(rows []RankRow) []string {
	var all []string
	for _, r := range rows {
		all = append(all, r.Unit.Text)
	}
	return all
}

func TestRankingIsSortedByItsAddress(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for column, first := range map[string]func(r RankRow) string{
		"rank":     func(r RankRow) string { return r.Rank },
		"coverage": func(r RankRow) string { return r.Coverage },
		"2":        func(r RankRow) string { return r.Subtotals[1] },
	} {
		natural, page := board(t, tally, RankingAsk{Sort: column}, "?sort="+column)
		against, _ := board(t, tally, RankingAsk{Sort: "-" + column}, "?sort=-"+column)
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
	byName, _ := board(t, tally, RankingAsk{Sort: "unit"}, "?sort=unit")
	if got := names(byName.Rows); !strings.HasPrefix(got[0], "Chi cục Khu vực 1") || !slices.IsSortedFunc(got[:3], func(a, b string) int { return strings.Compare(a, b) }) {
		t.Errorf("by name: %v", got[:3])
	}
}

// TestWhoHasNothingToSortByIsLast: a unit that cannot be compared stands last both ways.
func TestWhoHasNothingToSortByIsLast(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for _, sort := range []string{"moved", "-moved"} {
		made, _ := board(t, tally, RankingAsk{Sort: sort}, "")
		if last := made.Rows[len(made.Rows)-1]; last.Move.Kind != "none" || made.Rows[0].Move.Kind == "none" {
			t.Errorf("%s: first %+v, last %+v", sort, made.Rows[0].Move, last.Move)
		}
	}
}

func TestRankingFindsWithoutAccentsAmongAllUnits(t *testing.T) {
	tally := sampleTally("2026-Q3")
	made, page := board(t, tally, RankingAsk{Find: "CHI CUC  quan ly"}, "?find=x&sort=unit&page=2")
	if len(made.Rows) != 1 || !strings.HasPrefix(made.Rows[0].Unit.Text, "Chi cục Quản lý") || made.Rows[0].Rank == "1" {
		t.Errorf("found %v", names(made.Rows))
	}
	page.In(".found").HasText("1/48 đơn vị")
	page.In(`form.filter[method="get"][action="/cycles/example-2026-Q3/ranking"] input[name="sort"][value="unit"]`)
	page.HasNo(`form.filter input[name="page"]`)
	if page.In("#find").Attr("value") != "CHI CUC  quan ly" {
		t.Error("what was looked for does not stand in the field")
	}
	silent, _ := board(t, tally, RankingAsk{Find: "Cuc Chuyen nganh 3"}, "")
	if len(silent.Unranked)+len(silent.Rows) != 1 {
		t.Error("units without a rank are looked through too")
	}
	_, none := board(t, tally, RankingAsk{Find: "nobody"}, "")
	none.In(".empty").HasText("Không có đơn vị nào khớp")
}

func TestRankingNarrowsToAGrade(t *testing.T) {
	made, page := board(t, sampleTally("2026-Q3"), RankingAsk{Grade: "good"}, "?grade=good")
	for _, r := range made.Rows {
		if r.Grade != "Tốt" {
			t.Errorf("%s is %s", r.Unit.Text, r.Grade)
		}
	}
	page.HasNo(".unranked").In(`#grade option[value="good"][selected]`)
}

func TestPagesKeepWhatElseIsAsked(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for len(tally.Overall.Standings) < 150 {
		tally.Overall.Standings = append(tally.Overall.Standings, tally.Overall.Standings[0])
	}
	_, page := board(t, tally, RankingAsk{Sort: "coverage", Page: 2}, "?sort=coverage&page=2&view=distance")
	page.In(`.pages a[href="/cycles/example-2026-Q3/ranking?page=2&sort=coverage&view=distance"][aria-current]`)
	page.In(`.groups a[href="/cycles/example-2026-Q3/ranking?group=regions&sort=coverage&view=distance"]`)
}

func TestClassesRankNobody(t *testing.T) {
	made, page := board(t, sampleTally("2026-Q3"), RankingAsk{View: "classes"}, "?view=classes")
	page.HasNo("#ranking").In(".classes").HasCount("section", 5)
	units := 0
	for _, c := range made.Classes {
		units += len(c.Units)
	}
	if units != 45 {
		t.Errorf("%d units have a grade, want 45", units)
	}
	page.In(`.tabs a[aria-current="page"]`).HasText("Xếp loại")
	bare := sampleTally("2026-Q3")
	bare.Framework.Grades = nil
	_, none := board(t, bare, RankingAsk{View: "classes"}, "")
	none.In(".empty").HasText("không quy định xếp loại")
}

func TestDistanceAndTotalComeToTheMaximum(t *testing.T) {
	tally := sampleTally("2026-Q3")
	made, _ := board(t, tally, RankingAsk{View: "distance"}, "?view=distance")
	for n, r := range made.Rows {
		want := vietnamese.PointsTo(tally.Framework.Max-tally.Overall.Standings[n].Total, 4)
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
		if !strings.HasPrefix(r.Met, vietnamese.Count(met)+"/") {
			t.Errorf("%s meets %s targets, want %d", r.Unit.Text, r.Met, met)
		}
	}
}

func TestIntervalsSayWhoCannotBeToldApart(t *testing.T) {
	tally := sampleTally("2026-Q3")
	with := sampleRanked(tally, "")
	for n, s := range tally.Overall.Standings {
		with.Trust.Intervals[s.Unit] = reform.Interval{Low: n + 1, High: n + 1}
	}
	second := tally.Overall.Standings[1].Unit
	with.Trust.Intervals[second] = reform.Interval{Low: 1, High: 2}
	made, err := NewRanking(vietnamese, tally, RankingAsk{}, with)
	page := shown(t, made, err)
	page.In(".trust").HasText("90 % của 1.000 phép thử").HasText("±25 %").HasText("(1/44 cặp liền kề)")
	page.HasCount(".alike", 1).HasCount("svg.interval", 45)
	page.In("#ranking tbody tr:nth-child(2) .interval-cell").HasText("trong 90 % phép thử: hạng 1–2; không khác biệt rõ với đơn vị liền trên")
	with.Trust.Intervals = nil
	untold, err := NewRanking(vietnamese, tally, RankingAsk{}, with)
	shown(t, untold, err).HasNo("svg.interval").In(".trust").HasText("Không tính khoảng hạng")
}

func TestMovementNamesItsLargestCause(t *testing.T) {
	for _, test := range []struct {
		movement reform.Movement
		want     string
	}{
		{reform.Movement{Own: 3, Others: -1}, "own"},
		{reform.Movement{Own: -2, Others: 1}, "own.down"},
		{reform.Movement{Own: 1, Method: 4, Others: -1}, "method"},
		{reform.Movement{Own: 5, Others: -6}, "others"},
		{reform.Movement{Own: 2, Others: 2}, "own"},
		{reform.Movement{Own: 2, Others: -2}, ""},
		{reform.Movement{}, ""},
	} {
		if got := causeOf(test.movement); got != test.want {
			t.Errorf("%+v: got %q, want %q", test.movement, got, test.want)
		}
	}
	up := 2
	move, cause := vietnamese.moveFor(reform.Standing{Unit: "a", Moved: &up}, map[string]reform.Movement{"a": {Before: 9, Now: 6, Own: 4, Others: -2, Left: 1}})
	if cause != "tự cải thiện" || move.Says != "tăng 2 bậc: kết quả của đơn vị +4, cách tính 0, đơn vị khác −2; tính cả đơn vị không còn xếp hạng (+1) và đơn vị mới xếp hạng (0): từ hạng 9 đến hạng 6" {
		t.Errorf("says %q because of %q", move.Says, cause)
	}
}

func TestOwnUnitStaysInSight(t *testing.T) {
	tally := sampleTally("2026-Q3")
	own := tally.Overall.Standings[20].Unit
	_, here := board(t, tally, RankingAsk{Own: own}, "")
	here.HasCount("#ranking tbody .own", 1).HasNo("#ranking tfoot")
	made, elsewhere := board(t, tally, RankingAsk{Own: own, Find: "zzz"}, "")
	if made.Own == nil {
		t.Error("a filter hides the own unit")
	}
	elsewhere.HasNo("#ranking tbody .own")
	_, stranger := board(t, tally, RankingAsk{Own: "nobody"}, "")
	stranger.HasNo(".own")
}

func TestRankingByAPartHasItsOwnHeadings(t *testing.T) {
	tally := sampleTally("2026-Q3")
	made, err := NewRanking(vietnamese, tally, RankingAsk{By: "3.4"}, Ranked{By: sampleBy(tally, "3.4")})
	page := shown(t, made, err)
	page.In("h1").HasText("Xếp hạng theo “3.4 Tỷ lệ hồ sơ thanh toán trực tuyến”")
	page.HasNo(".grade").HasNo(".exports a[download]").In(`#by option[value="3.4"][selected]`)
	if got := page.Count("#ranking thead th"); got != page.Count("#ranking tbody tr:first-child > *") {
		t.Errorf("%d headings over %d cells", got, page.Count("#ranking tbody tr:first-child > *"))
	}
}

func TestHeadingsStandOverTheirColumns(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for _, ask := range []RankingAsk{{}, {Group: "regions"}, {View: "distance"}, {View: "distance", Group: "regions"}} {
		_, page := board(t, tally, ask, "")
		if heads, cells := page.Count("#ranking thead th"), page.Count("#ranking tbody tr:first-child > *"); heads != cells {
			t.Errorf("%+v: %d headings over %d cells", ask, heads, cells)
		}
	}
}

func TestWhatWouldStandInEveryRowHasNoColumn(t *testing.T) {
	tally := odd{units: 20, indicators: 1}.tally("2026-Q3")
	tally.Framework.Grades, tally.Groups = nil, tally.Groups[:1]
	made, page := board(t, tally, RankingAsk{}, "")
	page.HasNo(".grade").HasNo(".moved").HasNo("td.context").HasNo("svg.interval").HasNo(".area")
	heads, cells := page.Count("#ranking thead th"), page.Count("#ranking tbody tr:first-child > *")
	if heads != cells || heads != 5 || len(made.Views) != 2 || made.Trust != "" {
		t.Errorf("%d headings over %d cells, %d views; %q", heads, cells, len(made.Views), made.Trust)
	}
}

func TestColumnsOfPointsHaveEqualDecimals(t *testing.T) {
	tally := sampleTally("2026-Q3")
	made, _ := board(t, tally, RankingAsk{}, "")
	decimals := func(text string) int { return len(text) - strings.Index(text, ",") }
	for _, r := range made.Rows {
		if decimals(r.Total) != decimals(made.Rows[0].Total) {
			t.Errorf("%s beside %s", r.Total, made.Rows[0].Total)
		}
	}
}

func TestTheChartsSentenceAgreesWithItsPoints(t *testing.T) {
	tally := sampleTally("2026-Q3")
	made, _ := board(t, tally, RankingAsk{}, "")
	all := tally.Overall.Standings
	half := all[22].Total
	if !strings.Contains(made.Chart.Title, "đạt từ "+vietnamese.Points(half)+" điểm") {
		t.Errorf("the title %q does not name %s, which 23 of 45 reach", made.Chart.Title, vietnamese.Points(half))
	}
	tally.Overall.Standings = all[:1]
	one, _ := board(t, tally, RankingAsk{}, "")
	if !strings.HasPrefix(one.Chart.Title, "Chỉ một đơn vị") {
		t.Errorf("of one unit: %q", one.Chart.Title)
	}
	tally.Overall.Standings = []reform.Standing{all[0], all[0]}
	equal, _ := board(t, tally, RankingAsk{}, "")
	if !strings.HasPrefix(equal.Chart.Title, "Cả 2 đơn vị") {
		t.Errorf("of equals: %q", equal.Chart.Title)
	}
}

func TestUnknownWishesAreNotFound(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for _, ask := range []RankingAsk{{View: "map"}, {Sort: "luck"}, {Grade: "golden"}, {Group: "nowhere"}} {
		if _, err := NewRanking(vietnamese, tally, ask, Ranked{}); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("%+v: got %v", ask, err)
		}
	}
}

// TestManyUnitsAreDrawnAsTheirGroups: more dots than can be told apart give way to how
// the totals of each group lie; the table keeps them all.
func TestManyUnitsAreDrawnAsTheirGroups(t *testing.T) {
	tally := sampleTally("2026-Q3")
	few, _ := board(t, tally, RankingAsk{}, "")
	one := slices.IndexFunc(tally.Overall.Standings, func(s reform.Standing) bool { return s.Unit == "unit-01" })
	standing := tally.Overall.Standings[one]
	tally.Overall.Standings = nil
	for n := range mostDots + 1 { // the greatest first: 151 to 1
		standing.Total = reform.Points(mostDots+1-n) * reform.Point
		tally.Overall.Standings = append(tally.Overall.Standings, standing)
	}
	many, _ := board(t, tally, RankingAsk{}, "")
	if few.Chart.Kind != "strip" || many.Chart.Kind != "spread" || len(many.Chart.Table.All()) != mostDots+1 {
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
