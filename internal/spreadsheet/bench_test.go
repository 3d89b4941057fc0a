package spreadsheet_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/container"
	"reformboard/internal/spreadsheet"
)

// report is a workbook of so many rows and ten columns: styled, in Vietnamese, with
// formulas.
func report(b testing.TB, rows int) []byte {
	b.Helper()
	book := excelize.NewFile()
	style, err := book.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, NumFmt: 3})
	if err != nil {
		b.Fatal(err)
	}
	for row := 1; row <= rows; row++ {
		cells := []any{fmt.Sprintf("figure_%d", row), row, fmt.Sprintf("Số hồ sơ đã tiếp nhận trong kỳ, loại %d", row), "hồ sơ", row * 17, 3.25, "Không áp dụng", "2.1: 18,62/20", row % 7, "Tính cả hồ sơ từ kỳ trước chuyển sang"}
		if err := book.SetSheetRow("Sheet1", fmt.Sprintf("A%d", row), &cells); err != nil {
			b.Fatal(err)
		}
		if err := book.SetCellFormula("Sheet1", fmt.Sprintf("K%d", row), fmt.Sprintf("SUM(E%d:F%d)", row, row)); err != nil {
			b.Fatal(err)
		}
		if err := book.SetCellStyle("Sheet1", fmt.Sprintf("A%d", row), fmt.Sprintf("K%d", row), style); err != nil {
			b.Fatal(err)
		}
	}
	var file bytes.Buffer
	if err := book.Write(&file); err != nil {
		b.Fatal(err)
	}
	return file.Bytes()
}

// BenchmarkRead and BenchmarkGetRows are to be compared in one run: ours, with every
// check of a hostile file on, should take a third of the library's rows alone.
func BenchmarkRead(b *testing.B) {
	content := report(b, 120)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := spreadsheet.Read(content, container.Received); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkGetRows(b *testing.B) {
	content := report(b, 120)
	b.ReportAllocs()
	for b.Loop() {
		book, err := excelize.OpenReader(bytes.NewReader(content))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := book.GetRows("Sheet1"); err != nil {
			b.Fatal(err)
		}
	}
}
