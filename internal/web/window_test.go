package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"reformboard/internal/reform"
)

// slow is a body that takes until a moment to arrive.
type slow struct {
	io.Reader
	at    *site
	until time.Time
}

func (s slow) Read(p []byte) (int, error) {
	s.at.now.Store(&s.until)
	return s.Reader.Read(p)
}

// arriving sends what a person sends, its last byte not before a moment.
func (p person) arriving(request *http.Request, until time.Time) *httptest.ResponseRecorder {
	p.t.Helper()
	home, err := url.Parse(p.site.URL)
	if err != nil {
		p.t.Fatal(err)
	}
	for _, c := range p.Jar.Cookies(home) {
		request.AddCookie(c)
	}
	request.Body = io.NopCloser(slow{request.Body, p.site, until})
	got := httptest.NewRecorder()
	p.site.Config.Handler.ServeHTTP(got, request)
	return got
}

// aRequestIsDecidedByWhenItCame sends files whose last bytes come after the unit's window
// has closed, or after the clock was set back before it opened.
func aRequestIsDecidedByWhenItCame(t *testing.T, at *site) {
	defer at.now.Store(&played)
	unit, err := at.board.Store.Unit(t.Context(), silent)
	if err != nil {
		t.Fatal(err)
	}
	w := reform.Window{Stage: reform.ReportingStage, PeerGroup: unit.PeerGroup, Opens: played.Add(-time.Minute), Due: played, Closes: played.Add(time.Minute)}
	set := func(w reform.Window) {
		t.Helper()
		if err := at.board.Store.SaveWindows(t.Context(), "test", played, egov, []reform.Window{w}); err != nil {
			t.Fatal(err)
		}
	}
	set(w)
	officer := at.as(t, "officer")
	last, after, before := w.Closes.Add(-time.Microsecond), w.Closes, w.Opens.Add(-time.Minute)
	for _, c := range []struct {
		came, until time.Time
		want        int
	}{{last, after, http.StatusSeeOther}, {last, before, http.StatusSeeOther}, {after, last, http.StatusForbidden}, {before, last, http.StatusForbidden}} {
		at.now.Store(&c.came)
		sent := form(t, at, "/cycles/"+egov+"/units/"+silent+"/report?source=unit", part{"workbook", "x.xlsx", "no workbook " + c.until.String()})
		if got := officer.arriving(sent, c.until); got.Code != c.want {
			t.Errorf("came %v, arrived %v: got %d, want %d", c.came, c.until, got.Code, c.want)
		}
		uploads, err := at.board.Store.Uploads(t.Context(), egov, silent, reform.FromUnit)
		if err != nil || c.want == http.StatusSeeOther && !uploads[0].At.Equal(c.came) {
			t.Errorf("came %v, recorded %v, %v", c.came, uploads[0].At, err)
		}
	}
	w.Dropped = true
	set(w)
}
