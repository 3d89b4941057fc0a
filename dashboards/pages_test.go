package dashboards_test

import (
	"fmt"
	"strings"
	"testing"

	"reformboard/dashboards"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

// TestEveryPageObeysTheRules renders each page, filled and empty, in both
// languages.
func TestEveryPageObeysTheRules(t *testing.T) {
	for _, l := range reform.Languages {
		for _, s := range gallery.All(t, sample.Voice(l)) {
			t.Run(string(l)+"/"+s.Name, func(t *testing.T) {
				html := gallery.Render(t, l, s)
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
				if !strings.HasPrefix(s.Name, "signin") {
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
	if page.Count("input:not([type=hidden], [hidden])") > 0 {
		page.In("input:not([type=hidden], [hidden])").Each(func(p htmltest.Page) {
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
		if strings.HasPrefix(address, "data:image/png;") || strings.HasPrefix(address, "data:text/csv;") {
			return // it stands in the page itself
		}
		if !strings.HasPrefix(address, "/") && !strings.HasPrefix(address, "#") || strings.HasPrefix(address, "//") {
			t.Errorf("address %q leaves the server", address)
		}
	})
}

// TestEveryChartHasItsTable checks that figures are never only drawn.
func TestEveryChartHasItsTable(t *testing.T) {
	v := sample.Voice(reform.Vietnamese)
	for _, s := range gallery.All(t, v) {
		page := htmltest.Parse(t, gallery.Render(t, reform.Vietnamese, s))
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
	for _, page := range dashboards.Pages() {
		gallery.Render(t, reform.English, gallery.Page{Name: fmt.Sprintf("%T", page), Page: page})
	}
}
