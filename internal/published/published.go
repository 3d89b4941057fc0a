// Package published reads the tables of published figures that tests reproduce.
//
// Its one rule: the tables lie beside the project, in shared/data, and never in
// it. A machine without them skips those tests aloud; REQUIRE_SHARED=1 makes
// that a failure.
package published

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"testing"
)

// Rows reads a table: a map of column to cell a row.
func Rows(t testing.TB, name string) []map[string]string {
	t.Helper()
	file, err := os.Open(find(filepath.Join("shared", "data", filepath.FromSlash(name))))
	if err != nil {
		if os.Getenv("REQUIRE_SHARED") != "" {
			t.Fatal(err)
		}
		t.Skipf("SKIPPED: the published figures are not beside the project: %v", err)
	}
	defer file.Close() //nolint:errcheck // only read
	lines, err := csv.NewReader(file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, line := range lines[1:] {
		row := map[string]string{}
		for i, cell := range line {
			row[lines[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// find looks beside the project's root: one folder above the one with go.mod.
func find(name string) string {
	root := "."
	for range 6 {
		if _, err := os.Stat(filepath.Join(root, "go.mod")); err == nil {
			break
		}
		root = filepath.Join(root, "..")
	}
	return filepath.Join(root, "..", name)
}
