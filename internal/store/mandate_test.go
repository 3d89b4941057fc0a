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

// chief is an administrator over whom something may be asked for.
var chief = reform.User{ID: "an", Name: "An", Role: reform.Administrator, Unit: "tinh", Password: "old", PasswordSince: stored}

func renewal() reform.Mandate {
	return reform.Mandate{ID: "1", Kind: reform.Renewal, Account: chief.ID, Unit: chief.Unit, Device: true, Was: chief.Standing(), AskedBy: "binh", AskedAt: at}
}

func granted(t *testing.T, m reform.Mandate) reform.Mandate {
	t.Helper()
	m.Status = reform.MandateOpen
	must(t, m.Grant("chi", at.Add(time.Hour)))
	return m
}

func TestMandateComesBackAsAskedAndIsOpenOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		m := reform.Mandate{
			ID: "1", Kind: reform.Promotion, Account: "dung", Name: "Dũng", Role: reform.Administrator, Unit: "tinh", Areas: []string{"1"}, Home: "so-000",
			Was: "officer|||", AskedBy: "binh", AskedAt: at,
		}
		must(t, s.AskMandate(t.Context(), m))
		want := m
		want.AskedAt, want.Status = stored, reform.MandateOpen
		open, err := s.OpenMandates(t.Context())
		must(t, err)
		if diff := cmp.Diff([]reform.Mandate{want}, open); diff != "" {
			t.Error(diff)
		}
		again := m
		again.ID, again.Kind = "2", reform.Renewal
		if err := s.AskMandate(t.Context(), again); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("two wait for one account: %v", err)
		}
		must(t, want.Lapse("binh", at))
		m = want
		must(t, s.LapseMandate(t.Context(), m))
		if err := s.LapseMandate(t.Context(), m); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("it lapses twice: %v", err)
		}
		must(t, s.AskMandate(t.Context(), again))
		if err := s.LapseMandate(t.Context(), again); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("nobody let it lapse: %v", err)
		}
		events, err := s.Events(t.Context(), 0, 9)
		must(t, err)
		if len(events) != 3 || events[0].Deed != reform.AskedDeed || events[1].Deed != reform.LapsedDeed || events[0].Detail != "promotion of dung, asked for by binh, to administrator of tinh" {
			t.Errorf("got %+v", events)
		}
	})
}

func TestGrantedMandateIsCarriedOutWholeOrNotAtAll(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveUser(t.Context(), "test", at, chief))
		must(t, s.SavePassport(t.Context(), "test", reform.Passport{Account: "an", Issuer: issuer, Subject: "1", Since: at}))
		must(t, s.SaveSecondFactor(t.Context(), "an", reform.SecondFactor{Account: "an", Seed: "x", Since: at}, nil))
		must(t, s.AskMandate(t.Context(), renewal()))

		moved := renewal()
		moved.Was = "officer|||"
		if err := s.GrantMandate(t.Context(), granted(t, moved), "new"); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("an account that has changed since: %v", err)
		}
		if open, err := s.OpenMandates(t.Context()); err != nil || len(open) != 1 {
			t.Errorf("what was refused closed it: %v", err)
		}
		must(t, s.GrantMandate(t.Context(), granted(t, renewal()), "new"))
		u, err := s.User(t.Context(), "an")
		must(t, err)
		if u.Password != "new" || !u.Temporary || u.Role != reform.Administrator {
			t.Errorf("got %+v", u)
		}
		if _, err := s.Passport(t.Context(), "an"); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("the passport is there still: %v", err)
		}
		if _, err := s.SecondFactor(t.Context(), "an"); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("the device is there still: %v", err)
		}
		admission := renewal()
		admission.ID, admission.Kind, admission.Issuer, admission.Subject = "2", reform.Admission, issuer, "2"
		must(t, s.AskMandate(t.Context(), admission))
		must(t, s.GrantMandate(t.Context(), granted(t, admission), ""))
		if p, err := s.PassportOf(t.Context(), issuer, "2"); err != nil || p.Account != "an" {
			t.Errorf("got %+v, %v", p, err)
		}
		promotion := reform.Mandate{ID: "3", Kind: reform.Promotion, Account: "dung", Name: "Dũng", Role: reform.Administrator, AskedBy: "binh", AskedAt: at}
		must(t, s.AskMandate(t.Context(), promotion))
		must(t, s.GrantMandate(t.Context(), granted(t, promotion), "once"))
		if u, err := s.User(t.Context(), "dung"); err != nil || u.Role != reform.Administrator || u.Password != "once" || !u.Temporary {
			t.Errorf("got %+v, %v", u, err)
		}
		must(t, s.VerifyEvents(t.Context(), nil))
		for _, subject := range []reform.Subject{"user/an", "user/dung", "passport/an"} {
			e, err := s.EventAbout(t.Context(), subject)
			must(t, err)
			if content, err := s.Content(t.Context(), subject); err != nil || content != e.Content {
				t.Errorf("%s: the log says %q of %q, %v", subject, e.Content, content, err)
			}
		}
	})
}

func TestOfTwoWhoGrantOneMandateOneDoes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveUser(t.Context(), "test", at, chief))
		must(t, s.AskMandate(t.Context(), renewal()))
		var rush sync.WaitGroup
		failures := make([]error, 4)
		for i := range failures {
			m := granted(t, renewal()) // of each their own: the times are written into
			rush.Go(func() { failures[i] = s.GrantMandate(t.Context(), m, "new") })
		}
		rush.Wait()
		done := 0
		for _, err := range failures {
			if err == nil {
				done++
			} else if !errors.Is(err, reform.ErrConflict) {
				t.Error(err)
			}
		}
		if done != 1 {
			t.Errorf("%d did", done)
		}
	})
}

// TestTableRefusesAMandateOfOnePerson goes past what the program refuses.
func TestTableRefusesAMandateOfOnePerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.AskMandate(t.Context(), renewal()))
		for _, by := range []string{"binh", "an"} {
			if err := s.Exec(t.Context(), "UPDATE mandates SET status = 'granted', closed_at = asked_at, closed_by = '"+by+"'"); err == nil {
				t.Errorf("%s was the second person", by)
			}
		}
	})
}
