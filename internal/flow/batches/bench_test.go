package batches_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"reformboard/internal/bundle"
	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/batches"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/framework"
	"reformboard/internal/reform"
	"reformboard/internal/store/storetest"
	"reformboard/internal/workbook"
)

// country is a body of very many units that report under decision 766's index, quarter
// after quarter.
func country(tb testing.TB, units int) *flow.Board {
	tb.Helper()
	kept, err := files.New(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	yaml, err := os.ReadFile(filepath.FromSlash("../../../seed/frameworks/qd766-2022.yaml"))
	if err != nil {
		tb.Fatal(err)
	}
	f, err := framework.Read("qd766-2022.yaml", bytes.NewReader(yaml))
	if err != nil {
		tb.Fatal(err)
	}
	tree := []reform.Unit{{ID: "body", NameVI: "Cả nước", Simulated: true}}
	var groups []reform.PeerGroup
	for n := range 8 {
		groups = append(groups, reform.PeerGroup{ID: "g" + strconv.Itoa(n), NameVI: "Khối số " + strconv.Itoa(n), Place: n})
	}
	for n := range units {
		tree = append(tree, reform.Unit{
			ID: unitID(n), Parent: "body", NameVI: "Ủy ban nhân dân xã số " + strconv.Itoa(n), PeerGroup: groups[n%len(groups)].ID, Place: n, Simulated: true,
		})
	}
	s := storetest.Open(tb)
	for _, err := range []error{
		s.SaveFramework(tb.Context(), "bench", flowtest.Opens, f, yaml),
		s.SaveUnits(tb.Context(), "bench", flowtest.Opens, tree, groups),
	} {
		if err != nil {
			tb.Fatal(err)
		}
	}
	for n, period := range []reform.Period{"2026-Q2", "2026-Q3"} {
		from := flowtest.Opens.AddDate(0, 3*(n-1), 0)
		c := reform.Cycle{ID: string(period), Body: "body", Framework: f.ID, Period: period, DataFrom: from, DataTo: from.AddDate(0, 3, 0), Opens: from, Due: from.AddDate(0, 0, 10), Closes: from.AddDate(0, 0, 20)}
		if err := s.SaveCycle(tb.Context(), "bench", flowtest.Opens, c); err != nil {
			tb.Fatal(err)
		}
	}
	return flow.New(s, kept)
}

func unitID(n int) string { return "xa-" + strconv.Itoa(n) }

// BenchmarkForms writes the forms of 3,500 units. The goal is under 3 minutes on two
// processors, each form at most 300 KB, memory flat.
func BenchmarkForms(b *testing.B) {
	const units = 3500
	board := country(b, units)
	for b.Loop() {
		var made meter
		peak := watch(b)
		if err := board.WriteForms(b.Context(), &made, "2026-Q3", reform.Vietnamese); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(made)/units/1024, "KB/form")
		b.ReportMetric(float64(peak())/(1<<20), "peak-MB")
	}
}

// BenchmarkBatch takes the filled forms of 500 units from one archive. The goal is under
// 30 s; the product asks for 3 minutes.
func BenchmarkBatch(b *testing.B) {
	const units = 500
	for b.Loop() {
		b.StopTimer()
		board := country(b, units)
		files := listed(b, stick(b, board, units))
		b.StartTimer()
		taken := 0
		peak := watch(b)
		l := batches.Load{Cycle: "2026-Q3", Source: reform.FromUnit, By: "bench", At: flowtest.During, Files: files}
		err := batches.Take(b.Context(), board, l, func(item reform.BatchItem) error {
			if item.Version == 1 {
				taken++
			}
			return nil
		})
		if err != nil || taken != units {
			b.Fatal(taken, err)
		}
		b.ReportMetric(float64(peak())/(1<<20), "peak-MB")
	}
}

// stick is an archive of a filled form of each unit.
func stick(b *testing.B, board *flow.Board, units int) []byte {
	b.Helper()
	form, err := board.Form(b.Context(), "2026-Q3", unitID(0), reform.FromUnit)
	if err != nil {
		b.Fatal(err)
	}
	var files []named
	for n := range units {
		form.Unit.ID, form.Values = unitID(n), nil
		for k, g := range form.Framework.FiguresOf(form.Source) {
			form.Values = append(form.Values, reform.Value{Figure: g.ID, Text: strconv.Itoa(10 + (n*31+k*17)%90)})
		}
		var content bytes.Buffer
		if err := workbook.Write(&content, form); err != nil {
			b.Fatal(err)
		}
		files = append(files, named{unitID(n) + ".xlsx", content.Bytes()})
	}
	return zipped(b, files...)
}

func listed(tb testing.TB, archive []byte) []bundle.File {
	tb.Helper()
	files, err := bundle.Open(bytes.NewReader(archive), int64(len(archive)))
	if err != nil {
		tb.Fatal(err)
	}
	return files
}

// meter counts what is written to it.
type meter int64

func (m *meter) Write(p []byte) (int, error) {
	*m += meter(len(p))
	return len(p), nil
}

// watch looks at the heap until it is asked how high it stood.
func watch(tb testing.TB) (peak func() uint64) {
	tb.Helper()
	var most atomic.Uint64
	done := make(chan struct{})
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for tick := time.Tick(20 * time.Millisecond); ; {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most.Store(max(most.Load(), m.HeapAlloc))
			select {
			case <-tick:
			case <-done:
				return
			}
		}
	}()
	return func() uint64 {
		close(done)
		<-ended
		return most.Load()
	}
}
