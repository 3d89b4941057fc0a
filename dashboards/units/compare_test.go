package units_test

import (
	"strings"
	"testing"

	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/units"
	"reformboard/internal/reform"
)

func TestUnitsSideBySide(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	ask := units.Comparison{Units: []string{"unit-08", "unit-03", "unit-08", "", "unit-13"}, Past: []*reform.Tally{sample.Tally("2026-Q2")}, May: sample.Everybody}
	compare := units.NewCompare(sample.Vietnamese, tally, ask)
	page := gallery.Shown(t, compare, nil)
	page.In(".chosen tbody").HasCount("tr", 4) // three and the median
	page.In(".unit-says").HasText("Chi cục Khu vực 3 có tổng điểm cao nhất (70,85)").HasText("8,05 điểm")
	page.In(`.chosen a[href="/cycles/example-2026-Q3/compare?unit=unit-03&unit=unit-13"]`).HasText("Bỏ ra")
	form := page.In(`form.add[method="get"]`)
	form.HasCount(`input[type="hidden"][name="unit"]`, 3).HasCount("optgroup", 5).HasNo(`option[value="unit-08"]`)
	page.In(".tabs").HasCount("a", 2)
}

func TestOneUnitIsHeldAgainstTheMedian(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	compare := units.NewCompare(sample.Vietnamese, tally, units.Comparison{Units: []string{"unit-08"}, May: func(unit string) bool { return unit == "unit-08" }})
	page := gallery.Shown(t, compare, nil)
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
	if !strings.HasPrefix(compare.Heading, "Thấp hơn trung vị ở "+sample.Vietnamese.Count(below)+"/") {
		t.Errorf("%d are below, and it says %q", below, compare.Heading)
	}
}

func TestDrawingSaysWhereUnitsAreFurthestApart(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	compare := units.NewCompare(sample.Vietnamese, tally, units.Comparison{Units: []string{"unit-08", "unit-03", "unit-13"}, May: sample.Everybody})
	widest, title := reform.Decimal("0"), ""
	for _, row := range compare.Chart.Table.Rows {
		if gap := row[len(row)-1].Number; gap.Rat().Cmp(widest.Rat()) > 0 {
			widest, title = gap, row[0].Text
		}
	}
	if !strings.HasPrefix(compare.Chart.Title, "Cách nhau xa nhất ở lĩnh vực "+title) {
		t.Errorf("%s is widest, and the title says %q", title, compare.Chart.Title)
	}
	same := units.NewCompare(sample.Vietnamese, tally, units.Comparison{Units: []string{"unit-27", "unit-28"}, May: sample.Everybody})
	if same.Chart.Title != "Các đơn vị bằng nhau ở mọi lĩnh vực đã có điểm" || !strings.Contains(same.Says, "bằng nhau") {
		t.Errorf("equal units: %q, %q", same.Chart.Title, same.Says)
	}
}

func TestWhatCannotBeComparedIsSaid(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	gallery.Shown(t, units.NewCompare(sample.Vietnamese, tally, units.Comparison{May: sample.Everybody}), nil).In(".empty").HasText("Chưa chọn đơn vị nào")
	many := units.Comparison{Units: []string{"unit-01", "unit-02", "unit-03", "unit-04", "nobody", "unit-05", "unit-06", "unit-07", "unit-08"}, May: sample.Everybody}
	page := gallery.Shown(t, units.NewCompare(sample.Vietnamese, tally, many), nil)
	page.In(".alert").HasText("Không có đơn vị “nobody”").HasText("còn 2 đơn vị chưa đưa vào, bắt đầu từ Cục Chuyên ngành 2").HasText("những khối khác nhau")
	page.HasNo("form.add").HasText("Đã đủ 6 đơn vị").HasText("Trung vị tất cả đơn vị")
	page.In(".chosen").HasCount(".letter", units.MostCompared)
	hidden := units.Comparison{Units: []string{"unit-01", "unit-02"}, May: func(unit string) bool { return unit == "unit-01" }}
	if compare := units.NewCompare(sample.Vietnamese, tally, hidden); len(compare.Chosen) != 1 {
		t.Error("a unit that the reader may not see is shown")
	}
	none := units.NewCompare(sample.Vietnamese, sample.Empty(), units.Comparison{Units: []string{"unit-01", "unit-06"}, May: sample.Everybody})
	if none.Chart != nil || none.Median != "" {
		t.Error("nobody has a score, and something is drawn")
	}
}

// TestManyUnitsAreOfferedByGroup keeps the list short on a body of thousands.
func TestManyUnitsAreOfferedByGroup(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for n := range 500 {
		tally.Units = append(tally.Units, reform.Unit{ID: "more-" + sample.Vietnamese.Count(n), NameVI: "Đơn vị", PeerGroup: "schools"})
		tally.Scorecards = append(tally.Scorecards, reform.Scorecard{Unit: "more-" + sample.Vietnamese.Count(n)})
	}
	for group, want := range map[string]string{"": "Khối chi cục khu vực", "centres": "Khối đơn vị sự nghiệp", "nowhere": "Khối chi cục khu vực"} {
		offer := units.NewCompare(sample.Vietnamese, tally, units.Comparison{Units: []string{"unit-08"}, Group: group, May: sample.Everybody}).Offer
		if len(offer.Groups) != 1 || offer.Groups[0].Name != want || len(offer.By) != 5 {
			t.Errorf("%q: got %d groups, %d to choose from", group, len(offer.Groups), len(offer.By))
		}
	}
}

func TestWithoutACycleBeforeNoChangeIsTold(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	ask := units.Comparison{Units: []string{tally.Units[0].ID, tally.Units[1].ID}, May: sample.Everybody}
	first := gallery.Shown(t, units.NewCompare(sample.Vietnamese, tally, ask), nil)
	ask.Past = sample.Past()
	later := gallery.Shown(t, units.NewCompare(sample.Vietnamese, tally, ask), nil)
	for heads, page := range map[int]interface{ Count(string) int }{8: first, 9: later} {
		if got, cells := page.Count(".chosen thead th"), page.Count(".chosen tbody tr:first-child > *"); got != heads || cells != heads {
			t.Errorf("%d headings over %d cells, want %d", got, cells, heads)
		}
	}
	if strings.Contains(first.Text(), "kỳ trước") || !strings.Contains(later.Text(), "kỳ trước") {
		t.Error("a change is told from nothing, or not told")
	}
}
