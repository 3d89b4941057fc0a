package flow_test

import (
	"database/sql"
	"path/filepath"
	"testing"

	"reformboard/internal/flow/flowtest"
	"reformboard/internal/store"
)

// TestTallyIsOfOnePiece has a unit leave its peer group after the version of the
// cycle was read and before the units were: scorecards stay with their units.
func TestTallyIsOfOnePiece(t *testing.T) {
	path := filepath.Join(t.TempDir(), "board.db")
	s, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close() //nolint:errcheck // the test ends here
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	b := flowtest.Open(t, s)
	draw(t, b, "2026-Q3")
	behind, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer behind.Close() //nolint:errcheck // the test ends here
	if _, err := behind.ExecContext(t.Context(), "UPDATE units SET peer_group = '' WHERE id = 'a'"); err != nil {
		t.Fatal(err)
	}
	tally := draw(t, b, "2026-Q3")
	for i, card := range tally.Scorecards {
		if i >= len(tally.Units) || tally.Units[i].ID != card.Unit {
			t.Errorf("scorecard %d is of %s, the units are %+v", i, card.Unit, tally.Units)
		}
	}
}
