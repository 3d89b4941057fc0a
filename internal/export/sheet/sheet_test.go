package sheet

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

var plainText = Look{Wrap: true, Box: true, Align: Left}

func book() Book {
	return Book{
		Title: "A & B", Subject: "test", Language: "vi", Written: time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC),
		Mark: "5% & more", Foot: "as of noon", Page: PageNumber + "/" + PageCount,
	}
}

// table has one of everything a sheet can have.
func table() *Sheet {
	s := &Sheet{Name: "Bảng", Widths: []float64{10, 20, 30}, Landscape: true, Across: 2}
	s.AddWide("A title", Look{Bold: true, Size: 15})
	s.AddPair(plainText.Of("name"), plainText.Of("what is said of it"))
	top := s.AddText(plainText.Of("unit"), plainText.Of("points"), Cell{})
	last := s.AddText(plainText.Of("=1+1"), Look{}.As("0.00").Of(2.5), Look{Hatch: Dots, Fill: "BFC7D1"}.Of(time.Unix(0, 0).UTC()))
	s.MergeDown(3, top, last)
	s.Frozen, s.Repeated, s.Filtered = [2]int{1, top}, [2]int{top, top}, [2]int{top, last}
	s.Break()
	s.Draw(Bars{Message: "a chart", Colour: "2171B5", Sheet: s.Name, Labels: 1, Values: 2, Head: top, First: last, Last: last, Most: 3, Format: "0.00"})
	return s
}

func written(t *testing.T, sheets ...*Sheet) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := book().Write(&out, sheets); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestEqualSheetsAreEqualBytes(t *testing.T) {
	if !bytes.Equal(written(t, table()), written(t, table())) {
		t.Error("two writes differ")
	}
}

func TestValuesStandAsTheyWereGiven(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(written(t, table())))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for cell, want := range map[string]string{"A1": "A title", "C2": "what is said of it", "A4": "=1+1", "B4": "2.50"} {
		if got, err := f.GetCellValue("Bảng", cell); got != want {
			t.Errorf("%s: got %q, want %q (%v)", cell, got, want, err)
		}
		if formula, err := f.GetCellFormula("Bảng", cell); formula != "" || err != nil {
			t.Errorf("%s computes %q (%v)", cell, formula, err)
		}
	}
	paper, err := f.GetHeaderFooter("Bảng")
	if err != nil || !strings.HasSuffix(paper.OddHeader, "5% && more") || !strings.HasSuffix(paper.OddFooter, "&P/&N") {
		t.Errorf("got %+v, %v", paper, err)
	}
}

func TestRowsGrowWithTheirText(t *testing.T) {
	s := &Sheet{Widths: []float64{10}}
	short := s.Tallest([]Cell{plainText.Of("a")})
	long := s.Tallest([]Cell{plainText.Of(strings.Repeat("long ", 20))})
	lines := s.Tallest([]Cell{plainText.Of("a\nb\nc")})
	if short >= lines || lines >= long || s.Tallest([]Cell{Look{}.Of("does not wrap")}) != 0 {
		t.Errorf("one line %v, three %v, many %v", short, lines, long)
	}
}
