package workbook

import (
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"reformboard/internal/reform"
)

// TestWhatTheRecordSaysNobodyIsAskedFor hands out a form of a framework that reads the
// record: it has no row for that, and what somebody writes into one of their own is found
// and not read, by its id or by its label.
func TestWhatTheRecordSaysNobodyIsAskedFor(t *testing.T) {
	f := testForm(reform.Value{Figure: "online", Text: "60"})
	late := reform.Figure{
		ID: "days_late", Title: reform.Words{VI: "Số ngày nộp chậm", EN: "Days late"}, Kind: reform.Count,
		Unit: reform.Words{VI: "ngày", EN: "days"}, Source: reform.FromRecord, Reads: reform.DaysLate,
	}
	f.Framework.Figures = append(f.Framework.Figures, late)
	plain := changed(t, f, func(book *excelize.File) {
		for _, sheet := range book.GetSheetList() {
			for _, word := range []string{late.ID, late.Title.VI} {
				if at, err := book.SearchSheet(sheet, word); err != nil || len(at) > 0 {
					t.Errorf("%s stands in %s of %s: %v", word, at, sheet, err)
				}
			}
		}
	})
	if got := readForm(t, plain, f); valueOf(got, "online").Text != "60" || slices.ContainsFunc(got.Findings, ownRecord) {
		t.Errorf("got %+v", got)
	}
	for column, text := range map[string]string{idColumn: late.ID, labelColumn: late.Title.EN} {
		for _, answer := range []any{0, "3 ngày", ""} {
			got := readForm(t, changed(t, f, func(book *excelize.File) {
				must(t, book.SetCellStr("Báo cáo", column+"40", text), book.SetCellValue("Báo cáo", answerColumn+"40", answer))
			}), f)
			at := slices.IndexFunc(got.Findings, ownRecord)
			if (at >= 0) != (answer != "") || at >= 0 && got.Findings[at].Cell != answerColumn+"40" {
				t.Errorf("%s beside %q: got %+v", text, answer, got.Findings)
			}
			if v := valueOf(got, late.ID); v.Text != "" || valueOf(got, "online").Text != "60" {
				t.Errorf("%s beside %q: read %+v", text, answer, v)
			}
		}
	}
}

func ownRecord(f reform.Finding) bool {
	return f.Problem == reform.OwnRecord && f.Severity == reform.Error
}
