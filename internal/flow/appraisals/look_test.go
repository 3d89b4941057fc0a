package appraisals_test

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"testing"

	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestQueueLeavesConflictsToOthersAndNamesThem looks with the eyes of who works in a unit,
// of who handed a report in, and of somebody above; a permit lets them judge.
func TestQueueLeavesConflictsToOthersAndNamesThem(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "an", nil))
		must(t, report(t, s, "q3/b", "nam", nil)) // an appraiser handed it in
		p := reform.Usual("q3")
		p.Version, p.Kin, p.SavedAt, p.SavedBy = 1, true, opens, "quan"
		above := reform.User{ID: "above", Role: reform.Appraiser, Home: "body"}
		look := func(who reform.User, flag appraisals.Flag) appraisals.View {
			t.Helper()
			v, err := d.Look(t.Context(), who, appraisals.Ask{Cycle: "q3", Flag: string(flag), Most: 100})
			must(t, err)
			return v
		}
		check := func(who reform.User, all, refused int, want reform.Obstacle) {
			t.Helper()
			v, left := look(who, ""), look(who, appraisals.FlagConflict)
			if v.All != all || v.Found != all || v.Refused != refused || left.Found != refused {
				t.Errorf("%s: %d wait, %d are left to others, %d of them listed", who.ID, v.All, v.Refused, left.Found)
			}
			for _, l := range slices.Concat(v.Lines, left.Lines) {
				stand, err := d.Stand(t.Context(), who, "q3", l.Unit, opens)
				must(t, err)
				err = stand.Judge(l.Indicator)
				if l.Conflict == "" && err != nil {
					t.Errorf("%s may judge %s of %s by the queue, and may not: %v", who.ID, l.Indicator, l.Unit, err)
				} else if l.Conflict != "" {
					objects(t, err, l.Conflict)
					if l.Conflict != want {
						t.Errorf("%s: got %s, want %s", who.ID, l.Conflict, want)
					}
				}
			}
		}
		check(users["mai"], 6, 0, "")
		check(users["kin"], 3, 3, reform.OwnUnit)
		check(users["nam"], 2, 2, reform.OwnWord)
		check(above, 6, 0, "")
		must(t, s.SaveProcedure(t.Context(), p))
		check(above, 0, 6, reform.KinUnit)
		check(users["kin"], 3, 3, reform.OwnUnit)
		ask := reform.Permit{ID: "p", Kind: reform.Exemption, Cycle: "q3", Unit: "a", Person: "kin", Number: "1", Day: "2026-09-01", Signer: "x", Text: why}
		_, err := d.Ask(t.Context(), users["cuong"], ask, opens)
		must(t, err)
		check(users["kin"], 3, 3, reform.OwnUnit)
		_, err = d.Grant(t.Context(), users["quan"], "p", opens)
		must(t, err)
		check(users["kin"], 6, 0, "")
	})
}

// TestNextGoesThroughAQueueOnce walks from claim to claim as it is narrowed.
func TestNextGoesThroughAQueueOnce(t *testing.T) {
	d := furnish(t, storetest.Open(t), "q3")
	must(t, report(t, d.Board.Store, "q3/a", "an", nil))
	must(t, report(t, d.Board.Store, "q3/b", "binh", nil, "f2"))
	for flag, want := range map[string]int{"": 6, "clean": 5, "reasoned": 1, "returned": 0, "nonsense": 0} {
		ask := appraisals.Ask{Cycle: "q3", Flag: flag, Most: 100}
		v, err := d.Look(t.Context(), users["mai"], ask)
		must(t, err)
		if len(v.Lines) != want || v.Found != want {
			t.Errorf("%q: %d are shown of %d found", flag, len(v.Lines), v.Found)
		}
		for n, l := range v.Lines {
			next, err := d.Next(t.Context(), users["mai"], ask, l.Unit, l.Indicator)
			must(t, err)
			after := v.Lines[(n+1)%len(v.Lines)].Item
			if len(v.Lines) == 1 {
				after = nil
			}
			if next != after {
				t.Errorf("%q: after %s of %s comes %+v", flag, l.Indicator, l.Unit, next)
			}
		}
	}
	narrow := appraisals.Ask{Cycle: "q3", Units: map[string]bool{"b": true}, Indicator: "3", Most: 1}
	if v, err := d.Look(t.Context(), users["mai"], narrow); err != nil || v.Found != 1 || v.Lines[0].Unit != "b" || v.All != 6 {
		t.Errorf("got %+v, %v", v, err)
	}
	part := appraisals.Ask{Cycle: "q3", From: 4, Most: 50}
	if v, err := d.Look(t.Context(), users["mai"], part); err != nil || v.Found != 6 || len(v.Lines) != 2 {
		t.Errorf("got %+v, %v", v, err)
	}
}

// TestAnotherReportThanWasSeenIsNotJudged: what came meanwhile nobody has looked at.
func TestAnotherReportThanWasSeenIsNotJudged(t *testing.T) {
	d := furnish(t, storetest.Open(t), "q3")
	must(t, report(t, d.Board.Store, "q3/a", "an", nil))
	must(t, report(t, d.Board.Store, "q3/a", "an", map[string]int{"f1": 3}))
	a := verdict("a", "1", 0, reform.Accepted, 0)
	a.Report = 1
	_, err := d.Judge(t.Context(), users["mai"], a, opens)
	objects(t, err, reform.ReportedSince)
	a.Report = 2
	_, err = d.Judge(t.Context(), users["mai"], a, opens)
	must(t, err)
}

// TestAfterAStartNobodyWaitsForTheQueue takes the reports away behind the desk: what waits,
// it has found before anybody asks.
func TestAfterAStartNobodyWaitsForTheQueue(t *testing.T) {
	storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "an", nil))
		must(t, d.DrawUp(t.Context()))
		_, err := behind.ExecContext(t.Context(), "DELETE FROM report_values")
		must(t, err)
		if items, err := d.Queue(t.Context(), users["mai"], "q3"); err != nil || len(items) != 3 {
			t.Errorf("%d claims wait, %v", len(items), err)
		}
		stopped, stop := context.WithCancel(t.Context())
		stop()
		if err := d.DrawUp(stopped); !errors.Is(err, context.Canceled) {
			t.Errorf("told to stop, it says %v", err)
		}
	})
}

// TestWhatLeavesTheBoardAsItIsHasNoQueueLookedThrough: neither who takes a ranking home nor
// the seed that comes with the first judgement. The other unit's report is taken back behind
// the desk: had anybody looked at it again, nothing of it would wait.
func TestWhatLeavesTheBoardAsItIsHasNoQueueLookedThrough(t *testing.T) {
	storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "an", nil))
		must(t, report(t, s, "q3/b", "binh", nil))
		must(t, d.DrawUp(t.Context()))
		_, err := behind.ExecContext(t.Context(), "UPDATE reports SET status = 'draft', submitted_at = NULL, submitted_by = '' WHERE unit = 'b'")
		must(t, err)
		must(t, s.SaveEvent(t.Context(), reform.Event{At: opens, By: "cuong", Deed: reform.ExportedDeed, Cycle: "q3"}))
		_, err = d.Judge(t.Context(), users["mai"], verdict("a", "1", 0, reform.Accepted, 0), opens)
		must(t, err)
		if items, err := d.Queue(t.Context(), users["mai"], "q3"); err != nil || len(items) != 5 {
			t.Errorf("%d claims wait, %v", len(items), err)
		}
	})
}
