package store_test

import (
	"errors"
	"io/fs"
	"sync"
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
			{ID: "chi", Name: "Phạm Chi", Role: reform.Appraiser, Areas: []string{"1", "2"}, Home: "so-001"},
		}
		for _, u := range users {
			must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: u.ID, Role: reform.Analyst, Disabled: true}))
			must(t, s.SaveUser(t.Context(), "an", at, u))
		}
		an := users[0]
		an.Password = "" // is kept
		must(t, s.SaveUser(t.Context(), "an", at, an))
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

func TestSessionsEndAtANewPasswordAnotherRoleAndADisabledAccount(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		u := reform.User{ID: "an", Role: reform.Analyst, Password: "old"}
		must(t, s.SaveUser(t.Context(), "test", at, u))
		sessions := s.Sessions(func() time.Time { return at }, reform.Lives{}, holder)
		for _, c := range []struct {
			says   string
			change func()
			ends   bool
		}{
			{"another name", func() { u.Name = "Trần Thị An" }, false},
			{"a new password", func() { u.Password = "new" }, true},
			{"another role", func() { u.Role = reform.Auditor }, true},
			{"a disabled account", func() { u.Disabled = true }, true},
			{"one that is open again", func() { u.Disabled = false }, false},
		} {
			must(t, sessions.Commit("token", []byte("an"), at))
			must(t, sessions.Commit("other", []byte("binh"), at))
			c.change()
			must(t, s.SaveUser(t.Context(), "test", at, u))
			_, own, err := sessions.Find("token")
			must(t, err)
			_, other, err := sessions.Find("other")
			must(t, err)
			if own == c.ends || !other {
				t.Errorf("%s: the session is there: %t, another's: %t", c.says, own, other)
			}
		}
	})
}

func TestManyUsersAreSavedTogetherOrNotAtAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		err := s.SaveUsers(t.Context(), "an", at, []reform.User{{ID: "binh", Role: reform.Officer}, {ID: "chi", Role: "king"}})
		if !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("got %v, want not valid", err)
		}
		events, err := s.Events(t.Context(), 0, 10)
		must(t, err)
		users, err := s.Users(t.Context())
		must(t, err)
		if len(events) > 0 || len(users) > 0 {
			t.Errorf("%d events and %d users are left of it", len(events), len(users))
		}
		must(t, s.SaveUsers(t.Context(), "an", at, nil))
		must(t, s.SaveUsers(t.Context(), "an", at, []reform.User{{ID: "binh", Role: reform.Officer, Unit: "a"}, {ID: "chi", Role: reform.Head}}))
		events, err = s.Events(t.Context(), 0, 10)
		must(t, err)
		if len(events) != 2 || events[0].Detail != "user binh" || events[0].Unit != "a" || events[1].Detail != "user chi" {
			t.Errorf("got %+v", events)
		}
		for _, e := range events {
			if content, err := s.Content(t.Context(), e.Subject); err != nil || e.Content != content || content == "" {
				t.Errorf("%s: the event says %q of its row, which is %q, %v", e.Subject, e.Content, content, err)
			}
		}
		must(t, s.VerifyEvents(t.Context(), nil))
	})
}

func TestUserIsChangedOnWhatIsHeld(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: "binh", Role: reform.Officer, PasswordSince: at.In(time.FixedZone("+7", 7*3600)), Temporary: true}))
		var both sync.WaitGroup
		failures := make([]error, 2)
		both.Go(func() {
			failures[0] = s.ChangeUser(t.Context(), "an", at, "binh", func(u *reform.User) error { u.Name = "Bình"; return nil })
		})
		both.Go(func() {
			failures[1] = s.ChangeUser(t.Context(), "an", at, "binh", func(u *reform.User) error { u.Password = "new"; return nil })
		})
		both.Wait()
		must(t, errors.Join(failures...))
		must(t, s.ChangeUser(t.Context(), "an", at, "binh", func(u *reform.User) error { u.Role = reform.Head; return nil }))
		want := reform.User{ID: "binh", Name: "Bình", Role: reform.Head, Password: "new", PasswordSince: kept, Temporary: true}
		got, err := s.User(t.Context(), "binh")
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		no := errors.New("no")
		if err := s.ChangeUser(t.Context(), "an", at, "binh", func(u *reform.User) error { u.Name = "x"; return no }); !errors.Is(err, no) {
			t.Errorf("got %v", err)
		}
		if err := s.ChangeUser(t.Context(), "an", at, "nobody", func(*reform.User) error { return nil }); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("got %v", err)
		}
		if after, err := s.User(t.Context(), "binh"); err != nil || after.Name != "Bình" {
			t.Errorf("got %+v, %v", after, err)
		}
	})
}

func TestOnlyOneIsTheFirstUser(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		var rush sync.WaitGroup
		failures := make([]error, 8)
		for i := range failures {
			rush.Go(func() {
				failures[i] = s.FoundUser(t.Context(), at, reform.User{ID: string(rune('a' + i)), Role: reform.Administrator})
			})
		}
		rush.Wait()
		founded := 0
		for _, err := range failures {
			if err == nil {
				founded++
			} else if !errors.Is(err, reform.ErrConflict) {
				t.Error(err)
			}
		}
		if users, err := s.Users(t.Context()); err != nil || founded != 1 || len(users) != 1 {
			t.Errorf("%d were told that they are the first, %d users are there: %v", founded, len(users), err)
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
// second time, on rows already there, and the one that adds a column.
func TestPeopleAndTheLogOutliveTheirTablesMadeAnew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveRecipe(t.Context(), reform.Recipe{ID: "old", By: "an", At: at, Text: "id: old"}))
		must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: "an", Name: "Trần Thị An", Role: reform.Administrator, Disabled: true}))
		before, err := s.Users(t.Context())
		must(t, err)
		// The first makes both anew, the others add columns to what it makes.
		for _, name := range []string{"0017_roles.sql", "0018_events_vouch.sql", "0021_homes.sql", "0023_passwords.sql"} {
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
