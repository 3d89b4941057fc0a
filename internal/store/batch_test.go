package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// stick is a batch of so many files.
func stick(id string, total int) reform.Batch {
	return reform.Batch{
		ID: id, Cycle: "2026-q1", Source: reform.FromUnit, SHA256: "ab12", Name: "đợt 1.zip", At: at, By: "an", Total: total,
	}
}

func TestBatchGoesOnWhereItStopped(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		begun := stick("b", 3)
		begun.Done, begun.Failure, begun.FinishedAt = 2, "old", &begun.At
		must(t, s.SaveBatch(t.Context(), begun))
		// Not in the order of the archive: several are read at once.
		items := []reform.BatchItem{
			{Batch: "b", Place: 1, Name: "so-000.xlsx", Unit: "so-000", Upload: "u", Version: 4},
			{Batch: "b", Place: 3, Name: "đọc tôi.txt", Findings: []reform.Finding{{Problem: reform.NotWorkbook, Severity: reform.Refused, Found: "text"}}},
		}
		must(t, s.SaveBatchItem(t.Context(), items[1]))
		must(t, s.SaveBatchItem(t.Context(), items[0]))
		if err := s.SaveBatchItem(t.Context(), items[0]); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("the same file twice: got %v, want a conflict", err)
		}
		unfinished, err := s.UnfinishedBatches(t.Context())
		must(t, err)
		want := stick("b", 3)
		want.At, want.Done = stored, 2
		if diff := cmp.Diff([]reform.Batch{want}, unfinished); diff != "" {
			t.Error(diff)
		}
		must(t, s.SaveBatchItem(t.Context(), reform.BatchItem{Batch: "b", Place: 2}))
		if err := s.SaveBatchItem(t.Context(), reform.BatchItem{Batch: "b", Place: 4}); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("more files than there are: got %v, want not valid", err)
		}
		must(t, s.FinishBatch(t.Context(), "b", at, ""))
		got, err := s.Batch(t.Context(), "b")
		must(t, err)
		want.Done, want.FinishedAt, want.Items = 3, new(stored), []reform.BatchItem{items[0], {Batch: "b", Place: 2}, items[1]}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestFinishedBatchStaysAsItIs(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		later := stick("a", 2)
		later.At = at.AddDate(0, 0, 1)
		for _, b := range []reform.Batch{stick("z", 2), later, stick("c", 0)} {
			must(t, s.SaveBatch(t.Context(), b))
		}
		must(t, s.FinishBatch(t.Context(), "z", at, "hết chỗ trên đĩa"))
		for what, err := range map[string]error{
			"finished twice":    s.FinishBatch(t.Context(), "z", at, ""),
			"a file afterwards": s.SaveBatchItem(t.Context(), reform.BatchItem{Batch: "z", Place: 1}),
			"begun twice":       s.SaveBatch(t.Context(), stick("a", 2)),
		} {
			if !errors.Is(err, reform.ErrConflict) {
				t.Errorf("%s: got %v, want a conflict", what, err)
			}
		}
		for what, err := range map[string]error{
			"no such batch":     s.FinishBatch(t.Context(), "nowhere", at, ""),
			"a file of nothing": s.SaveBatchItem(t.Context(), reform.BatchItem{Batch: "nowhere", Place: 1}),
		} {
			if !errors.Is(err, reform.ErrNotFound) {
				t.Errorf("%s: got %v, want not found", what, err)
			}
		}
		batches, err := s.Batches(t.Context(), "2026-q1")
		must(t, err)
		unfinished, err := s.UnfinishedBatches(t.Context())
		must(t, err)
		if got := ids(batches) + "| " + ids(unfinished); got != "a c z | c a " {
			t.Errorf("got %s", got)
		}
		if last := batches[2]; last.Failure != "hết chỗ trên đĩa" || last.FinishedAt == nil || last.Done != 0 {
			t.Errorf("got %+v", last)
		}
	})
}

func ids(batches []reform.Batch) (all string) {
	for _, b := range batches {
		all += b.ID + " "
	}
	return all
}

func TestLargeBatchWritesTwoEvents(t *testing.T) {
	const files = 40
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		must(t, s.SaveBatch(t.Context(), stick("b", files)))
		var racing sync.WaitGroup
		failures := make([]error, files)
		for i := range files {
			racing.Go(func() {
				failures[i] = s.SaveBatchItem(t.Context(), reform.BatchItem{Batch: "b", Place: i + 1, Name: fmt.Sprint(i)})
			})
		}
		racing.Wait()
		must(t, errors.Join(failures...))
		must(t, s.FinishBatch(t.Context(), "b", at, ""))
		b, err := s.Batch(t.Context(), "b")
		must(t, err)
		if b.Done != files || len(b.Items) != files {
			t.Errorf("%d done, %d items, want %d", b.Done, len(b.Items), files)
		}
		events, err := s.Events(t.Context(), 3, 10)
		must(t, err)
		var got []string
		for _, e := range events {
			got = append(got, strings.Join([]string{e.By, string(e.Deed), e.Cycle, e.Detail}, "|"))
		}
		want := []string{
			"an|received|2026-q1|batch b, source unit, 40 files, sha256 ab12",
			"an|saved|2026-q1|batch b, source unit, 40 files, sha256 ab12: finished",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
