package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"reformboard/internal/reform"
)

// since lists the events after a number.
func (s *site) since(t *testing.T, seq int64) []reform.Event {
	t.Helper()
	events, err := s.board.Store.Events(t.Context(), seq, 1000)
	if err != nil {
		t.Fatal(err)
	}
	return events
}

func (s *site) head(t *testing.T) int64 {
	t.Helper()
	head, err := s.board.Store.Anchor(t.Context(), played)
	if err != nil {
		t.Fatal(err)
	}
	return head.Seq
}

// whatLeavesTheBoardIsInTheLog takes files out, and looks at pages, which is no event.
func whatLeavesTheBoardIsInTheLog(t *testing.T, at *site) {
	page := "/cycles/" + service + "/ranking"
	committee := at.as(t, "committee")
	upload := at.sent(t, "mau-v03", reform.FromUnit)
	before := committee.get(page).header.Get("ETag")
	version, err := at.board.Store.BoardVersion(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		page + ".csv":  "exported|" + service + "||file " + service + "_ranking.csv, sha256 ",
		page + ".xlsx": "exported|" + service + "||file " + service + "_ranking.xlsx, sha256 ",
		"/cycles/" + service + "/units/mau-v03/scorecard.csv":               "exported|" + service + "|mau-v03|file " + service + "_mau-v03_scorecard.csv, sha256 ",
		"/cycles/" + service + "/units/mau-v03/indicators/3.3/receipt.json": "exported|" + service + "|mau-v03|file " + service + "_mau-v03_3.3.json, sha256 ",
		"/cycles/" + service + "/units/mau-v03/form.xlsx":                   "exported|" + service + "|mau-v03|file ",
		"/uploads/" + upload + "/file":                                      "downloaded|||file ",
		page:                                                                "", "/cycles/" + service + "/units/mau-v03/report": "", "/cycles/none/ranking.csv": "", "/uploads/none/file": "",
	} {
		who := committee
		if strings.Contains(path, "form.xlsx") || strings.Contains(path, "/uploads/") {
			who = at.as(t, "administrator")
		}
		seq := at.head(t)
		who.get(path)
		events := at.since(t, seq)
		if want == "" {
			if len(events) > 0 {
				t.Errorf("%s: got %v", path, events)
			}
			continue
		}
		if len(events) != 1 {
			t.Errorf("%s: got %d events", path, len(events))
			continue
		}
		e := events[0]
		got := strings.Join([]string{string(e.Deed), e.Cycle, e.Unit, e.Detail}, "|")
		if !strings.HasPrefix(got, want) || !strings.HasSuffix(got, ", from 127.0.0.1") || e.By == "" || e.Board {
			t.Errorf("%s: got %s by %q, want %s", path, got, e.By, want)
		}
	}
	now, err := at.board.Store.BoardVersion(t.Context())
	if err != nil || now != version {
		t.Errorf("the board went from %d to %d, %v", version, now, err)
	}
	if after := committee.get(page).header.Get("ETag"); before == "" || after != before {
		t.Errorf("the page is another: %q and %q", before, after)
	}
}

func whoSignsInAndOutIsInTheLog(t *testing.T, at *site) {
	seq := at.head(t)
	visitor := at.visitor(t)
	visitor.post("/sign-out", nil) // nobody does so
	visitor.post("/sign-in", url.Values{"name": {"committee"}, "password": {"demo-committee-2026"}})
	if got := visitor.post("/sign-out", nil).header.Get("Clear-Site-Data"); got != `"cache"` {
		t.Errorf("who signed out leaves pages behind in the browser: %q", got)
	}
	visitor.post("/sign-in", url.Values{"name": {"committee"}, "password": {"a guess"}})
	visitor.post("/sign-in", url.Values{"name": {"a secret typed in the wrong place"}, "password": {"a guess"}})
	var got []string
	for _, e := range at.since(t, seq) {
		got = append(got, fmt.Sprint(e.Deed, " ", e.By, " ", e.Detail))
	}
	want := []string{"signed_in committee from 127.0.0.1", "signed_out committee from 127.0.0.1", "refused committee from 127.0.0.1", "refused  from 127.0.0.1"}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got %q, want %q", got, want)
	}
}

// strangersDoNotFillTheLog has many try to come in in twenty minutes: what is not told one by
// one is counted.
func strangersDoNotFillTheLog(t *testing.T, at *site) {
	seq := at.head(t)
	defer at.now.Store(&played)
	const tries = 130
	for n := range tries { // some seconds apart, so that no throttle stands before the log
		later := played.Add(time.Hour + time.Duration(n)*10*time.Second)
		at.now.Store(&later)
		got := at.visitor(t).post("/sign-in", url.Values{"name": {fmt.Sprint("stranger ", n)}, "password": {"x"}})
		if got.status != http.StatusUnauthorized {
			t.Fatalf("try %d: got %d", n, got.status)
		}
	}
	events, counted := at.since(t, seq), 0
	for _, e := range events {
		before := 0
		if _, err := fmt.Sscanf(e.Detail, "after %d that", &before); err == nil {
			counted += before
		}
	}
	if len(events) < 100 || len(events) > 122 || counted == 0 || len(events)+counted < tries-6 {
		t.Errorf("%d tries became %d events, and %d that were counted", tries, len(events), counted)
	}
}
