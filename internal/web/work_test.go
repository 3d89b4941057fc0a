package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"reformboard/internal/htmltest"
	"reformboard/internal/reform"
)

// everybodyFindsTheirWork signs every role in: there is a task with a way to it, and the
// inbox is emptied by its own person alone.
func everybodyFindsTheirWork(t *testing.T, at *site) {
	for _, role := range []string{"officer", "appraiser", "committee", "analyst", "administrator"} {
		page := htmltest.Parse(t, at.as(t, role).get("/").body)
		page.In("h1").HasText("Việc của tôi")
		if page.Count(".duty a.button") == 0 {
			t.Errorf("%s has nothing to do", role)
		}
	}
	officer := at.as(t, "officer")
	before := htmltest.Parse(t, officer.get("/").body).Count(".notice-new")
	if before == 0 {
		t.Fatal("nothing is new to the officer")
	}
	if got := officer.post("/notices", url.Values{"notice": {"nonsense"}}); got.status != http.StatusSeeOther {
		t.Errorf("got %d", got.status)
	}
	if got := htmltest.Parse(t, officer.get("/").body).Count(".notice-new"); got != before {
		t.Errorf("%d new, and then %d", before, got)
	}
	for range 2 { // the second click
		if got := officer.post("/notices", url.Values{"all": {"1"}}); got.header.Get("Location") != "/#inbox" {
			t.Errorf("got %d", got.status)
		}
	}
	if got := htmltest.Parse(t, officer.get("/").body).Count(".notice-new"); got != 0 {
		t.Errorf("all read, and %d are new", got)
	}
	if got := at.visitor(t).post("/notices", url.Values{"all": {"1"}}); !strings.HasPrefix(got.header.Get("Location"), "/sign-in") {
		t.Errorf("a stranger: got %d", got.status)
	}
}

// whoHoldsACodeMayCheckIt has everybody check a receipt, and codes that are none.
func whoHoldsACodeMayCheckIt(t *testing.T, at *site) {
	r, err := at.board.Store.SubmittedReport(t.Context(), service, "mau-v03", reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	for _, role := range []string{"officer", "appraiser", "committee", "analyst", "administrator"} {
		if got := at.as(t, role).get("/receipts?code=" + strings.ToUpper(r.Code())); got.status != http.StatusOK || !strings.Contains(got.body, r.Code()) || !strings.Contains(got.body, r.SHA256) {
			t.Errorf("%s: got %d", role, got.status)
		}
	}
	for _, code := range []string{"", "0000-0000-0000", "<script>alert(1)</script>", strings.Repeat("a", 10_000), "%00", r.Code() + "0"} {
		got := at.as(t, "officer").get("/receipts?code=" + url.QueryEscape(code))
		if got.status != http.StatusOK || strings.Contains(got.body, r.SHA256) || strings.Contains(got.body, "<script>alert") {
			t.Errorf("%.20q: got %d", code, got.status)
		}
	}
	if got := at.visitor(t).get("/receipts?code=" + r.Code()); got.status != http.StatusSeeOther {
		t.Errorf("a stranger: got %d", got.status)
	}
}
