package recipe

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
)

const caseRecipe = `
id: case
version: 1
title: {vi: Biểu thử, en: Case}
rows: unit
names: {UBND: "", "Ủy ban nhân dân": "", "Sở": "", BQL: Ban Quản lý}
columns:
  - {header: [STT], is: ignore}
  - {header: [Đơn vị], is: unit}
  - {header: [Hồ sơ, Tổng], name: all, figure: received}
  - {header: [Hồ sơ, Trực tuyến], name: online, figure: received_online}
  - {header: [Hồ sơ, Trực tiếp], name: direct}
checks: ["all = online + direct"]
`

const head = `== Số liệu
STT | Đơn vị | Hồ sơ | <          | <
^   | ^      | Tổng  | Trực tuyến | Trực tiếp
`

const good = head + `1 | Sở Thử nghiệm Alpha | 10 | 4 | 6
2 | Sở Giả định Beta | 5 | 3 | 2
`

// Every case is a form and all that comes of it: the values of each unit, and then the
// findings.
var cases = []struct{ name, recipe, form, want string }{
	{"an ordinary form", "", good, `
so-a received=10 received_online=4
so-b received=5 received_online=3
`},
	{"a title, an empty first column, numbers of columns, and a footer", "", `== Số liệu
 | TỈNH MÔ PHỎNG
 |
 | STT | Đơn vị | Hồ sơ | < | <
 | ^ | ^ | Tổng | Trực tuyến | Trực tiếp
 | (1) | (2) | (3)=(4)+(5) | (4) | (5)
 | 1 | Sở Thử nghiệm Alpha | 10 | 4 | 6
 |
 | Ghi chú: số liệu mô phỏng
 | | | Ngày 15 tháng 3 năm 2026
 | | Người lập biểu | | Thủ trưởng
`, `
so-a received=10 received_online=4
`},
	{"columns swapped, letters for the first of them", "", `== Số liệu
Đơn vị | STT | Hồ sơ | < | <
^ | ^ | Trực tuyến | Trực tiếp | Tổng
A | B | 1 | 2 | 3
Sở Thử nghiệm Alpha | 1 | 4 | 6 | 10
`, `
so-a received=10 received_online=4
`},
	{"headings without accents, in capitals and in decomposed letters", "", strings.NewReplacer("Trực tuyến", "TRUC TUYEN", "Đơn vị", "Đơn vi\u0323", "Tổng", "TỔNG:").Replace(good), `
so-a received=10 received_online=4
so-b received=5 received_online=3
note D2 understood_as | Hồ sơ / TRUC TUYEN | Hồ sơ / Trực tuyến
`},
	{"text for an old font", "", `== Số liệu
STT | §¬n vÞ | Hå s¬ | < | <
^ | ^ | Tæng | Trùc tuyÕn | Trùc tiÕp
1 | Së Gi¶ ®Þnh Beta | 5 | 3 | 2
`, `
so-b received=5 received_online=3
note B1 old_typeface | §¬n vÞ | Đơn vị
`},
	{"a header that is not merged", "", `== Số liệu
STT | Đơn vị | Hồ sơ
 | | Tổng | Trực tuyến | Trực tiếp
1 | Sở Thử nghiệm Alpha | 10 | 4 | 6
`, `
so-a received=10 received_online=4
`},
	{"a missing column", "", `== Số liệu
STT | Đơn vị | Hồ sơ | <
^ | ^ | Tổng | Trực tiếp
1 | Sở Thử nghiệm Alpha | 10 | 6
`, `
so-a received=10
error  missing_column | Hồ sơ / Trực tuyến
`},
	{"a column twice", "", `== Số liệu
STT | Đơn vị | Hồ sơ | < | < | <
^ | ^ | Tổng | Trực tuyến | Trực tiếp | Trực tuyến
1 | Sở Thử nghiệm Alpha | 10 | 4 | 6 | 5
`, `
so-a received=10
error F2 repeated_column | Hồ sơ / Trực tuyến | D2
`},
	{"a column that the recipe does not name", "", `== Số liệu
STT | Đơn vị | Hồ sơ | < | < | Ghi chú
^ | ^ | Tổng | Trực tuyến | Trực tiếp | ^
1 | Sở Thử nghiệm Alpha | 10 | 4 | 6 | 99
2 | Sở Giả định Beta | 5 | 3 | 2 | 98
`, `
so-a received=10 received_online=4
so-b received=5 received_online=3
note F2 unread_column | Ghi chú
`},
	{"another form", "", "== Số liệu\nSTT | Cơ quan | Điểm\n1 | Sở Thử nghiệm Alpha | 10\n", `
refused  other_form | Biểu thử
`},
	{"two sheets", "", good + strings.Replace(good, "Số liệu", "Bản sao", 1), `
refused  two_sheets | “Số liệu”, “Bản sao”
`},
	{"a hidden sheet beside", "", good + strings.NewReplacer("Số liệu", "Bản sao (hidden)", "10", "11").Replace(good), `
so-a received=10 received_online=4
so-b received=5 received_online=3
`},
	{"two sheets of which the recipe picks the last", "sheet: {pick: last}", strings.Replace(good, "10", "11", 1) + strings.Replace(good, "Số liệu", "Bản sao", 1), `
so-a received=10 received_online=4
so-b received=5 received_online=3
`},
	{"two sheets of which the recipe names one by its title", "sheet: {named: [ky nay]}", strings.Replace(good, "10", "11", 1) + strings.Replace(good, "Số liệu\n", "Bản sao\nSố liệu kỳ này\n", 1), `
so-a received=10 received_online=4
so-b received=5 received_online=3
`},
	{"a whole sheet beside one that lacks a column", "", strings.NewReplacer("Trực tuyến", "Khác", "Số liệu", "Cũ").Replace(good) + good, `
so-a received=10 received_online=4
so-b received=5 received_online=3
`},
	{"sections with sums, a total and what is within it", "", head + `Tổng cộng | < | 26 | 11 | 15
Trong đó: | | 1 | 1 | 0
I | Sở, ngành | 15 | 7 | 8
1 | Sở Thử nghiệm Alpha | 10 | 4 | 6
2 | Sở Giả định Beta | 5 | 3 | 2
II | Khối lạ | 11 | 4 | 7
1 | Xã Ví Dụ Êta | 11 | 4 | 7
`, `
so-a received=10 received_online=4
so-b received=5 received_online=3
xa-e received=11 received_online=4
`},
	{"wrong sums of a row, a section and the whole", "", head + `I | Sở, ngành | 16 | 7 | 8
1 | Sở Thử nghiệm Alpha | 12 | 4 | 6
2 | Sở Giả định Beta | 5 | 3 | 2
| Tổng số | 17 | 8 | 8
`, `
so-a received=12 received_online=4
so-b received=5 received_online=3
warning C3 not_the_sum | Tổng số hồ sơ tiếp nhận | 16 | 15
warning C4 not_the_sum | Tổng số hồ sơ tiếp nhận | 12 | 10
warning C6 not_the_sum | Tổng số hồ sơ tiếp nhận | 17 | 16
warning C3 not_the_sum | Tổng số hồ sơ tiếp nhận | 16 | 17
warning D6 not_the_sum | Số hồ sơ tiếp nhận trong kỳ trực tuyến | 8 | 7
`},
	{"a part over its whole", "checks-and-limit", strings.Replace(good, "4 | 6", "4 | 3", 1), `
so-a received=10 received_online=4
so-b received=5 received_online=3
warning D3 part_over_whole | Số hồ sơ tiếp nhận trong kỳ trực tuyến | 4 | 3
warning D4 part_over_whole | Số hồ sơ tiếp nhận trong kỳ trực tuyến | 3 | 2
`},
	{"a unit beneath another is not added twice", "", head + `1 | Sở Thử nghiệm Alpha | 10 | 4 | 6
1.1 | Chi cục Bịa đặt | 2 | 1 | 1
| Tổng cộng | 10 | 4 | 6
`, `
so-a received=10 received_online=4
chi-cuc received=2 received_online=1
`},
	{"a unit's name over those beneath it", "", head + `I | Sở Thử nghiệm Alpha | | |
1 | Chi cục Bịa đặt | 2 | 1 | 1
2 | Sở Giả định Beta | 5 | 3 | 2
| Tổng cộng | 7 | 4 | 3
`, `
so-a received=not_reported received_online=not_reported
chi-cuc received=2 received_online=1
so-b received=5 received_online=3
note C3 blank | Tổng số hồ sơ tiếp nhận
note D3 blank | Số hồ sơ tiếp nhận trong kỳ trực tuyến
`},
	{"names written otherwise", "", head + `1 | SO THU NGHIEM ALPHA | 10 | 4 | 6
2 | 2. Giả định Beta | 5 | 3 | 2
3 | BQL Mô phỏng Gamma | 5 | 3 | 2
4 | UBND xã Hoà Giả | 5 | 3 | 2
5 | XA-E | 5 | 3 | 2
`, `
so-a received=10 received_online=4
so-b received=5 received_online=3
so-c received=5 received_online=3
xa-d received=5 received_online=3
xa-e received=5 received_online=3
note B3 understood_as | SO THU NGHIEM ALPHA | Sở Thử nghiệm Alpha
note B4 understood_as | 2. Giả định Beta | Sở Giả định Beta
note B5 understood_as | BQL Mô phỏng Gamma | Ban Quản lý Mô phỏng Gamma
note B6 understood_as | UBND xã Hoà Giả | Ủy ban nhân dân xã Hòa Giả
`},
	{"units that are not known, or may be two", "", head + `1 | Sở Thử nghịm Alfa | 10 | 4 | 6
2 | Tổng công ty Bịa đặt | 5 | 3 | 2
3 | xã Trùng Tên | 5 | 3 | 2
4 | | 5 | 3 | 2
| Tổng cộng | 25 | 13 | 12
`, `
error B3 unknown_unit | Sở Thử nghịm Alfa | Sở Thử nghiệm Alpha
error B4 unknown_unit | Tổng công ty Bịa đặt
error B5 ambiguous_unit | xã Trùng Tên | Xã Trùng Tên (trung-1); Xã Trùng Tên (trung-2)
error B6 missing_cell | Đơn vị
`},
	{"units numbered as sections are", "", head + `I | Sở Thử nghiệm Alpha | 10 | 4 | 6
II | Sở Giả đnh Beta | 5 | 3 | 2
III | Xã Ví Dụ Êta | 11 | 4 | 7
`, `
so-a received=10 received_online=4
xa-e received=11 received_online=4
error B4 unknown_unit | Sở Giả đnh Beta | Sở Giả định Beta
`},
	{"a unit twice", "", good + "3 | Sở Giả định Beta | 5 | 3 | 2\n", `
so-a received=10 received_online=4
error B5 repeated_figure | Sở Giả định Beta | B4
`},
	{"cells that cannot be read, and blanks", "", head + `1 | Sở Thử nghiệm Alpha | "1.234" | #N/A | chín
2 | Sở Giả định Beta | 5,5 | |
3 | Xã Ví Dụ Êta | | |
`, `
so-b received_online=not_reported
xa-e received=not_reported received_online=not_reported
error C3 ambiguous_number | Tổng số hồ sơ tiếp nhận | 1.234 | 1234 / 1.234
error D3 error_cell | Số hồ sơ tiếp nhận trong kỳ trực tuyến | #N/A
warning E3 not_number | Hồ sơ / Trực tiếp | chín
error C4 not_whole | Tổng số hồ sơ tiếp nhận | 5,5
note D4 blank | Số hồ sơ tiếp nhận trong kỳ trực tuyến
note C5 blank | Tổng số hồ sơ tiếp nhận
note D5 blank | Số hồ sơ tiếp nhận trong kỳ trực tuyến
`},
	{"a mark that the recipe explains", `thousands: "."`, head + `1 | Sở Thử nghiệm Alpha | "1.234" | "1.200" | 34
2 | Sở Giả định Beta | "1,234" | 3 | 2
`, `
so-a received=1234 received_online=1200
so-b received_online=3
note C3 understood_as | Tổng số hồ sơ tiếp nhận | 1.234 | 1234
note D3 understood_as | Số hồ sơ tiếp nhận trong kỳ trực tuyến | 1.200 | 1200
error C4 ambiguous_number | Tổng số hồ sơ tiếp nhận | 1,234 | 1234 / 1.234
`},
	{"numbers merged over two rows", "", head + `1 | Sở Thử nghiệm Alpha | 10 | 4 | 6
2 | Sở Giả định Beta | ^ | 3 | 2
`, `
so-a received_online=4
so-b received_online=3
error C3 merged_answer | Tổng số hồ sơ tiếp nhận | C3
error C4 merged_answer | Tổng số hồ sơ tiếp nhận | C3
`},
	{"a form of one unit", "rows: total", head + `1 | Đất đai | 10 | 4 | 6
2 | Hộ tịch | 5 | 3 | 2
Cộng | < | 15 | 7 | 9
`, `
chosen received=15 received_online=7
warning C5 not_the_sum | Tổng số hồ sơ tiếp nhận | 15 | 16
warning E5 not_the_sum | Hồ sơ / Trực tiếp | 9 | 8
`},
	{"a form of one unit without its total", "rows: total", head + "1 | Đất đai | 10 | 4 | 6\n", `
error  missing_row | Tổng cộng
`},
	{"a form of one unit with two totals", "rows: total", head + "Cộng | < | 10 | 4 | 6\nTổng cộng | < | 10 | 4 | 6\n", `
error A4 repeated_figure | Tổng cộng | A3
`},
}

func TestFormsAsPeopleFillThem(t *testing.T) {
	units := append(
		theUnits(), reform.Unit{ID: "trung-1", NameVI: "Xã Trùng Tên"}, reform.Unit{ID: "trung-2", NameVI: "Xã Trùng Tên"},
		reform.Unit{ID: "chi-cuc", Parent: "so-a", NameVI: "Chi cục Bịa đặt"},
	)
	f := handling(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text, units := caseRecipe+c.recipe+"\n", units
			if c.recipe == "rows: total" {
				text = strings.Replace(caseRecipe, "rows: unit", c.recipe, 1)
				units = []reform.Unit{{ID: "chosen", NameVI: "Đơn vị Được chọn"}}
			}
			if c.recipe == "checks-and-limit" {
				text = strings.Replace(caseRecipe, `"all = online + direct"`, `"online <= direct", "online <= 100%"`, 1)
			}
			r, err := Read("case", strings.NewReader(text))
			must(t, err)
			result := r.Apply(bookOf(c.form), f, units, readCell)
			got := "\n"
			for _, report := range result.Reports {
				got += report.Unit
				for _, v := range report.Values {
					got += " " + v.Figure + "=" + v.Text + string(v.Absence)
				}
				got += "\n"
			}
			if diff := cmp.Diff(c.want, got+findings(result)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestAValueNamesItsCell(t *testing.T) {
	r, err := Read("case", strings.NewReader(caseRecipe))
	must(t, err)
	result := r.Apply(bookOf(good), handling(t), theUnits(), readCell)
	want := reform.Value{
		Unit: "so-a", Source: reform.FromUnit, Figure: "received_online", Text: "4", Origin: reform.Origin{Sheet: "Số liệu", Cell: "D3"},
	}
	if got := result.Reports[0].Values[1]; got != want || result.Sheet != "Số liệu" {
		t.Errorf("got %+v", got)
	}
}

// A cell may hold a count, a share and points; the recipe says which is taken.
func TestPartsOfACell(t *testing.T) {
	for _, c := range []struct {
		part int
		cell string
		want string
	}{
		{1, "12", "12"},
		{1, `"12 (85,7 %)\n1,7 điểm"`, "12"},
		{1, `"12; 85,7%; 1,7đ"`, "12"},
		{1, "12 85,7%", "not_number"},
		{2, `"12 (85,7 %) / 1,7 điểm"`, "not_number"}, // a count is no share
		{3, `"85,7% | 12 | 17 điểm"`, "17"},
		{3, `"12 (85,7 %)"`, "not_number"},
		{2, "12", "not_number"},
		{2, "", "not_reported"},
	} {
		r, err := Read("case", strings.NewReader(strings.Replace(caseRecipe, "received_online}", fmt.Sprintf("received_online, part: %d}", c.part), 1)))
		must(t, err)
		book := bookOf(strings.Replace(good, "| 4 |", "| @ |", 1))
		for i, cell := range book.Sheets[0].Cells {
			if cell.Text == "@" {
				book.Sheets[0].Cells[i] = cellOf(cell.Row, cell.Column, strings.ReplaceAll(c.cell, `\n`, "\n"))
			}
		}
		result := r.Apply(book, handling(t), theUnits(), readCell)
		got := values(result)["so-a"]["received_online"]
		for _, f := range result.Findings {
			if f.Cell == "D3" && f.Severity == reform.Error {
				got = string(f.Problem)
			}
		}
		if got != c.want {
			t.Errorf("part %d of %s: got %s, want %s", c.part, c.cell, got, c.want)
		}
	}
}
