package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestCycleComesBackInUTCToTheMicrosecond(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		c := quarter
		c.Opens, c.Due, c.Closes = at, at, at.Add(time.Nanosecond)
		must(t, s.SaveCycle(t.Context(), "an", at, c))
		want := c
		want.Opens, want.Due, want.Closes, want.Version = stored, stored, stored, 2
		got, err := s.Cycle(t.Context(), c.ID)
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if got.Opens.Location() != time.UTC {
			t.Errorf("got %v, want UTC", got.Opens)
		}
	})
}

func TestCyclesAreListedFromTheLatest(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		for id, period := range map[string]reform.Period{"b": "2026-Q2", "a": "2026-Q2", "c": "2025-Q4"} {
			c := quarter
			c.ID, c.Period = id, period
			must(t, s.SaveCycle(t.Context(), "an", at, c))
		}
		cycles, err := s.Cycles(t.Context())
		must(t, err)
		var got []string
		for _, c := range cycles {
			got = append(got, c.ID)
		}
		if diff := cmp.Diff([]string{"a", "b", "2026-q1", "c"}, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestCycleNeedsItsBodyItsFrameworkAndDaysInOrder(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		for name, c := range map[string]struct {
			spoil func(*reform.Cycle)
			want  error
		}{
			"unknown body":      {func(c *reform.Cycle) { c.Body = "nowhere" }, reform.ErrNotFound},
			"unknown framework": {func(c *reform.Cycle) { c.Framework = "none" }, reform.ErrNotFound},
			"due before open":   {func(c *reform.Cycle) { c.Due = c.Opens.Add(-time.Hour) }, reform.ErrInvalid},
			"closes before due": {func(c *reform.Cycle) { c.Closes = c.Due.Add(-time.Microsecond) }, reform.ErrInvalid},
			"window backwards":  {func(c *reform.Cycle) { c.DataTo = c.DataFrom.Add(-time.Hour) }, reform.ErrInvalid},
			"no id":             {func(c *reform.Cycle) { c.ID = "" }, reform.ErrInvalid},
		} {
			spoilt := quarter
			c.spoil(&spoilt)
			if err := s.SaveCycle(t.Context(), "an", at, spoilt); !errors.Is(err, c.want) {
				t.Errorf("%s: got %v, want %v", name, err, c.want)
			}
		}
	})
}

func TestWhatIsNotThereIsNotFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		for name, ask := range map[string]func() error{
			"framework": func() error { _, err := s.Framework(ctx, "x"); return err },
			"file":      func() error { _, err := s.FrameworkSource(ctx, "x"); return err },
			"cycle":     func() error { _, err := s.Cycle(ctx, "' OR 1=1 --"); return err },
			"report":    func() error { _, err := s.Report(ctx, "x", "y", reform.FromUnit); return err },
			"version":   func() error { _, err := s.ReportVersion(ctx, "x", "y", reform.FromUnit, 1); return err },
			"upload":    func() error { _, err := s.Upload(ctx, "x"); return err },
			"user":      func() error { _, err := s.User(ctx, "x"); return err },
		} {
			if err := ask(); !errors.Is(err, reform.ErrNotFound) {
				t.Errorf("%s: got %v, want not found", name, err)
			}
		}
	})
}
