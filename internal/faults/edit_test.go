package faults_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"sync"
	"testing"
	"time"

	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
)

// TestUnitsEditWhileTheyAreJudged (R10) has several officers of each unit save and submit
// over each other while two appraisers judge its claim. Nobody overwrites what they have
// not seen: each version and each judgement that somebody was told of is there as it was
// made, and stands on what its maker saw.
//
// That a history of two officers alone has an order is shown in the store:
// TestOfEightOfficersOneAcceptsTheNextVersion, TestOfManyAtOnceOneIsHeard.
func TestUnitsEditWhileTheyAreJudged(t *testing.T) {
	each(t, 3, func(t *testing.T, w *world) {
		w.reported(t)
		s, stop := w.inProcess(t)
		c := signIn(t, s.process, "an")
		desk := appraisals.New(s.board)
		var working sync.WaitGroup
		for _, unit := range w.units {
			for n := range 3 {
				working.Go(func() { w.edits(t, s, c, unit, n) })
			}
			for range 2 {
				working.Go(func() { w.judges(t, desk, unit) })
			}
		}
		working.Wait()
		stop()
		w.check(t)
		raw := &checker{T: t, w: w, raw: w.raw(t)}
		for what, query := range map[string]string{
			"a judgement stands on a report that was never submitted": `SELECT a.unit, a.version, a.report FROM appraisals a WHERE NOT EXISTS
				(SELECT 1 FROM reports r WHERE r.cycle = a.cycle AND r.unit = a.unit AND r.version = a.report AND r.status = 'submitted')`,
			"two versions of one number were told": `SELECT unit, version, COUNT(*) FROM uploads WHERE version > 0 GROUP BY unit, version HAVING COUNT(*) > 1`,
		} {
			for _, row := range raw.rows(query) {
				t.Errorf("%s: %s", what, row)
			}
		}
		if len(w.history.judged) < len(w.units) || w.history.lost == 0 {
			t.Errorf("%d judgements and %d conflicts: nobody met anybody", len(w.history.judged), w.history.lost)
		}
		t.Logf("%d receipts, %d judgements, %d told that somebody was faster", len(w.history.receipts), len(w.history.judged), w.history.lost)
	})
}

// edits saves, and submits, over whatever is newest.
func (w *world) edits(t *testing.T, s *clocked, c *client, unit string, officer int) {
	for n := range 6 * *longer {
		newest, err := s.board.Store.Report(t.Context(), cycleID, unit, reform.FromUnit)
		if err != nil {
			t.Error(err)
			return
		}
		r, _, err := c.upload(t.Context(), w, unit, officer+n)
		if err != nil {
			t.Error(err)
			return
		}
		a, err := c.post(t.Context(), "/uploads/"+r.upload+"/accept", url.Values{"version": {strconv.Itoa(newest.Version)}, "everything": {"1"}})
		if err != nil || a.status != http.StatusSeeOther && a.status != http.StatusConflict {
			t.Errorf("answered with %d, %v", a.status, err)
			return
		}
		if a.status == http.StatusConflict {
			w.history.faster()
			continue
		}
		r.version, r.draft = newest.Version+1, true
		w.history.note(r)
		a, err = c.post(t.Context(), "/cycles/"+cycleID+"/units/"+unit+"/submit", url.Values{"version": {strconv.Itoa(r.version)}})
		if err != nil || a.status >= http.StatusInternalServerError {
			t.Errorf("answered with %d, %v", a.status, err)
			return
		}
		if a.status == http.StatusSeeOther {
			r.draft = false
			w.history.note(r)
		}
	}
}

// faster notes that somebody was told so.
func (h *history) faster() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lost++
}

// judges judges what it sees, each time with other points.
func (w *world) judges(t *testing.T, d *appraisals.Desk, unit string) {
	for n := range 8 * *longer {
		err := w.judgesOnce(t.Context(), d, unit, n)
		if _, objected := errors.AsType[reform.Objection](err); objected {
			w.history.faster()
			continue
		}
		if err != nil {
			t.Error(err)
			return
		}
	}
}

func (w *world) judgesOnce(ctx context.Context, d *appraisals.Desk, unit string, n int) error {
	docket, err := d.Board.Docket(ctx, cycleID, unit)
	if err != nil {
		return err
	}
	a := reform.Appraisal{
		Cycle: cycleID, Unit: unit, Indicator: "1", Version: len(docket.Versions("1")), Verdict: reform.Cut,
		Points: reform.Points(1+n%500) * reform.Point / 100, Ground: "R07", Text: why,
	}
	a, err = d.Judge(ctx, reform.User{ID: "mai", Role: reform.Appraiser, Unit: "body"}, a, time.Now().UTC())
	if err != nil {
		return err
	}
	w.history.mu.Lock()
	defer w.history.mu.Unlock()
	w.history.judged = append(w.history.judged, fmt.Sprintf("judged %s %d %d", unit, a.Version, a.Points))
	return nil
}
