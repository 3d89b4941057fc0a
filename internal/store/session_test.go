package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

var _ scs.CtxStore = store.SessionStore{}

var lives = reform.Lives{Idle: 30 * time.Minute, Absolute: 12 * time.Hour}

// kept is at as both databases keep it.
var kept = at.UTC().Truncate(time.Microsecond)

// holder takes the whole of a session's data for the account.
func holder(data []byte) reform.Session {
	return reform.Session{
		Account: strings.ToValidUTF8(strings.ReplaceAll(string(data), "\x00", ""), ""),
		Address: "192.0.2.7", Browser: "Firefox",
	}
}

func TestSessionLastsUntilItIsIdleOrOldOrEnded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		now := at
		sessions := s.Sessions(func() time.Time { return now }, lives, holder)
		check := func(token, want string) {
			t.Helper()
			got, found, err := sessions.Find(token)
			must(t, err)
			if string(got) != want || found != (want != "") {
				t.Errorf("%s: got %q, %t, want %q", token, got, found, want)
			}
		}
		check("a", "")
		must(t, sessions.Commit("a", []byte("\x00\xffan"), time.Time{}))
		must(t, sessions.Commit("b", []byte("binh"), time.Time{}))
		check("a", "\x00\xffan")
		check("A", "")
		for range 24 { // seen every half an hour but a moment
			now = now.Add(lives.Idle - time.Second)
			check("a", "\x00\xffan")
		}
		check("b", "")
		must(t, sessions.Commit("a", []byte("an again"), now.Add(time.Hour)))
		check("a", "an again")
		now = at.Add(lives.Absolute)
		check("a", "") // however lively it was
		must(t, sessions.Commit("c", []byte("chi"), time.Time{}))
		must(t, sessions.Delete("c"))
		must(t, sessions.Delete("c"))
		check("c", "")
	})
}

func TestSessionsTableHoldsNoToken(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		now := at
		sessions := s.Sessions(func() time.Time { return now }, lives, holder)
		must(t, sessions.Commit("abc", []byte("an"), time.Time{}))
		rows, err := s.Strings(t.Context(), "SELECT token_hash || ' ' || account FROM sessions")
		must(t, err)
		want := []string{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad an"}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Error(diff)
		}
		now = at.Add(lives.Idle)
		must(t, sessions.Commit("b", []byte("binh"), time.Time{}))
		rows, err = s.Strings(t.Context(), "SELECT account FROM sessions")
		must(t, err)
		if diff := cmp.Diff([]string{"binh"}, rows); diff != "" {
			t.Errorf("sessions that had ended were not swept out:\n%s", diff)
		}
	})
}

func TestSessionsAreListedAndEnded(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		now := kept
		sessions := s.Sessions(func() time.Time { return now }, lives, holder)
		check := func(account string, want ...string) {
			t.Helper()
			held, err := s.SessionsOf(t.Context(), account, lives, now)
			must(t, err)
			var got []string
			for _, held := range held {
				got = append(got, held.ID)
			}
			for i := range want {
				want[i] = s.SessionID(want[i])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", account, diff)
			}
		}
		for _, token := range []string{"old", "middle", "new"} {
			must(t, sessions.Commit(token, []byte("an"), time.Time{}))
			now = now.Add(10 * time.Minute)
		}
		must(t, sessions.Commit("other", []byte("binh"), time.Time{}))
		must(t, sessions.Commit("nobody's", nil, time.Time{}))
		held, err := s.SessionsOf(t.Context(), "binh", lives, now)
		must(t, err)
		want := []reform.Session{{ID: s.SessionID("other"), Account: "binh", Address: "192.0.2.7", Browser: "Firefox", Begun: now, Seen: now}}
		if diff := cmp.Diff(want, held); diff != "" {
			t.Error(diff)
		}
		check("an", "new", "middle")
		must(t, s.EndSession(t.Context(), "an", now, "binh", s.SessionID("new"))) // not Bình's
		check("an", "new", "middle")
		must(t, sessions.Commit("newest", []byte("an"), time.Time{}))
		must(t, s.EndSession(t.Context(), "an", now, "an", s.SessionID("new")))
		check("an", "newest", "middle")
		must(t, s.EndSessions(t.Context(), "an", now, "an", s.SessionID("middle")))
		check("an", "middle")
		must(t, s.EndSessions(t.Context(), "an", now, "an", ""))
		check("an")
		check("binh", "other")
		check("", "nobody's")
		if _, found, err := sessions.Find("middle"); err != nil || found {
			t.Errorf("an ended session is found: %t, %v", found, err)
		}
	})
}

func TestSecondFactorIsUsedOnceAStep(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		factor := reform.SecondFactor{Account: "an", Seed: "sealed", Step: 7, Since: kept}
		codes := []reform.RecoveryCode{{Account: "an", Hash: "1"}, {Account: "an", Hash: "2"}}
		must(t, s.SaveSecondFactor(t.Context(), "an", factor, codes))
		must(t, s.SaveSecondFactor(t.Context(), "binh", reform.SecondFactor{Account: "binh", Seed: "sealed"}, []reform.RecoveryCode{{Account: "binh", Hash: "1"}}))
		must(t, s.UseStep(t.Context(), "an", 9))
		for _, step := range []int64{8, 9} {
			if err := s.UseStep(t.Context(), "an", step); !errors.Is(err, reform.ErrConflict) {
				t.Errorf("step %d: got %v", step, err)
			}
		}
		factor.Step = 9
		got, err := s.SecondFactor(t.Context(), "an")
		must(t, err)
		if diff := cmp.Diff(factor, got); diff != "" {
			t.Error(diff)
		}
		must(t, s.UseRecoveryCode(t.Context(), at, codes[0]))
		for _, code := range []reform.RecoveryCode{codes[0], {Account: "binh", Hash: "2"}} {
			if err := s.UseRecoveryCode(t.Context(), at, code); !errors.Is(err, reform.ErrNotFound) {
				t.Errorf("%v: got %v", code, err)
			}
		}
		left := func(account string, want int64) {
			t.Helper()
			if n, err := s.RecoveryCodes(t.Context(), account); err != nil || n != want {
				t.Errorf("%s has %d codes left, want %d: %v", account, n, want, err)
			}
		}
		left("an", 1)
		must(t, s.SaveSecondFactor(t.Context(), "an", factor, codes))
		left("an", 2)
		must(t, s.EndSecondFactor(t.Context(), "an", at, "an"))
		left("an", 0)
		left("binh", 1)
		if _, err := s.SecondFactor(t.Context(), "an"); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("got %v", err)
		}
		if all, err := s.SecondFactors(t.Context()); err != nil || len(all) != 1 || all[0].Account != "binh" {
			t.Errorf("got %v, %v", all, err)
		}
	})
}
