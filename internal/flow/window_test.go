package flow_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// rush is a body of so many units, half of them in a group with later days of its own.
func rush(t *testing.T, s *store.Store, units int) (*flow.Board, reform.Cycle) {
	t.Helper()
	b := flowtest.Open(t, s)
	body := []reform.Unit{{ID: "body", NameVI: "Bộ"}}
	for n := range units {
		body = append(body, reform.Unit{ID: "r" + strconv.Itoa(n), Parent: "body", NameVI: "R", PeerGroup: []string{"g", "h"}[n%2], Place: n})
	}
	must(t, s.SaveUnits(t.Context(), "test", flowtest.Opens, body, []reform.PeerGroup{{ID: "g", NameVI: "Khối"}, {ID: "h", NameVI: "Khối xa"}}))
	due := flowtest.Opens.AddDate(0, 0, 12)
	must(t, s.SaveWindows(t.Context(), "test", flowtest.Opens, "2026-Q3", []reform.Window{
		{Stage: reform.ReportingStage, PeerGroup: "h", Opens: flowtest.Opens, Due: due, Grace: time.Hour, Closes: due.AddDate(0, 0, 9)},
	}))
	c, err := s.Cycle(t.Context(), "2026-Q3")
	must(t, err)
	return b, c
}

// drafted has a unit's report typed in and kept.
func drafted(b *flow.Board, t *testing.T, unit string) error {
	content, err := json.Marshal(flow.Entry{Typed: map[string]string{"received": "10", "on_time": "9"}})
	if err != nil {
		return err
	}
	_, _, err = b.Take(t.Context(), flow.Delivery{Cycle: "2026-Q3", Unit: unit, Source: reform.FromUnit, By: unit, At: flowtest.During, Content: content})
	return err
}

// TestTwoHundredSubmissionsAtTheLastSecond has 200 units submit at once, on either side
// of the moment their own window is due and of that when it closes. Each is in time,
// late or refused by its own time, and none is lost.
func TestTwoHundredSubmissionsAtTheLastSecond(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b, c := rush(t, s, 200)
		units, _, err := b.Reporting(t.Context(), c)
		must(t, err)
		units = slices.DeleteFunc(units, func(u reform.Unit) bool { return u.ID[0] != 'r' })
		var wait sync.WaitGroup
		failures := make([]error, len(units))
		come := func(n int) (at time.Time, late, refused bool) {
			w := c.Reports(units[n])
			switch n / 2 % 4 {
			case 0:
				return w.Last(), false, false
			case 1:
				return w.Last().Add(time.Microsecond), true, false
			case 2:
				return w.Closes.Add(-time.Microsecond), true, false
			}
			return w.Closes, false, true
		}
		for n, u := range units {
			wait.Go(func() {
				at, _, _ := come(n)
				if failures[n] = drafted(b, t, u.ID); failures[n] == nil {
					_, failures[n] = b.Submit(t.Context(), flow.Draft{Cycle: c.ID, Unit: u.ID, Source: reform.FromUnit, Version: 1}, u.ID, at)
				}
			})
		}
		wait.Wait()
		tally, err := b.Tally(t.Context(), c.ID)
		must(t, err)
		count := map[string]int{}
		for n, u := range units {
			at, late, refused := come(n)
			card, _ := tally.Scorecard(u.ID)
			switch {
			case refused:
				count["refused"]++
				if !errors.Is(failures[n], reform.ErrForbidden) || card.Submitted != nil {
					t.Errorf("%s at its closing: %v, submitted %v", u.ID, failures[n], card.Submitted)
				}
			case failures[n] != nil || card.Submitted == nil || !card.Submitted.Equal(at) || card.Late != late:
				t.Errorf("%s at %v: %v, submitted %v, late %v", u.ID, at, failures[n], card.Submitted, card.Late)
			default:
				count[strconv.FormatBool(late)]++
			}
		}
		if count["refused"] != 50 || count["true"] != 100 || count["false"] != 50 {
			t.Errorf("got %v", count)
		}
		must(t, s.VerifyEvents(t.Context(), func(reform.Event) {}))
	})
}

func TestExtensionOpensAgainForOneUnitAndItIsInTime(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b, c := rush(t, s, 4)
		after := c.Closes.Add(time.Hour)
		must(t, drafted(b, t, "r0"))
		must(t, drafted(b, t, "r2"))
		submit := func(unit string) error {
			_, err := b.Submit(t.Context(), flow.Draft{Cycle: c.ID, Unit: unit, Source: reform.FromUnit, Version: 1}, unit, after)
			return err
		}
		before, err := b.Tally(t.Context(), c.ID)
		must(t, err)
		must(t, s.SaveExtension(t.Context(), reform.Extension{ID: "e", Cycle: c.ID, Stage: reform.ReportingStage, Unit: "r0", Until: after, Reason: "Bão làm mất điện ba ngày", At: after, By: "an"}))
		if err := submit("r0"); !errors.Is(err, reform.ErrForbidden) {
			t.Errorf("the very end of the extension closes: %v", err)
		}
		must(t, s.SaveExtension(t.Context(), reform.Extension{ID: "f", Cycle: c.ID, Stage: reform.ReportingStage, Unit: "r0", Until: after.Add(time.Hour), Reason: "Bão làm mất điện ba ngày", At: after, By: "an"}))
		must(t, submit("r0"))
		if err := submit("r2"); !errors.Is(err, reform.ErrForbidden) {
			t.Errorf("another unit has no more time: %v", err)
		}
		tally, err := b.Tally(t.Context(), c.ID)
		must(t, err)
		if card, _ := tally.Scorecard("r0"); card.Submitted == nil || card.Late || tally.Cycle.Version <= before.Cycle.Version {
			t.Errorf("extended and submitted %v, late %v", card.Submitted, card.Late)
		}
	})
}

// TestALaterExtensionUndoesLateness holds that scores are drawn up anew where only days
// have changed.
func TestALaterExtensionUndoesLateness(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b, c := rush(t, s, 2)
		must(t, drafted(b, t, "r0"))
		late := c.Due.Add(time.Hour)
		_, err := b.Submit(t.Context(), flow.Draft{Cycle: c.ID, Unit: "r0", Source: reform.FromUnit, Version: 1}, "r0", late)
		must(t, err)
		for _, want := range []bool{true, false} {
			tally, err := b.Tally(t.Context(), c.ID)
			must(t, err)
			if card, _ := tally.Scorecard("r0"); card.Late != want {
				t.Errorf("late %v, want %v", card.Late, want)
			}
			must(t, s.SaveExtension(t.Context(), reform.Extension{ID: strconv.FormatBool(want), Cycle: c.ID, Stage: reform.ReportingStage, Unit: "r0", Until: late, Reason: "Bão làm mất điện ba ngày", At: late, By: "an"}))
		}
	})
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
