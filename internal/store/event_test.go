package store_test

import (
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestEveryChangeLeavesItsEvent(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		if version, err := s.BoardVersion(t.Context()); err != nil || version != 0 {
			t.Errorf("an empty board: got %d, %v", version, err)
		}
		furnish(t, s, 1)
		must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: "binh", Role: reform.Officer}))
		r := draft(unit(0), 1, 1)
		u := upload(r)
		u.ID = "refused"
		must(t, s.SaveUpload(t.Context(), u))
		submitted(t, s, r)
		events, err := s.Events(t.Context(), 3, 10)
		must(t, err)
		var got []string
		for _, e := range events {
			got = append(got, strings.Join([]string{e.By, string(e.Deed), e.Cycle, e.Unit, e.Detail}, "|"))
			if !e.At.Equal(stored) {
				t.Errorf("event %d: got %v, want %v", e.Seq, e.At, stored)
			}
		}
		want := []string{
			"an|saved|||user binh",
			"binh|received|2026-q1|so-000|source unit, version 0, sha256 ab12",
			"binh|received|2026-q1|so-000|source unit, version 0, sha256 ab12",
			"binh|saved|2026-q1|so-000|source unit, version 1, sha256 ab12",
			"chi|submitted|2026-q1|so-000|source unit, version 1, sha256 ab12",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if version, err := s.BoardVersion(t.Context()); err != nil || version != 8 {
			t.Errorf("got %d, %v, want 8", version, err)
		}
		if few, err := s.Events(t.Context(), 0, 2); err != nil || len(few) != 2 || few[0].Seq != 1 {
			t.Errorf("got %v, %v, want the first two", few, err)
		}
	})
}

func TestEventsOfManyAtOnceStandInOneChain(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 8)
		var racing sync.WaitGroup
		failures := make(chan error, 80)
		for i := range 8 {
			racing.Go(func() {
				for version := range 5 {
					r := draft(unit(i), version+1, 2)
					failures <- save(t, s, r, upload(r))
					failures <- s.SaveUser(t.Context(), "an", at, reform.User{ID: unit(i), Role: reform.Officer})
				}
			})
		}
		racing.Wait()
		close(failures)
		for err := range failures {
			if err != nil {
				t.Error(err)
			}
		}
		must(t, s.VerifyEvents(t.Context(), nil))
		if version, err := s.BoardVersion(t.Context()); err != nil || version != 123 {
			t.Errorf("got %d events, %v, want 123", version, err)
		}
	})
}

func TestTamperedEventIsNamed(t *testing.T) {
	for name, c := range map[string]struct{ statement, want string }{
		"changed":             {"UPDATE events SET unit = 'so-999' WHERE seq = 3", "event 3 was changed"},
		"earlier":             {"UPDATE events SET at = '2020-01-01 00:00:00' WHERE seq = 2", "event 2 was changed"},
		"first removed":       {"DELETE FROM events WHERE seq = 1", "event 1 is missing"},
		"one removed":         {"DELETE FROM events WHERE seq = 2", "event 2 is missing"},
		"removed and renamed": {"DELETE FROM events WHERE seq = 2; UPDATE events SET seq = 2 WHERE seq = 3", "event 2 was changed"},
		"another hash":        {"UPDATE events SET hash = 'ff' WHERE seq = 3", "event 3 was changed"},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Each(t, func(t *testing.T, s *store.Store) {
				furnish(t, s, 1)
				must(t, s.VerifyEvents(t.Context(), nil))
				for statement := range strings.SplitSeq(c.statement, ";") {
					must(t, s.Exec(t.Context(), statement))
				}
				err := s.VerifyEvents(t.Context(), nil)
				if !errors.Is(err, reform.ErrInvalid) || !strings.Contains(err.Error(), c.want) {
					t.Errorf("got %v, want %q", err, c.want)
				}
			})
		})
	}
}

func TestLongChainIsWalkedToItsEnd(t *testing.T) {
	s := storetest.Open(t)
	for range 1100 {
		must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: "binh", Role: reform.Officer}))
	}
	must(t, s.VerifyEvents(t.Context(), nil))
	must(t, s.Exec(t.Context(), "UPDATE events SET detail = '' WHERE seq = 1100"))
	if err := s.VerifyEvents(t.Context(), nil); err == nil || !strings.Contains(err.Error(), "event 1100 was changed") {
		t.Errorf("got %v", err)
	}
}

func BenchmarkBoardVersion(b *testing.B) {
	s := storetest.Open(b)
	furnish(b, s, 1)
	for b.Loop() {
		if version, err := s.BoardVersion(b.Context()); err != nil || version != 3 {
			b.Fatal(version, err)
		}
	}
}

func TestWhoOnlyLooksMovesNoVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		begun, err := s.Anchor(t.Context(), at)
		must(t, err)
		var looks []reform.Deed
		for n, deed := range reform.Deeds {
			board, err := s.BoardVersion(t.Context())
			must(t, err)
			people, err := s.PeopleVersion(t.Context())
			must(t, err)
			e := reform.Event{At: at, By: "an", Deed: deed, Detail: "from 10.0.0.1"}
			if n%2 == 0 {
				e.Cycle = "2026-q1"
			}
			err = s.SaveEvent(t.Context(), e)
			if deed.ChangesBoard() {
				if !errors.Is(err, reform.ErrInvalid) {
					t.Errorf("%s: got %v, want not valid: nothing was changed", deed, err)
				}
				continue
			}
			must(t, err)
			looks = append(looks, deed)
			nowBoard, err := s.BoardVersion(t.Context())
			must(t, err)
			nowPeople, err := s.PeopleVersion(t.Context())
			must(t, err)
			if nowBoard != board || nowPeople != people {
				t.Errorf("%s: the board went from %d to %d, people from %d to %d", deed, board, nowBoard, people, nowPeople)
			}
		}
		must(t, s.VerifyEvents(t.Context(), nil))
		anchor, err := s.Anchor(t.Context(), at)
		must(t, err)
		events, err := s.Events(t.Context(), anchor.Seq-1, 10)
		must(t, err)
		if len(events) != 1 || events[0].Hash != anchor.Hash || anchor.Seq != begun.Seq+int64(len(looks)) || events[0].Deed != looks[len(looks)-1] {
			t.Errorf("got %v of %v", anchor, events)
		}
		if err := s.SaveEvent(t.Context(), reform.Event{At: at, Deed: reform.ExportedDeed, Subject: "units"}); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("an event that vouches for what it has not written: got %v", err)
		}
	})
}

func TestAnchorOfAnEmptyLog(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		if anchor, err := s.Anchor(t.Context(), at); err != nil || anchor.Seq != 0 || anchor.Hash != "" {
			t.Errorf("got %v, %v", anchor, err)
		}
	})
}

func TestLogIsNarrowedByWhatIsAskedFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		for n, e := range []reform.Event{
			{By: "an", Deed: reform.ExportedDeed, Cycle: "2026-q1", Unit: "so-000"}, {By: "an", Deed: reform.SignedInDeed}, {By: "b'inh", Deed: reform.ExportedDeed},
		} {
			e.At = at.AddDate(0, 0, n+1)
			must(t, s.SaveEvent(t.Context(), e))
		}
		for _, c := range []struct {
			ask  reform.EventAsk
			want string
		}{
			{reform.EventAsk{}, "6 5 4 3 2 1"},
			{reform.EventAsk{By: "an"}, "5 4 3 2 1"},
			{reform.EventAsk{By: "b'inh"}, "6"},
			{reform.EventAsk{Deed: reform.ExportedDeed}, "6 4"},
			{reform.EventAsk{Cycle: "2026-q1", Unit: "so-000"}, "4"},
			{reform.EventAsk{Cycle: "2026-q1", Before: 4}, "3"},
			{reform.EventAsk{After: 4}, "6 5"},
			{reform.EventAsk{From: at.AddDate(0, 0, 1), To: at.AddDate(0, 0, 3)}, "5 4"},
			{reform.EventAsk{By: "nobody"}, ""},
		} {
			events, err := s.EventsOf(t.Context(), c.ask, 100)
			must(t, err)
			var got []string
			for _, e := range events {
				got = append(got, strconv.FormatInt(e.Seq, 10))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%+v: got %v, want %s", c.ask, got, c.want)
			}
		}
		if few, err := s.EventsOf(t.Context(), reform.EventAsk{}, 2); err != nil || len(few) != 2 {
			t.Errorf("got %v, %v", few, err)
		}
	})
}
