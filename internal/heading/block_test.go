package heading

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/spreadsheet"
)

// sheet puts texts into cells, row by row; merged cells are given as A1:B2 would be.
func sheet(rows [][]string, merged ...spreadsheet.Range) *spreadsheet.Sheet {
	s := &spreadsheet.Sheet{Name: "S", Merged: merged}
	for row, texts := range rows {
		for column, text := range texts {
			if text != "" {
				s.Cells = append(s.Cells, spreadsheet.Cell{Row: row + 1, Column: column + 1, Kind: spreadsheet.Text, Text: text})
			}
		}
	}
	return s
}

func TestPathsFollowMergedCells(t *testing.T) {
	rows := [][]string{{"STT", "Hồ sơ", "", ""}, {"", "Tổng", "Trong\u00a0kỳ", ""}, {"", "", "Trực tuyến", "Trực tiếp"}}
	merged := []spreadsheet.Range{{Row: 1, Column: 1, LastRow: 3, LastColumn: 1}, {Row: 1, Column: 2, LastRow: 1, LastColumn: 4}, {Row: 2, Column: 3, LastRow: 2, LastColumn: 4}}
	want := [][]string{nil, {"STT"}, {"Hồ sơ", "Tổng"}, {"Hồ sơ", "Trong kỳ", "Trực tuyến"}, {"Hồ sơ", "Trong kỳ", "Trực tiếp"}}
	for name, b := range map[string]func() (Block, bool){
		"merged":                   func() (Block, bool) { return Read(sheet(rows, merged...), 1, 3, false) },
		"not merged, but reaching": func() (Block, bool) { return Read(sheet(rows), 1, 3, true) },
	} {
		got, ok := b()
		if diff := cmp.Diff(want, got.Paths); !ok || diff != "" {
			t.Errorf("%s: %v %s", name, ok, diff)
		}
	}
	short, _ := Read(sheet(rows, merged...), 1, 1, false)
	if got := short.End(); got != 3 {
		t.Errorf("the header ends at row %d", got)
	}
}

func TestAHostileHeaderIsNone(t *testing.T) {
	merged := make([]spreadsheet.Range, mostMerged+1)
	for i := range merged {
		merged[i] = spreadsheet.Range{Row: 1, Column: 1, LastRow: 1_048_576, LastColumn: 16_384}
	}
	if _, ok := Read(sheet([][]string{{"a"}}, merged...), 1, 1, false); ok {
		t.Error("thousands of merged cells are a header")
	}
	if b, ok := Read(sheet([][]string{{"a"}}, merged[0]), 1, 1, false); !ok || len(b.Paths) != MostWide+1 {
		t.Errorf("a cell merged over everything has %d columns", len(b.Paths))
	}
}

func TestRowsThatNumberColumns(t *testing.T) {
	for _, c := range []struct {
		row  []string
		want bool
	}{
		{[]string{"(1)", "(2)", "(3)=(4)+(5)", "(4)"}, true},
		{[]string{"A", "B", "1", "2", "3"}, true},
		{[]string{"1", "2", "3"}, true},
		{[]string{"(1)", "(2)", "(4)"}, true}, // a column was deleted
		{[]string{"1", "3", "9"}, false},      // a row of numbers
		{[]string{"3", "2", "1"}, false},
		{[]string{"1", "Sở A", "2"}, false},
		{[]string{"1"}, false},
		{nil, false},
	} {
		if got := IsNumbering(sheet([][]string{c.row}).Row(1)); got != c.want {
			t.Errorf("%q: got %v", c.row, got)
		}
	}
}

func TestCellsThatMayHoldNumbers(t *testing.T) {
	for text, want := range map[string]bool{
		"12": true, "1.234": true, "12 (85,7 %)\n1,7 điểm": true, "97,5 %": true, "-": false, "": false, "Ngày 15 tháng 3": false, "Quý 1": false, "x": false,
	} {
		if got := Numeric(spreadsheet.Cell{Kind: spreadsheet.Text, Text: text}); got != want {
			t.Errorf("%q: got %v", text, got)
		}
	}
	if !Numeric(spreadsheet.Cell{Kind: spreadsheet.Failure, Text: "#N/A"}) || !Numeric(spreadsheet.Cell{Formula: "=A1"}) {
		t.Error("a failure or a formula without a value holds nothing")
	}
}
