package faults_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"

	"reformboard/internal/reform"
)

// atOnce does something so many times at once.
func atOnce(times int, do func(n int)) {
	var ready, working sync.WaitGroup
	begin := make(chan struct{})
	ready.Add(times)
	for n := range times {
		working.Go(func() {
			ready.Done()
			<-begin
			do(n)
		})
	}
	ready.Wait()
	close(begin)
	working.Wait()
}

// TestTheSameFiftyTimesAtOnce (R9) has an impatient officer send one file fifty times at
// once, accept each at once, and click twice on one. One of them is the next version; the
// others are told that somebody was faster, and are shown what stands there.
func TestTheSameFiftyTimesAtOnce(t *testing.T) {
	const times = 50
	each(t, 2, func(t *testing.T, w *world) {
		p := w.start(t)
		c := signIn(t, p, "an")
		for round := range 2 * *longer {
			receipts := make([]receipt, times)
			atOnce(times, func(n int) {
				var err error
				if receipts[n], _, err = c.upload(t.Context(), w, "u000", round); err != nil {
					t.Error(err)
				}
			})
			answers := make([]answer, times)
			atOnce(times, func(n int) { answers[n], _ = c.accept(t.Context(), w, receipts[n], round) })
			won := -1
			for n, a := range answers {
				switch {
				case a.status == http.StatusSeeOther && won < 0:
					won = n
				case a.status == http.StatusSeeOther:
					t.Errorf("two of one file are version %d", round+1)
				case a.status != http.StatusConflict || !strings.Contains(a.body, receipts[n].upload):
					t.Errorf("who was too late is answered with %d", a.status)
				}
			}
			if won < 0 {
				t.Fatal("nobody's file was accepted")
			}
			atOnce(times, func(int) { // clicks on the one that is accepted already
				if a, err := c.accept(t.Context(), w, receipts[won], round); err != nil {
					t.Errorf("a second click is answered with %d, %v", a.status, err)
				}
			})
		}
		w.tabs(t, c)
		p.stop(t)
		w.check(t)
		b, _, done := w.open(t)
		defer done()
		for unit, want := range map[string]int{"u000": 2 * *longer, "u001": 1} {
			versions, err := b.Store.ReportVersions(t.Context(), cycleID, unit, reform.FromUnit)
			must(t, err)
			if len(versions) != want {
				t.Errorf("%s has %d versions, and not %d", unit, len(versions), want)
			}
		}
	})
}

// tabs are two in which different things are said of one unit.
func (w *world) tabs(t *testing.T, c *client) {
	t.Helper()
	var receipts [variants]receipt
	var answers [variants]answer
	for n := range receipts {
		var err error
		receipts[n], _, err = c.upload(t.Context(), w, "u001", n)
		must(t, err)
	}
	atOnce(len(receipts), func(n int) { answers[n], _ = c.accept(t.Context(), w, receipts[n], 0) })
	if one, other := answers[0].status, answers[1].status; one+other != http.StatusSeeOther+http.StatusConflict {
		t.Errorf("two tabs are answered with %d and %d", one, other)
	}
}
