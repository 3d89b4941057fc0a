package dashboards

import (
	"slices"
	"strings"
	"testing"

	"reformboard/internal/reform"
)

func everybody(string) bool { return true }

func TestUnitsSideBySide(t *testing.T) {
	tally := sampleTally("2026-Q3")
	ask := Comparison{Units: []string{"unit-08", "unit-03", "unit-08", "", "unit-13"}, Past: []*reform.Tally{sampleTally("2026-Q2")}, May: everybody}
	compare := NewCompare(vietnamese, tally, ask)
	page := shown(t, compare, nil)
	page.In(".chosen tbody").HasCount("tr", 4) // three and the median
	page.In(".unit-says").HasText("Chi cục Khu vực 3 có tổng điểm cao nhất (70,85)").HasText("8,05 điểm")
	page.In(`.chosen a[href="/cycles/example-2026-Q3/compare?unit=unit-03&unit=unit-13"]`).HasText("Bỏ ra")
	form := page.In(`form.add[method="get"]`)
	form.HasCount(`input[type="hidden"][name="unit"]`, 3).HasCount("optgroup", 5).HasNo(`option[value="unit-08"]`)
	page.In(".tabs").HasCount("a", 2)
}

// TestBestAndWeakestAgreeWithTheScores holds every row against the scorecards.
func TestBestAndWeakestAgreeWithTheScores(t *testing.T) {
	tally := sampleTally("2026-Q3")
	units := []string{"unit-08", "unit-27", "unit-28", "unit-12"}
	compare := NewCompare(vietnamese, tally, Comparison{Units: units, May: everybody})
	gap, apart := reform.Points(1<<40), false
	for _, row := range compare.Rows {
		var earned []reform.Points
		for _, u := range units {
			card, _ := tally.Scorecard(u)
			if s, _ := card.Score(row.Indicator.Note); s.State.Counts() {
				earned = append(earned, s.Earned)
			}
		}
		if row.known != (len(earned) > 1) || row.known && row.gap != slices.Max(earned)-slices.Min(earned) {
			t.Errorf("%s: gap %s", row.Indicator.Note, row.Gap)
		}
		if row.known && row.gap > gap {
			t.Errorf("%s: a larger difference comes later", row.Indicator.Note)
		}
		gap = row.gap
		for n, cell := range row.Cells {
			card, _ := tally.Scorecard(units[n])
			s, _ := card.Score(row.Indicator.Note)
			want := ""
			if s.State.Counts() && row.gap > 0 {
				if s.Earned == slices.Max(earned) {
					want = "best"
				} else if s.Earned == slices.Min(earned) {
					want = "weakest"
				}
			}
			if cell.Kind != want || (cell.StateSays == "") != s.State.Counts() {
				t.Errorf("%s of %s: %q, want %q", row.Indicator.Note, units[n], cell.Kind, want)
			}
			apart = apart || want != ""
		}
	}
	if !apart {
		t.Error("nothing was compared")
	}
	ordered := NewCompare(vietnamese, tally, Comparison{Units: units, May: everybody, Sort: ByOrder})
	if ordered.Rows[0].Indicator.Note != "1.1" || ordered.Rows[23].Indicator.Note != "5.5" {
		t.Error("not in the framework's order")
	}
}

func TestOneUnitIsHeldAgainstTheMedian(t *testing.T) {
	tally := sampleTally("2026-Q3")
	compare := NewCompare(vietnamese, tally, Comparison{Units: []string{"unit-08"}, May: func(unit string) bool { return unit == "unit-08" }})
	page := shown(t, compare, nil)
	page.In(".unit-says").HasText("thấp hơn trung vị khối (69,58) 6,78 điểm")
	page.HasNo("form.add").HasNo(".compared-best").HasText("Ông/bà xem đơn vị mình")
	for _, other := range tally.Units {
		if name := other.NameVI; other.ID != "unit-08" && strings.Contains(page.In("main").Text(), name+" ") {
			t.Errorf("an officer reads of %s", name)
		}
	}
	below := 0
	for _, row := range compare.Rows {
		if strings.HasPrefix(row.Gap, "−") {
			below++
		}
	}
	if !strings.HasPrefix(compare.Heading, "Thấp hơn trung vị ở "+vietnamese.Count(below)+"/") {
		t.Errorf("%d are below, and it says %q", below, compare.Heading)
	}
}

func TestDrawingSaysWhereUnitsAreFurthestApart(t *testing.T) {
	tally := sampleTally("2026-Q3")
	compare := NewCompare(vietnamese, tally, Comparison{Units: []string{"unit-08", "unit-03", "unit-13"}, May: everybody})
	widest, title := reform.Decimal("0"), ""
	for _, row := range compare.Chart.Table.Rows {
		if gap := row[len(row)-1].Number; gap.Rat().Cmp(widest.Rat()) > 0 {
			widest, title = gap, row[0].Text
		}
	}
	if !strings.HasPrefix(compare.Chart.Title, "Cách nhau xa nhất ở lĩnh vực "+title) {
		t.Errorf("%s is widest, and the title says %q", title, compare.Chart.Title)
	}
	same := NewCompare(vietnamese, tally, Comparison{Units: []string{"unit-27", "unit-28"}, May: everybody})
	if same.Chart.Title != "Các đơn vị bằng nhau ở mọi lĩnh vực đã có điểm" || !strings.Contains(same.Says, "bằng nhau") {
		t.Errorf("equal units: %q, %q", same.Chart.Title, same.Says)
	}
}

func TestWhatCannotBeComparedIsSaid(t *testing.T) {
	tally := sampleTally("2026-Q3")
	shown(t, NewCompare(vietnamese, tally, Comparison{May: everybody}), nil).In(".empty").HasText("Chưa chọn đơn vị nào")
	many := Comparison{Units: []string{"unit-01", "unit-02", "unit-03", "unit-04", "nobody", "unit-05", "unit-06", "unit-07", "unit-08"}, May: everybody}
	page := shown(t, NewCompare(vietnamese, tally, many), nil)
	page.In(".alert").HasText("Không có đơn vị “nobody”").HasText("còn 2 đơn vị chưa đưa vào, bắt đầu từ Cục Chuyên ngành 2").HasText("những khối khác nhau")
	page.HasNo("form.add").HasText("Đã đủ 6 đơn vị").HasText("Trung vị tất cả đơn vị")
	page.In(".chosen").HasCount(".letter", MostCompared)
	hidden := Comparison{Units: []string{"unit-01", "unit-02"}, May: func(unit string) bool { return unit == "unit-01" }}
	if compare := NewCompare(vietnamese, tally, hidden); len(compare.Chosen) != 1 {
		t.Error("a unit that the reader may not see is shown")
	}
	none := NewCompare(vietnamese, emptyTally(), Comparison{Units: []string{"unit-01", "unit-06"}, May: everybody})
	if none.Chart != nil || none.Median != "" {
		t.Error("nobody has a score, and something is drawn")
	}
}

// TestManyUnitsAreOfferedByGroup keeps the list short on a body of thousands.
func TestManyUnitsAreOfferedByGroup(t *testing.T) {
	tally := sampleTally("2026-Q3")
	for n := range 500 {
		tally.Units = append(tally.Units, reform.Unit{ID: "more-" + vietnamese.Count(n), NameVI: "Đơn vị", PeerGroup: "schools"})
		tally.Scorecards = append(tally.Scorecards, reform.Scorecard{Unit: "more-" + vietnamese.Count(n)})
	}
	for group, want := range map[string]string{"": "Khối chi cục khu vực", "centres": "Khối đơn vị sự nghiệp", "nowhere": "Khối chi cục khu vực"} {
		offer := NewCompare(vietnamese, tally, Comparison{Units: []string{"unit-08"}, Group: group, May: everybody}).Offer
		if len(offer.Groups) != 1 || offer.Groups[0].Name != want || len(offer.By) != 5 {
			t.Errorf("%q: got %d groups, %d to choose from", group, len(offer.Groups), len(offer.By))
		}
	}
}

func TestWithoutACycleBeforeNoChangeIsTold(t *testing.T) {
	tally := sampleTally("2026-Q3")
	ask := Comparison{Units: []string{tally.Units[0].ID, tally.Units[1].ID}, May: func(string) bool { return true }}
	first := shown(t, NewCompare(vietnamese, tally, ask), nil)
	ask.Past = samplePast()
	later := shown(t, NewCompare(vietnamese, tally, ask), nil)
	for heads, page := range map[int]interface{ Count(string) int }{8: first, 9: later} {
		if got, cells := page.Count(".chosen thead th"), page.Count(".chosen tbody tr:first-child > *"); got != heads || cells != heads {
			t.Errorf("%d headings over %d cells, want %d", got, cells, heads)
		}
	}
	if strings.Contains(first.Text(), "kỳ trước") || !strings.Contains(later.Text(), "kỳ trước") {
		t.Error("a change is told from nothing, or not told")
	}
}

func TestMedianOfPointsHasTheirDecimals(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"65.23", "62.06", "63.65"}, {"-65.23", "-62.06", "-63.64"}, {"62.5", "62.5", "62.5"}, {"1.1111", "1.1112", "1.1112"}, {"3", "4", "3.5"},
	} {
		var points []reform.Points
		for _, text := range []string{c.a, c.b, "-99", "99"} {
			p, err := reform.ParsePoints(text)
			if err != nil {
				t.Fatal(err)
			}
			points = append(points, p)
		}
		if got, ok := middlePoints(points); !ok || string(got.Decimal()) != c.want {
			t.Errorf("%s and %s: got %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
