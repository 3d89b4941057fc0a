package marking

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/officetest"
	"reformboard/internal/reform"
)

// uncalculated opens a marked workbook, changes it as an officer would, copies the
// formula of each rule of ours into column Z, and forgets what was calculated.
func uncalculated(t *testing.T, content []byte, change func(book *excelize.File)) []byte {
	t.Helper()
	book := open(t, content)
	rules, err := book.GetConditionalFormats(reportSheet)
	must(t, err)
	row := 1
	for cells, group := range rules {
		for _, rule := range group {
			if strings.Contains(rule.Criteria, tag) {
				must(t, book.SetCellFormula(reportSheet, "Z"+strconv.Itoa(row), rule.Criteria), book.SetCellStr(reportSheet, "Y"+strconv.Itoa(row), cells))
				row++
			}
		}
	}
	change(book)
	must(t, book.UpdateLinkedValue())
	var file bytes.Buffer
	must(t, book.Write(&file))
	return file.Bytes()
}

// TestOfficeSeesWhatIsMended: the marks and the states of the list as LibreOffice
// calculates them, before and after each cell was changed.
func TestOfficeSeesWhatIsMended(t *testing.T) {
	content := marked(t, saved(t, report(t)), mistakes()...)
	mended := func(book *excelize.File) {
		for cell, value := range map[string]any{
			"E5": 200, "E7": 12, "E8": 0, "E9": 97.4, "E10": 0.31, "E11": 1, "E12": strings.Repeat("dài ", 79) + "hết ", "E13": "hai dòng",
			"E15": nil, "E16": "x", "E17": 5, "E18": "x", "E20": 1,
		} {
			must(t, book.UnmergeCell(reportSheet, "E19", "E20"), book.SetCellValue(reportSheet, cell, value))
		}
	}
	got := officetest.Convert(t, "xlsx", content, uncalculated(t, content, func(*excelize.File) {}), uncalculated(t, content, mended))
	for n, want := range []struct{ error, warning, progress, mark string }{
		{"chưa sửa", "chưa xem lại", "Đã sửa 0 trên 14 điểm.", ""},
		{"chưa sửa", "chưa xem lại", "Đã sửa 0 trên 14 điểm.", "TRUE"},
		{"đã sửa", "đã sửa", "Đã sửa đủ 14 điểm. Xin lưu tệp và tải lên lại để hệ thống kiểm tra.", "FALSE"},
	} {
		book := read(t, got[n])
		list, sheet := &book.Sheets[0], &book.Sheets[2]
		if said := list.Cell(progressRow, 1).Text; said != want.progress {
			t.Errorf("%d: %s", n, said)
		}
		for row := headRow + 1; row <= headRow+14; row++ {
			at, severity, state := list.Cell(row, 3).Text, list.Cell(row, 2).Text, list.Cell(row, len(columns)).Text
			if at == "B2" {
				continue
			}
			if severity == "Lỗi" && state != want.error || severity == "Xem lại" && state != want.warning {
				t.Errorf("%d: %s is %q, its formula %s", n, at, state, list.Cell(row, len(columns)).Formula)
			}
		}
		for row := 1; sheet.Cell(row, 25).Text != ""; row++ {
			if mark := sheet.Cell(row, 26); mark.Text != want.mark {
				t.Errorf("%d: the mark of %s is %s: %s", n, sheet.Cell(row, 25).Text, mark.Text, mark.Formula)
			}
		}
	}
}

// TestOfficeKeepsMarksThatCanBeTakenOut: what LibreOffice saved is cleared, and marked
// anew.
func TestOfficeKeepsMarksThatCanBeTakenOut(t *testing.T) {
	content := saved(t, report(t))
	got := officetest.Convert(t, "xlsx", marked(t, content, mistakes()...))[0]
	cleared := marked(t, got)
	for name, text := range partsOf(t, cleared) {
		if strings.Contains(text, tag) || strings.Contains(text, opening) || strings.Contains(text, SheetName) {
			t.Errorf("part %s bears a mark", name)
		}
	}
	if sheets := read(t, cleared).Sheets; len(sheets) != 2 || sheets[1].Name != reportSheet {
		t.Errorf("%d sheets are left", len(sheets))
	}
	comments, err := open(t, cleared).GetComments(reportSheet)
	must(t, err)
	if len(comments) != 1 || comments[0].Cell != "E7" {
		t.Errorf("comments: %+v", comments)
	}
	again := read(t, officetest.Convert(t, "xlsx", marked(t, got, finding("E17", reform.TooSmall, reform.Error, "-5")))[0])
	if len(again.Sheets) != 3 || again.Sheets[0].Cell(headRow+1, 3).Text != "E17" {
		t.Errorf("marked anew: %+v", again.Sheets[0])
	}
}
