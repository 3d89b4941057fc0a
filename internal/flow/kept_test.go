package flow_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"reflect"
	"strconv"
	"sync"
	"testing"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

// generated is a body of a few hundred units, and a way to open a board over it that has
// drawn nothing up yet.
func generated(t *testing.T, f reform.Framework, scale flowtest.Scale) (afresh func() *flow.Board, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "board.db")
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	flowtest.Generate(t, s, path, f, scale)
	return func() *flow.Board {
		kept, err := files.New(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		return flow.New(s, kept)
	}, path
}

// TestWhatIsKeptIsWhatWouldBeDrawnUp asks many at once, and again, and then after
// reports came in: a board that has kept what it drew up says what a fresh one says, by
// a framework that scores each unit by itself, and by those that do not.
func TestWhatIsKeptIsWhatWouldBeDrawnUp(t *testing.T) {
	for name, alter := range map[string]func(*reform.Framework){
		"each by itself":       func(*reform.Framework) {},
		"against the best":     againstTheBest,
		"with the last period": func(f *reform.Framework) { f.Missing = reform.FillLastPeriod },
	} {
		t.Run(name, func(t *testing.T) {
			f := flowtest.Large(30)
			alter(&f)
			afresh, _ := generated(t, f, flowtest.Scale{Units: 60, Groups: 4, Cycles: 3})
			kept := afresh()
			sameAsAfresh(t, kept, afresh)
			sameAsAfresh(t, kept, afresh)
			// The best is silent from now on, one more says what it said, and so does the next best.
			for n, unit := range []string{best(t, kept), flowtest.UnitID(20), best(t, kept)} {
				reportAgain(t, kept, unit, n)
				sameAsAfresh(t, kept, afresh)
			}
			units, err := kept.Store.Units(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			units[len(units)-1].PeerGroup = "g0"
			if err := kept.Store.SaveUnits(t.Context(), "test", flowtest.During, units[len(units)-1:], nil); err != nil {
				t.Fatal(err)
			}
			sameAsAfresh(t, kept, afresh)
		})
	}
}

func againstTheBest(f *reform.Framework) {
	for _, a := range f.Areas {
		for n := range a.Indicators {
			if rule := &a.Indicators[n].Rule; rule.Kind == reform.Ratio {
				rule.Kind = reform.Leader
			}
		}
	}
}

func best(t *testing.T, b *flow.Board) string {
	tally := draw(t, b, string(flowtest.Newest))
	return tally.Overall.Standings[0].Unit
}

func sameAsAfresh(t *testing.T, kept *flow.Board, afresh func() *flow.Board) {
	t.Helper()
	want := drawn(t, afresh(), string(flowtest.Newest))
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			if got := drawn(t, kept, string(flowtest.Newest)); !reflect.DeepEqual(got, want) {
				t.Error("the board that has kept what it drew up says something else")
			}
		})
	}
	wg.Wait()
}

// reportAgain hands in another version; the first time it says nothing any more.
func reportAgain(t *testing.T, b *flow.Board, unit string, n int) {
	t.Helper()
	cycle := string(flowtest.Newest)
	r, err := b.Store.Report(t.Context(), cycle, unit, reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	r.Version, r.Status, r.SavedAt = r.Version+1, reform.Draft, flowtest.During
	for k := range r.Values {
		if n == 0 {
			r.Values[k] = reform.Value{Figure: r.Values[k].Figure, Absence: reform.NotReported}
		}
	}
	upload := reform.Upload{ID: strconv.Itoa(n), Cycle: cycle, Unit: unit, Source: r.Source, SHA256: "1", Name: "b.xlsx", At: flowtest.During, By: "test"}
	err = errors.Join(b.Store.SaveUpload(t.Context(), upload), b.Store.AcceptUpload(t.Context(), r, upload.ID))
	if err = errors.Join(err, r.Submit("test", flowtest.During)); err == nil {
		err = b.Store.SubmitReport(t.Context(), r)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// drawn is a tally with the ones before it.
func drawn(t *testing.T, b *flow.Board, cycle string) []*reform.Tally {
	tally, err := b.Tally(t.Context(), cycle)
	if err != nil {
		t.Error(err)
		return nil
	}
	past, err := b.Past(t.Context(), tally, 7)
	if err != nil {
		t.Error(err)
	}
	return append(past, tally)
}

// TestATallyIsDrawnUpOnce asks twice for what has not changed.
func TestATallyIsDrawnUpOnce(t *testing.T) {
	afresh, _ := generated(t, flowtest.Large(30), flowtest.Scale{Units: 60, Groups: 4, Cycles: 3})
	b := afresh()
	cycle := string(flowtest.Newest)
	first := drawn(t, b, cycle)
	units := float64(len(first[0].Units))
	if spent := testing.AllocsPerRun(5, func() { drawn(t, b, cycle) }); spent > 20*units {
		t.Errorf("%.0f allocations to look at what has not changed", spent)
	}
	second := drawn(t, b, cycle)
	for n := range first {
		if &first[n].Scorecards[0] != &second[n].Scorecards[0] || &first[n].Overall.Standings[0] != &second[n].Overall.Standings[0] || &first[n].Weaknesses[0] != &second[n].Weaknesses[0] {
			t.Errorf("%s was drawn up twice", first[n].Cycle.ID)
		}
	}
}

// TestAfterAStartNobodyWaits takes the reports away behind the board: what it has drawn
// up it still knows, for all cycles that pages look back on.
func TestAfterAStartNobodyWaits(t *testing.T) {
	afresh, path := generated(t, flowtest.Large(15), flowtest.Scale{Units: 20, Groups: 2, Cycles: 3})
	want := drawn(t, afresh(), string(flowtest.Newest))
	b := afresh()
	if err := b.DrawUp(t.Context(), 7, time.Unix(0, 0)); err != nil {
		t.Fatal(err)
	}
	behind, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer behind.Close() //nolint:errcheck // the test ends here
	if _, err := behind.ExecContext(t.Context(), "DELETE FROM report_values"); err != nil {
		t.Fatal(err)
	}
	if got := drawn(t, b, string(flowtest.Newest)); !reflect.DeepEqual(got, want) {
		t.Error("the cycles were not drawn up at the start")
	}
	for _, g := range want[0].Groups {
		spent := testing.AllocsPerRun(1, func() {
			if _, err := b.Radar(t.Context(), want[0], reform.Scope{Group: g.ID}, time.Unix(0, 0)); err != nil {
				t.Fatal(err)
			}
		})
		if spent > 2_000 {
			t.Errorf("%.0f allocations to say what is weak in %s: it was not drawn up at the start", spent, g.ID)
		}
	}
	stopped, stop := context.WithCancel(t.Context())
	stop()
	if err := afresh().DrawUp(stopped, 7, time.Unix(0, 0)); !errors.Is(err, context.Canceled) {
		t.Errorf("told to stop, it says %v", err)
	}
}
