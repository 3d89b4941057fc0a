package faults_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"

	"reformboard/internal/reform"
)

// receipt is what a client was told: that a file came in, and perhaps that it became a
// version of its unit's report, which was submitted.
type receipt struct {
	upload  string
	unit    string
	sha     string // of the workbook
	paper   string // SHA-256 of the evidence that came with it; empty: none did
	variant int    // what it says
	version int    // 0: it was received, and that is all that anybody knows
	draft   bool   // whether the version was submitted is not known
}

// history is what clients were told.
type history struct {
	mu       sync.Mutex
	receipts []receipt
	lost     int           // who was told that somebody was faster
	judged   []string      // steps of a review, as judgeOn tells them
	answers  chan struct{} // one for each, if somebody waits for them
}

func (h *history) note(r receipt) {
	h.mu.Lock()
	h.receipts = append(h.receipts, r)
	h.mu.Unlock()
	select {
	case h.answers <- struct{}{}:
	default:
	}
}

// client is a browser in which somebody has signed in. A session outlives the server.
type client struct {
	http    *http.Client
	address string
}

// browser is one in which nobody has.
func browser(t testing.TB, address string) *client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	must(t, err)
	c := &client{address: address, http: &http.Client{
		Jar: jar, Transport: &http.Transport{MaxIdleConnsPerHost: 300},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	t.Cleanup(c.http.CloseIdleConnections)
	return c
}

// signIn signs in; the client may be used by many at once.
func signIn(t testing.TB, p *process, name string) *client {
	t.Helper()
	c := browser(t, p.address)
	a, err := c.post(t.Context(), "/sign-in", url.Values{"name": {name}, "password": {secret}})
	if err != nil || a.status != http.StatusSeeOther || a.location != "/" {
		t.Fatalf("sign-in answers %d to %q, %v", a.status, a.location, err)
	}
	return c
}

// at is the same browser before a server that listens elsewhere.
func (c *client) at(p *process) *client {
	now := *c.http
	from, errs := url.Parse(c.address)
	to, too := url.Parse(p.address)
	if errs != nil || too != nil {
		panic("an address that was dialled is none")
	}
	now.Jar.SetCookies(to, c.http.Jar.Cookies(from))
	return &client{http: &now, address: p.address}
}

// answer is what a request was answered with.
type answer struct {
	status   int
	location string
	body     string
}

func (c *client) do(r *http.Request) (answer, error) {
	response, err := c.http.Do(r)
	if err != nil {
		return answer{}, err
	}
	body, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	return answer{response.StatusCode, response.Header.Get("Location"), string(body)}, err
}

func (c *client) get(ctx context.Context, path string) (answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, c.address+path, http.NoBody)
	if err != nil {
		return answer{}, err
	}
	return c.do(r)
}

func (c *client) post(ctx context.Context, path string, fields url.Values) (answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address+path, strings.NewReader(fields.Encode()))
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return c.do(r)
}

// part is a file in a form.
type part struct {
	field, name string
	content     []byte
}

// packed is a form with files.
func packed(parts ...part) (body []byte, kind string) {
	var text bytes.Buffer
	form := multipart.NewWriter(&text)
	for _, p := range parts {
		w, err := form.CreateFormFile(p.field, p.name)
		if err == nil {
			_, err = w.Write(p.content)
		}
		if err != nil {
			panic(err) // memory takes everything
		}
	}
	_ = form.Close() // the same
	return text.Bytes(), form.FormDataContentType()
}

// send posts a form with files.
func (c *client) send(ctx context.Context, path string, parts ...part) (answer, error) {
	body, kind := packed(parts...)
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, c.address+path, bytes.NewReader(body))
	if err != nil {
		return answer{}, err
	}
	r.Header.Set("Content-Type", kind)
	return c.do(r)
}

func reportOf(unit string) string { return "/cycles/" + cycleID + "/units/" + unit + "/report" }

// upload sends a report with a paper that nobody has sent before. The receipt is false
// when the server did not say that it has it.
func (c *client) upload(ctx context.Context, w *world, unit string, variant int) (receipt, answer, error) {
	content, paper := w.content(unit, variant), []byte("%PDF-1.7\n"+rand.Text()+strings.Repeat("x", 3000))
	a, err := c.send(ctx, reportOf(unit), part{"workbook", unit + ".xlsx", content}, part{"evidence", "a.pdf", paper})
	if err != nil {
		return receipt{}, a, err
	}
	id, ok := strings.CutPrefix(a.location, "/uploads/")
	if a.status != http.StatusSeeOther || !ok {
		return receipt{}, a, fmt.Errorf("%w: %d to %q", errRefused, a.status, a.location)
	}
	r := receipt{upload: id, unit: unit, sha: sum(content), paper: sum(paper), variant: variant}
	w.history.note(r)
	return r, a, nil
}

var errRefused = fmt.Errorf("%w: refused", reform.ErrInvalid)

// accept makes what was received the next version and submits it.
func (c *client) accept(ctx context.Context, w *world, r receipt, seen int) (answer, error) {
	a, err := c.post(ctx, "/uploads/"+r.upload+"/accept", url.Values{"version": {strconv.Itoa(seen)}, "everything": {"1"}, "submit": {"1"}})
	if err != nil {
		return a, err
	}
	if a.status != http.StatusSeeOther || !strings.HasPrefix(a.location, reportOf(r.unit)) {
		return a, fmt.Errorf("%w: %d to %q", errRefused, a.status, a.location)
	}
	r.version = seen + 1
	w.history.note(r)
	return a, nil
}

func sum(content []byte) string {
	s := sha256.Sum256(content)
	return hex.EncodeToString(s[:])
}
