package appraisals_test

import (
	"path/filepath"
	"testing"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/appraisals"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

// BenchmarkQueue asks for a page of the queue of an appraiser of all 3,500 units right after a
// judgement, each time: the goal of its page is 100 ms.
func BenchmarkQueue(b *testing.B) {
	path := filepath.Join(b.TempDir(), "board.db")
	s, err := store.Open(b.Context(), path)
	must(b, err)
	b.Cleanup(func() { _ = s.Close() })
	must(b, s.Migrate(b.Context()))
	f := flowtest.Large(120)
	flowtest.Generate(b, s, path, f, flowtest.Scale{Units: 3500, Groups: 34, Cycles: 1})
	kept, err := files.New(b.TempDir())
	must(b, err)
	d := appraisals.New(flow.New(s, kept))
	who := reform.User{ID: "mai", Role: reform.Appraiser, Unit: "body"}
	cycle := string(flowtest.Newest)
	items, err := d.Queue(b.Context(), who, cycle)
	must(b, err)
	b.Logf("%d claims wait", len(items))
	n := 0
	for b.Loop() {
		b.StopTimer()
		i := items[n]
		n++
		_, err := d.Judge(b.Context(), who, reform.Appraisal{Cycle: cycle, Unit: i.Unit, Indicator: i.Indicator, Verdict: reform.Accepted}, flowtest.During)
		must(b, err)
		b.StartTimer()
		left, err := d.Look(b.Context(), who, appraisals.Ask{Cycle: cycle, Most: 50})
		if err != nil || left.All != len(items)-n || len(left.Lines) != 50 {
			b.Fatal(left.All, err)
		}
	}
}

// BenchmarkJudge keeps one judgement after the other of one claim; the goal is 300 ms.
func BenchmarkJudge(b *testing.B) {
	s, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "board.db"))
	must(b, err)
	b.Cleanup(func() { _ = s.Close() })
	must(b, s.Migrate(b.Context()))
	d := furnish(b, s, "q3")
	must(b, report(b, s, "q3/a", "an", nil))
	n := 0
	for b.Loop() {
		_, err := d.Judge(b.Context(), users["mai"], verdict("a", "1", n, reform.Cut, reform.Points(n%2+1)), opens)
		must(b, err)
		n++
	}
}
