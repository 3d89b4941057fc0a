package workbook

import (
	"testing"

	"github.com/xuri/excelize/v2"

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
