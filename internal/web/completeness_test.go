package web_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
)

// whoHasReportedIsToldToAll reads the page and its file as an officer, who belongs to
// the body.
func whoHasReportedIsToldToAll(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	path := "/cycles/" + egov + "/completeness"
	page := htmltest.Parse(t, officer.get(path+"?status=missing").body)
	page.In(`.turns a[href="/cycles/` + egov + `/units/` + silent + `"]`)
	page.In(`.menu a[href="` + path + `"][aria-current=page]`)
	listed := page.Count(".turns tbody tr")

	file := officer.get(path + ".csv?status=missing")
	lines, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(file.body, "\ufeff"))).ReadAll()
	if err != nil || len(lines) != listed+1 || !strings.Contains(file.header.Get("Content-Disposition"), ".csv") {
		t.Fatalf("the file has %d lines for %d rows: %v", len(lines), listed, err)
	}
	found := false
	for _, line := range lines[1:] {
		found = found || line[0] == silent
	}
	if !found {
		t.Errorf("%s is silent, and not in %v", silent, lines)
	}
	for query, want := range map[string]int{"status=x": 400, "sort=x": 400, "page=x": 400, "group=x": 404, "page=99": 200, "find=%C4%91": 200} {
		for _, rest := range []string{"?", ".csv?"} {
			if got := officer.get(path + rest + query); got.status != want {
				t.Errorf("%s%s: got %d, want %d", rest, query, got.status, want)
			}
		}
	}
}

// whatIsLookedForIsFoundFromAnywhere sends the field of the menu as a browser without
// scripts does.
func whatIsLookedForIsFoundFromAnywhere(t *testing.T, at *site) {
	for _, role := range []string{"officer", "appraiser", "committee", "analyst", "administrator"} {
		reader := at.as(t, role)
		for _, from := range []string{"", "/ranking", "/weak", "/method", "/units/" + silent, "/units/" + silent + "/report"} {
			form := htmltest.Parse(t, reader.get("/cycles/"+egov+from).body).In(`.menu form[role=search][method=get]`)
			found := reader.get(form.Attr("action") + "?" + url.Values{form.In("input").Attr("name"): {"ho so"}}.Encode())
			if found.status != http.StatusOK {
				t.Errorf("%s from %s: got %d", role, from, found.status)
			}
			htmltest.Parse(t, found.body).In("main tbody").HasText("ồ sơ")
		}
	}
	if page := htmltest.Parse(t, at.as(t, "officer").get("/").body); page.Count("form[role=search]") != 0 {
		t.Error("the field stands where there is nothing to look in")
	}
}
