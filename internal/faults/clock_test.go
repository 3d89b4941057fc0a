package faults_test

import (
	"bytes"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"reformboard/internal/factor"
	"reformboard/internal/flow"
	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
	"reformboard/internal/web"
)

// clocked is a server in this process, whose clock leaps.
type clocked struct {
	*process
	board *flow.Board
	door  *accounts.Door
	begun time.Time    // when its clock was right
	leapt atomic.Int64 // how far it is off
}

func (c *clocked) now() time.Time       { return c.begun.Add(time.Duration(c.leapt.Load())) }
func (c *clocked) leap(d time.Duration) { c.leapt.Store(int64(d)) }

// inProcess serves a board in this process until stop.
func (w *world) inProcess(t *testing.T) (s *clocked, stop func()) {
	t.Helper()
	board, book, done := w.open(t)
	key, err := factor.NewKey(bytes.Repeat([]byte{7}, factor.KeySize))
	must(t, err)
	s = &clocked{process: &process{said: &transcript{}}, board: board, begun: time.Now().UTC(), door: accounts.New(board.Store, accounts.Settings{Key: &key})}
	server := httptest.NewServer(web.New(board, web.Settings{
		Now: s.now, Door: s.door, Record: book, Lives: reform.Lives{Idle: 100 * time.Hour, Absolute: 200 * time.Hour},
	}).Handler())
	s.address = server.URL
	return s, func() {
		server.Close()
		done()
	}
}

// TestClockThatLeaps (R11) has officers at work while the server's clock is an hour or a
// day off, and back again. Nobody is signed out; what came later is shown as later; who
// guesses meanwhile keeps nobody out afterwards; and the codes of a right clock open the
// door of one that is right again.
func TestClockThatLeaps(t *testing.T) {
	each(t, 1, func(t *testing.T, w *world) {
		s, stop := w.inProcess(t)
		c := signIn(t, s.process, "an")
		seed := w.enrolled(t, s)
		version := 0
		for _, by := range []time.Duration{time.Hour, -time.Hour, 24 * time.Hour, -24 * time.Hour, 0} {
			s.leap(by)
			r, _, err := c.upload(t.Context(), w, "u000", version)
			must(t, err)
			_, err = c.accept(t.Context(), w, r, version)
			must(t, err)
			version++
			waits, _, err := c.upload(t.Context(), w, "u000", version)
			must(t, err)
			uploads, err := s.board.Store.Uploads(t.Context(), cycleID, "u000", reform.FromUnit)
			must(t, err)
			if uploads[0].ID != waits.upload || uploads[1].ID != r.upload {
				t.Errorf("%v off, the newest upload is not the last that came in", by)
			}
			if page, err := c.get(t.Context(), reportOf("u000")); err != nil || !strings.Contains(page.body, waits.upload) {
				t.Errorf("%v off, the page does not offer what waits: %d, %v", by, page.status, err)
			}
			if by == 0 {
				continue
			}
			for range reform.FreeTries + 2 {
				if s.comesIn(t, seed, s.begun) {
					t.Errorf("the code of another hour opens the door")
				}
			}
		}
		s.leap(reform.LongestWait)
		if !s.comesIn(t, seed, s.now()) {
			t.Error("the clock is right again, and the door is not")
		}
		stop()
		w.check(t)
	})
}

// enrolled gives Bình a second factor.
func (w *world) enrolled(t *testing.T, s *clocked) factor.Seed {
	t.Helper()
	sealed, seed, err := s.door.NewFactor("binh")
	must(t, err)
	code, err := codeOf(seed, s.now())
	must(t, err)
	_, err = s.door.Enrol(t.Context(), accounts.Attempt{Name: "binh", At: s.now()}, secret, sealed, code)
	must(t, err)
	return seed
}

func codeOf(seed factor.Seed, at time.Time) (string, error) {
	return totp.GenerateCode(strings.NewReplacer("-", "", " ", "").Replace(seed.Text()), at)
}

// comesIn tries to come in by a code of a device that has this time.
func (c *clocked) comesIn(t *testing.T, seed factor.Seed, device time.Time) bool {
	t.Helper()
	at := browser(t, c.address)
	a, err := at.post(t.Context(), "/sign-in", url.Values{"name": {"binh"}, "password": {secret}})
	must(t, err)
	if !strings.HasPrefix(a.location, "/sign-in/code") {
		return false
	}
	code, err := codeOf(seed, device)
	must(t, err)
	a, err = at.post(t.Context(), "/sign-in/code", url.Values{"code": {code}})
	must(t, err)
	return a.status == http.StatusSeeOther && a.location == "/"
}

// TestDeadlineIsDecidedOnce (R11) has the clock leap over the end of a cycle, and back,
// while a report is on its way. When it was sent decides, and is what is recorded.
func TestDeadlineIsDecidedOnce(t *testing.T) {
	each(t, 1, func(t *testing.T, w *world) {
		s, stop := w.inProcess(t)
		c := signIn(t, s.process, "an")
		cycle, err := s.board.Store.Cycle(t.Context(), cycleID)
		must(t, err)
		late := cycle.Closes.Sub(s.begun)
		for _, one := range []struct {
			name         string
			before, then time.Duration
			want         int
		}{
			{"the deadline passes while it is sent", late - time.Second, late + time.Second, http.StatusSeeOther},
			{"a leap back does not undo that it passed", late + time.Second, late - time.Second, http.StatusForbidden},
			{"a day is lost while it is sent", 0, late + 24*time.Hour, http.StatusSeeOther},
			{"a day is won while it is sent", late, 0, http.StatusForbidden},
		} {
			s.leap(one.before)
			h, err := c.begin(t.Context(), "u000", part{"workbook", "a.xlsx", w.content("u000", 0)})
			if one.want == http.StatusForbidden && errors.Is(err, errNotAsked) {
				continue // refused before the rest was asked for
			}
			must(t, err)
			s.leap(one.then)
			must(t, h.finish())
			a, err := h.answer()
			must(t, err)
			if a.status != one.want {
				t.Errorf("%s: answered with %d", one.name, a.status)
			}
		}
		s.leap(0)
		uploads, err := s.board.Store.Uploads(t.Context(), cycleID, "u000", reform.FromUnit)
		must(t, err)
		if len(uploads) != 2 {
			t.Errorf("%d were taken", len(uploads))
		}
		for _, u := range uploads {
			if !u.At.Before(cycle.Closes) {
				t.Errorf("one was taken that came at %v, after %v", u.At, cycle.Closes)
			}
		}
		stop()
		w.check(t)
	})
}
