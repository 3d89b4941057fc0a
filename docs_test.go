package main_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var (
	makeCommand = regexp.MustCompile("(?m)(?:^|`)make ([a-z]+)")
	makeTarget  = regexp.MustCompile("(?m)^([a-z]+):")
	codePath    = regexp.MustCompile("`((?:[a-z_]+/)+[a-z_.]*)`")
	address     = regexp.MustCompile(`https?://[\w.-]+`)
)

func TestDocumentsNameOnlyTargetsThatExist(t *testing.T) {
	targets := firsts(makeTarget, read(t, "Makefile"))
	for _, document := range []string{"README.md", "CONTRIBUTING.md"} {
		named := firsts(makeCommand, read(t, document))
		for _, must := range []string{"run", "test"} {
			if !slices.Contains(named, must) {
				t.Errorf("%s does not show make %s", document, must)
			}
		}
		for _, name := range named {
			if !slices.Contains(targets, name) {
				t.Errorf("%s: make %s is no target of the Makefile", document, name)
			}
		}
	}
}

func TestContributingNamesOnlyPathsThatExist(t *testing.T) {
	for _, path := range firsts(codePath, read(t, "CONTRIBUTING.md")) {
		if _, err := os.Stat(path); err != nil && !strings.HasPrefix(path, "bin/") {
			t.Errorf("CONTRIBUTING.md: %v", err)
		}
	}
}

func TestReadmeIsShort(t *testing.T) {
	if lines := strings.Count(read(t, "README.md"), "\n"); lines > 150 {
		t.Errorf("README.md has %d lines, want at most 150", lines)
	}
}

// The network of an office may be closed: a page asks its own server only.
func TestPagesNameNoAddressOutsideTheServer(t *testing.T) {
	files := 0
	for _, pattern := range []string{"*.html", "*/*.html", "assets/style/*.css", "assets/charts/*.js", "assets/script/*.js", "assets/*.svg"} {
		paths, err := filepath.Glob("dashboards/" + pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			files++
			for _, found := range address.FindAllString(read(t, path), -1) {
				if found != "http://www.w3.org" { // the name of a vocabulary, never asked
					t.Errorf("%s names %s", path, found)
				}
			}
		}
	}
	if files == 0 {
		t.Error("no template was found to look at")
	}
}

// firsts returns the first group of every match.
func firsts(pattern *regexp.Regexp, text string) []string {
	var found []string
	for _, match := range pattern.FindAllStringSubmatch(text, -1) {
		found = append(found, match[1])
	}
	return found
}

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
