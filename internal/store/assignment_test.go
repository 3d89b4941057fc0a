package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestEveryAssignmentIsKept in its order, and none is altered unseen.
func TestEveryAssignmentIsKept(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 2)
		a := reform.Assignment{Cycle: "2026-q1", Unit: unit(0), Number: 1, Area: "1", Person: "mai", Text: why, By: "an", At: at}
		back := reform.Assignment{Cycle: "2026-q1", Unit: unit(0), Number: 2, Indicator: "1.1", Text: why, By: "binh", At: at}
		objects(t, s.SaveAssignment(t.Context(), back), reform.GivenSince)
		must(t, s.SaveAssignment(t.Context(), a))
		objects(t, s.SaveAssignment(t.Context(), a), reform.GivenSince)
		must(t, s.SaveAssignment(t.Context(), back))
		got, err := s.Assignments(t.Context(), "2026-q1", []string{unit(0), unit(1)})
		must(t, err)
		a.At, back.At = stored, stored
		if diff := cmp.Diff([]reform.Assignment{a, back}, got); diff != "" {
			t.Error(diff)
		}
		if got := unlike(t, s); got != "" {
			t.Errorf("untouched, but %s", got)
		}
		must(t, s.Exec(t.Context(), "UPDATE assignments SET person = 'kin' WHERE number = 1"))
		if got := unlike(t, s); got != "assignments/2026-q1/so-000" {
			t.Errorf("altered: %q", got)
		}
	})
}
