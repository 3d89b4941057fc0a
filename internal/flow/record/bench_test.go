package record_test

import (
	"path/filepath"
	"testing"

	"reformboard/internal/anchor"
	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

// generated is a board with a large cycle, and two persons who may publish it.
func generated(b *testing.B) *record.Book {
	b.Helper()
	path := filepath.Join(b.TempDir(), "board.db")
	s, err := store.Open(b.Context(), path)
	must(b, err)
	b.Cleanup(func() { must(b, s.Close()) })
	must(b, s.Migrate(b.Context()))
	flowtest.Generate(b, s, path, flowtest.Large(120), flowtest.Scale{Units: 3500, Groups: 34, Cycles: 1})
	for _, id := range []string{"an", "binh"} {
		must(b, s.SaveUser(b.Context(), "test", flowtest.Opens, reform.User{ID: id, Role: reform.Administrator}))
	}
	kept, err := files.New(b.TempDir())
	must(b, err)
	return &record.Book{Board: flow.New(s, kept), Anchors: anchor.At(filepath.Join(b.TempDir(), "anchors.txt")), Program: "v1"}
}

// BenchmarkPropose freezes a country of 3,500 units and 120 indicators.
func BenchmarkPropose(b *testing.B) {
	k := generated(b)
	for b.Loop() {
		_, err := k.Propose(b.Context(), record.Wish{Cycle: string(flowtest.Newest), By: "an", At: at(1)})
		must(b, err)
	}
}

// BenchmarkVerify holds its edition against its rows, and works it out anew.
func BenchmarkVerify(b *testing.B) {
	k := generated(b)
	p, err := k.Propose(b.Context(), record.Wish{Cycle: string(flowtest.Newest), By: "an", At: at(1)})
	must(b, err)
	e, err := k.Approve(b.Context(), record.Consent{Cycle: p.Cycle, Proposal: p.ID, By: "binh", At: at(2)})
	must(b, err)
	for b.Loop() {
		v, err := k.Verify(b.Context(), e)
		must(b, err)
		if len(v.Discrepancies) > 0 || v.Units != 3500 {
			b.Fatalf("%+v", v.Discrepancies[:1])
		}
	}
}
