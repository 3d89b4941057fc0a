package indicators_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func indicatorPage(t *testing.T, tally *reform.Tally, id string, about indicators.About) indicators.Indicator {
	t.Helper()
	page, err := indicators.NewIndicator(sample.Vietnamese, tally, id, about)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

func TestSpreadSaysWhatTheWeaknessSays(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for _, w := range tally.Weaknesses {
		page := indicatorPage(t, tally, w.Indicator, indicators.About{})
		want := sample.Vietnamese.Count(w.BelowTarget) + "/" + sample.Vietnamese.Count(w.Units) + " đơn vị có điểm chưa đạt mục tiêu 80 %"
		if w.BelowTarget == 0 {
			want = "Mọi đơn vị có điểm đều đạt mục tiêu 80 %"
		}
		if page.Spread.Title != want {
			t.Errorf("%s: got %q, want %q", w.Indicator, page.Spread.Title, want)
		}
		all := page.Spread.Table.Rows[0]
		if got := string(all[1].Number) + " " + string(all[2].Number); got != strconv.Itoa(w.Units)+" "+strconv.Itoa(w.BelowTarget) {
			t.Errorf("%s: the table says %s", w.Indicator, got)
		}
	}
}

func TestUnitsOfAnIndicatorAreFilteredAndOrdered(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	earned := func(p indicators.Indicator) (numbers []reform.Points, states []reform.State) {
		for _, row := range p.Units.Rows {
			card, _ := tally.Scorecard(strings.Split(row.Receipt, "/")[4])
			s, _ := card.Score(p.ID)
			if states = append(states, s.State); s.State.Counts() {
				numbers = append(numbers, s.Earned)
			}
		}
		return numbers, states
	}
	least, states := earned(indicatorPage(t, tally, "5.1", indicators.About{}))
	if !slices.IsSorted(least) || len(states) != 48 {
		t.Errorf("the least first: %v of %d", least, len(states))
	}
	for n, s := range states {
		if s.Counts() != (n < len(least)) {
			t.Errorf("row %d is %s", n, s)
		}
	}
	greatest, _ := earned(indicatorPage(t, tally, "5.1", indicators.About{Order: indicators.GreatestFirst}))
	slices.Reverse(greatest)
	if !slices.IsSorted(greatest) {
		t.Errorf("the greatest first: %v", greatest)
	}
	group := indicatorPage(t, tally, "5.1", indicators.About{Group: "regions", Order: indicators.AsListed})
	if len(group.Units.Rows) != 10 || group.Units.Rows[0].Unit.Text != "Chi cục Khu vực 1" {
		t.Errorf("%d rows, the first %s", len(group.Units.Rows), group.Units.Rows[0].Unit.Text)
	}
	if _, err := indicators.NewIndicator(sample.Vietnamese, tally, "5.1", indicators.About{Order: "best"}); !errors.Is(err, reform.ErrInvalid) {
		t.Errorf("an unknown order: %v", err)
	}
	if _, err := indicators.NewIndicator(sample.Vietnamese, tally, "5.1", indicators.About{Group: "none"}); !errors.Is(err, reform.ErrNotFound) {
		t.Errorf("an unknown group: %v", err)
	}
}

func TestAPageOfThousandsStaysLight(t *testing.T) {
	tally := sample.Province(3_500, 20)
	about := gallery.About(t, tally, "3.4", nil)
	page := indicatorPage(t, tally, "3.4", about)
	html := gallery.Render(t, reform.Vietnamese, gallery.Page{Name: "", Page: page})
	if len(html) >= 100<<10 {
		t.Errorf("the page weighs %d bytes", len(html))
	}
	shown := htmltest.Parse(t, html)
	shown.In("#units tbody").HasCount("tr", 100)
	shown.In("#units .pages").HasCount("a", 35)
	for _, c := range page.Charts() {
		var option struct {
			Series []struct{ Data []any }
		}
		if err := json.Unmarshal(c.Option, &option); err != nil {
			t.Fatal(err)
		}
		for _, s := range option.Series {
			if len(s.Data) > 400 {
				t.Errorf("%s draws %d points", c.ID, len(s.Data))
			}
		}
	}
	if page.Units.Rows[0].Bar.Length != "" {
		t.Error("bars weigh too much here")
	}
}

func TestManyGroupsAreDrawnInPart(t *testing.T) {
	for groups, size := range map[int]string{3: "rows-3", 12: "rows-12", 13: "rows-16", 40: "rows-40", 45: "rows-40"} {
		c := indicatorPage(t, sample.Province(450, groups), "3.4", indicators.About{}).Spread
		if c.Size != size || len(c.Table.Rows) != groups+1 {
			t.Errorf("%d groups: size %s, %d rows in the table", groups, c.Size, len(c.Table.Rows))
		}
	}
}

func TestFunnelNamesWhomChanceDoesNotExplain(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	about := gallery.About(t, tally, "3.4", nil)
	for n := range about.Funnel.Points {
		about.Funnel.Points[n].Small = n == 0
	}
	page := indicatorPage(t, tally, "3.4", about)
	under, above := 0, 0
	for _, p := range about.Funnel.Points {
		switch p.Place {
		case reform.Under, reform.FarUnder:
			under++
		case reform.Above, reform.FarAbove:
			above++
		case reform.Within:
		}
	}
	want := strconv.Itoa(under) + "/46 đơn vị thấp hơn và " + strconv.Itoa(above) + " đơn vị cao hơn"
	if under+above == 0 || !strings.HasPrefix(page.Funnel.Chart.Title, want) {
		t.Errorf("got %q, want %q", page.Funnel.Chart.Title, want)
	}
	drawn := gallery.Shown(t, page, nil)
	drawn.In("#chart-funnel tbody").HasCount("tr", min(under+above, indicators.MostInTable)+1)
	drawn.In(".outside div").At(0).HasCount("li", min(under, indicators.MostOutside))
	drawn.In(".dispersed").HasText(strconv.Itoa(under+above) + "/46")
	drawn.In("#units").HasText("mẫu nhỏ")
	small := slices.IndexFunc(page.Units.Rows, func(r indicators.IndicatorRow) bool { return r.Small })
	if small < 0 || !strings.Contains(page.Units.Rows[small].Cases, "/") {
		t.Errorf("row %d is marked", small)
	}
	about.Funnel = nil
	gallery.Shown(t, indicatorPage(t, tally, "3.4", about), nil).HasNo("#chart-funnel").HasNo(".outside")
}

func TestACycleWithoutFiguresIsAGap(t *testing.T) {
	now, gap := sample.Tally("2026-Q3"), sample.Tally("2026-Q2")
	for n := range gap.Scorecards {
		gap.Scorecards[n].Scores = nil
	}
	gap.Weaknesses = nil
	page := indicatorPage(t, now, "3.4", indicators.About{Past: []*reform.Tally{sample.Tally("2026-Q1"), gap}})
	for name, c := range map[string]*frame.Chart{"trend": page.Trend, "groups": page.Panels} {
		if !strings.Contains(string(c.Option), `"value":null`) {
			t.Errorf("%s: the gap is drawn over: %s", name, c.Option)
		}
	}
	if got := page.Trend.Table.Rows[1][1]; got != frame.NoCell {
		t.Errorf("the trend says %+v", got)
	}
	if got := page.Panels.Table.Rows[0][2]; got != frame.NoCell {
		t.Errorf("the groups say %+v", got)
	}
	last, w := page.Panels.Table.Rows[0][3], page.Weakness
	if last.Text != w.Mean {
		t.Errorf("the mean of all is %s among the groups and %s elsewhere", last.Text, w.Mean)
	}
	alone := indicatorPage(t, now, "3.4", indicators.About{})
	if alone.Trend != nil || alone.Panels != nil {
		t.Error("one cycle makes a trend")
	}
}

func TestNoMoreThanTwelvePanels(t *testing.T) {
	tally := sample.Province(400, 20)
	page := indicatorPage(t, tally, "3.4", indicators.About{Past: []*reform.Tally{tally}})
	if n := strings.Count(string(page.Panels.Option), `"gridIndex"`) / 2; n != 11 { // the first is left out, as 0
		t.Errorf("%d panels beside the first", n)
	}
	if page.Panels.Size != "panels-12" || len(page.Panels.Table.Rows) != 21 {
		t.Errorf("size %s, %d rows", page.Panels.Size, len(page.Panels.Table.Rows))
	}
}

func TestNotesOnTheRule(t *testing.T) {
	for name, c := range map[string]struct {
		earned func(n int) reform.Points
		want   string
	}{
		"all but a few at the top": {func(n int) reform.Points { return min(reform.Points(n+3), 6) * reform.Point }, "Chạm trần: 45/48"},
		"all the same":             {func(int) reform.Points { return 3 * reform.Point }, "cả 48 đơn vị có điểm đều được 50,0 %"},
		"most the same":            {func(n int) reform.Points { return reform.Points(3*reform.Point) + reform.Points(n/40)*reform.Point }, "ít nhất một nửa"},
		"well spread":              {func(n int) reform.Points { return reform.Points(n) * reform.Point / 10 }, ""},
	} {
		tally := sample.Tally("2026-Q3")
		for n := range tally.Scorecards {
			tally.Scorecards[n].Scores = []reform.Score{{Indicator: "1.1", State: reform.Scored, Earned: c.earned(n), Max: 6 * reform.Point}}
		}
		page := indicatorPage(t, tally, "1.1", indicators.About{})
		if got := strings.Join(page.Notes, " "); !strings.Contains(got, c.want) || (c.want == "") != (got == "") {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
		if c.want != "" {
			gallery.Shown(t, page, nil).In(".notes li").HasText(c.want)
		}
	}
}

func TestAllTiedHaveNoEnds(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for n := range tally.Scorecards {
		tally.Scorecards[n].Scores = []reform.Score{{Indicator: "1.1", State: reform.Scored, Earned: reform.Point, Max: 6 * reform.Point}}
	}
	gallery.Shown(t, indicatorPage(t, tally, "1.1", indicators.About{}), nil).HasNo(".ends")
	tally.Scorecards[7].Scores[0].Earned = 0
	ends := gallery.Shown(t, indicatorPage(t, tally, "1.1", indicators.About{}), nil).In(".ends")
	ends.At(0).In("tbody tr:first-child").HasText("0,00").In(`a[href$="/units/unit-08/indicators/1.1"]`)
	ends.At(1).HasText("và 42 đơn vị khác")
}

func TestExamplesAndCurveOfARule(t *testing.T) {
	tally := sample.Index()
	page := gallery.Shown(t, indicatorPage(t, tally, "1.1", gallery.About(t, tally, "1.1", nil)), nil)
	page.In(".examples tbody").HasCount("tr", 1).HasText("= 45").HasText("= 50").HasText("6 điểm")
	page.In("#chart-rule").HasText("Đạt từ 90 % trở lên được điểm tối đa").HasText("Tại mục tiêu 80 %, đơn vị được 88,9 %")
	page.In("#chart-rule tbody").HasCount("tr", 4)
}

func TestWithoutAResultNothingIsDrawn(t *testing.T) {
	page := indicatorPage(t, sample.Empty(), "3.4", indicators.About{})
	drawn := gallery.Shown(t, page, nil).HasNo("figure.chart").HasNo(".ends").HasNo(".notes")
	drawn.In(".empty").HasText("Chưa đơn vị nào có kết quả")
	drawn.In("#units tbody").HasCount("tr", 48).HasText("chưa nộp")
}

func TestGivenPointsHaveNoColumnOfRatios(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	measured, err := indicators.NewIndicator(sample.Vietnamese, tally, "3.3", indicators.About{})
	with := gallery.Shown(t, measured, err).Count("#units thead th")
	for n := range tally.Scorecards {
		tally.Scorecards[n].Scores = slices.Clone(tally.Scorecards[n].Scores)
		for k := range tally.Scorecards[n].Scores {
			tally.Scorecards[n].Scores[k].Measured = nil
		}
	}
	given, err := indicators.NewIndicator(sample.Vietnamese, tally, "3.3", indicators.About{})
	page := gallery.Shown(t, given, err)
	if heads, cells := page.Count("#units thead th"), page.Count("#units tbody tr:first-child > *"); heads != cells || heads != with-1 {
		t.Errorf("%d headings over %d cells, %d where there are ratios", heads, cells, with)
	}
	page.In(".ends").At(0).HasCount("thead th", 2).HasCount("tbody tr:first-child > *", 2)
}

// TestNewIndicatorHasNoPastAndNoFailure: the edition before did not know the indicator.
func TestNewIndicatorHasNoPastAndNoFailure(t *testing.T) {
	now, past := sample.Tally("2026-Q3"), sample.Past()
	for _, before := range past {
		i := slices.IndexFunc(before.Framework.Areas, func(a reform.Area) bool { return a.ID == "3" })
		before.Framework.Areas = slices.Clone(before.Framework.Areas)
		before.Framework.Areas[i].Indicators = slices.DeleteFunc(slices.Clone(before.Framework.Areas[i].Indicators), func(i reform.Indicator) bool { return i.ID == "3.4" })
		before.Weaknesses = slices.DeleteFunc(slices.Clone(before.Weaknesses), func(w reform.Weakness) bool { return w.Indicator == "3.4" })
		for n := range before.Scorecards {
			before.Scorecards[n].Scores = slices.DeleteFunc(slices.Clone(before.Scorecards[n].Scores), func(s reform.Score) bool { return s.Indicator == "3.4" })
		}
	}
	page := indicatorPage(t, now, "3.4", indicators.About{Past: past})
	if page.Trend != nil || page.Panels != nil {
		t.Error("what is new has a trend")
	}
	gallery.Shown(t, page, nil).In("#units tbody").HasCount("tr", 48)
}
