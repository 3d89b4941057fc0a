package export

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// headRow is the row of the ranking's headings in the fixture: the title, three
// remarks and the marks stand above.
const headRow = 6

func TestTheRankingStatesWhatItRests(t *testing.T) {
	f := opened(t, exports(fixture(t), reform.Vietnamese)["ranking.xlsx"])
	want := []string{"Xếp hạng", "Biểu đồ", "Điểm từng tiêu chí", "Phương pháp"}
	if got := f.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("sheets %v, want %v", got, want)
	}
	for cell, words := range map[string][]string{
		"A1": {"Phục vụ người dân", "Quý III/2026", "Tất cả đơn vị"},
		"A2": {"Tỉnh Thử Nghiệm", "tạm tính đến 09:30 12/10/2026", "UTC+07:00", "16 đơn vị được xếp hạng, 2 đơn vị chưa xếp hạng"},
		"A3": {"mau-2026", "1, 2, 2, 4", "60 %", "làm tròn đến 2 chữ số thập phân"},
		"A4": {"Nguồn số liệu: Số liệu do chương trình sinh ra"},
		"A5": {"SỐ LIỆU MÔ PHỎNG", "CHƯA PHÊ DUYỆT"},
	} {
		for _, w := range words {
			if got := value(t, f, "Xếp hạng", cell); !strings.Contains(got, w) {
				t.Errorf("%s says %q, without %q", cell, got, w)
			}
		}
	}
	props, err := f.GetDocProps()
	if err != nil || props.Created != "2026-10-12T02:30:00Z" || props.Modified != props.Created {
		t.Errorf("written %s, changed %s (%v), want the tally's time", props.Created, props.Modified, err)
	}
}

func TestARealBodyIsNotMarkedAsSimulated(t *testing.T) {
	tally := fixture(t)
	tally.Body.Simulated, tally.Framework.Sample = false, false
	for i := range tally.Units {
		tally.Units[i].Simulated = false
	}
	for part, content := range parts(t, written(t, exports(tally, reform.English)["ranking.xlsx"])) {
		if strings.Contains(content, "SIMULATED") || strings.Contains(content, "SAMPLE") {
			t.Errorf("%s carries a mark", part)
		}
	}
}

// TestRankedCellsAreNumbers reads the rows of the tally back from the sheet.
func TestRankedCellsAreNumbers(t *testing.T) {
	tally := fixture(t)
	f := opened(t, exports(tally, reform.English)["ranking.xlsx"])
	p := newTeller(tally, reform.English)
	for i, s := range tally.Overall.Standings {
		row := headRow + 1 + i
		at := func(column string) string { return fmt.Sprint(column, row) }
		area, _ := p.cards[s.Unit].Subtotal("A")
		want := map[string]string{
			"A": fmt.Sprint("number ", s.Rank), "B": "text " + p.unit(s.Unit), "D": "number " + s.Total.String(),
			"F": "text not compared", "E": "text " + p.grade(s.Grade), "H": "number " + area.Earned.String(),
		}
		if s.Moved != nil {
			want["F"] = fmt.Sprint("number ", *s.Moved)
		}
		for column, w := range want {
			if got := raw(t, f, "Ranking", at(column)); got != w {
				t.Errorf("%s: got %q, want %q", at(column), got, w)
			}
		}
		rank := fmt.Sprint(s.Rank)
		if s.Tied > 1 {
			rank += "="
		}
		if got := value(t, f, "Ranking", at("A")); got != rank {
			t.Errorf("%s shows %q, want %q", at("A"), got, rank)
		}
	}
}

func TestMovementShowsAnArrow(t *testing.T) {
	tally := fixture(t)
	for i, moved := range []int{2, -1, 0} {
		tally.Overall.Standings[i].Moved = &moved
	}
	f := opened(t, exports(tally, reform.English)["ranking.xlsx"])
	for i, want := range []string{"2", "-1", "0"} {
		cell := fmt.Sprint("F", headRow+1+i)
		id, err := f.GetCellStyle("Ranking", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || style.CustomNumFmt == nil || *style.CustomNumFmt != `"▲"0;"▼"0;"–"` {
			t.Errorf("%s: style %+v, %v", cell, style, err)
		}
		if got := raw(t, f, "Ranking", cell); got != "number "+want {
			t.Errorf("%s: got %q, want %q", cell, got, want)
		}
	}
}

// TestUnrankedUnitsHaveAReasonAndNoTotal: they stand apart, and an area without
// any score shows a mark and not 0.
func TestUnrankedUnitsHaveAReasonAndNoTotal(t *testing.T) {
	tally := fixture(t)
	f := opened(t, exports(tally, reform.Vietnamese)["ranking.xlsx"])
	block := headRow + len(tally.Overall.Standings) + 2
	if got := value(t, f, "Xếp hạng", fmt.Sprint("A", block)); got != "Chưa xếp hạng (2 đơn vị)" {
		t.Fatalf("row %d begins with %q", block, got)
	}
	for row, want := range map[int][]string{
		block + 1: {"–", "Đơn vị mô phỏng số 17", "chưa đủ số liệu để xếp hạng", "chưa nộp"},
		block + 2: {"–", "Đơn vị mô phỏng số 18", "chưa nộp báo cáo", "chưa nộp"},
	} {
		for i, column := range []string{"A", "B", "D", "H"} {
			if got := value(t, f, "Xếp hạng", fmt.Sprint(column, row)); got != want[i] {
				t.Errorf("%s%d: got %q, want %q", column, row, got, want[i])
			}
		}
	}
}

func TestTheRankingIsSetUpForScreenAndPrint(t *testing.T) {
	tally := fixture(t)
	f := opened(t, exports(tally, reform.Vietnamese)["ranking.xlsx"])
	panes, err := f.GetPanes("Xếp hạng")
	if err != nil || !panes.Freeze || panes.XSplit != 2 || panes.YSplit != headRow {
		t.Errorf("panes %+v, %v", panes, err)
	}
	layout, err := f.GetPageLayout("Xếp hạng")
	if err != nil || *layout.Size != 9 || *layout.Orientation != "landscape" || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 {
		t.Errorf("layout %+v, %v", layout, err)
	}
	footer, err := f.GetHeaderFooter("Xếp hạng")
	if err != nil || !strings.Contains(footer.OddFooter, "Trang &P/&N") || !strings.Contains(footer.OddFooter, "09:30 12/10/2026") {
		t.Errorf("footer %+v, %v", footer, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Scope+" "+n.Name] = n.RefersTo
	}
	last := headRow + len(tally.Overall.Standings)
	for name, want := range map[string]string{
		"Xếp hạng _xlnm.Print_Area":             fmt.Sprintf("'Xếp hạng'!$A$1:$M$%d", last+4),
		"Xếp hạng _xlnm.Print_Titles":           "'Xếp hạng'!$6:$6",
		"Xếp hạng _xlnm._FilterDatabase":        fmt.Sprintf("'Xếp hạng'!$A$6:$M$%d", last),
		"Điểm từng tiêu chí _xlnm.Print_Titles": "'Điểm từng tiêu chí'!$4:$6",
	} {
		if names[name] != want {
			t.Errorf("%s: got %q, want %q", name, names[name], want)
		}
	}
	if dimension, err := f.GetSheetDimension("Xếp hạng"); err != nil || dimension != fmt.Sprintf("A1:M%d", last+4) {
		t.Errorf("dimension %q, %v", dimension, err)
	}
}

func TestTheChartDrawsTheTotalsUnderAMessage(t *testing.T) {
	tally := fixture(t)
	all := parts(t, written(t, exports(tally, reform.Vietnamese)["ranking.xlsx"]))
	chart := all["xl/charts/chart1.xml"]
	for _, want := range []string{
		"Xếp hạng&#39;!$B$7:$B$22<", "Xếp hạng&#39;!$D$7:$D$22<", "Xếp hạng&#39;!$D$6<", `<barDir val="bar">`, "đứng đầu với 80,34/100 điểm",
	} {
		if !strings.Contains(chart, want) {
			t.Errorf("the chart lacks %q", want)
		}
	}
}

// TestManyUnitsAreDrawnOnSeveralPages: fifty bars to a page, all on one scale.
func TestManyUnitsAreDrawnOnSeveralPages(t *testing.T) {
	all := parts(t, written(t, exports(fixtureOf(t, 149), reform.English)["ranking.xlsx"]))
	for n, rows := range []string{"$D$7:$D$55", "$D$56:$D$104", "$D$105:$D$153"} {
		if chart := all[fmt.Sprintf("xl/charts/chart%d.xml", n+1)]; !strings.Contains(chart, rows) || !strings.Contains(chart, `<max val="100">`) {
			t.Errorf("chart %d does not draw %s up to 100", n+1, rows)
		}
	}
	if _, more := all["xl/charts/chart4.xml"]; more {
		t.Error("a fourth chart")
	}
	if sheet := all["xl/worksheets/sheet2.xml"]; strings.Count(sheet, "<brk ") != 2 {
		t.Error("the charts do not begin pages of their own")
	}
}

func TestTheChartsMessageFitsTheFigures(t *testing.T) {
	standing := func(total reform.Points, tied int) reform.Standing {
		return reform.Standing{Unit: "u001", Rank: 1, Tied: tied, Total: total * reform.Point}
	}
	p := newTeller(fixture(t), reform.English)
	for want, standings := range map[string][]reform.Standing{
		"Simulated unit 1 leads with 90/100 points, 10 ahead of the last": {standing(90, 1), standing(80, 1)},
		"2 units lead together with 90/100 points, 10 ahead of the last":  {standing(90, 2), standing(90, 2), standing(80, 1)},
		"All 2 units have 80/100 points":                                  {standing(80, 2), standing(80, 2)},
		"Simulated unit 1 has 80/100 points":                              {standing(80, 1)},
	} {
		if got := p.rankingMessage(reform.Ranking{Standings: standings}); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

// TestTheSixStatesStayApart finds every state in the matrix, each with a text and
// a style of its own.
func TestTheSixStatesStayApart(t *testing.T) {
	tally := fixture(t)
	f := opened(t, exports(tally, reform.Vietnamese)["ranking.xlsx"])
	sheet := "Điểm từng tiêu chí"
	marks := map[reform.State]string{
		reform.Zero: "0", reform.NotAsked: "KAD", reform.NotSubmitted: "chưa nộp", reform.UnderReview: "chờ", reform.Suppressed: "không chấm",
	}
	found := map[reform.State]int{}
	areas := newTeller(tally, reform.Vietnamese).scoredAreas()
	for i, s := range slices.Concat(tally.Overall.Standings, tally.Overall.Unranked) {
		row, column := 7+i, matrixStart
		if s.Rank == 0 {
			row++ // below the heading of the unranked
		}
		card, _ := tally.Scorecard(s.Unit)
		for _, a := range areas {
			for _, indicator := range a.indicators {
				column++
				score, _ := card.Score(indicator.ID)
				want := marks[score.State]
				if score.State == reform.Scored {
					want = string(reform.Decimal(score.Earned.Rat().FloatString(2)))
				}
				cell, err := excelize.CoordinatesToCellName(column, row)
				if err != nil {
					t.Fatal(err)
				}
				if got := value(t, f, sheet, cell); got != want {
					t.Errorf("%s %s: got %q, want %q", s.Unit, indicator.ID, got, want)
				}
				style, err := f.GetCellStyle(sheet, cell)
				if err != nil {
					t.Fatal(err)
				}
				found[score.State] = style
			}
		}
	}
	styles := map[int]reform.State{}
	for _, state := range reform.States {
		style, ok := found[state]
		if other, taken := styles[style]; !ok || taken {
			t.Errorf("%s: missing, or looks like %s", state, other)
		}
		styles[style] = state
	}
}

func TestTheMethodListsEveryIndicator(t *testing.T) {
	tally := fixture(t)
	f := opened(t, exports(tally, reform.English)["ranking.xlsx"])
	rows, err := f.GetRows("Method")
	if err != nil {
		t.Fatal(err)
	}
	rules := map[string]string{}
	for _, row := range rows {
		if len(row) > 4 {
			rules[row[0]] = row[4]
		}
	}
	for _, i := range tally.Framework.Indicators() {
		if rules[i.ID] == "" {
			t.Errorf("%s: no rule in words", i.ID)
		}
	}
	if got, want := rules["A2.2"], "below the last step in proportion to it"; !strings.Contains(got, want) {
		t.Errorf("A2.2: %q", got)
	}
}
