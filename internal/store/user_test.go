package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestUsersComeBackAsSaved(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		users := []reform.User{
			{ID: "an", Name: "Trần Thị An", Role: reform.Administrator, Password: "$argon2id$v=19$…"},
			{ID: "binh", Name: "Lê Bình", Role: reform.Officer, Unit: "so-000", Disabled: true},
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
		if one != users[1] {
			t.Errorf("got %+v", one)
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
