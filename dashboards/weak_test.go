package dashboards

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"reformboard/internal/htmltest"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

func pastOf() []*reform.Tally {
	var past []*reform.Tally
	for _, p := range []reform.Period{"2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"} {
		past = append(past, sampleTally(p))
	}
	return past
}

// TestTheListAddsUpToWhatIsMissing reads the page as a person does: all lines of a scope
// add up to the most points less those earned, and the note says the same sum.
func TestTheListAddsUpToWhatIsMissing(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for _, of := range []reform.Scope{{}, {Group: "regions"}, {Unit: "unit-08"}, {Unit: "unit-12"}} {
		page := shown(t, weakOf(t, vietnamese, tally, nil, of, WeakView{All: true}), nil)
		var missing, listed reform.Points
		for n, c := range tally.Scorecards {
			if of == (reform.Scope{}) || of.Unit == c.Unit || of.Unit == "" && of.Group == tally.Units[n].PeerGroup {
				missing += c.Max - c.Earned
			}
		}
		page.In(".signals tbody .recover b").Each(func(p htmltest.Page) {
			plain := strings.ReplaceAll(strings.ReplaceAll(p.Text(), ".", ""), ",", ".")
			listed += points(plain)
		})
		if listed != missing || missing == 0 {
			t.Errorf("%+v: the lines come to %s, %s are missing", of, listed, missing)
		}
		page.In("#list .hint").At(0).HasText(vietnamese.Points(missing))
	}
}

func TestTheListFollowsScopeFilterAndLength(t *testing.T) {
	tally, past := sampleTally("2026-Q3"), pastOf()
	radar := sampleRadar(tally, past, reform.Scope{}, vietnamese.Now)
	lines := func(view WeakView) int {
		t.Helper()
		weak, err := NewWeak(vietnamese, tally, radar, view)
		page := shown(t, weak, err)
		if len(weak.Lines) == 0 {
			page.HasNo(".signals").In(".empty")
			return 0
		}
		return page.Count(".signals tbody tr")
	}
	if first, all := lines(WeakView{}), lines(WeakView{All: true}); first != mostBars || all != 24 {
		t.Errorf("%d lines at first, %d in all", first, all)
	}
	if got := lines(WeakView{Area: "3"}); got != 5 {
		t.Errorf("area 3 has %d lines, want 5", got)
	}
	for kind, is := range kindsOfWeak {
		want := 0
		for _, signal := range radar.Signals {
			if is(signal) {
				want++
			}
		}
		if got := lines(WeakView{Only: kind, All: true}); got != want {
			t.Errorf("%s: %d lines, want %d", kind, got, want)
		}
	}
	for _, view := range []WeakView{{Area: "nowhere"}, {Only: "strange"}, {Map: "strange"}} {
		if _, err := NewWeak(vietnamese, tally, radar, view); !errors.Is(err, reform.ErrNotFound) && !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("%+v: %v", view, err)
		}
	}
}

// TestTheTableHoldsEveryFigure: the figures that the list has no room for, exactly.
func TestTheTableHoldsEveryFigure(t *testing.T) {
	tally := sampleTally("2026-Q3")
	weak := weakOf(t, vietnamese, tally, nil, reform.Scope{}, WeakView{}).(Weak)
	if rows := len(weak.Chart.Table.Rows); rows != len(tally.Weaknesses) {
		t.Fatalf("%d rows, %d indicators", rows, len(tally.Weaknesses))
	}
	column := func(key string) int {
		return slices.IndexFunc(weak.Chart.Table.Columns, func(c Column) bool { return c.Text == vietnamese.Say(key) })
	}
	for n, w := range tally.Weaknesses {
		row := weak.Chart.Table.Rows[n]
		for key, want := range map[string]reform.Decimal{
			"page.recoverable": w.Recoverable.Decimal(), "page.mean.of_most": w.Mean.Decimal(), "page.median": w.Median.Decimal(), "page.least": w.Least.Decimal(), "page.greatest": w.Greatest.Decimal(),
			"page.below50": reform.Decimal(strconv.Itoa(w.Below50)), "page.below80": reform.Decimal(strconv.Itoa(w.Below80)), "page.below_target": reform.Decimal(strconv.Itoa(w.BelowTarget)),
		} {
			if at := column(key); at < 0 || row[at].Number != want {
				t.Errorf("%s %s: want %s, got %v", w.Indicator, key, want, row[max(at, 0)])
			}
		}
	}
}

// TestTheChartSaysHowFewHoldHalf holds the sentence against the figures.
func TestTheChartSaysHowFewHoldHalf(t *testing.T) {
	signals := func(points ...reform.Points) []reform.Signal {
		var all []reform.Signal
		for _, p := range points {
			all = append(all, reform.Signal{Weakness: reform.Weakness{Recoverable: p * reform.Point}})
		}
		return all
	}
	english := vietnamese
	english.Language = reform.English
	for _, c := range []struct {
		points []reform.Points
		vi, en string
	}{
		{[]reform.Points{50, 30, 20}, "1/3 tiêu chí giữ 50,0 % số điểm thu hồi được", "1 of 3 indicators holds 50.0% of the points to recover"},
		{[]reform.Points{40, 30, 30}, "2/3 tiêu chí giữ 70,0 % số điểm thu hồi được", "2 of 3 indicators hold 70.0% of the points to recover"},
		{[]reform.Points{0, 0}, "Không còn điểm nào để thu hồi", "There are no points left to recover"},
		{nil, "Không còn điểm nào để thu hồi", "There are no points left to recover"},
	} {
		if vi, en := vietnamese.radarMessage(signals(c.points...)), english.radarMessage(signals(c.points...)); vi != c.vi || en != c.en {
			t.Errorf("%v: %q, %q", c.points, vi, en)
		}
	}
}

func TestALineSaysWhereItLeadsAndWhatIsNeeded(t *testing.T) {
	tally := sampleTally("2026-Q3")
	tally.Cycle.Opens, tally.Cycle.DataTo = tally.Cycle.Period.Start(), tally.Cycle.Period.End()
	v := vietnamese
	v.Now = tally.Cycle.DataTo.Add(-40 * 24 * time.Hour)
	radar := sampleRadar(tally, pastOf(), reform.Scope{Group: "regions"}, v.Now)
	n := slices.IndexFunc(radar.Signals, func(s reform.Signal) bool { return s.Indicator == "3.4" })
	radar.Signals[n].Lacking = &reform.Lack{Figure: "3.4.of", More: 1200}
	course := radar.Signals[n].Course
	weak, err := NewWeak(v, tally, radar, WeakView{})
	page := shown(t, weak, err)
	line := page.In(`[id="signal-3.4"]`)
	line.In(".outlook-will_miss").HasText("sẽ không đạt")
	line.In(".outlook-cell").HasText("Cần thêm 1.200 hồ sơ trong 6 tuần.").HasText("quý IV/2026 chỉ đạt " + v.Percent(reform.PercentOfShare(course.Ahead.Rat())))
	line.In(".misses").HasText(strconv.Itoa(course.Misses) + " kỳ liền chưa đạt")
	line.In(".trend").HasText(v.Percent(reform.PercentOfShare(course.Level().Rat()))).HasText("Quý III/2025:")
	page.In(".answers").HasText("6 tuần").HasText("3.4")

	v.Now = tally.Cycle.Closes
	later, err := NewWeak(v, tally, sampleRadar(tally, pastOf(), reform.Scope{}, v.Now), WeakView{})
	page = shown(t, later, err)
	page.In(`[id="signal-3.4"] .outlook-missed`).HasText("không đạt")
	page.In(`[id="signal-3.4"] .outlook-cell`).HasText("điểm % đến quý IV/2026")
	page.In(".answers").HasText("đã khoá")

	first := shown(t, weakOf(t, vietnamese, sampleTally("2026-Q3"), pastOf()[3:], reform.Scope{}, WeakView{}), nil)
	first.In(`[id="signal-3.4"] .outlook-cell`).HasText("mới có 2 kỳ, cần 3")
	first.In(".answers").HasText("chưa đủ 3 kỳ")
}

func TestASparkLeavesGaps(t *testing.T) {
	level := func(n int64) *reform.Fraction {
		f := reform.NewFraction(n, 100)
		return &f
	}
	radar := &reform.Radar{Periods: []reform.Period{"2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"}}
	spark := vietnamese.spark(radar, reform.Course{Levels: []*reform.Fraction{level(50), nil, level(60), level(70), level(65)}}, reform.Indicator{Target: "0.8"})
	if len(spark.Lines) != 1 || strings.Count(spark.Lines[0], ",") != 3 || len(spark.Dots) != 2 {
		t.Errorf("a point, a gap and three points: %+v", spark)
	}
	if !strings.Contains(spark.Says, "Quý IV/2025: –") {
		t.Errorf("the gap is said as %q", spark.Says)
	}
	empty := vietnamese.spark(radar, reform.Course{Levels: make([]*reform.Fraction, 5)}, reform.Indicator{})
	if len(empty.Lines)+len(empty.Dots) != 0 {
		t.Errorf("nothing is drawn as %+v", empty)
	}
}

func TestMapsNarrowDownFromGroupsToReceipts(t *testing.T) {
	tally := sampleTally("2026-Q3")
	at := func(of reform.Scope, view WeakView) htmltest.Page {
		return shown(t, weakOf(t, vietnamese, tally, nil, of, view), nil)
	}
	groups := at(reform.Scope{}, WeakView{Map: mapGroups})
	groups.In("table.heat").HasCount("tbody tr", 5).HasCount("thead th[data-id]", 5)
	groups.In(`table.heat tr[data-id="regions"] th a[href="/cycles/example-2026-Q3/weak?group=regions&map=areas#map"]`)
	groups.In(`table.heat tr[data-id="regions"] td a[href="/cycles/example-2026-Q3/weak?area=3&group=regions#map"]`)
	groups.In(`.trail a[aria-current="true"]`).HasText("Khối × lĩnh vực")
	areas := at(reform.Scope{Group: "regions"}, WeakView{Map: mapAreas})
	areas.In(`table.heat[data-base="/cycles/example-2026-Q3/units/"]`).HasCount("tbody tr", 10).HasCount("thead .heat-area", 5)
	area := at(reform.Scope{Group: "regions"}, WeakView{Area: "3"})
	area.In("table.heat").HasCount("tbody tr", 10).HasCount("thead th[data-id]", 5)
	area.In(`.trail a[aria-current="true"]`).HasText("3 Dịch vụ công trực tuyến")
	area.In(`.trail a[href="/cycles/example-2026-Q3/weak?map=groups#map"]`)
	at(reform.Scope{Unit: "unit-08"}, WeakView{}).In("table.heat").HasCount("tbody tr", 1).HasCount("thead th[data-id]", 24)
}

// TestACellOfAGroupIsTheMeanOfItsScores does the sum of one cell again.
func TestACellOfAGroupIsTheMeanOfItsScores(t *testing.T) {
	tally := sampleTally("2026-Q3")
	page := shown(t, weakOf(t, vietnamese, tally, nil, reform.Scope{}, WeakView{Map: mapGroups}), nil)
	var sum reform.Fraction
	count, without := int64(0), 0
	for n, c := range tally.Scorecards {
		if sub, _ := c.Subtotal("1"); tally.Units[n].PeerGroup != "departments" {
			continue
		} else if sub.State.Counts() && sub.Max > 0 {
			sum, count = sum.Add(sub.Earned.Fraction().Quo(sub.Max.Fraction())), count+1
		} else {
			without++
		}
	}
	mean := reform.PercentOfShare(sum.Quo(reform.NewFraction(count, 1)).Rat())
	cell := page.In(`table.heat tr[data-id="departments"] td:nth-child(3)`)
	cell.HasText(locale.Fixed(reform.Vietnamese, mean.Decimal(), 0)).HasText("bình quân " + vietnamese.Percent(mean))
	if without > 0 {
		cell.HasText("(" + strconv.Itoa(without) + ")")
	}
	silent := vietnamese.groupCell(&groupMean{states: map[reform.State]int{reform.NotSubmitted: 1, reform.NotAsked: 3}})
	if silent.Class != "heat-not_applicable" || silent.Text != "–" {
		t.Errorf("a group of which nothing is asked looks like %+v", silent)
	}
}

// TestALargeBodyIsSeenFromAfar: 3,500 units and 120 indicators are never more than 60 × 60
// cells, and the page is quick.
func TestALargeBodyIsSeenFromAfar(t *testing.T) {
	tally := largeTally(3500, 10, 12)
	radar := sampleRadar(tally, nil, reform.Scope{}, vietnamese.Now)
	for _, view := range []WeakView{{}, {Map: mapAreas, Page: 2}, {Map: mapIndicators}, {Area: "7", Page: 59, All: true}} {
		weak, err := NewWeak(vietnamese, tally, radar, view)
		if err != nil {
			t.Fatal(err)
		}
		if rows, columns := len(weak.Heat.Rows), len(weak.Heat.Columns); rows > mostCells || columns > mostCells || rows == 0 || columns == 0 {
			t.Errorf("%+v: %d × %d cells", view, rows, columns)
		}
		if pages := len(weak.Heat.Pages); view != (WeakView{}) && pages != 59 {
			t.Errorf("%+v: %d pages", view, pages)
		}
	}
	weak, _ := NewWeak(vietnamese, tally, radar, WeakView{})
	if len(weak.Heat.Rows) != 20 || len(weak.Heat.Columns) != 10 {
		t.Errorf("at first sight: %d groups × %d areas", len(weak.Heat.Rows), len(weak.Heat.Columns))
	}
	last, _ := NewWeak(vietnamese, tally, radar, WeakView{Area: "7", Page: 59})
	if len(last.Heat.Rows) != 3500-58*mostCells {
		t.Errorf("the last page has %d units", len(last.Heat.Rows))
	}
}

func BenchmarkWeakOfALargeBody(b *testing.B) {
	tally := largeTally(3500, 10, 12)
	radar := sampleRadar(tally, nil, reform.Scope{}, vietnamese.Now)
	for b.Loop() {
		page, err := NewWeak(vietnamese, tally, radar, WeakView{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := Draw(reform.Vietnamese, page); err != nil {
			b.Fatal(err)
		}
	}
}

func TestTotalsOfTheMapAreWrittenAlike(t *testing.T) {
	tally := sampleTally("2026-Q3")
	tally.Overall.Standings = slices.Clone(tally.Overall.Standings)
	tally.Overall.Standings[3].Total++ // the finest there can be
	weak, _ := weakOf(t, vietnamese, tally, nil, reform.Scope{}, WeakView{}).(Weak)
	rows := weak.Heat.Rows
	for _, row := range rows {
		if _, decimals, _ := strings.Cut(row.Total.Text, ","); row.Total.Text != none && len(decimals) != 4 {
			t.Errorf("%s has %s", row.Unit.Text, row.Total.Text)
		}
	}
	if len(rows) < 20 {
		t.Errorf("only %d rows", len(rows))
	}
}
