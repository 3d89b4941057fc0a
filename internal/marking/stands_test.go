package marking

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"reformboard/internal/container"
	"reformboard/internal/spreadsheet"
)

func TestAMarkKnowsWhatStoodInTheCell(t *testing.T) {
	as := spreadsheet.Address
	long := strings.Repeat("a", 150) + strings.Repeat("b", 150)
	for _, c := range []struct {
		kind spreadsheet.Kind
		text string
		want string
	}{
		{spreadsheet.Number, "300", "ISNUMBER(E5),E5=300"},
		{spreadsheet.Number, "3E2", "ISNUMBER(E5),E5=300"},
		{spreadsheet.Number, "-0.5", "ISNUMBER(E5),E5=-0.5"},
		{spreadsheet.Number, "1e21", "ISNUMBER(E5),E5=1E+21"},
		{spreadsheet.Number, "0.97499999999999998", "ISNUMBER(E5),E5=0.975"},
		{spreadsheet.Number, "0.30000000000000004", "ISNUMBER(E5),ABS(E5-(0.3))<=3E-15"},
		{spreadsheet.Number, "12345678901234567", "ISNUMBER(E5),ABS(E5-(1.23456789012346E+16))<=123"},
		{spreadsheet.Number, "1e999", "ISNUMBER(E5),TRUE"},
		{spreadsheet.Number, "NaN", "ISNUMBER(E5),TRUE"},
		{spreadsheet.Text, "mười hai", `ISTEXT(E5),EXACT(E5,"mười hai")`},
		{spreadsheet.Text, `"kép"`, `ISTEXT(E5),EXACT(E5,"""kép""")`},
		{spreadsheet.Text, "  ", `ISTEXT(E5),EXACT(E5,"  ")`},
		{spreadsheet.Text, "a\tb", `ISTEXT(E5),EXACT(LEFT(E5,1),"a")`},
		{spreadsheet.Text, "😀", `ISTEXT(E5),EXACT(LEFT(E5,0),"")`},
		{spreadsheet.Text, long, `ISTEXT(E5),LEN(E5)=300,EXACT(LEFT(E5,100),"` + long[:100] + `"),EXACT(RIGHT(E5,100),"` + strings.Repeat("b", 100) + `")`},
		{spreadsheet.Bool, "TRUE", "ISLOGICAL(E5),E5=TRUE"},
		{spreadsheet.Failure, "#DIV/0!", "ISERROR(E5)"},
		{spreadsheet.Empty, "", "LEN(E5)=0"},
	} {
		cell := spreadsheet.Cell{Row: 5, Column: 5, Kind: c.kind, Text: c.text}
		if got := stands(cell, as); got != c.want {
			t.Errorf("%q: got %s, want %s", c.text, got, c.want)
		}
	}
}

func TestPartsAreComparedWithTheirWhole(t *testing.T) {
	cell := func(row int, text string) spreadsheet.Cell {
		return spreadsheet.Cell{Row: row, Column: 5, Kind: spreadsheet.Number, Text: text}
	}
	typed := spreadsheet.Cell{Row: 5, Column: 5, Kind: spreadsheet.Text, Text: "300"}
	for _, c := range []struct {
		parts []spreadsheet.Cell
		want  string
	}{
		{[]spreadsheet.Cell{cell(5, "300")}, "ISNUMBER(E5),ISNUMBER(E6),E5>E6"},
		{[]spreadsheet.Cell{cell(5, "150"), cell(7, "120")}, "ISNUMBER(E5),E5=150,ISNUMBER(E6),E6=200,SUM(E5,E7)>E6"},
		{[]spreadsheet.Cell{cell(5, "97.5")}, "ISNUMBER(E5),E5=97.5,ISNUMBER(E6),E6=200"}, // shown as per cent, perhaps
		{[]spreadsheet.Cell{typed}, `ISTEXT(E5),EXACT(E5,"300"),ISNUMBER(E6),E6=200`},
	} {
		o := over{parts: c.parts, whole: cell(6, "200")}
		if got := o.stands(c.parts[0], spreadsheet.Address); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// TestAnyTextIsMarked: whatever stands in a cell and in a finding, the file stays
// readable, and says the same.
func TestAnyTextIsMarked(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		typed, found := rapid.String().Draw(r, "typed"), rapid.String().Draw(r, "found")
		book := excelize.NewFile()
		must(t, book.SetSheetName("Sheet1", reportSheet), book.SetCellStr(reportSheet, "E5", typed), book.SetCellStr(reportSheet, "A1", "x"))
		content := saved(t, book)
		before, err := spreadsheet.Read(content, container.Received)
		if err != nil {
			return
		}
		f := finding("E5", "not_number", "error", found)
		f.Label.VI = typed
		after := read(t, marked(t, content, f))
		if diff := cmp.Diff(before.Sheets[0], after.Sheets[1], cells); diff != "" {
			r.Fatal(diff)
		}
		for _, c := range after.Sheets[0].Row(headRow + 1) {
			if c.Formula != "" && c.Column != len(columns) {
				r.Fatalf("%s computes %s", c.Address(), c.Formula)
			}
		}
	})
}

// wide is a sheet as large as a report may be.
func wide(b testing.TB) []byte {
	book := excelize.NewFile()
	must(b, book.SetSheetName("Sheet1", reportSheet))
	stream, err := book.NewStreamWriter(reportSheet)
	must(b, err)
	for row := 1; row <= 5000; row++ {
		cells := make([]any, 40)
		for column := range cells {
			cells[column] = float64(row*column) / 7
			if column == 3 {
				cells[column] = "Tổng số hồ sơ " + strconv.Itoa(row)
			}
		}
		must(b, stream.SetRow("A"+strconv.Itoa(row), cells))
	}
	must(b, stream.Flush())
	return saved(b, book)
}

func BenchmarkWrite(b *testing.B) {
	for _, c := range []struct {
		name    string
		content []byte
	}{{"report", saved(b, report(b))}, {"5000x40", wide(b)}} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(c.content)))
			for b.Loop() {
				var file bytes.Buffer
				must(b, Write(&file, c.content, manyFindings(2500), "vi"))
			}
			b.ReportMetric(float64(len(c.content)), "file-B")
		})
	}
}
