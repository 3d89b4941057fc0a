package record_test

import (
	"database/sql"
	"testing"

	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestWhatWasJudgedIsFrozen publishes what counts in the end, and not what was claimed.
func TestWhatWasJudgedIsFrozen(t *testing.T) {
	storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
		k := open(t, s)
		say(t, s, cycle, "a", 100, 50)
		p, err := k.Propose(t.Context(), record.Wish{Cycle: cycle, By: "an", At: at(1)})
		must(t, err)
		must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{{
			Cycle: cycle, Unit: "a", Indicator: "1", Version: 1, Turn: "first", Report: 1, Verdict: reform.Cut, Points: 2 * reform.Point,
			Ground: "R07", Text: "Số hồ sơ chưa đủ căn cứ", By: "mai", At: at(2),
		}}))
		if _, err := k.Approve(t.Context(), record.Consent{Cycle: cycle, Proposal: p.ID, By: "binh", At: at(3)}); err == nil {
			t.Error("what was judged since the proposal was published with it")
		}
		e := publish(t, k, "")
		whole(t, k, e)
		content, err := k.Edition(t.Context(), e)
		must(t, err)
		if score, _ := content.Scorecards[0].Score("1"); len(content.Appraisals) != 1 || score.Earned != 2*reform.Point {
			t.Errorf("%d judgements, and %s points", len(content.Appraisals), score.Earned)
		}
		exec(t, behind, "UPDATE appraisals SET points = 30000")
		discrepancies, breaches := found(t, k, e)
		if !contains(discrepancies, "appraisal 2026-Q3 a version 1 1: frozen cut 2 by mai, now cut 3 by mai") || !contains(breaches, "appraisals/2026-Q3/a was altered") {
			t.Errorf("got %q and %q", discrepancies, breaches)
		}
	})
}
