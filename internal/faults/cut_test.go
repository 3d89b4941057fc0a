package faults_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestCutUploadLeavesNothing (R12) cuts the line after every kilobyte of an upload of a
// hundred: no row and nothing half comes of it, and the next one is taken.
func TestCutUploadLeavesNothing(t *testing.T) {
	each(t, 1, func(t *testing.T, w *world) {
		p := w.start(t)
		c := signIn(t, p, "an")
		paper := []byte("%PDF-1.7\n" + strings.Repeat("x", 80<<10))
		parts := []part{{"workbook", "a.xlsx", w.content("u000", 0)}, {"evidence", "a.pdf", paper}}
		body, _ := packed(parts...)
		step := 1 << 10
		if *longer < 10 {
			step *= 4
		}
		cuts := 0
		for at := 0; at < len(body); at += step {
			h, err := c.begin(t.Context(), "u000", parts...)
			must(t, err)
			_, err = h.conn.Write(h.rest[:at])
			must(t, err)
			must(t, h.conn.Close())
			cuts++
		}
		_, _, err := c.upload(t.Context(), w, "u000", 0)
		must(t, err)
		p.stop(t)
		w.noneComesIn(t)
		var rows int
		must(t, w.raw(t).QueryRowContext(t.Context(), "SELECT (SELECT COUNT(*) FROM uploads) + (SELECT COUNT(*) FROM attachments)").Scan(&rows))
		if rows != 2 {
			t.Errorf("there are %d rows of one upload and its paper", rows)
		}
		w.check(t)
		t.Logf("%d cuts of %d bytes", cuts, len(body))
	})
}

// noneComesIn wants nothing left of what did not come whole. No server may be at the board.
func (w *world) noneComesIn(t *testing.T) {
	t.Helper()
	left, err := os.ReadDir(filepath.Join(w.dir, "files", "incoming"))
	if err != nil || len(left) > 0 {
		t.Errorf("%d files are left of what did not come whole, %v", len(left), err)
	}
}

// TestSlowSendersLeaveOthersTheirPace (R12) has 200 send a byte a second, each, while one
// person reads pages. How long those take is told; what is judged is that they come, and
// that nothing is left of the slow.
func TestSlowSendersLeaveOthersTheirPace(t *testing.T) {
	const slow = 200
	w := furnished(t, "", 1)
	p := w.start(t)
	c := signIn(t, p, "an")
	before := c.pace(t, func() bool { return true })
	ctx, giveUp := context.WithCancel(t.Context())
	var sending, at sync.WaitGroup
	var sent atomic.Int64
	at.Add(slow)
	for range slow {
		sending.Go(func() {
			begun := sync.OnceFunc(at.Done)
			defer begun()
			h, err := c.begin(ctx, "u000", part{"workbook", "a.xlsx", w.content("u000", 0)})
			if err != nil {
				t.Error(err)
				return
			}
			defer h.conn.Close()
			// The head of the file at once, so that it lies on the disk as it comes in.
			if _, err := h.conn.Write(h.rest[:500]); err != nil {
				t.Error(err)
			}
			begun()
			tick := time.NewTicker(time.Second)
			defer tick.Stop()
			for n := 500; ; n++ {
				select {
				case <-ctx.Done():
					return
				case <-tick.C:
				}
				if _, err := h.conn.Write(h.rest[n : n+1]); err != nil {
					t.Errorf("a slow sender was cut off: %v", err)
					return
				}
				sent.Add(1)
			}
		})
	}
	at.Wait()
	during := c.pace(t, func() bool { return sent.Load() >= 2*slow*int64(*longer) })
	giveUp()
	sending.Wait()
	p.stop(t)
	w.noneComesIn(t)
	w.check(t)
	t.Logf("99 of 100 pages within %v before, within %v beside %d slow senders of %d bytes", before.Round(time.Microsecond), during.Round(time.Microsecond), slow, sent.Load())
	if most := 10*before + time.Second; during > most { // the goal is twice, on a quiet machine
		t.Errorf("pages took %v, and %v before", during, before)
	}
}

// pace reads a page at least two hundred times, and returns how long 99 of 100 took.
func (c *client) pace(t *testing.T, enough func() bool) time.Duration {
	t.Helper()
	var took []time.Duration
	for len(took) < 200 || !enough() {
		began := time.Now()
		a, err := c.get(t.Context(), "/account")
		if err != nil || a.status != http.StatusOK {
			t.Fatalf("a page is answered with %d, %v", a.status, err)
		}
		took = append(took, time.Since(began))
	}
	slices.Sort(took)
	return took[len(took)*99/100]
}
