package dashboards

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"github.com/jba/templatecheck"

	"reformboard/dashboards/assets"
	"reformboard/dashboards/frame"
	"reformboard/internal/htmltest"
	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// TestTemplates checks every field a template names against the page's type.
func TestTemplates(t *testing.T) {
	for _, page := range pages {
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

// TestEveryPageObeysTheRules renders each page, filled and empty, in both
// languages.
func TestEveryPageObeysTheRules(t *testing.T) {
	for _, l := range reform.Languages {
		for _, s := range samples(t, sampleShell(l, "").Voice) {
			t.Run(string(l)+"/"+s.name, func(t *testing.T) {
				html := render(t, l, s)
				if at := strings.Index(html, "⟦"); at >= 0 {
					t.Errorf("a message is missing: %s", html[at:min(at+80, len(html))])
				}
				if strings.Contains(html, "<no value>") || strings.Contains(html, "ZgotmplZ") {
					t.Error("a value is missing or was refused by the template")
				}
				page := htmltest.Parse(t, html)
				page.HasNo("[style]").HasNo("style").HasNo(`script:not([src]):not([type="application/json"])`)
				page.HasNo("[onclick], [onload], [onchange], [onsubmit]")
				page.HasCount("h1", 1).HasCount("main", 1)
				if got := page.In("html").Attr("lang"); got != string(l) {
					t.Errorf("lang is %q", got)
				}
				idsAreUnique(t, page)
				controlsAreNamed(page, t)
				addressesStayHere(t, page)
				if s.name != "signin" && s.name != "signin-refused" {
					page.In(`form[action="/sign-out"][method="post"] button`)
				}
			})
		}
	}
}

func idsAreUnique(t *testing.T, page htmltest.Page) {
	t.Helper()
	seen := map[string]bool{}
	if page.Count("[id]") == 0 {
		t.Error("no ids at all")
	}
	page.In("[id]").Each(func(p htmltest.Page) {
		if id := p.Attr("id"); seen[id] {
			t.Errorf("id %q stands twice", id)
		} else {
			seen[id] = true
		}
	})
}

// controlsAreNamed checks that what can be typed in or scrolled has a name.
func controlsAreNamed(page htmltest.Page, t *testing.T) {
	t.Helper()
	if page.Count(".scroll") > 0 {
		page.In(".scroll").Each(func(p htmltest.Page) {
			if p.Attr("tabindex") != "0" || p.Attr("role") != "region" || p.Attr("aria-label")+p.Attr("aria-labelledby") == "" {
				t.Error("a scrolling table cannot be reached or has no name")
			}
		})
	}
	if page.Count("input:not([type=hidden])") > 0 {
		page.In("input:not([type=hidden])").Each(func(p htmltest.Page) {
			if page.Count(`label[for="`+p.Attr("id")+`"]`) != 1 {
				t.Errorf("input %q has no label", p.Attr("id"))
			}
		})
	}
}

func addressesStayHere(t *testing.T, page htmltest.Page) {
	t.Helper()
	page.In("[href], [src], [action]").Each(func(p htmltest.Page) {
		address := p.Attr("href") + p.Attr("src") + p.Attr("action")
		if !strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "#") || strings.HasPrefix(address, "//") {
			t.Errorf("address %q leaves the server", address)
		}
	})
}

// TestEveryChartHasItsTable checks that figures are never only drawn.
func TestEveryChartHasItsTable(t *testing.T) {
	v := sampleShell(reform.Vietnamese, "").Voice
	for _, s := range samples(t, v) {
		page := htmltest.Parse(t, render(t, reform.Vietnamese, s))
		if page.Count("figure.chart") == 0 {
			continue
		}
		page.In("figure.chart").Each(func(figure htmltest.Page) {
			if figure.Count(".empty") > 0 {
				figure.HasNo(".drawing")
				return
			}
			figure.In("[role=img][aria-label]")
			figure.In("table tbody tr")
			figure.In("a[download][href*='csv=']")
		})
	}
}

// TestZeroPages renders pages without anything in them: a template that needs a
// value to be there fails.
func TestZeroPages(t *testing.T) {
	for _, page := range pages {
		render(t, reform.English, sampled{nameOf(page), page})
	}
}

func TestAssetsAreServedAndNamedByContent(t *testing.T) {
	for _, name := range []string{"board.css", "board.js", "charts.js", "icon.svg"} {
		if _, err := assets.Read(name); err != nil {
			t.Error(err)
		}
		if !regexp.MustCompile(`^/assets/` + name + `\?v=[0-9a-f]{12}$`).MatchString(assets.URL(name)) {
			t.Errorf("address of %s is %q", name, assets.URL(name))
		}
	}
}
