package radar_test

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/radar"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

func pastOf() []*reform.Tally {
	var past []*reform.Tally
	for _, p := range []reform.Period{"2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2"} {
		past = append(past, sample.Tally(p))
	}
	return past
}

// TestTheListAddsUpToWhatIsMissing reads the page as a person does: all lines of a scope
// add up to the most points less those earned, and the note says the same sum.
func TestTheListAddsUpToWhatIsMissing(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for _, of := range []reform.Scope{{}, {Group: "regions"}, {Unit: "unit-08"}, {Unit: "unit-12"}} {
		page := gallery.Shown(t, gallery.Weak(t, sample.Vietnamese, tally, nil, of, radar.View{All: true}), nil)
		var missing, listed reform.Points
		for n, c := range tally.Scorecards {
			if of == (reform.Scope{}) || of.Unit == c.Unit || of.Unit == "" && of.Group == tally.Units[n].PeerGroup {
				missing += c.Max - c.Earned
			}
		}
		page.In(".signals tbody .recover b").Each(func(p htmltest.Page) {
			plain := strings.ReplaceAll(strings.ReplaceAll(p.Text(), ".", ""), ",", ".")
			listed += sample.Points(plain)
		})
		if listed != missing || missing == 0 {
			t.Errorf("%+v: the lines come to %s, %s are missing", of, listed, missing)
		}
		page.In("#list .hint").At(0).HasText(sample.Vietnamese.Points(missing))
	}
}

func TestTheListFollowsScopeFilterAndLength(t *testing.T) {
	tally, past := sample.Tally("2026-Q3"), pastOf()
	drawn := sample.Radar(tally, past, reform.Scope{}, sample.Vietnamese.Now)
	lines := func(view radar.View) int {
		t.Helper()
		weak, err := radar.NewWeak(sample.Vietnamese, tally, drawn, view)
		page := gallery.Shown(t, weak, err)
		if len(weak.Lines) == 0 {
			page.HasNo(".signals").In(".empty")
			return 0
		}
		return page.Count(".signals tbody tr")
	}
	if first, all := lines(radar.View{}), lines(radar.View{All: true}); first != radar.MostBars || all != 24 {
		t.Errorf("%d lines at first, %d in all", first, all)
	}
	if got := lines(radar.View{Area: "3"}); got != 5 {
		t.Errorf("area 3 has %d lines, want 5", got)
	}
	for kind, is := range radar.KindsOfWeak {
		want := 0
		for _, signal := range drawn.Signals {
			if is(signal) {
				want++
			}
		}
		if got := lines(radar.View{Only: kind, All: true}); got != want {
			t.Errorf("%s: %d lines, want %d", kind, got, want)
		}
	}
	for _, view := range []radar.View{{Area: "nowhere"}, {Only: "strange"}, {Map: "strange"}} {
		if _, err := radar.NewWeak(sample.Vietnamese, tally, drawn, view); !errors.Is(err, reform.ErrNotFound) && !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("%+v: %v", view, err)
		}
	}
}

// TestTheTableHoldsEveryFigure: the figures that the list has no room for, exactly.
func TestTheTableHoldsEveryFigure(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	weak := gallery.Weak(t, sample.Vietnamese, tally, nil, reform.Scope{}, radar.View{}).(radar.Weak)
	if rows := len(weak.Chart.Table.Rows); rows != len(tally.Weaknesses) {
		t.Fatalf("%d rows, %d indicators", rows, len(tally.Weaknesses))
	}
	column := func(key string) int {
		return slices.IndexFunc(weak.Chart.Table.Columns, func(c frame.Column) bool { return c.Text == sample.Vietnamese.Say(key) })
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

func TestALineSaysWhereItLeadsAndWhatIsNeeded(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	tally.Cycle.Opens, tally.Cycle.DataTo = tally.Cycle.Period.Start(), tally.Cycle.Period.End()
	v := sample.Vietnamese
	v.Now = tally.Cycle.DataTo.Add(-40 * 24 * time.Hour)
	drawn := sample.Radar(tally, pastOf(), reform.Scope{Group: "regions"}, v.Now)
	n := slices.IndexFunc(drawn.Signals, func(s reform.Signal) bool { return s.Indicator == "3.4" })
	drawn.Signals[n].Lacking = &reform.Lack{Figure: "3.4.of", More: 1200}
	course := drawn.Signals[n].Course
	weak, err := radar.NewWeak(v, tally, drawn, radar.View{})
	page := gallery.Shown(t, weak, err)
	line := page.In(`[id="signal-3.4"]`)
	line.In(".outlook-will_miss").HasText("sẽ không đạt")
	line.In(".outlook-cell").HasText("Cần thêm 1.200 hồ sơ trong 6 tuần.").HasText("quý IV/2026 chỉ đạt " + v.Percent(reform.PercentOfShare(course.Ahead.Rat())))
	line.In(".misses").HasText(strconv.Itoa(course.Misses) + " kỳ liền chưa đạt")
	line.In(".trend").HasText(v.Percent(reform.PercentOfShare(course.Level().Rat()))).HasText("Quý III/2025:")
	page.In(".answers").HasText("6 tuần").HasText("3.4")

	v.Now = tally.Cycle.Closes
	later, err := radar.NewWeak(v, tally, sample.Radar(tally, pastOf(), reform.Scope{}, v.Now), radar.View{})
	page = gallery.Shown(t, later, err)
	page.In(`[id="signal-3.4"] .outlook-missed`).HasText("không đạt")
	page.In(`[id="signal-3.4"] .outlook-cell`).HasText("điểm % đến quý IV/2026")
	page.In(".answers").HasText("đã khóa")

	first := gallery.Shown(t, gallery.Weak(t, sample.Vietnamese, sample.Tally("2026-Q3"), pastOf()[3:], reform.Scope{}, radar.View{}), nil)
	first.In(`[id="signal-3.4"] .outlook-cell`).HasText("mới có 2 kỳ, cần 3")
	first.In(".answers").HasText("chưa đủ 3 kỳ")
}

func TestMapsNarrowDownFromGroupsToReceipts(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	at := func(of reform.Scope, view radar.View) htmltest.Page {
		return gallery.Shown(t, gallery.Weak(t, sample.Vietnamese, tally, nil, of, view), nil)
	}
	groups := at(reform.Scope{}, radar.View{Map: radar.MapGroups})
	groups.In("table.heat").HasCount("tbody tr", 5).HasCount("thead th[data-id]", 5)
	groups.In(`table.heat tr[data-id="regions"] th a[href="/cycles/example-2026-Q3/weak?group=regions&map=areas#map"]`)
	groups.In(`table.heat tr[data-id="regions"] td a[href="/cycles/example-2026-Q3/weak?area=3&group=regions#map"]`)
	groups.In(`.trail a[aria-current="true"]`).HasText("Khối × lĩnh vực")
	areas := at(reform.Scope{Group: "regions"}, radar.View{Map: radar.MapAreas})
	areas.In(`table.heat[data-base="/cycles/example-2026-Q3/units/"]`).HasCount("tbody tr", 10).HasCount("thead .heat-area", 5)
	area := at(reform.Scope{Group: "regions"}, radar.View{Area: "3"})
	area.In("table.heat").HasCount("tbody tr", 10).HasCount("thead th[data-id]", 5)
	area.In(`.trail a[aria-current="true"]`).HasText("3 Dịch vụ công trực tuyến")
	area.In(`.trail a[href="/cycles/example-2026-Q3/weak?map=groups#map"]`)
	at(reform.Scope{Unit: "unit-08"}, radar.View{}).In("table.heat").HasCount("tbody tr", 1).HasCount("thead th[data-id]", 24)
}

// TestACellOfAGroupIsTheMeanOfItsScores does the sum of one cell again.
func TestACellOfAGroupIsTheMeanOfItsScores(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	page := gallery.Shown(t, gallery.Weak(t, sample.Vietnamese, tally, nil, reform.Scope{}, radar.View{Map: radar.MapGroups}), nil)
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
	cell.HasText(locale.Fixed(reform.Vietnamese, mean.Decimal(), 0)).HasText("bình quân " + sample.Vietnamese.Percent(mean))
	if without > 0 {
		cell.HasText("(" + strconv.Itoa(without) + ")")
	}
}

func BenchmarkWeakOfALargeBody(b *testing.B) {
	tally := sample.Large(3500, 10, 12)
	drawn := sample.Radar(tally, nil, reform.Scope{}, sample.Vietnamese.Now)
	for b.Loop() {
		page, err := radar.NewWeak(sample.Vietnamese, tally, drawn, radar.View{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := dashboards.Draw(reform.Vietnamese, page); err != nil {
			b.Fatal(err)
		}
	}
}

func TestHeatMapTellsTheSixStatesApart(t *testing.T) {
	heat := gallery.Shown(t, gallery.Weak(t, sample.Vietnamese, sample.Tally("2026-Q3"), nil, reform.Scope{}, radar.View{}), nil).In("table.heat")
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

func TestTotalsOfTheMapAreWrittenAlike(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	tally.Overall.Standings = slices.Clone(tally.Overall.Standings)
	tally.Overall.Standings[3].Total++ // the finest there can be
	weak, _ := gallery.Weak(t, sample.Vietnamese, tally, nil, reform.Scope{}, radar.View{}).(radar.Weak)
	rows := weak.Heat.Rows
	for _, row := range rows {
		if _, decimals, _ := strings.Cut(row.Total.Text, ","); row.Total.Text != frame.None && len(decimals) != 4 {
			t.Errorf("%s has %s", row.Unit.Text, row.Total.Text)
		}
	}
	if len(rows) < 20 {
		t.Errorf("only %d rows", len(rows))
	}
}
