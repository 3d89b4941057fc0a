package seed

import (
	"bytes"
	"io"
	"testing"

	"reformboard/internal/export"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestDemonstrationTellsItsStories plays two quarters and looks for what they are
// there to show.
func TestDemonstrationTellsItsStories(t *testing.T) {
	b := boardOf(t, storetest.Open(t))
	if err := Play(t.Context(), b, now, 2, io.Discard); err != nil {
		t.Fatal(err)
	}
	tally, err := b.Tally(t.Context(), "mau-cpdt-2026-q4")
	if err != nil {
		t.Fatal(err)
	}
	states := map[reform.State]bool{}
	for _, c := range tally.Scorecards {
		for _, s := range c.Scores {
			states[s.State] = true
		}
	}
	other, err := b.Tally(t.Context(), "mau-dv-2026-q4")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range other.Scorecards {
		for _, s := range c.Scores {
			states[s.State] = true
		}
	}
	for _, s := range reform.States {
		if !states[s] {
			t.Errorf("no cell is %s", s)
		}
	}
	reasons := map[reform.Reason]int{}
	for _, s := range tally.Overall.Unranked {
		reasons[s.Reason]++
	}
	if reasons[reform.NoReport] != 7 || reasons[reform.TooFew] == 0 {
		t.Errorf("not ranked: %v", reasons)
	}
	moved := 0
	for _, s := range tally.Overall.Standings {
		if s.Moved != nil && *s.Moved != 0 {
			moved++
		}
	}
	if moved == 0 {
		t.Error("nobody has moved")
	}
	reach := map[reform.Reach]bool{}
	for _, w := range append(tally.Weaknesses, other.Weaknesses...) {
		reach[w.Reach] = true
	}
	if !reach[reform.Systemic] || !reach[reform.Local] {
		t.Errorf("weaknesses are %v", reach)
	}
	recoverableIsWhatIsMissing(t, tally)
	recoverableIsWhatIsMissing(t, other)
	if tally.Cycle.Phase(now) != reform.Open || !tally.Body.Simulated {
		t.Errorf("the newest cycle is %s, simulated %v", tally.Cycle.Phase(now), tally.Body.Simulated)
	}
}

// recoverableIsWhatIsMissing holds the list of weak indicators against the scorecards:
// all that can be recovered is the maximum less what was earned.
func recoverableIsWhatIsMissing(t *testing.T, tally *reform.Tally) {
	t.Helper()
	var missing, recoverable reform.Points
	for _, c := range tally.Scorecards {
		missing += c.Max
		for _, a := range tally.Framework.Areas {
			if sub, ok := c.Subtotal(a.ID); ok && !a.Outside {
				missing -= sub.Earned
			}
		}
	}
	for _, w := range tally.Weaknesses {
		recoverable += w.Recoverable
	}
	if recoverable != missing || missing <= 0 {
		t.Errorf("%s: %s can be recovered, %s are missing", tally.Cycle.ID, recoverable, missing)
	}
}

// TestSameBytesOnBothDatabases plays the same cycles on SQLite and on PostgreSQL
// and compares every export byte for byte.
func TestSameBytesOnBothDatabases(t *testing.T) {
	exports := map[string][]byte{}
	databases := 0
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := boardOf(t, s)
		b.Key = []byte("one key, so that the workbooks handed in are the same")
		if err := Play(t.Context(), b, now, 1, io.Discard); err != nil {
			t.Fatal(err)
		}
		databases++
		for _, cycle := range []string{"gialai-766-2026", "mau-dv-2026-q4", "mau-cpdt-2026-q4"} {
			tally, err := b.Tally(t.Context(), cycle)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range reform.Languages {
				same(t, exports, databases, cycle+string(l)+".xlsx", func(w io.Writer) error { return export.RankingWorkbook(w, tally, "", l) })
				same(t, exports, databases, cycle+string(l)+".csv", func(w io.Writer) error { return export.RankingCSV(w, tally, "", l) })
				unit := tally.Units[2].ID
				explained, err := b.Explained(t.Context(), cycle, unit)
				if err != nil {
					t.Fatal(err)
				}
				same(t, exports, databases, unit+cycle+string(l)+".xlsx", func(w io.Writer) error { return export.ScorecardWorkbook(w, explained, unit, l) })
				same(t, exports, databases, unit+cycle+string(l)+".csv", func(w io.Writer) error { return export.ScorecardCSV(w, explained, unit, l) })
			}
		}
	})
	if len(exports) != 24 {
		t.Errorf("compared %d exports, want 24", len(exports))
	}
}

func same(t *testing.T, exports map[string][]byte, database int, name string, write func(io.Writer) error) {
	t.Helper()
	var content bytes.Buffer
	if err := write(&content); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	if database == 1 {
		exports[name] = content.Bytes()
		return
	}
	if !bytes.Equal(exports[name], content.Bytes()) {
		t.Errorf("%s differs: %d bytes and %d", name, len(exports[name]), content.Len())
	}
}
