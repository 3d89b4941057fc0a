package flow_test

import (
	"errors"
	"slices"
	"testing"

	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestARadarFollowsItsScope(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		for unit, done := range map[string][2]int{"a": {6, 7}, "b": {10, 10}} {
			submit(t, b, "2026-Q2", unit, flowtest.Filled(t, b, "2026-Q2", unit, reform.FromUnit, 10, done[0]))
			submit(t, b, "2026-Q3", unit, flowtest.Filled(t, b, "2026-Q3", unit, reform.FromUnit, 10, done[1]))
		}
		tally := draw(t, b, "2026-Q3")
		radar := func(of reform.Scope) []reform.Signal {
			t.Helper()
			found, err := b.Radar(t.Context(), tally, of, flowtest.During)
			if err != nil {
				t.Fatal(err)
			}
			return found.Signals
		}
		all := radar(reform.Scope{})
		for n, w := range tally.Weaknesses {
			if all[n].Recoverable != w.Recoverable || all[n].Reach != w.Reach || all[n].Indicator != w.Indicator {
				t.Errorf("the radar of all units says %+v, the tally %+v", all[n].Weakness, w)
			}
		}
		if group := radar(reform.Scope{Group: "g"}); group[0].Recoverable != all[0].Recoverable {
			t.Errorf("all units are of one group, which has %s", group[0].Recoverable)
		}
		for _, signal := range radar(reform.Scope{Unit: "b"}) {
			if w := tally.Weaknesses[slices.IndexFunc(tally.Weaknesses, func(w reform.Weakness) bool { return w.Indicator == signal.Indicator })]; signal.Reach != w.Reach {
				t.Errorf("one unit makes %s %s, all make it %s", signal.Indicator, signal.Reach, w.Reach)
			}
		}
		var missing reform.Points
		of := map[string]reform.Signal{}
		for _, signal := range radar(reform.Scope{Unit: "a"}) {
			missing += signal.Recoverable
			of[signal.Indicator] = signal
		}
		card, _ := tally.Scorecard("a")
		if missing != card.Max-card.Earned {
			t.Errorf("a unit misses %s and can recover %s", card.Max-card.Earned, missing)
		}
		onTime := of["1"]
		if onTime.Course.Misses != 2 || onTime.Steady != 1 || onTime.Course.Known != 2 || onTime.Course.Leads != reform.OutlookNoData {
			t.Errorf("two levels show how long, and no pace: %+v", onTime)
		}
		if onTime.Lacking == nil || *onTime.Lacking != (reform.Lack{Figure: "on_time", More: 3}) {
			t.Errorf("lacking %+v", onTime.Lacking)
		}
		if onTime.OneMore == nil || *onTime.OneMore != 6*reform.Point/100 {
			t.Errorf("one per cent more brings %v", onTime.OneMore)
		}
		again, err := b.Radar(t.Context(), tally, reform.Scope{}, flowtest.During)
		if err != nil || &again.Signals[0] != &all[0] {
			t.Errorf("nothing has changed, and it was drawn up again: %v", err)
		}
		submit(t, b, "2026-Q3", "c", flowtest.Filled(t, b, "2026-Q3", "c", reform.FromUnit, 10, 1))
		tally = draw(t, b, "2026-Q3")
		for _, signal := range radar(reform.Scope{}) {
			if signal.Indicator == "1" && signal.Units != 3 {
				t.Errorf("a report more, and %d units with a score after 2", signal.Units)
			}
		}
		if _, err := b.Radar(t.Context(), tally, reform.Scope{Unit: "nobody"}, flowtest.During); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("an unknown unit: %v", err)
		}
		closed, err := b.Radar(t.Context(), tally, reform.Scope{Unit: "a"}, tally.Cycle.Closes)
		if err != nil || closed.Signals[1].Lacking != nil || closed.Signals[1].Course.Stood != reform.OutlookMissed {
			t.Errorf("after the cycle nothing can be done in it: %+v, %v", closed, err)
		}
	})
}
