package export

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

func TestTheScorecardSaysWhereTheUnitStands(t *testing.T) {
	f := opened(t, exports(fixture(t), reform.Vietnamese)["u003.xlsx"])
	if got, want := f.GetSheetList(), []string{"Phiếu điểm", "Cách tính điểm", "Phương pháp"}; !slices.Equal(got, want) {
		t.Fatalf("sheets %v, want %v", got, want)
	}
	facts := map[string]string{}
	for _, row := range rows(t, f, "Phiếu điểm")[4:11] {
		if len(row) > 2 {
			facts[row[0]] = row[2]
		}
	}
	for name, want := range map[string]string{
		"Khối":                   "Khối sở, ban, ngành",
		"Hạng chung":             "5= trên 16 đơn vị được xếp hạng · so với kỳ trước: –",
		"Hạng trong khối":        "3 trên 8 đơn vị được xếp hạng · so với kỳ trước: –",
		"Tổng điểm, xếp loại":    "70,78 trên 100 điểm · Khá",
		"Đã có số liệu (% điểm)": "100,00 %",
		"Nộp lúc":                "11:00 04/10/2026 · đúng hạn",
	} {
		if facts[name] != want {
			t.Errorf("%s: got %q, want %q", name, facts[name], want)
		}
	}
}

func rows(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	all, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// find returns the last row whose first cell is this.
func find(t *testing.T, all [][]string, first string) []string {
	t.Helper()
	for _, row := range slices.Backward(all) {
		if len(row) > 0 && row[0] == first {
			return row
		}
	}
	t.Fatalf("no row begins with %q", first)
	return nil
}

func TestTheScorecardListsEveryIndicator(t *testing.T) {
	f := opened(t, exports(fixture(t), reform.English)["u016.xlsx"])
	all := rows(t, f, "Scorecard")
	for _, want := range [][]string{
		{"A1.1", "Dossiers handled in time", "0 points", "", "100.00%", "0", "30.00", "30.00"},
		{"A2.1", "Dossiers sent online", "not applicable", "", "80.00%", "n/a"},
		{"A2.2", "Fees paid online", "no score: nothing to measure", "", "100.00%", "no score", "10.00", "10.00"},
		{"A2", "   Online", "no score: nothing to measure", "", "", "", "10.00", "10.00"},
		{"B2", "Petitions", "for information", "", "–"},
		{"C1", "Satisfaction", "scored", "66.50%", "90.00%", "11.08", "15.00", "3.92"},
	} {
		if got := find(t, all, want[0]); !slices.Equal(got, want) {
			t.Errorf("got  %q\nwant %q", got, want)
		}
	}
	if last := strings.Join(all[len(all)-1], ""); last != "Stretched to 100 points for ranking: 45.89 points." {
		t.Errorf("the last line says %q", last)
	}
}

func TestTheScorecardChartNamesTheWeakestArea(t *testing.T) {
	all := parts(t, written(t, exports(fixture(t), reform.English)["u016.xlsx"]))
	if chart := all["xl/charts/chart1.xml"]; !strings.Contains(chart, "Procedures is weakest: 5.56% of its most points") {
		t.Error("the chart's title is not its message")
	}
	if _, drawn := parts(t, written(t, exports(fixture(t), reform.English)["u018.xlsx"]))["xl/charts/chart1.xml"]; drawn {
		t.Error("a unit without a report has a chart")
	}
}

func TestReceiptsLeadFromTheCellToThePoints(t *testing.T) {
	f := opened(t, exports(fixture(t), reform.Vietnamese)["u003.xlsx"])
	all := rows(t, f, "Cách tính điểm")
	at := slices.IndexFunc(all, func(row []string) bool { return row[0] == "A1.1 Tỷ lệ hồ sơ giải quyết đúng hạn" })
	if at < 0 {
		t.Fatal("no receipt for A1.1")
	}
	want := [][]string{
		{"A1.1 Tỷ lệ hồ sơ giải quyết đúng hạn", "27.30", "trên 30 điểm"},
		{"30 điểm × “Số hồ sơ giải quyết đúng hạn” / “Số hồ sơ tiếp nhận trong kỳ”, nhiều nhất 30 điểm. Mẫu số bằng 0: được 0 điểm."},
		{"   Số hồ sơ giải quyết đúng hạn", "465", "hồ sơ", "bao-cao-u003.xlsx", "Số liệu", "D8", "716f7b8df84e8207…"},
		{"   Số hồ sơ tiếp nhận trong kỳ", "511", "hồ sơ", "bao-cao-u003.xlsx", "Số liệu", "D5", "716f7b8df84e8207…"},
		{"Kết quả đo: 465 ÷ 511 = 0,909980… (đúng bằng 465/511)   →   Điểm chưa làm tròn: 30 × (465/511) = 27,299412… (đúng bằng 13950/511)   →   Điểm đạt: làm tròn đến 2 chữ số thập phân, phần lẻ đúng một nửa thì làm tròn lên = 27,30"},
	}
	for i, row := range want {
		if !slices.Equal(all[at+i], row) {
			t.Errorf("got  %q\nwant %q", all[at+i], row)
		}
	}
}

func TestAReceiptSaysWhatWasTypedIn(t *testing.T) {
	p := newTeller(fixture(t), reform.Vietnamese)
	for file, want := range map[string]string{"q.xlsx": "q.xlsx", "": "Nhập trực tiếp"} {
		if got := p.inputCells(reform.Input{Figure: "x", File: file, SHA256: "9f86"})[3].Value; got != want {
			t.Errorf("%q: got %v", file, got)
		}
	}
	if got := p.inputCells(reform.Input{Figure: "x", Absence: reform.NotReported})[3].Value; got != "" {
		t.Errorf("nothing was handed in: got %v", got)
	}
}

// TestLongNumbersStayWhole: what a float64 cannot hold is written as text.
func TestLongNumbersStayWhole(t *testing.T) {
	p := newTeller(fixture(t), reform.English)
	for text, want := range map[string]any{
		"13060": 13060.0, "97.35": 97.35, "-0.5": -0.5, "123456789012345678": "123456789012345678",
	} {
		if got := p.value(reform.Figure{}, reform.Input{Text: text}).Value; got != want {
			t.Errorf("%s: got %v, want %v", text, got, want)
		}
	}
	if got := p.value(reform.Figure{}, reform.Input{Absence: reform.NotReported}).Value; got != "not reported" {
		t.Errorf("an absent value says %v", got)
	}
}
