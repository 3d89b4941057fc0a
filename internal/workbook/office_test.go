package workbook

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reformboard/internal/officetest"
	"reformboard/internal/reform"
)

// TestFormSavedByAnotherProgramIsStillOurs lets LibreOffice open a form and save it
// anew: the hidden sheet with its signature, the names and the ids are what Read needs.
func TestFormSavedByAnotherProgramIsStillOurs(t *testing.T) {
	f := withLast(testForm(
		reform.Value{Figure: "received", Text: "1234"}, reform.Value{Figure: "signed", Text: "97.35"},
		reform.Value{Figure: "iso", Text: "yes"}, reform.Value{Figure: "issued", Text: "2026-03-31"},
		reform.Value{Figure: "paper", Absence: reform.NotApplicable}, reform.Value{Figure: "days", Text: "-0.125"},
	))
	f.Key, f.Version = []byte("a key of the board"), 3
	saved := officetest.Convert(t, "xlsx", written(t, f))[0]
	want, got := readForm(t, written(t, f), f), readForm(t, saved, f)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("after LibreOffice saved it: %s", diff)
	}
	if got.Version != 3 || valueOf(got, "days").Text != "-0.125" {
		t.Errorf("got version %d, %+v", got.Version, got.Values)
	}
}
