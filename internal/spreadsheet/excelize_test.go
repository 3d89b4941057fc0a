package spreadsheet_test

import (
	"bytes"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"reformboard/internal/container"
	"reformboard/internal/officetest"
	"reformboard/internal/spreadsheet"
)

// put is what a test put into one cell.
type put struct {
	sheet       string
	row, column int
	value       any // a string, float64, int or bool; nil: only a formula
	formula     string
	format      string // a number format's code, or the number of a built-in one
}

func (p put) address() string { return spreadsheet.Address(p.row, p.column) }

// anyText draws texts as people and programs write them: spaces at the ends, lines,
// letters of two code points, faces, what looks like an escape of the file format.
func anyText(t *rapid.T) string {
	return rapid.OneOf(
		rapid.SampledFrom([]string{
			"Không áp dụng", "Kho\u0302ng", " trước và sau ", "hai\ndòng", "thẻ\tô", "_x0041_", "_x005F_x0041_", "_x", "a_x00_b", "<b>&amp;</b>", "]]>", "'0123", "=1+1", "1.234,5", "12", "TRUE",
			"#DIV/0!", "\u00a0", "\u200b", "😀 ngày", "Kh«ng", "\ufeffđầu", "2026-03-31", "\"", "e\u0301\u0323", "–1", "…",
		}),
		rapid.StringOfN(rapid.RuneFrom(nil, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Zs), 1, 40, -1),
	).Draw(t, "text")
}

func anyPuts(t *rapid.T, sheets []string) []put {
	taken := map[put]bool{}
	var all []put
	for range rapid.IntRange(0, 40).Draw(t, "cells") {
		p := put{sheet: rapid.SampledFrom(sheets).Draw(t, "sheet"), row: rapid.IntRange(1, 60).Draw(t, "row"), column: rapid.IntRange(1, 60).Draw(t, "column")}
		if taken[p] {
			continue
		}
		taken[p] = true
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0, 1:
			p.value = anyText(t)
		case 2:
			p.value = rapid.Float64Range(-1e12, 1e12).Draw(t, "number")
		case 3:
			p.value = rapid.IntRange(-1_000_000, 1_000_000).Draw(t, "whole")
		case 4:
			p.value = rapid.Bool().Draw(t, "truth")
		case 5:
			p.formula = rapid.SampledFrom([]string{"=1+1", "=SUM(A1:B2)", `=IF(A1>0,"có","không")`, "=A1&\" < \"&B1", "=1/0"}).Draw(t, "formula")
		}
		p.format = rapid.SampledFrom([]string{"", "", "9", "10", "14", "0.000", "#,##0.0", "dd/mm/yyyy"}).Draw(t, "format")
		all = append(all, p)
	}
	return all
}

// TestWhatExcelizeWritesIsRead puts anything into workbooks and reads them back: the
// same cells, no more and no fewer, each as the library that wrote it reads it as well.
func TestWhatExcelizeWritesIsRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		sheets := []string{"Báo cáo", "Số liệu & ghi chú", "_ẩn"}[:rapid.IntRange(1, 3).Draw(t, "sheets")]
		puts := anyPuts(t, sheets)
		content, merged := written(t, sheets, puts)
		book := read(t, content)
		if got := names(book); !slices.Equal(got, sheets) {
			t.Fatalf("got the sheets %q, want %q", got, sheets)
		}
		for _, p := range puts {
			sheet, _ := book.Sheet(p.sheet)
			compare(t, p, sheet.Cell(p.row, p.column))
		}
		count := 0
		for _, sheet := range book.Sheets {
			count += len(sheet.Cells)
		}
		if count != len(puts) {
			t.Fatalf("got %d cells, want %d", count, len(puts))
		}
		if got := book.Sheets[0].Merged; !slices.Equal(got, merged) {
			t.Fatalf("got merged %v, want %v", got, merged)
		}
		asExcelizeSays(t, book, content)
	})
}

// written writes a workbook: the first sheet cell by cell, the others in a stream, where
// texts stand in their cells.
func written(t *rapid.T, sheets []string, puts []put) ([]byte, []spreadsheet.Range) {
	t.Helper()
	file := excelize.NewFile()
	defer file.Close()
	must(t, file.SetSheetName("Sheet1", sheets[0]))
	for _, sheet := range sheets[1:] {
		_, err := file.NewSheet(sheet)
		must(t, err)
		stream(t, file, sheet, puts)
	}
	for _, p := range puts {
		if p.sheet != sheets[0] {
			continue
		}
		if p.formula != "" {
			must(t, file.SetCellFormula(p.sheet, p.address(), p.formula))
		} else {
			must(t, file.SetCellValue(p.sheet, p.address(), p.value))
		}
		if p.format != "" {
			must(t, file.SetCellStyle(p.sheet, p.address(), p.address(), style(t, file, p.format)))
		}
	}
	var merged []spreadsheet.Range
	if rapid.Bool().Draw(t, "merged") {
		must(t, file.MergeCell(sheets[0], "BJ70", "BK72"))
		merged = append(merged, spreadsheet.Range{Row: 70, Column: 62, LastRow: 72, LastColumn: 63})
	}
	must(t, file.SetDefinedName(&excelize.DefinedName{Name: "đơn_vị", RefersTo: "'" + sheets[0] + "'!$A$1"}))
	must(t, file.SetDefinedName(&excelize.DefinedName{Name: "riêng", RefersTo: "'" + sheets[0] + "'!$A$1:$B$2", Scope: sheets[0]}))
	if len(sheets) == 3 {
		must(t, file.SetSheetVisible(sheets[2], false))
	}
	var content bytes.Buffer
	must(t, file.Write(&content))
	return content.Bytes(), merged
}

// stream writes a sheet row by row, as the library asks of streams.
func stream(t *rapid.T, file *excelize.File, sheet string, puts []put) {
	t.Helper()
	to, err := file.NewStreamWriter(sheet)
	must(t, err)
	own := slices.DeleteFunc(slices.Clone(puts), func(p put) bool { return p.sheet != sheet })
	slices.SortFunc(own, func(a, b put) int { return (a.row-b.row)*100 + a.column - b.column })
	for from := 0; from < len(own); {
		row := own[from].row
		var cells []any
		for ; from < len(own) && own[from].row == row; from++ {
			p := own[from]
			for len(cells) < p.column-1 {
				cells = append(cells, nil)
			}
			cell := excelize.Cell{Value: p.value, Formula: p.formula}
			if p.format != "" {
				cell.StyleID = style(t, file, p.format)
			}
			cells = append(cells, cell)
		}
		must(t, to.SetRow(spreadsheet.Address(row, 1), cells))
	}
	must(t, to.Flush())
}

func style(t *rapid.T, file *excelize.File, format string) int {
	t.Helper()
	wanted := &excelize.Style{CustomNumFmt: &format}
	if number, err := strconv.Atoi(format); err == nil {
		wanted = &excelize.Style{NumFmt: number}
	}
	id, err := file.NewStyle(wanted)
	must(t, err)
	return id
}

func compare(t *rapid.T, p put, c spreadsheet.Cell) {
	t.Helper()
	kind, text := spreadsheet.Empty, ""
	switch v := p.value.(type) {
	case string:
		if kind, text = spreadsheet.Text, v; escaped(v) {
			text = c.Text
		}
	case bool:
		kind, text = spreadsheet.Bool, strings.ToUpper(strconv.FormatBool(v))
	case int:
		kind, text = spreadsheet.Number, strconv.Itoa(v)
	case float64:
		kind, text = spreadsheet.Number, c.Text
		if got, err := strconv.ParseFloat(c.Text, 64); err != nil || math.Abs(got-v) > math.Abs(v)*1e-14 { // the library keeps 15 digits
			t.Fatalf("%s %s: got %q, want %v", p.sheet, p.address(), c.Text, v)
		}
	}
	format := p.format
	if format == "" && c.Format == "0" {
		format = "0" // the general format, which a style may name
	}
	if c.Kind != kind || c.Text != text || c.Formula != p.formula || c.Format != format {
		t.Fatalf("%s %s: got %+v, want %+v", p.sheet, p.address(), c, p)
	}
}

// escaped reports whether a text looks as files spell letters that XML cannot hold. The
// library writes it as it is and so another text; asExcelizeSays compares that.
func escaped(text string) bool { return strings.Contains(text, "_x00") }

// asExcelizeSays holds a book against what the library reads from the same file.
func asExcelizeSays(t rapid.TB, book *spreadsheet.Book, content []byte) {
	t.Helper()
	file, err := excelize.OpenReader(bytes.NewReader(content))
	must(t, err)
	defer file.Close()
	if got, want := names(book), file.GetSheetList(); !slices.Equal(got, want) {
		t.Fatalf("got the sheets %q, want %q", got, want)
	}
	for i := range book.Sheets {
		sheet := &book.Sheets[i]
		if visible, err := file.GetSheetVisible(sheet.Name); err != nil || visible == sheet.Hidden {
			t.Fatalf("%s: hidden is %v, visible %v, %v", sheet.Name, sheet.Hidden, visible, err)
		}
		rows, err := file.GetRows(sheet.Name, excelize.Options{RawCellValue: true})
		must(t, err)
		for row, cells := range rows {
			for column, want := range cells {
				if got := raw(sheet.Cell(row+1, column+1)); got != want {
					t.Fatalf("%s %s: got %q, want %q", sheet.Name, spreadsheet.Address(row+1, column+1), got, want)
				}
			}
		}
		for _, c := range sheet.Cells {
			if c.Row > len(rows) || c.Column > len(rows[c.Row-1]) {
				if c.Text != "" { // the library leaves out what is empty at a row's end
					t.Fatalf("%s %s: got %+v, want nothing", sheet.Name, c.Address(), c)
				}
			}
			formula, err := file.GetCellFormula(sheet.Name, c.Address())
			must(t, err)
			if spelled := strings.TrimPrefix(c.Formula, "="); spelled != "" && spelled != strings.TrimPrefix(formula, "=") || formula == "" && c.Formula != "" {
				t.Fatalf("%s %s: got %q, want %q", sheet.Name, c.Address(), c.Formula, formula)
			}
		}
	}
	named(t, book, file)
}

func named(t rapid.TB, book *spreadsheet.Book, file *excelize.File) {
	t.Helper()
	want := file.GetDefinedName()
	if len(book.Names) != len(want) {
		t.Fatalf("got %d names, want %d", len(book.Names), len(want))
	}
	for i, n := range book.Names {
		scope := want[i].Scope
		if scope == "Workbook" {
			scope = ""
		}
		if got := (spreadsheet.Name{Name: want[i].Name, Scope: scope, RefersTo: want[i].RefersTo}); n != got {
			t.Fatalf("got the name %+v, want %+v", n, got)
		}
	}
}

// raw is a cell as the library gives it when asked for no format.
func raw(c spreadsheet.Cell) string {
	if c.Kind == spreadsheet.Bool {
		return map[string]string{"TRUE": "1", "FALSE": "0"}[c.Text]
	}
	return c.Text
}

func names(book *spreadsheet.Book) []string {
	var all []string
	for _, sheet := range book.Sheets {
		all = append(all, sheet.Name)
	}
	return all
}

func read(t rapid.TB, content []byte) *spreadsheet.Book {
	t.Helper()
	book, err := spreadsheet.Read(content, container.Received)
	must(t, err)
	return book
}

func must(t rapid.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhatLibreOfficeWritesIsRead has an office program save random workbooks once more:
// other attributes, shared formulas, results worked out, styles of its own.
func TestWhatLibreOfficeWritesIsRead(t *testing.T) {
	type sample struct {
		puts    []put
		content []byte
	}
	sheets := []string{"Báo cáo", "Số liệu & ghi chú", "_ẩn"}
	draw := rapid.Custom(func(t *rapid.T) sample {
		puts := anyPuts(t, sheets)
		content, _ := written(t, sheets, puts)
		return sample{puts, content}
	})
	var samples []sample
	var contents [][]byte
	for i := range 12 {
		samples = append(samples, draw.Example(i))
		contents = append(contents, samples[i].content)
	}
	saved := officetest.Convert(t, "xlsx", contents...)
	for i, s := range samples {
		book := read(t, saved[i])
		asExcelizeSays(t, book, saved[i])
		for _, p := range s.puts {
			sheet, _ := book.Sheet(p.sheet)
			c := sheet.Cell(p.row, p.column)
			if text, ok := p.value.(string); ok && !escaped(text) && (c.Kind != spreadsheet.Text || c.Text != text) {
				t.Errorf("%d: %s %s: got %+v, want %q", i, p.sheet, p.address(), c, text)
			}
			if p.formula != "" && (c.Formula == "" || c.Kind == spreadsheet.Empty) {
				t.Errorf("%d: %s %s: got %+v, want %s and its result", i, p.sheet, p.address(), c, p.formula)
			}
		}
	}
}
