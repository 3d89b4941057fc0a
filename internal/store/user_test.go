package store_test

import (
	"errors"
	"io/fs"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/migrations"
)

func TestUsersComeBackAsSaved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		users := []reform.User{
			{ID: "an", Name: "Trần Thị An", Role: reform.Administrator, Password: "$argon2id$v=19$…"},
			{ID: "binh", Name: "Lê Bình", Role: reform.Officer, Unit: "so-000", Disabled: true},
			{ID: "chi", Name: "Phạm Chi", Role: reform.Appraiser, Areas: []string{"1", "2"}},
		}
		for _, u := range users {
			must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: u.ID, Role: reform.Analyst, Disabled: true}))
			must(t, s.SaveUser(t.Context(), "an", at, u))
		}
		got, err := s.Users(t.Context())
		must(t, err)
		if diff := cmp.Diff(users, got); diff != "" {
			t.Error(diff)
		}
		one, err := s.User(t.Context(), "binh")
		must(t, err)
		if diff := cmp.Diff(users[1], one); diff != "" {
			t.Error(diff)
		}
	})
}

func TestNewPasswordEndsSessions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		u := reform.User{ID: "an", Role: reform.Analyst, Password: "old"}
		sessions := s.Sessions(func() time.Time { return at }, holder)
		for _, c := range []struct {
			name, password string
			want           bool
		}{{"An", "old", true}, {"Trần Thị An", "old", true}, {"Trần Thị An", "new", false}} {
			must(t, sessions.Commit("token", []byte("an"), at.Add(time.Hour)))
			must(t, sessions.Commit("other", []byte("binh"), at.Add(time.Hour)))
			u.Name, u.Password = c.name, c.password
			must(t, s.SaveUser(t.Context(), "test", at, u))
			_, own, err := sessions.Find("token")
			must(t, err)
			_, other, err := sessions.Find("other")
			must(t, err)
			if own != c.want || !other {
				t.Errorf("%+v: got %t, and another's %t", c, own, other)
			}
		}
	})
}

func TestEveryRoleCanBeSavedAndNoOther(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, role := range reform.Roles {
			must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: "u", Role: role}))
		}
		if err := s.SaveUser(t.Context(), "an", at, reform.User{ID: "u", Role: "king"}); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("got %v, want not valid", err)
		}
	})
}

// TestPeopleAndTheLogOutliveTheirTablesMadeAnew runs the migration that makes both anew a
// second time, on rows already there.
func TestPeopleAndTheLogOutliveTheirTablesMadeAnew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveRecipe(t.Context(), reform.Recipe{ID: "old", By: "an", At: at, Text: "id: old"}))
		must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: "an", Name: "Trần Thị An", Role: reform.Administrator, Disabled: true}))
		before, err := s.Users(t.Context())
		must(t, err)
		for _, name := range []string{"0017_roles.sql", "0018_events_vouch.sql"} { // the second adds columns to what the first makes
			again, err := fs.ReadFile(migrations.Files, name)
			must(t, err)
			must(t, s.Exec(t.Context(), string(again)))
		}
		after, err := s.Users(t.Context())
		must(t, err)
		if diff := cmp.Diff(before, after); diff != "" || len(after) != 1 {
			t.Errorf("before (-) and after (+):\n%s", diff)
		}
		// The second event vouches for its row, which no program did that knew the first migration alone.
		must(t, s.Exec(t.Context(), "DELETE FROM events WHERE seq = 2"))
		must(t, s.VerifyEvents(t.Context(), nil))
		if events, err := s.Events(t.Context(), 0, 10); err != nil || len(events) != 1 {
			t.Errorf("%d events are left: %v", len(events), err)
		}
	})
}
