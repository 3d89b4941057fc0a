package dashboards

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

var vietnamese = sampleShell(reform.Vietnamese, "").Voice

func shown(t *testing.T, page frame.Page, err error) htmltest.Page {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return htmltest.Parse(t, render(t, reform.Vietnamese, sampled{"", page}))
}

func TestRankingShowsTiesReasonsAndScope(t *testing.T) {
	tally := sampleTally("2026-Q3")
	board, err := NewRanking(vietnamese, tally, RankingAsk{Group: "", Page: 1}, Ranked{})
	page := shown(t, board, err)
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
	board, err := NewRanking(vietnamese, sampleTally("2026-Q3"), RankingAsk{Group: "regions"}, Ranked{})
	page := shown(t, board, err)
	page.In("#ranking tbody").HasCount("tr", 10)
	page.In(`.groups a[aria-current="true"]`).HasText("Khối chi cục khu vực")
	page.In(`a[href="/cycles/example-2026-Q3/ranking.csv?group=regions"]`)
}

func TestLongRankingsComeInPages(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for len(tally.Overall.Standings) < 250 {
		tally.Overall.Standings = append(tally.Overall.Standings, tally.Overall.Standings[0])
	}
	for asked, want := range map[int]int{0: 100, 1: 100, 2: 100, 3: 50, 9: 50} {
		board, err := NewRanking(vietnamese, tally, RankingAsk{Group: "", Page: asked}, Ranked{})
		page := shown(t, board, err)
		page.In("#ranking tbody").HasCount("tr", want)
		page.In(".pages").HasCount("a", 3)
	}
}

func TestUnknownPlacesAreNotFound(t *testing.T) {
	tally := sampleTally("2026-Q3")
	_, ranking := NewRanking(vietnamese, tally, RankingAsk{Group: "nowhere", Page: 1}, Ranked{})
	_, weak := NewWeak(vietnamese, tally, &reform.Radar{Scope: reform.Scope{Group: "nowhere"}}, WeakView{})
	_, indicator := NewIndicator(vietnamese, tally, "9.9", AboutIndicator{})
	_, scorecard := NewScorecard(vietnamese, tally, "nobody", Around{})
	_, receipt := NewReceipt(vietnamese, tally, "unit-01", "9.9", nil)
	for _, err := range []error{ranking, weak, indicator, scorecard, receipt} {
		if !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	}
}

func TestHeatMapTellsTheSixStatesApart(t *testing.T) {
	heat := shown(t, weakOf(t, vietnamese, sampleTally("2026-Q3"), nil, reform.Scope{}, WeakView{}), nil).In("table.heat")
	looks := map[string]string{}
	for class, mark := range map[string]string{
		"heat-zero": "0", "heat-not_applicable": "–", "heat-not_submitted": "?", "heat-under_review": "…", "heat-suppressed": "×",
	} {
		cell := heat.In("td." + class).At(0).HasText(mark)
		if title := cell.Attr("title"); title == "" || looks[title] != "" {
			t.Errorf("%s says %q, as another state does", class, title)
		} else {
			looks[title] = class
		}
	}
	heat.HasCount("thead th[data-id]", 24).HasCount("tbody tr", 48)
}

func TestHeatClassesAreTenths(t *testing.T) {
	for percent, want := range map[reform.Percent]string{0: "heat-0", 9_99: "heat-0", 10_00: "heat-1", 89_99: "heat-8", 90_00: "heat-9", 100_00: "heat-9"} {
		if got := heatClass(percent); got != want {
			t.Errorf("%d: got %s, want %s", percent, got, want)
		}
	}
}

func TestReceiptFillsTheFiguresIn(t *testing.T) {
	tally := sampleTally("2026-Q3")
	receipt, err := NewReceipt(vietnamese, tally, "unit-08", "3.4", []reform.Upload{sampleUpload(tally)})
	page := shown(t, receipt, err)
	card, _ := tally.Scorecard("unit-08")
	score, _ := card.Score("3.4")
	page.In(".steps").HasText(score.Working.Inputs[0].Text + " ÷ " + score.Working.Inputs[1].Text).HasText(score.Working.Exact.RatString())
	page.In(".steps tr:last-child").HasText("làm tròn đến 2 chữ số").HasText(vietnamese.Points(score.Earned))
	page.In(`a[href="/uploads/7KQ2M"]`).HasText("bao-cao-quy-III.xlsx")
	page.In("code").HasText("'Số liệu'!D14")
}

func TestReceiptWithoutAScoreHasNoSum(t *testing.T) {
	receipt, err := NewReceipt(vietnamese, sampleTally("2026-Q3"), "unit-08", "5.1", nil)
	shown(t, receipt, err).HasNo(".steps").In(".outcome").HasText("–").HasText("không phát sinh")
}

func TestReceiptOfAnAreaShowsItsParts(t *testing.T) {
	tally := sampleTally("2026-Q3")
	receipt, err := NewReceipt(vietnamese, tally, "unit-08", "3", nil)
	page := shown(t, receipt, err)
	page.In(".parts tbody").HasCount("tr", 5)
	page.In(`.parts a[href="/cycles/example-2026-Q3/units/unit-08/indicators/3.4"]`)
	page.In(`.lead a[href="/cycles/example-2026-Q3/units/unit-08/indicators/total"]`)
	total, err := NewReceipt(vietnamese, tally, "unit-08", "total", nil)
	card, _ := tally.Scorecard("unit-08")
	page = shown(t, total, err)
	page.In(".parts tbody").HasCount("tr", 5)
	page.In(".big").HasText(vietnamese.Points(card.Total))
}

func TestAReceiptNeedsAnExplainedScorecard(t *testing.T) {
	if _, err := NewReceipt(vietnamese, sampleTally("2026-Q3"), "unit-09", "3.4", nil); err == nil || errors.Is(err, reform.ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestTheMethodSaysEveryRule(t *testing.T) {
	tally := sampleIndex()
	page := shown(t, NewMethod(vietnamese, tally), nil)
	page.HasCount(".method-indicator", 25)
	page.In(".method-facts").HasText("1, 2, 2, 4").HasText("làm tròn đến 2 chữ số").HasText("80 %")
	page.In(".tree").HasText("Trung bình nhân có trọng số").HasText("65 %").HasText("Phần lồng")
	first := page.In(".method-indicator").At(0)
	first.HasText("TTHC-01").HasText("trọng số 2").HasText("Khối cục chuyên ngành").HasText("Ví dụ:").HasText("6 điểm")
	page.HasText("trong báo cáo kỳ trước.").HasText("3.2 → 3.2, 3.3: tách").HasText("Trung bình cộng các phần có điểm")
	page.In(`.menu a[href="/cycles/example-2026-Q3"]`)
}

func TestRanksFollowTheTieRule(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for ties, want := range map[reform.Ties]string{"": "2", reform.TiesDense: "5", reform.TiesAverage: "2,5"} {
		tally.Framework.Ranks.Ties = ties
		if got := vietnamese.Rank(&tally.Framework, reform.Standing{Rank: 2, Dense: 5, Tied: 2}); got != want {
			t.Errorf("%q: got %s, want %s", ties, got, want)
		}
	}
}

func TestScorecardBeginsWithWhatTheUnitCanMend(t *testing.T) {
	card, err := NewScorecard(vietnamese, sampleTally("2026-Q3"), "unit-08", Around{})
	page := shown(t, card.WithReports(vietnamese, "unit-08", reform.FromUnit), err)
	page.In(".easiest").HasCount("li", 5)
	if strings.Contains(page.In(".easiest").Text(), "5.1") {
		t.Error("a score withheld for want of anything to measure is offered as points to earn")
	}
	page.In(`a[href="/cycles/example-2026-Q3/units/unit-08/report?source=unit"]`)
}

func TestSilenceIsNotZeroOnTheScorecard(t *testing.T) {
	tally := sampleTally("2026-Q3")
	silent := slices.IndexFunc(tally.Scorecards, func(c reform.Scorecard) bool { return c.Submitted == nil })
	card, err := NewScorecard(vietnamese, tally, tally.Scorecards[silent].Unit, Around{})
	page := shown(t, card, err)
	page.In(".headline-total").HasText("–/100")
	if got := card.AreaChart.Table.Rows[0][1].Text; got != frame.None {
		t.Errorf("an area nobody reported on shows %q, want a dash", got)
	}
}

func TestAnAreaThatDoesNotApplyHasNoPoints(t *testing.T) {
	tally := sampleTally("2026-Q3")
	first := tally.Overall.Standings[0].Unit
	at := slices.IndexFunc(tally.Scorecards, func(c reform.Scorecard) bool { return c.Unit == first })
	scores := slices.Clone(tally.Scorecards[at].Scores)
	for n, i := range tally.Framework.Areas[0].Indicators {
		scores[n] = reform.Score{Indicator: i.ID, State: reform.NotAsked}
	}
	tally.Scorecards[at].Scores = scores
	tally.Scorecards[at].Subtotals = slices.Clone(tally.Scorecards[at].Subtotals)
	tally.Scorecards[at].Subtotals[0] = reform.Subtotal{Area: "1"}
	tally.Scorecards[at].Earned = tally.Scorecards[at].Total - reform.Point
	board, err := NewRanking(vietnamese, tally, RankingAsk{Group: "", Page: 1}, Ranked{})
	page := shown(t, board, err)
	page.HasText("được quy đổi về thang 100")
	if got := board.Rows[0].Subtotals[0]; got != frame.None {
		t.Errorf("the ranking shows %q, want a dash", got)
	}
	card, err := NewScorecard(vietnamese, tally, first, Around{})
	shown(t, card, err).HasText("được quy đổi về thang 100 điểm")
	if got := card.Sections[0].Earned; got != frame.None {
		t.Errorf("the scorecard shows %q, want a dash", got)
	}
}

func TestWhatIsOnlyWatchedClaimsNoTarget(t *testing.T) {
	tally := sampleTally("2026-Q3")
	watched := &tally.Framework.Areas[0].Indicators[0]
	watched.Max, watched.Rule.Kind = 0, reform.Information
	card, err := NewScorecard(vietnamese, tally, "unit-08", Around{})
	if err != nil {
		t.Fatal(err)
	}
	if got := card.Sections[0].Scores[0]; got.StateSays != "để theo dõi" || got.Target != frame.None || got.Earned != frame.None {
		t.Errorf("got %q, target %q, earned %q", got.StateSays, got.Target, got.Earned)
	}
}

// Asia/Ho_Chi_Minh was GMT+8 in 1970, and has been GMT+7 since 1975.
func TestZoneIsNamedAsOfToday(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Ho_Chi_Minh")
	if err != nil {
		t.Fatal(err)
	}
	v := frame.Voice{Language: reform.Vietnamese, Zone: zone, Now: vietnamese.Now}
	if got := v.ZoneName(); got != "GMT+7" {
		t.Errorf("got %s, want GMT+7", got)
	}
}

func TestALoneFrameworkNeedsNoSwitch(t *testing.T) {
	tally := sampleTally("2026-Q3")
	own := Sibling{Cycle: tally.Cycle, Framework: &tally.Framework}
	shown(t, NewOverview(vietnamese, tally, nil, []Sibling{own}), nil).HasNo(".tabs")
	shown(t, NewOverview(vietnamese, tally, nil, []Sibling{own, own}), nil).In(".tabs").HasCount("a", 2)
}

func TestOverviewCountsUnitsOnce(t *testing.T) {
	tally := sampleTally("2026-Q3")
	page := shown(t, NewOverview(vietnamese, tally, nil, nil), nil)
	page.In(".tiles").HasCount("li", 4).HasText("46/48")
	if n := page.Count(".says li"); n < 3 || n > 5 {
		t.Errorf("%d sentences, want three to five", n)
	}
	page.HasNo("#owing").In(`.says a[href="/cycles/example-2026-Q3/completeness"]`)
}

func TestNamesCannotBreakOutOfAChart(t *testing.T) {
	tally := sampleTally("2026-Q3")
	evil := `</script><script>alert(1)</script>`
	tally.Units[0].NameVI, tally.Groups = evil, append([]reform.PeerGroup{{ID: "departments", NameVI: evil}}, tally.Groups[1:]...)
	board, err := NewRanking(vietnamese, tally, RankingAsk{Group: "", Page: 1}, Ranked{})
	page := shown(t, board, err)
	page.HasNo(`script:not([src]):not([type="application/json"])`)
	page.In(`script[type="application/json"]`).Each(func(p htmltest.Page) {
		if !json.Valid([]byte(p.Text())) {
			t.Errorf("the option is no JSON: %s", p.Text())
		}
	})
}

func TestLanguageLinkKeepsThePlace(t *testing.T) {
	shell := sampleShell(reform.Vietnamese, "x")
	links := shell.Switch()
	if got := links[1].URL; got != "/cycles/example-2026-Q3?group=regions&lang=en" {
		t.Errorf("got %q", got)
	}
	shell.Path = "//elsewhere.example/x"
	if got := shell.Switch()[1].URL; strings.HasPrefix(got, "//") {
		t.Errorf("%q leads to another server", got)
	}
}

// Whole units that have not reported must not read as an indicator done badly.
func TestOverviewSaysHowMuchOfAWeaknessIsSilence(t *testing.T) {
	tally := sampleTally("2026-Q3")
	tally.Weaknesses[0].Unreported = 12 * reform.Point
	shown(t, NewOverview(vietnamese, tally, nil, nil), nil).In(".says").HasText("gồm 12,00 ở ô chưa có điểm")
	tally.Weaknesses[0].Unreported = 0
	if said := shown(t, NewOverview(vietnamese, tally, nil, nil), nil).In(".says").Text(); strings.Contains(said, "ở ô chưa có điểm") {
		t.Errorf("says there is silence where all have reported: %s", said)
	}
}

func TestAWholeNumberNeverHidesWhatIsThereOrMissing(t *testing.T) {
	for percent, want := range map[reform.Percent]string{0: "0", 1: "<1", 49: "<1", 50: "1", 99_49: "99", 99_50: ">99", 99_99: ">99", 100_00: "100"} {
		if got := vietnamese.Whole(percent); got != want {
			t.Errorf("%s %%: got %q, want %q", percent.Decimal(), got, want)
		}
	}
}
