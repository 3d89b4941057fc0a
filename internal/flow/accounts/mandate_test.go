package accounts_test

import (
	"errors"
	"testing"
	"time"

	"reformboard/internal/flow/accounts"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// giang is an administrator of everything beside An.
var giang = reform.User{ID: "giang", Name: "Giang", Role: reform.Administrator}

// asked is the one mandate that waits.
func (h *house) asked(t *testing.T, err error) reform.Mandate {
	t.Helper()
	if !errors.Is(err, accounts.ErrAsked) {
		t.Fatalf("got %v", err)
	}
	open, err := h.store.OpenMandates(t.Context())
	must(t, err)
	if len(open) != 1 {
		t.Fatalf("%d wait", len(open))
	}
	return open[0]
}

func TestNobodyBecomesAdministratorByOnePersonsWord(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s, an, dung, giang)
		chi := reform.User{ID: "chi", Name: "Chi", Role: reform.Administrator, Unit: "cuc"}
		_, err := h.Save(t.Context(), an, now, chi)
		m := h.asked(t, err)
		if _, err := s.User(t.Context(), "chi"); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("the account is there already: %v", err)
		}
		if _, err := h.Save(t.Context(), dung, now, chi); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("asked for twice: %v", err)
		}
		for says, c := range map[string]struct {
			by   reform.User
			want error
		}{
			"whoever asked":             {an, reform.Objection{Obstacle: reform.SamePerson}},
			"an officer":                {reform.User{ID: "binh", Role: reform.Officer, Unit: "cuc"}, reform.ErrNotFound},
			"another's administrator":   {reform.User{ID: "x", Role: reform.Administrator, Unit: "khac"}, reform.ErrNotFound},
			"one who is closed":         {reform.User{ID: "giang", Role: reform.Administrator, Disabled: true}, reform.ErrNotFound},
			"whom it is for, somewhere": {reform.User{ID: "chi", Role: reform.Administrator}, reform.Objection{Obstacle: reform.SamePerson}},
		} {
			if handed, err := h.Grant(t.Context(), c.by, now, m.ID); !errors.Is(err, c.want) || handed != nil {
				t.Errorf("%s: got %v", says, err)
			}
		}
		if _, err := h.Grant(t.Context(), giang, now, "none"); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("what nobody asked for: %v", err)
		}
		later := now.Add(time.Hour)
		handed, err := h.Grant(t.Context(), dung, later, m.ID)
		must(t, err)
		user, _, err := h.SignIn(t.Context(), accounts.Attempt{Name: "chi", Address: "192.0.2.1", At: later}, handed.Secret)
		must(t, err)
		if user.Role != reform.Administrator || user.Unit != "cuc" || !user.Temporary {
			t.Errorf("got %+v", user)
		}
		if _, err := h.Grant(t.Context(), giang, later, m.ID); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("granted twice: %v", err)
		}
	})
}

// TestWhatWidensAnAdministratorTakesTwo tells what takes a second person from what does not.
func TestWhatWidensAnAdministratorTakesTwo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		em := reform.User{ID: "em", Role: reform.Administrator, Unit: "cuc"}
		closed := reform.User{ID: "kim", Role: reform.Administrator, Unit: "bo", Disabled: true}
		h := newHouse(t, s, an, dung, giang, em, closed)
		for _, c := range []struct {
			says   string
			person reform.User
			asks   bool
		}{
			{"an officer as administrator", reform.User{ID: "binh", Role: reform.Administrator, Unit: "cuc"}, true},
			{"a wider reach", reform.User{ID: "em", Role: reform.Administrator, Unit: "bo"}, true},
			{"everything", reform.User{ID: "em", Role: reform.Administrator}, true},
			{"another reach", reform.User{ID: "em", Role: reform.Administrator, Unit: "khac"}, true},
			{"a closed account opened again", reform.User{ID: "kim", Role: reform.Administrator, Unit: "bo"}, true},
			{"a closed account, closed", reform.User{ID: "kim", Name: "Kim", Role: reform.Administrator, Unit: "bo", Disabled: true}, false},
			{"another name", reform.User{ID: "em", Name: "Em", Role: reform.Administrator, Unit: "cuc"}, false},
			{"less", reform.User{ID: "dung", Role: reform.Administrator, Unit: "cuc"}, false},
			{"the account closed", reform.User{ID: "em", Role: reform.Administrator, Unit: "cuc", Disabled: true}, false},
			{"no administrator any more", reform.User{ID: "dung", Role: reform.Auditor, Unit: "bo"}, false},
			{"the widest of other roles", reform.User{ID: "binh", Role: reform.Auditor}, false},
		} {
			_, err := h.Save(t.Context(), an, now, c.person)
			if !c.asks {
				must(t, err)
				continue
			}
			before, _ := s.User(t.Context(), c.person.ID)
			m := h.asked(t, err)
			if m.Kind != reform.Promotion || m.Unit != c.person.Unit || before.Role == reform.Administrator && before.Unit == c.person.Unit && !before.Disabled {
				t.Errorf("%s: asked for %+v, and %+v", c.says, m, before)
			}
			must(t, h.Lapse(t.Context(), giang, now, m.ID))
		}
		list := read(t, "moi,Mới,administrator,cuc,")
		if _, findings, err := h.Import(t.Context(), an, now, list); err != nil || len(findings) != 1 || findings[0].Problem != reform.SecondPerson {
			t.Errorf("by a list: %v, %v", findings, err)
		}
	})
}

func TestAdministratorsWayInTakesTwo(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s, an, dung, giang)
		_, err := h.Reset(t.Context(), "an", now, "dung", accounts.PasswordOnly)
		m := h.asked(t, err)
		must(t, h.try(t, accounts.Attempt{Name: "dung", Address: "192.0.2.1", At: now}, secret))
		if _, err := h.Grant(t.Context(), dung, now, m.ID); !errors.Is(err, reform.ErrForbidden) {
			t.Errorf("whose it is: %v", err)
		}
		handed, err := h.Grant(t.Context(), giang, now, m.ID)
		must(t, err)
		must(t, h.try(t, accounts.Attempt{Name: "dung", Address: "192.0.2.1", At: now}, handed.Secret))
		if _, err := h.Reset(t.Context(), "an", now, "binh", accounts.PasswordOnly); err != nil {
			t.Errorf("an officer's: %v", err)
		}
	})
}

func TestWordOfWhoWasDismissedIsNone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s, an, dung, giang)
		_, err := h.Save(t.Context(), dung, now, reform.User{ID: "chi", Name: "Chi", Role: reform.Administrator, Unit: "cuc"})
		m := h.asked(t, err)
		must(t, s.ChangeUser(t.Context(), "test", now, "dung", func(u *reform.User) error { u.Disabled = true; return nil }))
		if _, err := h.Grant(t.Context(), giang, now, m.ID); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("got %v", err)
		}
	})
}

// TestWhoChangedSinceIsAskedForAnew grants what was asked for over somebody else's account.
func TestWhoChangedSinceIsAskedForAnew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		h := newHouse(t, s, an, giang)
		_, err := h.Save(t.Context(), an, now, reform.User{ID: "binh", Name: "Bình", Role: reform.Administrator, Unit: "cuc"})
		m := h.asked(t, err)
		must(t, s.ChangeUser(t.Context(), "test", now, "binh", func(u *reform.User) error { u.Disabled = true; return nil }))
		if _, err := h.Grant(t.Context(), giang, now, m.ID); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("got %v", err)
		}
		must(t, h.Lapse(t.Context(), giang, now, m.ID))
	})
}
