package main_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// TestEveryMessageThatIsSaidIsWritten looks up each key that the program's text names
// whole, in both languages: an unwritten one would reach a person in brackets.
func TestEveryMessageThatIsSaidIsWritten(t *testing.T) {
	said, found := regexp.MustCompile(`\bSay\((?:[\w.()]+, )?"([a-z][a-z0-9_.]*[a-z0-9_])"[,)]`), 0
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && d.Name() == "node_modules" {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, match := range said.FindAllSubmatch(text, -1) {
			found++
			for _, l := range reform.Languages {
				if got := locale.Say(l, string(match[1]), "Count", 2); strings.Contains(got, "⟦") {
					t.Errorf("%s: no message %q in %q", path, match[1], l)
				}
			}
		}
		return err
	})
	if err != nil || found < 300 {
		t.Errorf("%d messages found: %v", found, err)
	}
}
