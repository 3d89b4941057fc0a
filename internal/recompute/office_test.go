package recompute

import (
	"bytes"
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"reformboard/internal/officetest"
	"reformboard/internal/spreadsheet"
)

// grid is what the formulas of the test refer to: numbers as people type them and as
// programs keep them, a text and empty cells. Column D refers back.
const grid = `
A1 3; B1 97.5; C1 0.1; D1 =A1+B1
A2 0; B2 2.675; C2 0.2; D2 =SUM(A1:C4)
A3 'chữ; B3 -12; C3 0.30000000000000004; D3 =IF(A5="",A1,B1)
A4 1250000000; C4 1e-3; D4 =ROUND(B1/A1,2)
`

// TestLibreOfficeGivesTheSame has an office program work out formulas of all kinds.
// Where it says a number, so may the package; where the package does, so must it.
func TestLibreOfficeGivesTheSame(t *testing.T) {
	const asked = 400
	book := bookOf(t, grid)
	formulas := make([]string, asked)
	draw := rapid.Custom(func(t *rapid.T) string { return anyFormula(t, 3) })
	for i := range formulas {
		formulas[i] = "=" + draw.Example(i)
	}
	kept := worked(t, book, formulas)
	answered := 0
	for i, formula := range formulas {
		got, ok := New(book).Value(book.Sheets[0].Name, spreadsheet.Cell{Row: i + 1, Column: 8, Formula: formula})
		if !ok {
			continue
		}
		answered++
		if !Agrees(kept[i], got) {
			t.Errorf("%s: got %v (%v), and LibreOffice %q", formula, got, got.Float(), kept[i])
		}
	}
	if answered < asked/2 {
		t.Errorf("only %d of %d formulas had an answer", answered, asked)
	}
}

// worked has an office program work out formulas in column H of a workbook.
func worked(t *testing.T, book *spreadsheet.Book, formulas []string) []string {
	t.Helper()
	file := excelize.NewFile()
	sheet := file.GetSheetName(0)
	write := func(c spreadsheet.Cell) {
		err := error(nil)
		switch {
		case c.Formula != "":
			err = file.SetCellFormula(sheet, c.Address(), c.Formula)
		case c.Kind == spreadsheet.Number:
			v, failure := strconv.ParseFloat(c.Text, 64)
			if failure != nil {
				t.Fatal(failure)
			}
			err = file.SetCellFloat(sheet, c.Address(), v, -1, 64)
		default:
			err = file.SetCellStr(sheet, c.Address(), c.Text)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range book.Sheets[0].Cells {
		write(c)
	}
	for i, formula := range formulas {
		write(spreadsheet.Cell{Row: i + 1, Column: 8, Formula: formula})
	}
	var asked bytes.Buffer
	if err := file.Write(&asked); err != nil {
		t.Fatal(err)
	}
	answered := officetest.Convert(t, "xlsx", asked.Bytes())[0]
	result, err := excelize.OpenReader(bytes.NewReader(answered))
	if err != nil {
		t.Fatal(err)
	}
	defer result.Close()
	kept := make([]string, len(formulas))
	for i := range formulas {
		kept[i], err = result.GetCellValue(sheet, fmt.Sprintf("H%d", i+1), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
	}
	return kept
}

// anyFormula draws a formula of the kinds that the package knows, and of some more.
func anyFormula(t *rapid.T, depth int) string {
	if depth == 0 {
		return rapid.OneOf(rapid.SampledFrom([]string{
			"A1", "$B$1", "C1", "C2", "C3", "C4", "A2", "A4", "B2", "B3", "D1", "D2", "D3", "D4", "A5", "1", "100", "0.5", "2.5", "12%", "1.005", "A3",
		}), rapid.Map(rapid.IntRange(-500, 500), func(n int) string { return strconv.FormatFloat(float64(n)/math.Pow10(2), 'f', -1, 64) })).Draw(t, "leaf")
	}
	part := func() string { return anyFormula(t, depth-1) }
	area := func() string {
		return rapid.SampledFrom([]string{"A1:C4", "A1:A3", "C1:C4", "B1:D2", "A3:A6", "E1:F9"}).Draw(t, "area")
	}
	pick := func(names ...string) string { return rapid.SampledFrom(names).Draw(t, "pick") }
	switch pick("sign", "sign", "sign", "brackets", "brackets", "power", "area", "area", "round", "round", "one", "if", "if", "error", "both", "text") {
	case "sign":
		return part() + pick("+", "-", "*", "/") + part()
	case "brackets":
		return pick("", "-", "+") + "(" + part() + ")" + pick("", "", "%")
	case "power":
		return pick("-2", "3", "1.5", "(B1)", "2^2", "0") + "^" + pick("2", "3", "-1", "0", "-2")
	case "area":
		return pick("SUM", "AVERAGE", "MIN", "MAX", "COUNT", "PRODUCT") + "(" + area() + pick("", ","+part()) + ")"
	case "round":
		return pick("ROUND", "ROUNDUP", "ROUNDDOWN") + "(" + part() + "," + pick("0", "1", "2", "3", "-1", "-2") + ")"
	case "one":
		return pick("ABS", "INT") + "(" + part() + ")"
	case "if":
		return "IF(" + part() + pick("=", "<>", "<", "<=", ">", ">=") + part() + "," + part() + "," + part() + ")"
	case "error":
		return "IFERROR(" + part() + pick("/A2", "/A5", "") + "," + part() + ")"
	case "text":
		return "IF(" + pick("A3", "A5", "B1") + pick("=", "<>") + `"",` + part() + "," + part() + ")"
	}
	join := pick("AND", "OR")
	return strings.Join([]string{"IF(", join, "(", part(), ">", part(), ",", part(), "<=", part(), "),", part(), ",", part(), ")"}, "")
}
