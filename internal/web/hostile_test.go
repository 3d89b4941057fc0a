package web_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"reformboard/internal/web"
)

// signInAt tries to sign in from an address of the network.
func signInAt(h http.Handler, address string, form url.Values) *httptest.ResponseRecorder {
	request := httptest.NewRequest(http.MethodPost, "/sign-in", strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.RemoteAddr = address + ":50000"
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, request)
	return answer
}

// strangerLocksNobodyOut guesses from one address until that is refused; the
// person signs in from another.
func strangerLocksNobodyOut(t *testing.T, at *site) {
	guess := url.Values{"name": {"committee"}, "password": {"guess"}}
	right := url.Values{"name": {"committee"}, "password": {"demo-committee-2026"}}
	for range 9 {
		signInAt(at.Config.Handler, "192.0.2.1", guess)
	}
	if got := signInAt(at.Config.Handler, "192.0.2.1", right).Code; got != http.StatusTooManyRequests {
		t.Errorf("the stranger: got %d", got)
	}
	if got := signInAt(at.Config.Handler, "192.0.2.2", right).Code; got != http.StatusSeeOther {
		t.Errorf("the person: got %d", got)
	}
}

// onlyAKnownProxyIsBelievedAboutAddresses has a proxy, and then a stranger,
// say where a visitor comes from: behind a proxy each has an address of one's own.
func onlyAKnownProxyIsBelievedAboutAddresses(t *testing.T, at *site) {
	proxies := []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}
	handler := web.New(at.board, web.Settings{Now: func() time.Time { return played }, Proxies: proxies}).Handler()
	for via, want := range map[string]int{"192.0.2.1": http.StatusUnauthorized, "198.51.100.1": http.StatusTooManyRequests} {
		last := 0
		for n := range 9 {
			request := httptest.NewRequest(http.MethodPost, "/sign-in", strings.NewReader("name=officer&password=guess"))
			request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			request.Header.Set("X-Forwarded-For", "203.0.113."+strconv.Itoa(n))
			request.RemoteAddr = via + ":50000"
			answer := httptest.NewRecorder()
			handler.ServeHTTP(answer, request)
			last = answer.Code
		}
		if last != want {
			t.Errorf("the ninth visitor by %s: got %d, want %d", via, last, want)
		}
	}
}

// hugeFormIsRefused sends a name, and then a file, of a size nobody needs.
func hugeFormIsRefused(t *testing.T, at *site) {
	stranger := at.visitor(t)
	if got := stranger.post("/sign-in", url.Values{"name": {strings.Repeat("x", 5<<10)}}); got.status != http.StatusBadRequest {
		t.Errorf("a name of 5 KB: got %d", got.status)
	}
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	if got := stranger.upload("/sign-in", "x.xlsx", make([]byte, 40<<20)); got.status != http.StatusUnauthorized {
		t.Errorf("a file of 40 MB to the sign-in page: got %d", got.status)
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) > 0 {
		t.Errorf("it left %v, %v", left, err)
	}
}

func nameOfAFileIsOneLineThatReadsAsItIs(t *testing.T, at *site) {
	officer := at.as(t, "officer")
	for name, want := range map[string]string{
		"báo cáo.xlsx":            "báo cáo.xlsx",
		`C:\Users\an\quý 4.xlsx`:  "quý 4.xlsx",
		"a\u202exslx.exe":         "axslx.exe",
		"a\u2028\u0085\u200bb":    "ab",
		strings.Repeat("ẽ", 9000): strings.Repeat("ẽ", 255),
	} {
		sent := officer.upload(desk+"/report", name, []byte(name))
		kept, err := at.board.Store.Upload(t.Context(), strings.TrimPrefix(sent.header.Get("Location"), "/uploads/"))
		if err != nil || kept.Name != want {
			t.Errorf("%.20q: got %q, %v, want %q", name, kept.Name, err, want)
		}
	}
}

// headersFromOutsideAreNotBelieved sends what a proxy would.
func headersFromOutsideAreNotBelieved(t *testing.T, at *site) {
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, at.URL+"/sign-in/", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Forwarded-Prefix", "/elsewhere")
	if got := at.visitor(t).send(request); got.header.Get("Location") != "" {
		t.Errorf("led to %s", got.header.Get("Location"))
	}
}

func behindTLSCookiesAndPagesStayThere(t *testing.T, at *site) {
	handler := web.New(at.board, web.Settings{Now: func() time.Time { return played }, Secure: true}).Handler()
	got := signInAt(handler, "192.0.2.1", url.Values{"name": {"officer"}, "password": {"demo-officer-2026"}}).Header()
	if cookie := got.Get("Set-Cookie"); !strings.HasPrefix(cookie, "__Host-") || !strings.Contains(cookie, "; Secure") || !strings.Contains(cookie, "; HttpOnly") {
		t.Errorf("cookie %q", cookie)
	}
	if got.Get("Strict-Transport-Security") != "max-age=31536000; includeSubDomains" {
		t.Error("the browser is not told to come back over TLS")
	}
}

func logHoldsNothingThatWasTyped(t *testing.T, at *site) {
	var log bytes.Buffer
	handler := web.New(at.board, web.Settings{Now: func() time.Time { return played }, Log: slog.New(slog.NewTextHandler(&log, nil))}).Handler()
	for _, form := range []url.Values{{"name": {"swordfish"}}, {"name": {"officer"}, "password": {"swordfish"}}} {
		signInAt(handler, "192.0.2.1", form)
	}
	if said := log.String(); strings.Contains(said, "swordfish") || !strings.Contains(said, "user=officer") {
		t.Errorf("the log says %s", said)
	}
}
