package store_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// deliver is what one upload asks of the store: received with its evidence,
// accepted, submitted.
func deliver(s *store.Store, t testing.TB, r reform.Report) error {
	u := upload(r)
	paper := reform.Attachment{ID: u.ID, Cycle: r.Cycle, Unit: r.Unit, Source: r.Source, SHA256: "cd34", Name: "công văn.pdf", At: at, By: "binh"}
	if err := s.SaveUpload(t.Context(), u, paper); err != nil {
		return err
	}
	if err := s.AcceptUpload(t.Context(), r, u.ID); err != nil {
		return err
	}
	if err := r.Submit("chi", at); err != nil {
		return err
	}
	return s.SubmitReport(t.Context(), r)
}

// TestTwoHundredAtOnceAllGetThrough is the last minute before the deadline.
func TestTwoHundredAtOnceAllGetThrough(t *testing.T) {
	officers := 200
	if testing.Short() {
		officers = 40 // the race detector makes each ten times as long
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, officers)
		var rush sync.WaitGroup
		failures := make([]error, 2*officers)
		sessions := s.Sessions(func() time.Time { return at }, reform.Lives{}, holder)
		for i := range officers {
			rush.Go(func() { failures[i] = deliver(s, t, draft(unit(i), 1, 120)) })
			rush.Go(func() { failures[officers+i] = sessions.Commit(unit(i), []byte("binh"), at.Add(time.Hour)) })
		}
		rush.Wait()
		must(t, errors.Join(failures...))
		reports, err := s.SubmittedReports(t.Context(), "2026-q1")
		must(t, err)
		if len(reports) != officers || slices.ContainsFunc(reports, func(r reform.Report) bool { return len(r.Values) != 120 }) {
			t.Errorf("%d reports are there, or some are not whole", len(reports))
		}
		must(t, s.VerifyEvents(t.Context(), nil))
	})
}

// BenchmarkDeliver takes in one report of 120 figures: three changes, each on the
// disk when it returns. The goal is 4 ms.
func BenchmarkDeliver(b *testing.B) {
	s := storetest.Open(b)
	furnish(b, s, 1)
	for n := 1; b.Loop(); n++ {
		must(b, deliver(s, b, draft(unit(0), n, 120)))
	}
}

// BenchmarkRush is 200 officers at once.
func BenchmarkRush(b *testing.B) {
	s := storetest.Open(b)
	furnish(b, s, 200)
	for n := 1; b.Loop(); n++ {
		var rush sync.WaitGroup
		for i := range 200 {
			rush.Go(func() {
				if err := deliver(s, b, draft(unit(i), n, 120)); err != nil {
					b.Error(fmt.Errorf("%d: %w", i, err))
				}
			})
		}
		rush.Wait()
	}
}

// BenchmarkOneOfThousands asks what an upload has to know of its unit on a large
// board: itself, its group, whether it is of the body, and what it last reported.
func BenchmarkOneOfThousands(b *testing.B) {
	s := storetest.Open(b)
	furnish(b, s, 3_500)
	must(b, deliver(s, b, draft(unit(2_000), 1, 120)))
	for b.Loop() {
		one, err := s.Unit(b.Context(), unit(2_000))
		must(b, err)
		_, err = s.PeerGroup(b.Context(), one.PeerGroup)
		must(b, err)
		inside, err := s.Within(b.Context(), one.ID, "tinh")
		must(b, err)
		r, err := s.SubmittedReport(b.Context(), "2026-q1", one.ID, reform.FromUnit)
		if err != nil || !inside || len(r.Values) != 120 {
			b.Fatal(inside, len(r.Values), err)
		}
	}
}

// BenchmarkBatchItem is what a batch adds to each file of it.
func BenchmarkBatchItem(b *testing.B) {
	s := storetest.Open(b)
	furnish(b, s, 1)
	must(b, s.SaveBatch(b.Context(), stick("b", 1<<40)))
	for n := 1; b.Loop(); n++ {
		must(b, s.SaveBatchItem(b.Context(), reform.BatchItem{Batch: "b", Place: n, Name: "so-000.xlsx", Unit: unit(0), Upload: "u", Version: 1}))
	}
}
