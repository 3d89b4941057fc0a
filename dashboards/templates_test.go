package dashboards

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"reformboard/dashboards/frame"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// TestNoTwoPagesHaveOneName: templates and styles go by the names of pages.
func TestNoTwoPagesHaveOneName(t *testing.T) {
	seen := map[string]bool{}
	for _, page := range Pages() {
		if name := nameOf(page); seen[name] {
			t.Errorf("%T has the name of a page in another room", page)
		} else {
			seen[name] = true
		}
	}
}

// TestTemplates checks every field a template names against the page's type.
func TestTemplates(t *testing.T) {
	for _, page := range Pages() {
		for _, l := range reform.Languages {
			whole := templates[l][nameOf(page)]
			if err := templatecheck.CheckHTML(whole.Lookup("page"), page); err != nil {
				t.Errorf("%T: %v", page, err)
			}
			if err := templatecheck.CheckHTML(whole.Lookup("layout.html"), framed{}); err != nil {
				t.Errorf("layout of %T: %v", page, err)
			}
		}
	}
}

// TestTemplatesSayOnlyWhatIsWritten looks up each message a template names.
func TestTemplatesSayOnlyWhatIsWritten(t *testing.T) {
	said := regexp.MustCompile(`\bT "([^"]+)"`)
	written := []fs.FS{frame.Parts, files}
	for _, room := range rooms {
		written = append(written, room.Templates)
	}
	for name, content := range templateTexts(t, written) {
		for _, match := range said.FindAllStringSubmatch(content, -1) {
			for _, l := range reform.Languages {
				if text := locale.Say(l, match[1], "Count", 2); strings.Contains(text, "⟦") {
					t.Errorf("%s: no message %q in %q", name, match[1], l)
				}
			}
		}
	}
}

// templateTexts reads every template of some folders.
func templateTexts(t *testing.T, folders []fs.FS) map[string]string {
	t.Helper()
	texts := map[string]string{}
	for _, folder := range folders {
		names, err := fs.Glob(folder, "*.html")
		if err != nil || len(names) == 0 {
			t.Fatal(names, err)
		}
		for _, name := range names {
			content, err := fs.ReadFile(folder, name)
			if err != nil {
				t.Fatal(err)
			}
			texts[name] = string(content)
		}
	}
	return texts
}
