package flow_test

import (
	"reflect"
	"testing"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestMovementIsExplainedFromTwoCycles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		for unit, done := range map[string][2]int{"a": {6, 7}, "b": {5, 9}, "c": {4, 1}} {
			submit(t, b, "2026-Q2", unit, flowtest.Filled(t, b, "2026-Q2", unit, reform.FromUnit, 10, done[0]))
			submit(t, b, "2026-Q3", unit, flowtest.Filled(t, b, "2026-Q3", unit, reform.FromUnit, 10, done[1]))
		}
		moved, err := b.Movements(t.Context(), draw(t, b, "2026-Q3"), "")
		if err != nil {
			t.Fatal(err)
		}
		a, climber := moved["a"], moved["b"]
		if a.Gained() != -1 || a.Others != -1 || a.Own != 0 {
			t.Errorf("a was overtaken by another: got %+v", a)
		}
		if climber.Gained() != 1 || climber.Own != 1 {
			t.Errorf("b climbed by its own report: got %+v", climber)
		}
		for unit, m := range moved {
			if m.Left+m.Method+m.Own+m.Appraisal+m.Others+m.Joined != m.Gained() {
				t.Errorf("%s: the parts of %+v do not add up", unit, m)
			}
		}
		if first, err := b.Movements(t.Context(), draw(t, b, "2026-Q2"), ""); err != nil || len(first) > 0 {
			t.Errorf("nothing was before the first cycle: got %v, %v", first, err)
		}
	})
}

// TestCoursesEndInTheMovement: among those ranked both times, the last step of a course
// is what the ranking says the unit gained.
func TestCoursesEndInTheMovement(t *testing.T) {
	ranked := func(points map[string]int64) *reform.Tally {
		tally := &reform.Tally{}
		for unit, p := range points {
			tally.Overall.Standings = append(tally.Overall.Standings, reform.Standing{Unit: unit, Exact: reform.NewFraction(p, 1)})
		}
		return tally
	}
	oldest := ranked(map[string]int64{"a": 1, "c": 9})
	before := ranked(map[string]int64{"gone": 90, "a": 80, "b": 70, "c": 60})
	now := ranked(map[string]int64{"new": 90, "a": 50, "b": 70, "c": 60})
	got := flow.Courses(now, []*reform.Tally{oldest, before}, "")
	want := []map[string]int{{"c": 1, "a": 2}, {"a": 1, "b": 2, "c": 3}, {"b": 1, "c": 2, "a": 3}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if first := flow.Courses(now, nil, ""); first != nil {
		t.Errorf("a first cycle has a course: %v", first)
	}
}
