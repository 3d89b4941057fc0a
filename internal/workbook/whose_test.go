package workbook

import (
	"errors"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/container"
	"reformboard/internal/reform"
)

func TestFormSaysWhoseItIs(t *testing.T) {
	f := testForm()
	f.Key = []byte("a key of the board")
	want := Identity{Unit: f.Unit.ID, Cycle: f.Cycle.ID, Framework: f.Framework.ID, Source: f.Source, UnitName: f.Unit.Name().In(f.Language), Period: f.period()}
	for name, content := range map[string][]byte{
		"as it was handed out": written(t, f),
		"its sheets renamed": changed(t, f, func(book *excelize.File) {
			for _, sheet := range book.GetSheetList() {
				must(t, book.SetSheetName(sheet, "x "+sheet))
			}
		}),
		"forged, which Read will see": changed(t, f, func(book *excelize.File) { must(t, book.SetCellStr(identitySheet, "B7", "00")) }),
	} {
		if got, err := Whose(content); err != nil || got != want {
			t.Errorf("%s: got %+v, %v", name, got, err)
		}
	}
	other := written(t, f)
	for name, c := range map[string]struct {
		content []byte
		problem reform.Problem
	}{
		"no identity": {changed(t, f, func(book *excelize.File) { must(t, book.DeleteSheet(identitySheet)) }), reform.NotOurForm},
		"no workbook": {[]byte("%PDF-1.4"), reform.NotWorkbook},
		"half a file": {other[:len(other)/2], reform.Damaged},
		"nothing":     {nil, reform.EmptyFile},
	} {
		_, err := Whose(c.content)
		if refused, _ := errors.AsType[container.Refusal](err); refused.Problem != c.problem {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// BenchmarkWhose reads no more than the identity; Read takes several times as long.
func BenchmarkWhose(b *testing.B) {
	content := written(b, testForm())
	for b.Loop() {
		if _, err := Whose(content); err != nil {
			b.Fatal(err)
		}
	}
}
