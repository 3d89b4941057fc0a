package web_test

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

func draftOf(r reform.Report) flow.Draft {
	return flow.Draft{Cycle: r.Cycle, Unit: r.Unit, Source: r.Source, Version: r.Version}
}

// whoMayHandIn posts as every role: uploads and submissions are refused
// before anything is read or stored.
func whoMayHandIn(t *testing.T, at *site) {
	for _, c := range []struct {
		role, unit, source string
		want               int
	}{
		{"officer", silent, "unit", http.StatusSeeOther},
		{"officer", "mau-v03", "unit", http.StatusNotFound},
		{"officer", silent, "survey", http.StatusForbidden},
		{"committee", silent, "unit", http.StatusForbidden},
		{"analyst", silent, "unit", http.StatusForbidden},
		{"appraiser", silent, "unit", http.StatusForbidden},
		{"appraiser", silent, "survey", http.StatusSeeOther},
		{"administrator", silent, "unit", http.StatusSeeOther},
	} {
		visitor := at.as(t, c.role)
		path := "/cycles/" + egov + "/units/" + c.unit
		if got := visitor.upload(path+"/report?source="+c.source, "x.xlsx", []byte("no workbook")); got.status != c.want {
			t.Errorf("%s uploads the %s report of %s: got %d, want %d", c.role, c.source, c.unit, got.status, c.want)
		}
		if got := visitor.send(form(t, at, path+"/entry?source="+c.source, part{name: "version", content: "0"}, part{name: "figure.nothing", content: "1"})); got.status != c.want {
			t.Errorf("%s types the %s report of %s in: got %d, want %d", c.role, c.source, c.unit, got.status, c.want)
		}
		if got := visitor.post("/uploads/"+at.sent(t, c.unit, reform.Source(c.source))+"/accept", url.Values{"version": {"0"}}); refused(c.want) && !refused(got.status) || !refused(c.want) && got.status == http.StatusForbidden {
			t.Errorf("%s accepts the %s report of %s: got %d", c.role, c.source, c.unit, got.status)
		}
		if got := visitor.post(path+"/submit?source="+c.source, url.Values{"version": {"1"}}); refused(c.want) && !refused(got.status) || !refused(c.want) && got.status == http.StatusForbidden {
			t.Errorf("%s submits the %s report of %s: got %d", c.role, c.source, c.unit, got.status)
		}
	}
}

func refused(status int) bool { return status == http.StatusForbidden || status == http.StatusNotFound }

func requestsFromOtherSitesAreRefused(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, at.URL+"/sign-out", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Origin", "http://elsewhere.example")
	if got := officer.send(request); got.status != http.StatusForbidden {
		t.Errorf("got %d", got.status)
	}
	if got := officer.get("/"); got.status != http.StatusOK {
		t.Errorf("and the officer is signed out: %d", got.status)
	}
}

func signingIn(t *testing.T, at *site) {
	visitor := at.visitor(t)
	for _, wrong := range []url.Values{{"name": {"officer"}, "password": {"wrong"}}, {"name": {"nobody"}, "password": {"wrong"}}, {}} {
		if got := visitor.post("/sign-in", wrong); got.status != http.StatusUnauthorized {
			t.Errorf("%v: got %d", wrong, got.status)
		}
	}
	for to, want := range map[string]string{
		"/cycles/x?a=b": "/cycles/x?a=b", "//evil.example": "/", "https://evil.example": "/", `/\evil.example`: "/", "": "/",
	} {
		got := visitor.post("/sign-in?to="+url.QueryEscape(to), url.Values{"name": {"committee"}, "password": {"demo-committee-2026"}})
		if got.header.Get("Location") != want {
			t.Errorf("back to %q: got %q", to, got.header.Get("Location"))
		}
	}
	visitor.post("/sign-out", nil)
	if got := visitor.get("/"); got.status != http.StatusSeeOther {
		t.Errorf("signed out and still inside: %d", got.status)
	}
}

func guessingIsSlowedDown(t *testing.T, at *site) {
	visitor := at.visitor(t)
	guess := url.Values{"name": {"officer"}, "password": {"guess"}}
	last := 0
	for range 9 {
		last = visitor.post("/sign-in", guess).status
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the ninth guess: got %d", last)
	}
	later := played.Add(time.Minute)
	defer at.now.Store(&played)
	at.now.Store(&later)
	if got := visitor.post("/sign-in", guess).status; got != http.StatusUnauthorized {
		t.Errorf("a minute later: got %d", got)
	}
}

func disabledAccountIsOutAtOnce(t *testing.T, at *site) {
	analyst := at.as(t, "analyst")
	u, err := at.board.Store.User(t.Context(), "analyst")
	if err != nil {
		t.Fatal(err)
	}
	u.Disabled = true
	if err := at.board.Store.SaveUser(t.Context(), "test", played, u); err != nil {
		t.Fatal(err)
	}
	defer func() {
		u.Disabled = false
		if err := at.board.Store.SaveUser(t.Context(), "test", played, u); err != nil {
			t.Error(err)
		}
	}()
	if got := analyst.get("/"); got.status != http.StatusSeeOther {
		t.Errorf("got %d", got.status)
	}
}
