package workbook

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reformboard/internal/reform"
)

// TestFormSavedByAnotherProgramIsStillOurs lets LibreOffice open a form and save it
// anew: the hidden sheet with its signature, the names and the ids are what Read needs.
func TestFormSavedByAnotherProgramIsStillOurs(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		if os.Getenv("REQUIRE_OFFICE") == "1" {
			t.Fatal("soffice is not installed, and REQUIRE_OFFICE=1")
		}
		t.Skip("soffice is not installed; no form was saved by an office program")
	}
	f := withLast(testForm(
		reform.Value{Figure: "received", Text: "1234"}, reform.Value{Figure: "signed", Text: "97.35"},
		reform.Value{Figure: "iso", Text: "yes"}, reform.Value{Figure: "issued", Text: "2026-03-31"},
		reform.Value{Figure: "paper", Absence: reform.NotApplicable}, reform.Value{Figure: "days", Text: "-0.125"},
	))
	f.Key, f.Version = []byte("a key of the board"), 3
	dir := t.TempDir()
	from, to := filepath.Join(dir, "form.xlsx"), filepath.Join(dir, "saved")
	if err := os.WriteFile(from, written(t, f), 0o600); err != nil {
		t.Fatal(err)
	}
	command := exec.CommandContext(t.Context(), office, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"),
		"--headless", "--convert-to", "xlsx", "--outdir", to, from)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	saved, err := os.ReadFile(filepath.Join(to, "form.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	want, got := readForm(t, written(t, f), f), readForm(t, saved, f)
	if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
		t.Errorf("after LibreOffice saved it: %s", diff)
	}
	if got.Version != 3 || valueOf(got, "days").Text != "-0.125" {
		t.Errorf("got version %d, %+v", got.Version, got.Values)
	}
}
