package gallery

import (
	"bytes"
	"strings"
	"testing"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

// Shell is what stands around a page of the gallery: nobody is signed in where its name
// says so.
func Shell(l reform.Language, name string) dashboards.Shell {
	shell := dashboards.Shell{Voice: sample.Voice(l)}
	if !strings.HasPrefix(name, "signin") {
		shell.User = &reform.User{ID: "canbo", Name: "Nguyễn Văn Mẫu", Role: reform.Officer, Unit: "unit-08"}
	}
	return shell
}

// Render draws a page as a browser gets it.
func Render(t testing.TB, l reform.Language, s Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := dashboards.Render(&b, Shell(l, s.Name), s.Page); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Shown is a page in Vietnamese, to be looked up.
func Shown(t *testing.T, page frame.Page, err error) htmltest.Page {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return htmltest.Parse(t, Render(t, reform.Vietnamese, Page{"", page}))
}
