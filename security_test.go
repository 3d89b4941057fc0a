package main_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"reformboard/internal/published"
)

const securityDocument = "docs/security.md"

var (
	namedTest   = regexp.MustCompile("`((?:Test|Fuzz)[A-Z][A-Za-z0-9]*)`")
	requirement = regexp.MustCompile(`(\d+\.\d+\.\d+)(?:–(\d+\.\d+\.\d+))?`)
)

func TestSecurityNamesOnlyTestsThatExist(t *testing.T) {
	known := testsOfTheHouse(t)
	named := firsts(namedTest, read(t, securityDocument))
	if len(named) < 50 {
		t.Errorf("%s names %d tests", securityDocument, len(named))
	}
	for _, name := range named {
		if !known[name] {
			t.Errorf("%s: there is no %s", securityDocument, name)
		}
	}
}

// testsOfTheHouse are the names of all tests of this repository.
func testsOfTheHouse(t *testing.T) map[string]bool {
	t.Helper()
	known := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, d := range file.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				known[f.Name.Name] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return known
}

// TestSecurityTellsOfEveryRequirement holds the table against the published list: every
// requirement of levels 1 and 2 stands in it once.
func TestSecurityTellsOfEveryRequirement(t *testing.T) {
	standard := published.Rows(t, "reference/asvs5.csv")
	var ids []string
	for _, row := range standard {
		ids = append(ids, strings.TrimPrefix(row["req_id"], "V"))
	}
	told := map[string]int{}
	for line := range strings.Lines(read(t, securityDocument)) {
		cells := strings.Split(line, "|")
		if len(cells) < 3 {
			continue
		}
		for _, m := range requirement.FindAllStringSubmatch(cells[1], -1) {
			for _, id := range span(t, ids, m[1], m[2]) {
				told[id]++
			}
		}
	}
	for i, row := range standard {
		if n := told[ids[i]]; n > 1 || n == 0 && row["L"] != "3" {
			t.Errorf("%s tells of %s, level %s, %d times", securityDocument, ids[i], row["L"], n)
		}
	}
}

// span lists the requirements from one to another, in the standard's order.
func span(t *testing.T, ids []string, first, last string) []string {
	t.Helper()
	if last == "" {
		last = first
	}
	from, to := slices.Index(ids, first), slices.Index(ids, last)
	if from < 0 || to < from {
		t.Errorf("%s: the standard has no %s–%s", securityDocument, first, last)
		return nil
	}
	return ids[from : to+1]
}
