package store_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

const issuer = "https://id.example"

func TestPassportTakesThePlaceOfAPasswordAndEnds(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, id := range []string{"an", "binh"} {
			must(t, s.SaveUser(t.Context(), "test", at, reform.User{ID: id, Role: reform.Officer, Password: "x"}))
		}
		sessions := s.Sessions(func() time.Time { return at }, reform.Lives{}, holder)
		begin := func() { must(t, sessions.Commit("token", []byte("an"), at)) }
		ended := func(says string) {
			t.Helper()
			if _, goesOn, err := sessions.Find("token"); goesOn || err != nil {
				t.Errorf("%s: the session goes on, %v", says, err)
			}
		}
		vouched := func() {
			t.Helper()
			e, err := s.EventAbout(t.Context(), reform.SubjectOf("passport", "an"))
			must(t, err)
			if content, err := s.Content(t.Context(), e.Subject); err != nil || content != e.Content {
				t.Errorf("the log says %q of what is %q, %v", e.Content, content, err)
			}
		}
		begin()
		must(t, s.SavePassport(t.Context(), "test", reform.Passport{Account: "an", Issuer: issuer, Since: at}))
		ended("a passport")
		vouched()
		if _, err := s.PassportOf(t.Context(), issuer, ""); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("whoever has no subject is somebody: %v", err)
		}
		must(t, s.SavePassport(t.Context(), "test", reform.Passport{Account: "binh", Issuer: issuer, Since: at}))
		for _, p := range []reform.Passport{{Account: "nobody", Issuer: issuer, Subject: "1"}, {Account: "binh", Issuer: "https://other.example", Subject: "1"}} {
			if err := s.BindPassport(t.Context(), p); !errors.Is(err, reform.ErrConflict) {
				t.Errorf("%+v was bound: %v", p, err)
			}
		}
		must(t, s.BindPassport(t.Context(), reform.Passport{Account: "an", Issuer: issuer, Subject: "1", Since: at}))
		vouched()
		if err := s.BindPassport(t.Context(), reform.Passport{Account: "binh", Issuer: issuer, Subject: "1", Since: at}); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("one person has two accounts: %v", err)
		}
		held, err := s.PassportOf(t.Context(), issuer, "1")
		must(t, err)
		if diff := cmp.Diff(reform.Passport{Account: "an", Issuer: issuer, Subject: "1", Since: stored}, held); diff != "" {
			t.Error(diff)
		}
		all, err := s.Passports(t.Context())
		must(t, err)
		if len(all) != 2 || all[0] != held {
			t.Errorf("got %+v", all)
		}
		if err := s.SavePassport(t.Context(), "test", reform.Passport{Account: "nobody", Issuer: issuer}); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("nobody has a passport: %v", err)
		}
		begin()
		must(t, s.EndPassport(t.Context(), "test", at, "an"))
		ended("its end")
		vouched()
		before, err := s.BoardVersion(t.Context())
		must(t, err)
		must(t, s.EndPassport(t.Context(), "test", at, "an"))
		if after, err := s.BoardVersion(t.Context()); err != nil || after != before {
			t.Errorf("what was not there ended: %v", err)
		}
	})
}

func TestPassportAlteredByHandShows(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveUser(t.Context(), "test", at, reform.User{ID: "an", Role: reform.Administrator}))
		must(t, s.SavePassport(t.Context(), "test", reform.Passport{Account: "an", Issuer: issuer, Subject: "1", Since: at}))
		e, err := s.EventAbout(t.Context(), reform.SubjectOf("passport", "an"))
		must(t, err)
		must(t, s.Exec(t.Context(), "UPDATE passports SET subject = '2'"))
		if content, err := s.Content(t.Context(), e.Subject); err != nil || content == e.Content {
			t.Errorf("nobody notices whom it lets in: %v", err)
		}
	})
}

// TestOfTwoWhoComeFirstOneIsBound has two people come under one name at once.
func TestOfTwoWhoComeFirstOneIsBound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveUser(t.Context(), "test", at, reform.User{ID: "an", Role: reform.Officer}))
		must(t, s.SavePassport(t.Context(), "test", reform.Passport{Account: "an", Issuer: issuer, Since: at}))
		var rush sync.WaitGroup
		failures := make([]error, 2)
		for i, subject := range []string{"1", "2"} {
			rush.Go(func() {
				failures[i] = s.BindPassport(t.Context(), reform.Passport{Account: "an", Issuer: issuer, Subject: subject, Since: at})
			})
		}
		rush.Wait()
		if errors.Is(failures[0], reform.ErrConflict) == errors.Is(failures[1], reform.ErrConflict) {
			t.Errorf("got %v", failures)
		}
	})
}
