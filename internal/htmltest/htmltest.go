// Package htmltest looks things up in a rendered page.
//
// Its one rule: a page is asked by CSS selector for what a reader would see,
// never compared byte for byte.
package htmltest

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
)

// Page is a parsed page or a part of one. Its checks fail the test they belong to.
type Page struct {
	t     testing.TB
	where string
	found *goquery.Selection
}

// Parse reads a page.
func Parse(t testing.TB, html string) Page {
	t.Helper()
	document, err := goquery.NewDocumentFromReader(strings.NewReader(html))
	if err != nil {
		t.Fatalf("the page cannot be parsed: %v", err)
	}
	return Page{t, "page", document.Selection}
}

// In narrows to what the selector finds; it fails the test when there is nothing.
func (p Page) In(selector string) Page {
	p.t.Helper()
	found := p.found.Find(selector)
	if found.Length() == 0 {
		p.t.Errorf("%s: nothing matches %q", p.where, selector)
	}
	return Page{p.t, p.where + " " + selector, found}
}

// At narrows to one of several matches, counted from 0.
func (p Page) At(n int) Page { return Page{p.t, p.where, p.found.Eq(n)} }

// Count is how many elements the selector finds.
func (p Page) Count(selector string) int { return p.found.Find(selector).Length() }

// Text is the text a reader sees, with single spaces.
func (p Page) Text() string { return strings.Join(strings.Fields(p.found.Text()), " ") }

// Attr is an attribute of the first match; empty when it has none.
func (p Page) Attr(name string) string { return p.found.AttrOr(name, "") }

// Each calls do for every match on its own.
func (p Page) Each(do func(Page)) {
	p.found.Each(func(_ int, one *goquery.Selection) { do(Page{p.t, p.where, one}) })
}

// HasText checks that the words stand there.
func (p Page) HasText(words string) Page {
	p.t.Helper()
	if !strings.Contains(p.Text(), words) {
		p.t.Errorf("%s: no %q in %q", p.where, words, shorten(p.Text()))
	}
	return p
}

// HasNo checks that the selector finds nothing.
func (p Page) HasNo(selector string) Page {
	p.t.Helper()
	if n := p.Count(selector); n > 0 {
		p.t.Errorf("%s: %d elements match %q, want none", p.where, n, selector)
	}
	return p
}

// HasCount checks how many elements the selector finds.
func (p Page) HasCount(selector string, want int) Page {
	p.t.Helper()
	if got := p.Count(selector); got != want {
		p.t.Errorf("%s: %d elements match %q, want %d", p.where, got, selector, want)
	}
	return p
}

func shorten(text string) string {
	const most = 300
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
