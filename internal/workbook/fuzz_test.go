package workbook

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

func FuzzRead(f *testing.F) {
	form := testForm(reform.Value{Figure: "received", Text: "12"}, reform.Value{Figure: "iso", Text: "yes"},
		reform.Value{Figure: "issued", Text: "2026-03-31"})
	f.Add(written(f, form))
	f.Fuzz(func(t *testing.T, content []byte) {
		got, err := Read(content, form)
		if err != nil {
			t.Fatal(err)
		}
		if want := len(form.Framework.FiguresOf(form.Source)); len(got.Values) != want {
			t.Fatalf("got %d values, want %d", len(got.Values), want)
		}
		for _, v := range got.Values {
			if (v.Text == "") != (v.Absence != reform.Present) {
				t.Errorf("neither a value nor an absence: %+v", v)
			}
			if got.Refused() && v.Absence != reform.NotReported {
				t.Errorf("a refused file gave %+v", v)
			}
		}
	})
}

// FuzzReadSheet reaches what a fuzzed archive hides behind its checksums.
func FuzzReadSheet(f *testing.F) {
	form := testForm(reform.Value{Figure: "received", Text: "12"})
	changed(f, form, func(book *excelize.File) { f.Add(part(f, book, reportPart)) })
	f.Fuzz(func(t *testing.T, xml string) {
		content := changed(t, form, func(book *excelize.File) { book.Pkg.Store(reportPart, []byte(xml)) })
		got := readForm(t, content, form)
		for _, v := range got.Values {
			if (v.Text == "") != (v.Absence != reform.Present) {
				t.Errorf("neither a value nor an absence: %+v", v)
			}
		}
	})
}

// FuzzDay: what is taken from a date's cell is a day, whatever stood there.
func FuzzDay(f *testing.F) {
	for _, text := range []string{"31/3/2026", "3/31/2026", "2026-03-31", "46112", "46112.5", "ngày 31 tháng 3 năm 2026", "1e9", "NaN", "-0"} {
		f.Add(text, true, true)
		f.Add(text, false, false)
	}
	figure := reform.Figure{ID: "issued", Kind: reform.Date}
	f.Fuzz(func(t *testing.T, text string, number, date bool) {
		a := read(figure, cell{text: text, number: number, date: date && number, seen: text}, reform.Vietnamese)
		if a.absence == reform.Present && !reform.IsDay(a.text) {
			t.Errorf("%q was taken as %q", text, a.text)
		}
		if a.absence == reform.NotReported && len(a.findings) == 0 {
			t.Errorf("%q was lost", text)
		}
	})
}

func FuzzReadings(f *testing.F) {
	for _, text := range []string{"1.234,5", "97,5", "-1 234", "1,234.567", ".5", "--1", "1..2", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found := readings(locale.Tidy(text))
		if len(found) > 2 {
			t.Errorf("%q has %d readings", text, len(found))
		}
		for _, number := range found {
			if strings.Trim(number, "0123456789.-") != "" || number == "" {
				t.Errorf("%q was read as %q", text, number)
			}
		}
	})
}
