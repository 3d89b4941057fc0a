package dashboards_test

import (
	"strings"
	"testing"

	"reformboard/dashboards"
	"reformboard/dashboards/batches"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/sample"
	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

func TestLanguageLinkKeepsThePlace(t *testing.T) {
	shell := gallery.Shell(reform.Vietnamese, "x")
	links := shell.Switch()
	if got := links[1].URL; got != "/cycles/example-2026-Q3?group=regions&lang=en" {
		t.Errorf("got %q", got)
	}
	shell.Path = "//elsewhere.example/x"
	if got := shell.Switch()[1].URL; strings.HasPrefix(got, "//") {
		t.Errorf("%q leads to another server", got)
	}
}

func TestMenuLeadsAdministratorsToBatches(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	for _, role := range []reform.Role{reform.Administrator, reform.Committee, reform.Officer} {
		shell := dashboards.Shell{Voice: sample.Vietnamese, User: &reform.User{ID: "canbo", Role: reform.Officer, Unit: "unit-08"}}
		shell.User.Role = role
		var b strings.Builder
		if err := dashboards.Render(&b, shell, batches.NewBatches(sample.Vietnamese, gallery.Lorry(tally), nil)); err != nil {
			t.Fatal(err)
		}
		want := 0
		if role == reform.Administrator {
			want = 1
		}
		htmltest.Parse(t, b.String()).HasCount(`.menu a[href="/cycles/example-2026-Q3/batches"]`, want)
	}
}
