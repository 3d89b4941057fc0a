package recompute

import (
	"strconv"
	"testing"

	"reformboard/internal/spreadsheet"
)

// FuzzValue: whatever stands in a formula, the answer comes soon, is the same when asked
// again, and is a number that a cell could keep.
func FuzzValue(f *testing.F) {
	for _, formula := range []string{
		"=SUM(A1:B3)*2%", "=IF(A1>=B1,ROUND(A1/B1*100,2),0)", "='S'!$A$2^-2", "=IFERROR(A1/0,-B2)", "=((1))", "=\"a\"\"b\"=A3", "=A1:A2 B1", "=1E+5%",
	} {
		f.Add(formula, "=A1+1", "97.5")
	}
	f.Fuzz(func(t *testing.T, formula, second, number string) {
		book := &spreadsheet.Book{Sheets: []spreadsheet.Sheet{{Name: "S", Cells: []spreadsheet.Cell{
			{Row: 1, Column: 1, Kind: spreadsheet.Number, Text: number},
			{Row: 1, Column: 2, Kind: spreadsheet.Number, Text: "1", Formula: second},
			{Row: 2, Column: 1, Kind: spreadsheet.Text, Text: number},
			{Row: 3, Column: 2, Formula: formula},
		}}}}
		r := New(book)
		got, ok := r.Value("S", book.Sheets[0].Cells[3])
		again, still := New(book).Value("S", book.Sheets[0].Cells[3])
		if ok != still || got.Cmp(again) != 0 {
			t.Errorf("%q gives %v and then %v", formula, got, again)
		}
		if spent := mostOfBook - r.all; spent > mostCells {
			t.Errorf("%q: %d spent", formula, spent)
		}
		if ok && (got.Bits() > mostBits || !Agrees(strconv.FormatFloat(got.Float(), 'g', -1, 64), got)) {
			t.Errorf("%q gives %v", formula, got)
		}
	})
}

func BenchmarkValue(b *testing.B) {
	book := bookOf(b, cells)
	c := spreadsheet.Cell{Row: 99, Column: 26, Formula: "=IF(A2>0,ROUND(SUM(D1:D6)/A2*100,2),0)"}
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := New(book).Value("Báo cáo", c); !ok {
			b.Fatal("no answer")
		}
	}
}

// BenchmarkHostile is the most that a whole workbook can cost.
func BenchmarkHostile(b *testing.B) {
	for name, book := range hostile(b) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				r := New(book)
				for _, c := range book.Sheets[0].Cells {
					r.Value("Báo cáo", c)
				}
			}
		})
	}
}
