package main

import (
	"log/slog"
	"path/filepath"
	"testing"

	"reformboard/internal/anchor"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
)

// TestHeadOfTheLogIsWrittenDownAtTheEnd with what happened since it was last.
func TestHeadOfTheLogIsWrittenDownAtTheEnd(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	k := &record.Book{Board: b, Anchors: anchor.At(filepath.Join(t.TempDir(), "anchors.txt"))}
	end := writeAnchors(t.Context(), k, slog.New(slog.DiscardHandler))
	if err := b.Store.SaveUser(t.Context(), "test", flowtest.During, reform.User{ID: "an", Role: reform.Analyst}); err != nil {
		t.Fatal(err)
	}
	end()
	head, err := b.Store.Anchor(t.Context(), flowtest.During)
	if err != nil {
		t.Fatal(err)
	}
	if last, err := k.Anchors.Last(); err != nil || last.Seq != head.Seq || last.Hash != head.Hash {
		t.Errorf("the second place ends with event %d, the log with %d; %v", last.Seq, head.Seq, err)
	}
}
