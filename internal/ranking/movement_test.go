package ranking

import (
	"strconv"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

func totals(t testing.TB, text map[string]reform.Decimal) Totals {
	t.Helper()
	all := Totals{}
	for unit, d := range text {
		value, ok := d.Fraction()
		if !ok {
			t.Fatalf("%q is no number", d)
		}
		all[unit] = value
	}
	return all
}

// TestEachCauseOfMovement changes one thing at a time.
func TestEachCauseOfMovement(t *testing.T) {
	before := totals(t, map[string]reform.Decimal{"a": "90", "b": "80", "c": "70", "d": "60"})
	tests := []struct {
		what  string
		scene Scene
		unit  string
		want  reform.Movement
	}{
		{
			"nothing has changed",
			Scene{before, before, before, before},
			"c",
			reform.Movement{Before: 3, Now: 3},
		},
		{
			"two better units are ranked no longer",
			Scene{before, before, before, totals(t, map[string]reform.Decimal{"c": "70", "d": "60"})},
			"c",
			reform.Movement{Before: 3, Now: 1, Left: 2},
		},
		{
			"the new method turns the order of the same reports",
			func() Scene {
				turned := totals(t, map[string]reform.Decimal{"a": "60", "b": "70", "c": "80", "d": "90"})
				return Scene{before, turned, turned, turned}
			}(),
			"d",
			reform.Movement{Before: 4, Now: 1, Method: 3},
		},
		{
			"the unit reports better, and appraisal takes part of it back",
			Scene{
				before, before,
				totals(t, map[string]reform.Decimal{"a": "90", "b": "80", "c": "95", "d": "60"}),
				totals(t, map[string]reform.Decimal{"a": "90", "b": "80", "c": "85", "d": "60"}),
			},
			"c",
			reform.Movement{Before: 3, Now: 2, Own: 2, Appraisal: -1},
		},
		{
			"a better one is cut: another's appraisal is its own, and for the rest a change in others",
			Scene{
				before, before, before,
				totals(t, map[string]reform.Decimal{"a": "65", "b": "80", "c": "70", "d": "60"}),
			},
			"c",
			reform.Movement{Before: 3, Now: 2, Others: 1},
		},
		{
			"a newcomer is better",
			Scene{
				before, before,
				totals(t, map[string]reform.Decimal{"a": "90", "b": "80", "c": "70", "d": "60", "new": "75"}),
				totals(t, map[string]reform.Decimal{"a": "90", "b": "80", "c": "70", "d": "60", "new": "75"}),
			},
			"c",
			reform.Movement{Before: 3, Now: 4, Joined: -1},
		},
		{
			"everything at once",
			Scene{
				before,
				totals(t, map[string]reform.Decimal{"b": "70", "c": "80", "d": "60"}),
				totals(t, map[string]reform.Decimal{"b": "90", "c": "95", "d": "92", "new": "99"}),
				totals(t, map[string]reform.Decimal{"b": "90", "c": "75", "d": "92", "new": "99"}),
			},
			// a left (3 to 2), the method put c before b (1), its report keeps it there, so does
			// appraisal at 75 against 70 and 60; the others rise past it (3), new joins (4).
			"c",
			reform.Movement{Before: 3, Now: 4, Left: 1, Method: 1, Others: -2, Joined: -1},
		},
	}
	for _, test := range tests {
		if got := Split(test.scene)[test.unit]; got != test.want {
			t.Errorf("%s: got %+v, want %+v", test.what, got, test.want)
		}
	}
}

func TestAUnitRankedOnceDidNotMove(t *testing.T) {
	before := totals(t, map[string]reform.Decimal{"a": "1", "gone": "2"})
	now := totals(t, map[string]reform.Decimal{"a": "1", "new": "2"})
	split := Split(Scene{before, before, now, now})
	if len(split) != 1 || split["a"] != (reform.Movement{Before: 2, Now: 2, Left: 1, Joined: -1}) {
		t.Errorf("got %+v", split)
	}
	if len(Split(Scene{})) != 0 {
		t.Error("nobody moved, and somebody did")
	}
}

// rankAmong is the rank of one unit, by counting who is better.
func rankAmong(unit string, all Totals) int {
	better := 1
	for _, other := range all {
		if all[unit].Less(other) {
			better++
		}
	}
	return better
}

// TestMovementIsAChainOfRankings draws each ranking of the chain up in full.
func TestMovementIsAChainOfRankings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		some := func(name string) Totals {
			all := Totals{}
			for unit, n := range rapid.SliceOfN(rapid.Int64Range(-1, 9), 0, 12).Draw(t, name) {
				if n >= 0 { // -1: not ranked
					all[strconv.Itoa(unit)] = reform.NewFraction(n, 3)
				}
			}
			return all
		}
		s := Scene{some("before"), some("restated"), some("reported"), some("now")}
		of := func(all Totals) Totals {
			common := Totals{}
			for unit, total := range all {
				if _, ok := Split(s)[unit]; ok {
					common[unit] = total
				}
			}
			return common
		}
		for unit, m := range Split(s) {
			alone := func(total reform.Fraction) Totals {
				all := of(s.Restated)
				all[unit] = total
				return all
			}
			chain := []Totals{s.Before, of(s.Before), of(s.Restated), alone(s.Reported[unit]), alone(s.Now[unit]), of(s.Now), s.Now}
			for i, part := range []int{m.Left, m.Method, m.Own, m.Appraisal, m.Others, m.Joined} {
				if want := rankAmong(unit, chain[i]) - rankAmong(unit, chain[i+1]); part != want {
					t.Fatalf("%s, part %d: got %d, want %d", unit, i, part, want)
				}
			}
			if sum := m.Peers() + m.Method + m.Own + m.Appraisal + m.Others; sum != m.Gained() || m.Gained() != rankAmong(unit, s.Before)-rankAmong(unit, s.Now) {
				t.Fatalf("%s: parts come to %d of %d places", unit, sum, m.Gained())
			}
		}
	})
}

// TestMoveIsMovementWithoutPeers holds the arrow on the board against its causes.
func TestMoveIsMovementWithoutPeers(t *testing.T) {
	f := &reform.Framework{}
	before := Of(f, "", []reform.Scorecard{card("gone", 100), card("a", 50), card("b", 40), card("c", 30)})
	now := Of(f, "", []reform.Scorecard{card("new", 100), card("c", 60), card("a", 50), card("b", 40)})
	Move(&now, before)
	split := Split(Scene{TotalsOf(before), TotalsOf(before), TotalsOf(now), TotalsOf(now)})
	for _, s := range now.Standings {
		m, ok := split[s.Unit]
		if ok != (s.Moved != nil) || ok && m.Gained()-m.Peers() != *s.Moved {
			t.Errorf("%s: split %+v, moved %v", s.Unit, m, s.Moved)
		}
	}
}
