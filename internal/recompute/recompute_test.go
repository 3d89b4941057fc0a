package recompute

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// bookOf reads sheets as tests write them: "A1 3" a number, "A1 'x" a text, "A1 !" an
// error, "A1 ?" a truth, "A1 =B1" a formula without a result, "A1 =B1 → 3" one with; a
// line "-- Name" begins another sheet.
func bookOf(t testing.TB, text string) *spreadsheet.Book {
	t.Helper()
	book := &spreadsheet.Book{Sheets: []spreadsheet.Sheet{{Name: "Báo cáo"}}}
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "-- "); ok {
			book.Sheets = append(book.Sheets, spreadsheet.Sheet{Name: name})
			continue
		}
		for entry := range strings.SplitSeq(line, ";") {
			if entry = strings.TrimSpace(entry); entry != "" {
				sheet := &book.Sheets[len(book.Sheets)-1]
				sheet.Cells = append(sheet.Cells, cellOf(t, entry))
			}
		}
	}
	for i := range book.Sheets {
		slices.SortFunc(book.Sheets[i].Cells, func(a, b spreadsheet.Cell) int {
			return (a.Row-b.Row)*1_000 + a.Column - b.Column
		})
	}
	return book
}

func cellOf(t testing.TB, entry string) spreadsheet.Cell {
	t.Helper()
	address, says, _ := strings.Cut(entry, " ")
	row, column, ok := spreadsheet.Place(address)
	if !ok {
		t.Fatalf("no cell is called %q", address)
	}
	c := spreadsheet.Cell{Row: row, Column: column}
	if strings.HasPrefix(says, "=") {
		c.Formula, says, _ = strings.Cut(says, " → ")
	}
	switch {
	case says == "":
	case says[0] == '\'':
		c.Kind, c.Text = spreadsheet.Text, says[1:]
	case says == "!":
		c.Kind, c.Text = spreadsheet.Failure, "#DIV/0!"
	case says == "?":
		c.Kind, c.Text = spreadsheet.Bool, "TRUE"
	default:
		c.Kind, c.Text = spreadsheet.Number, says
	}
	return c
}

// given is what a formula gives in cell Z99 of the first sheet; "-" is no answer.
func given(book *spreadsheet.Book, formula string) string {
	c := spreadsheet.Cell{Row: 99, Column: 26, Formula: formula}
	home := &book.Sheets[0]
	cells := home.Cells
	home.Cells = append(slices.Clip(cells), c)
	defer func() { home.Cells = cells }()
	value, ok := New(book).Value(home.Name, c)
	if !ok {
		return "-"
	}
	return value.RatString()
}

const cells = `
A1 3; A2 4; A3 97.5; A4 0.1; A5 0.2; A6 0.30000000000000004; A7 2.675; A8 'chữ; A9 '12; A10 '; A11 !; A12 ?
B1 =A1+A2; B2 =B1*2 → 14; B3 =VLOOKUP(A1,A1:B2,2) → 8; B4 =VLOOKUP(A1,A1:B2,2); B5 =; B6 = → 5; B7 =A8 → 'chữ; B8 =A1/0
C1 =C2; C2 =C1 → 1; C3 '2026-03-31T00:00:00; C4 =D9 → 0
D1 1; D2 2; D3 'hai; D5 4; D6 0
-- Số liệu
A1 7; B1 =A1+1
-- Nguồn 'khác'
A1 11
`

func TestFormulas(t *testing.T) {
	book := bookOf(t, cells)
	for formula, want := range map[string]string{
		// Counting.
		"=A1+A2": "7", "=A1-A2": "-1", "=A1*A2": "12", "=A1/A2": "3/4", "=1+2*3": "7", "=(1+2)*3": "9", " =1": "-", "=10-4-3": "3",
		"=100/10/5": "2", "=2^3^2": "64", "=-2^2": "4", "=2^-2": "1/4", "=2^0.5": "-", "=0^0": "-", "=2^21": "-", "=A3%": "39/40", "=-50%": "-1/2",
		"=5%%": "1/2000", "=--3": "3", "=-+-A1": "3", "=1.5E+3": "1500", "=.5": "1/2", "=1e": "-", "=.": "-", "= ( 1 +\n2 ) ": "3", "=A1+D4": "3", "=D4": "0",
		"=A4+A5": "3/10", "=A6": "3/10", "=1/3": "1/3", "=1E200*1E200": "-", "=A1&A2": "-", "=A1 A2": "-", "=1,5": "-", "=1;5": "-", "=": "-", "=+": "-",
		// Near zero only equal numbers leave nothing.
		"=A4+A5-0.3": "0", "=A4+A5-0.3+1": "1", "=1/(A4+A5-0.3)": "-", "=123456789012345-0.1-123456789012345+0.1": "-", "=0/A4": "0",
		// Errors.
		"=1/0": "-", "=A1/D6": "-", "=A1/D4": "-", "=A11+1": "-", "=A8+1": "-", "=A9+1": "-", "=A10+1": "-", "=A12+1": "-", "=C3+1": "-", "=#REF!": "-",
		// References.
		"=$A$1+A$2": "7", "=a1": "3", "=B1": "7", "=B2": "14", "=B3+1": "9", "=B4": "-", "=B5": "-", "=B6": "5", "=C1": "-", "=C2+1": "-", "=C4": "0", "=XFE1": "-",
		"='Số liệu'!A1": "7", "='Số liệu'!$B$1*2": "16", "='Nguồn ''khác'''!A1": "11", "='Báo cáo'!A1": "3", "='Khác'!A1": "-", "=[1]Sheet1!A1": "-",
		"='[1]Sheet 1'!A1": "-", "='Số liệu:Nguồn'!A1": "-", "=Sheet1:Sheet3!A1": "-", "='Số liệu'": "-", "=!A1": "-", "=A1!A1": "-", "='Số liệu'!A1(": "-", "=A1:A2": "-", "=A1:A1": "-", "=A1:A2+1": "-",
		"=A:A": "-", "=SUM(1:1)": "-", "=Tên": "-", "={1,2}": "-", "=Bảng[Cột]": "-", "=Z99": "-", "=Z99+1": "-",
		// Functions.
		"=SUM(D1:D6)": "7", "=sum(D1:D6)": "7", "=SUM(D6:D1)": "7", "=SUM(D1,D2,10)": "13", "=SUM(D1:D2,D5)": "7", "=SUM('Số liệu'!A1:B1)": "15", "=SUM(D1:D2)/A2": "3/4",
		"=SUM(A8:A10)": "0", "=SUM(A1:A11)": "-", "=SUM(A12:A12)": "-", "=SUM(\"1\")": "-", "=SUM(C3)": "-", "=SUM(D1:Z99)": "-", "=SUM(A1:A2*D1:D2)": "-", "=SUM()": "-", "=SUM(D1:XFD1048576)": "-",
		"=AVERAGE(D1:D6)": "7/4", "=AVERAGE(A8:A9)": "-", "=MIN(D1:D5)": "1", "=MAX(D1:D6,3)": "4", "=MAX(A8:A9)": "0", "=MIN(-1,A1)": "-1",
		"=COUNT(D1:D9)": "4", "=COUNT(A1:A11)": "-", "=COUNT(A1:A9,5)": "8", "=PRODUCT(D1:D5)": "8", "=PRODUCT(A8:A9)": "-", "=ABS(-A3)": "195/2", "=ABS(A3)": "195/2", "=INT(-2.5)": "-3", "=INT(A3)": "97",
		"=INT(-3)": "-3", "=ROUND(A7,2)": "67/25", "=ROUND(-2.5,0)": "-3", "=ROUND(1234,-2)": "1200", "=ROUND(2/3,2)": "67/100", "=ROUND(1/8,2)": "13/100", "=ROUND(3/80*100,1)": "-",
		"=ROUNDUP(2.1,0)": "3", "=ROUNDUP(-2.1,0)": "-3", "=ROUNDDOWN(-2.9,0)": "-2", "=ROUNDUP(2,0)": "2", "=ROUNDDOWN(1299,-2)": "1200", "=ROUNDUP(0.1*3,1)": "-", "=ROUND(1.5)": "-", "=ROUND(1.5,0.5)": "-",
		"=ROUND(1,16)": "-", "=SQRT(4)": "-", "=NOW()": "-", "=INDIRECT(\"A1\")": "-", "=_xlfn.CONCAT(1)": "-", "=ABS(1,2)": "-", "=(SUM)(1)": "-",
		// Choices.
		"=IF(A1>2,A2,A3)": "4", "=IF(A1<=2,A2,1/0)": "-", "=IF(A1>2,1,1/0)": "1", "=IF(A1=3,1,2)": "1", "=IF(A1<>3,1,2)": "2", "=IF(A1>=3,1,2)": "1", "=IF(A1<3,1,2)": "2", "=IF(D6,1,2)": "2", "=IF(A1,1,2)": "1",
		"=IF(D4=\"\",5,6)": "5", "=IF(A1=\"\",5,6)": "6", "=IF(\"\"=A8,5,6)": "6", "=IF(A8=\"CHỮ\",5,6)": "-", "=IF(A8=\"chữ\",5,6)": "5", "=IF(A10<>\"\",5,6)": "6", "=IF(A8>\"a\",1,2)": "-", "=IF(D4=0,1,2)": "1",
		"=IF(A4+A5=0.3,1,2)": "-", "=IF(A4+A5>0.3,1,2)": "-", "=IF(A4+A5>0.29,1,2)": "1", "=IF(A1+A2=7,1,2)": "1", "=IF(1/3*3=1,1,2)": "-", "=IF(A12,1,2)": "-", "=IF(A8,1,2)": "-", "=IF(A1>2,\"x\",1)": "-", "=IF(A1>2,1)": "1",
		"=IF(A1>4,1)": "-", "=IF(A1>4,,1)": "-", "=IF(A1>2,D4,1)": "0", "=IF(A1>2)": "-", "=IF(B4>1,1,1)": "-", "=IF(A1/0>1,1,1)": "-", "=A1>2": "-", "=IF(1<2<3,1,2)": "-", "=IF(D4=D7,1,2)": "1",
		"=IFERROR(A1/D6,5)": "5", "=IFERROR(A1/A2,5)": "3/4", "=IFERROR(B4,5)": "-", "=IFERROR(B8,6)": "6", "=IFERROR(A11,7)": "7", "=IF(ISERROR(A1/0),0,1)": "0", "=IF(ISERROR(A8),0,1)": "1", "=IF(ISBLANK(D4),3,4)": "3",
		"=IF(ISBLANK(A10),3,4)": "4", "=IF(ISERROR(B4),0,1)": "-", "=IF(AND(A1>0,A2>0),1,2)": "1", "=IF(AND(A1>0,A2<0),1,2)": "2", "=IF(OR(A1<0,A2>0),1,2)": "1", "=IF(NOT(A1>0),1,2)": "2", "=IF(OR(A1>0,B4>1),1,2)": "-", "=IF(NOT(A1>0,A1>0),1,2)": "-",
	} {
		if got := given(book, formula); got != want {
			t.Errorf("%s: got %s, want %s", formula, got, want)
		}
	}
}

func TestAFormulaThatTheFileDoesNotSpellHasNoAnswer(t *testing.T) {
	book := bookOf(t, "A1 = → 5; A2 7")
	r := New(book)
	for _, c := range []spreadsheet.Cell{book.Sheets[0].Cells[0], book.Sheets[0].Cells[1]} {
		if got, ok := r.Value("Báo cáo", c); ok {
			t.Errorf("%s gives %v", c.Address(), got)
		}
	}
	if _, ok := r.Value("Không có", spreadsheet.Cell{Formula: "=1"}); ok {
		t.Error("a sheet that is not there has a formula")
	}
}

func TestChainsAndCyclesEnd(t *testing.T) {
	var chain strings.Builder
	for row := 2; row <= 60; row++ {
		fmt.Fprintf(&chain, "A%d =A%d+1 → %d\n", row, row-1, row)
	}
	book := bookOf(t, "A1 1\n"+chain.String())
	for formula, want := range map[string]string{"=A33": "33", "=A34": "-"} {
		if got := given(book, formula); got != want {
			t.Errorf("%s gives %s, want %s", formula, got, want)
		}
	}
	// Asked from the top, as a report is read, each rests on one that is known.
	r := New(book)
	for _, c := range book.Sheets[0].Cells[1:] {
		if got, ok := r.Value("Báo cáo", c); !ok || got.RatString() != strconv.Itoa(c.Row) {
			t.Errorf("%s gives %v, %v", c.Address(), got, ok)
		}
	}
	doubling := bookOf(t, "A1 1")
	for row := 2; row <= 30; row++ {
		doubling.Sheets[0].Cells = append(doubling.Sheets[0].Cells, cellOf(t, fmt.Sprintf("A%d =A%d+A%d", row, row-1, row-1)))
	}
	if got := given(doubling, "=A30"); got != "536870912" {
		t.Errorf("each cell is to be worked out once: got %s", got)
	}
}

// hostile are workbooks whose formulas would take long if they were let.
func hostile(t testing.TB) map[string]*spreadsheet.Book {
	wide := &spreadsheet.Book{Sheets: []spreadsheet.Sheet{{Name: "Báo cáo"}}}
	for row := 1; row <= 60_000; row++ {
		wide.Sheets[0].Cells = append(wide.Sheets[0].Cells,
			spreadsheet.Cell{Row: row, Column: 1, Kind: spreadsheet.Number, Text: "0.12345678901234567"},
			spreadsheet.Cell{Row: row, Column: 2, Formula: "=SUM(A$1:A$60000)", Kind: spreadsheet.Number, Text: "1"})
	}
	powers := bookOf(t, "A1 1.2345678901234567")
	long := "=" + strings.Repeat("A1^20*", 1_000) + "1"
	for row := 2; row <= 2_000; row++ {
		powers.Sheets[0].Cells = append(powers.Sheets[0].Cells, spreadsheet.Cell{Row: row, Column: 1, Formula: long, Kind: spreadsheet.Number, Text: "1"})
	}
	deep := bookOf(t, "A1 1")
	for i, formula := range []string{
		strings.Repeat("(", 4_000) + "1" + strings.Repeat(")", 4_000), strings.Repeat("-", 8_000) + "1", "1" + strings.Repeat("%", 8_000),
		strings.Repeat("SUM(", 2_000), strings.Repeat("1+", 4_000) + "1", "\"" + strings.Repeat("\"\"", 4_000), strings.Repeat("9", 8_000), "1E-999999999",
	} {
		deep.Sheets[0].Cells = append(deep.Sheets[0].Cells, spreadsheet.Cell{Row: i + 2, Column: 1, Formula: "=" + formula})
	}
	return map[string]*spreadsheet.Book{"wide": wide, "powers": powers, "deep": deep}
}

// TestWorkIsBounded counts the work, so it needs no clock.
func TestWorkIsBounded(t *testing.T) {
	for name, book := range hostile(t) {
		r := New(book)
		for _, c := range book.Sheets[0].Cells {
			r.Value("Báo cáo", c)
		}
		if spent := mostOfBook - r.all; spent > mostOfBook+mostCells {
			t.Errorf("%s: %d spent", name, spent)
		}
		if len(r.known) > mostOfBook {
			t.Errorf("%s: %d results are kept", name, len(r.known))
		}
	}
}

func TestAgrees(t *testing.T) {
	for _, c := range []struct {
		stored string
		value  reform.Fraction
		want   bool
	}{
		{"0.97499999999999998", reform.NewFraction(39, 40), true},
		{"0.333333333333333", reform.NewFraction(1, 3), true},
		{"0.33333333", reform.NewFraction(1, 3), false},
		{"5.5511151231257827E-17", reform.Fraction{}, true},
		{"0", reform.Fraction{}, true},
		{"0.001", reform.Fraction{}, false},
		{"1000000001", reform.NewFraction(1_000_000_000, 1), true},
		{"1000000002", reform.NewFraction(1_000_000_000, 1), false},
		{"-3", reform.NewFraction(3, 1), false},
		{"", reform.Fraction{}, false},
		{"#DIV/0!", reform.Fraction{}, false},
		{"0x10", reform.NewFraction(16, 1), false},
		{"1E999999999", reform.NewFraction(1, 1), false},
	} {
		if got := Agrees(c.stored, c.value); got != c.want {
			t.Errorf("%q and %v: got %v, want %v", c.stored, c.value, got, c.want)
		}
	}
}

// TestWhatFloatingPointGivesAgrees counts beside the package in float64, as programs do.
func TestWhatFloatingPointGivesAgrees(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		formula, want := expression(t, 4)
		book := &spreadsheet.Book{Sheets: []spreadsheet.Sheet{{Name: "S"}}}
		got, ok := New(book).Value("S", spreadsheet.Cell{Row: 1, Column: 1, Formula: "=" + formula})
		if stored := strconv.FormatFloat(want, 'g', -1, 64); ok && !Agrees(stored, got) {
			t.Fatalf("%s: got %v, and in float64 %s", formula, got, stored)
		}
	})
}

// expression draws a formula and what it gives in float64.
func expression(t *rapid.T, depth int) (string, float64) {
	if depth == 0 || rapid.IntRange(0, 3).Draw(t, "leaf") == 0 {
		text := strconv.Itoa(rapid.IntRange(0, 2000).Draw(t, "number"))
		if places := rapid.IntRange(0, 3).Draw(t, "places"); places > 0 && len(text) > places {
			text = text[:len(text)-places] + "." + text[len(text)-places:]
		}
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		return text, v
	}
	left, a := expression(t, depth-1)
	right, b := expression(t, depth-1)
	switch rapid.SampledFrom([]string{"+", "-", "*", "/"}).Draw(t, "sign") {
	case "+":
		return "(" + left + "+" + right + ")", a + b
	case "-":
		return "(" + left + "-" + right + ")", a - b
	case "*":
		return left + "*" + right, a * b
	}
	return "(" + left + ")/(" + right + ")", a / b
}
