package main

import (
	"errors"
	"testing"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// TestServerIsTheSecondPersonOfABoardWithOne has the one administrator ask and the server grant.
func TestServerIsTheSecondPersonOfABoardWithOne(t *testing.T) {
	s := &settings{Data: t.TempDir(), Zone: "UTC"}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.onBoard(t.Context(), func(b *flow.Board) error {
		return errors.Join(
			b.Store.SaveUser(t.Context(), "test", clock(), reform.User{ID: "an", Role: reform.Administrator}),
			b.Store.AskMandate(t.Context(), reform.Mandate{ID: "1", Kind: reform.Promotion, Account: "chi", Role: reform.Administrator, AskedBy: "an", AskedAt: clock()}),
		)
	}))
	must((&mandate{By: "server"}).Run(t.Context(), s))
	if err := (&mandate{ID: "1", By: "an"}).Run(t.Context(), s); !errors.Is(err, reform.ErrForbidden) {
		t.Errorf("by whoever asked: got %v", err)
	}
	must((&mandate{ID: "1", By: "server"}).Run(t.Context(), s))
	must(s.onBoard(t.Context(), func(b *flow.Board) error {
		chi, err := b.Store.User(t.Context(), "chi")
		if chi.Role != reform.Administrator || !chi.Temporary {
			t.Errorf("got %+v", chi)
		}
		events, _ := b.Store.EventsOf(t.Context(), reform.EventAsk{Deed: reform.GrantedDeed}, 9)
		if len(events) != 1 || events[0].By != "server" {
			t.Errorf("the log tells %+v", events)
		}
		return err
	}))
}
