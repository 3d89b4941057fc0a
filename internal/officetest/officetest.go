// Package officetest has LibreOffice open the workbooks of a test.
//
// Its one rule: a machine without LibreOffice skips the test aloud, and fails it where
// REQUIRE_OFFICE is 1, as in CI.
package officetest

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
)

// Convert opens workbooks, works their formulas out, and saves them in a format such as
// "xlsx" or "pdf". All are opened by one start of the program, which takes a second.
func Convert(t testing.TB, format string, workbooks ...[]byte) [][]byte {
	t.Helper()
	office, err := exec.LookPath("soffice")
	if err != nil && os.Getenv("REQUIRE_OFFICE") == "1" {
		t.Fatal("soffice is not installed, and REQUIRE_OFFICE=1")
	}
	if err != nil {
		t.Skip("soffice is not installed; the workbooks were not opened by an office program")
	}
	dir := t.TempDir()
	out := filepath.Join(dir, "out")
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", format, "--outdir", out}
	for n, content := range workbooks {
		path := filepath.Join(dir, strconv.Itoa(n)+".xlsx")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	if said, err := exec.CommandContext(t.Context(), office, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	converted := make([][]byte, len(workbooks))
	for n := range workbooks {
		if converted[n], err = os.ReadFile(filepath.Join(out, strconv.Itoa(n)+"."+format)); err != nil {
			t.Fatalf("LibreOffice made nothing of workbook %d: %v", n, err)
		}
	}
	return converted
}
