package store_test

import (
	"strings"
	"testing"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/google/go-cmp/cmp"

	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

var _ scs.CtxStore = store.SessionStore{}

func TestSessionLastsUntilItExpiresOrEnds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		now := at
		sessions := s.Sessions(func() time.Time { return now }, holder)
		check := func(token, want string) {
			t.Helper()
			got, found, err := sessions.Find(token)
			must(t, err)
			if string(got) != want || found != (want != "") {
				t.Errorf("%s: got %q, %t, want %q", token, got, found, want)
			}
		}
		check("a", "")
		must(t, sessions.Commit("a", []byte("\x00\xffan"), at.Add(time.Hour)))
		must(t, sessions.Commit("b", []byte("binh"), at.Add(2*time.Hour)))
		check("a", "\x00\xffan")
		must(t, sessions.Commit("a", []byte("an again"), at.Add(time.Hour)))
		check("a", "an again")
		check("A", "")
		now = at.Add(time.Hour)
		check("a", "")
		check("b", "binh")
		must(t, sessions.Delete("b"))
		must(t, sessions.Delete("b"))
		check("b", "")
	})
}

// holder takes the whole of a session's data for the user's name.
func holder(data []byte) string {
	return strings.ToValidUTF8(strings.ReplaceAll(string(data), "\x00", ""), "")
}

func TestSessionsTableHoldsNoToken(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		now := at
		sessions := s.Sessions(func() time.Time { return now }, holder)
		must(t, sessions.Commit("abc", []byte("an"), at.Add(time.Hour)))
		rows, err := s.Strings(t.Context(), "SELECT token_hash || ' ' || user_id FROM sessions")
		must(t, err)
		want := []string{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad an"}
		if diff := cmp.Diff(want, rows); diff != "" {
			t.Error(diff)
		}
		now = at.Add(time.Hour)
		must(t, sessions.Commit("b", []byte("binh"), at.Add(2*time.Hour)))
		rows, err = s.Strings(t.Context(), "SELECT user_id FROM sessions")
		must(t, err)
		if diff := cmp.Diff([]string{"binh"}, rows); diff != "" {
			t.Errorf("expired sessions were not swept out:\n%s", diff)
		}
	})
}
