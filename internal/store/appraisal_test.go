package store_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

const why = "Số hồ sơ chưa đủ căn cứ\n\"theo sổ\""

// claimed furnishes a store with n units that have submitted.
func claimed(t *testing.T, s *store.Store, n int) {
	t.Helper()
	furnish(t, s, n)
	for i := range n {
		submitted(t, s, draft(unit(i), 1, 2))
	}
}

// appraised is a judgement of a unit's only claim, in the first sitting.
func appraised(unit string, version int) reform.Appraisal {
	return reform.Appraisal{
		Cycle: "2026-q1", Unit: unit, Indicator: "1.1", Version: version, Turn: "first", Report: 1,
		Verdict: reform.Cut, Points: 5_000, Ground: "R07", Text: why, By: "mai", At: at,
	}
}

func objects(t *testing.T, err error, want reform.Obstacle) {
	t.Helper()
	if o, ok := errors.AsType[reform.Objection](err); !ok || o.Obstacle != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

// next is the version of a review that follows what was said so far.
func next(d reform.Docket, stage reform.ReviewStage, turn string) reform.Review {
	return reform.Review{
		Cycle: "2026-q1", Unit: d.Review.Unit, Version: d.Review.Version + 1, Stage: stage, Turn: turn,
		Report: d.Report.Version, Spoken: len(d.Appraisals) + len(d.Explanations), At: at, By: "mai",
	}
}

func theDocket(t *testing.T, s *store.Store, unit string) reform.Docket {
	t.Helper()
	d, err := s.Docket(t.Context(), "2026-q1", unit)
	must(t, err)
	return d
}

// TestADocketComesBackAsItWasSaid goes all the way to a final score, and reopens it.
func TestADocketComesBackAsItWasSaid(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		claimed(t, s, 1)
		a := appraised(unit(0), 1)
		must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{a}))
		must(t, s.SaveReview(t.Context(), next(theDocket(t, s, unit(0)), reform.InTurn, "answer")))
		e := reform.Explanation{
			Cycle: a.Cycle, Unit: a.Unit, Indicator: a.Indicator, Version: 1, Turn: "answer", Review: 1, Appraisal: 1,
			Stance: reform.Contests, Text: why, Papers: []string{"p1", "p2"}, By: "binh", At: at,
		}
		must(t, s.SaveExplanation(t.Context(), e))
		settled := next(theDocket(t, s, unit(0)), reform.Settled, "")
		must(t, s.SaveReview(t.Context(), settled))
		final := next(theDocket(t, s, unit(0)), reform.Final, "")
		must(t, s.SaveReview(t.Context(), final))

		d := theDocket(t, s, unit(0))
		a.Seq, a.At, e.At = 1, stored, stored
		final.At = stored
		want := reform.Docket{Procedure: reform.Usual("2026-q1"), Report: d.Report, Review: final, Appraisals: []reform.Appraisal{a}, Explanations: []reform.Explanation{e}}
		if diff := cmp.Diff(want, d); diff != "" || d.Report.Version != 1 || len(d.Report.Values) != 2 {
			t.Errorf("report %d with %d values:\n%s", d.Report.Version, len(d.Report.Values), diff)
		}
		again := draft(unit(0), 2, 2)
		must(t, save(t, s, again, upload(again)))
		must(t, again.Submit("chi", at))
		objects(t, s.SubmitReport(t.Context(), again), reform.IsFinal)
		survey := draft(unit(0), 1, 1)
		survey.Source = reform.FromSurvey
		must(t, save(t, s, survey, upload(survey)))
		must(t, survey.Submit("chi", at))
		objects(t, s.SubmitReport(t.Context(), survey), reform.IsFinal)
		late := appraised(unit(0), 2)
		late.Review = 3
		objects(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{late}), reform.IsFinal)
		more := e
		more.Version, more.Review = 2, 3
		objects(t, s.SaveExplanation(t.Context(), more), reform.IsFinal)
		other := quarter
		other.Period = "2026-Q2"
		objects(t, s.SaveCycle(t.Context(), "an", at, other), reform.IsFinal)
		must(t, s.SaveCycle(t.Context(), "an", at, quarter))

		p := reform.Permit{
			ID: "p", Kind: reform.Reopening, Cycle: a.Cycle, Unit: a.Unit, Turn: "council", Claims: []string{"1.1"}, Review: 3,
			Number: "12/QĐ", Day: "2026-04-02", Signer: "Chủ tịch", Text: why, AskedBy: "an", AskedAt: at,
		}
		must(t, s.AskPermit(t.Context(), p))
		if err := s.GrantPermit(t.Context(), p); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("granted by nobody: %v", err)
		}
		must(t, p.Grant("cuong", at))
		open := next(d, reform.InTurn, "council")
		open.Claims, open.Permit = p.Claims, p.ID
		must(t, s.ReopenReview(t.Context(), p, open))
		objects(t, s.ReopenReview(t.Context(), p, open), reform.AlreadyGranted)
		versions, err := s.ReviewVersions(t.Context(), a.Cycle, a.Unit)
		must(t, err)
		open.At = stored
		if diff := cmp.Diff(open, versions[3]); diff != "" || len(versions) != 4 {
			t.Error(diff)
		}
		permits, err := s.Permits(t.Context(), a.Cycle)
		must(t, err)
		moment := stored
		p.AskedAt, p.GrantedAt = stored, &moment
		if diff := cmp.Diff([]reform.Permit{p}, permits); diff != "" {
			t.Error(diff)
		}
		must(t, s.VerifyEvents(t.Context(), nil))
	})
}

// TestWhatWasNotSeenIsNotOverruled: whoever was faster is not overwritten, whatever
// they did.
func TestWhatWasNotSeenIsNotOverruled(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		claimed(t, s, 2)
		seen := theDocket(t, s, unit(0))
		must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(0), 1)}))
		objects(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(0), 1)}), reform.JudgedSince)
		objects(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(0), 3)}), reform.JudgedSince)
		objects(t, s.SaveReview(t.Context(), next(seen, reform.Settled, "")), reform.JudgedSince)
		objects(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(1), 1), appraised(unit(0), 1)}), reform.JudgedSince)
		if d := theDocket(t, s, unit(1)); len(d.Appraisals) != 0 {
			t.Error("half of what was judged was kept")
		}
		unknown := appraised("nowhere", 1)
		unknown.Report = 0
		if err := s.SaveAppraisals(t.Context(), []reform.Appraisal{unknown}); err == nil {
			t.Error("a unit there is not was judged")
		}

		second := draft(unit(0), 2, 2)
		submitted(t, s, second)
		objects(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(0), 2)}), reform.ReportedSince)
		stale := next(theDocket(t, s, unit(0)), reform.Settled, "")
		stale.Report = 1
		objects(t, s.SaveReview(t.Context(), stale), reform.ReportedSince)
		must(t, s.SaveReview(t.Context(), next(theDocket(t, s, unit(0)), reform.InTurn, "answer")))
		third := draft(unit(0), 3, 2)
		must(t, save(t, s, third, upload(third)))
		must(t, third.Submit("chi", at))
		objects(t, s.SubmitReport(t.Context(), third), reform.UnderWay)

		returned := appraised(unit(0), 2)
		returned.Verdict, returned.Points, returned.Report, returned.Review = reform.Returned, 0, 2, 1
		must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{returned}))
		must(t, s.SubmitReport(t.Context(), third))
		all, err := s.AppraisalsAfter(t.Context(), "2026-q1", 1)
		must(t, err)
		if len(all) != 1 || all[0].Seq != 2 || all[0].Version != 2 {
			t.Errorf("after the first: %+v", all)
		}
		cycle, err := s.Cycle(t.Context(), "2026-q1")
		must(t, err)
		if cycle.Judged != 2 {
			t.Errorf("%d judgements were counted", cycle.Judged)
		}
	})
}

// TestOfManyAtOnceOneIsHeard sends each judgement fifty times at once, and ends the turn
// meanwhile.
func TestOfManyAtOnceOneIsHeard(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		claimed(t, s, 4)
		var rush sync.WaitGroup
		var mu sync.Mutex
		kept := map[string]int{}
		for n := range 200 {
			rush.Go(func() {
				a := appraised(unit(n%4), 1)
				a.By = fmt.Sprint("mai", n)
				err := s.SaveAppraisals(context.WithoutCancel(t.Context()), []reform.Appraisal{a})
				if o, ok := errors.AsType[reform.Objection](err); err != nil && (!ok || o.Obstacle != reform.JudgedSince) {
					t.Error(err)
				}
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					kept[a.Unit]++
				}
			})
		}
		for n := range 4 {
			rush.Go(func() {
				r := next(reform.Docket{Report: reform.Report{Version: 1}, Review: reform.Review{Unit: unit(n)}}, reform.Settled, "")
				if r.Spoken = 1; s.SaveReview(t.Context(), r) != nil {
					return // before anybody spoke
				}
			})
		}
		rush.Wait()
		for n := range 4 {
			if d := theDocket(t, s, unit(n)); kept[unit(n)] != 1 || len(d.Appraisals) != 1 {
				t.Errorf("%s: %d were told that they were heard, %d are kept", unit(n), kept[unit(n)], len(d.Appraisals))
			}
		}
		must(t, s.VerifyEvents(t.Context(), nil))
	})
}

func TestAProcedureIsKeptInVersions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		claimed(t, s, 1)
		p, err := s.Procedure(t.Context(), "2026-q1")
		must(t, err)
		if diff := cmp.Diff(reform.Usual("2026-q1"), p); diff != "" {
			t.Error(diff)
		}
		p.Version, p.Kin, p.SavedBy, p.SavedAt = 1, true, "an", at
		p.Turns[0].Closes = stored.Add(time.Hour)
		p.Turns[1].Title = reform.Words{VI: "Giải trình", EN: "Answer"}
		must(t, s.SaveProcedure(t.Context(), p))
		got, err := s.Procedure(t.Context(), "2026-q1")
		must(t, err)
		p.SavedAt = stored
		if diff := cmp.Diff(p, got); diff != "" {
			t.Error(diff)
		}
		if err := s.SaveProcedure(t.Context(), p); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("saved twice: %v", err)
		}
		must(t, s.SaveReview(t.Context(), next(theDocket(t, s, unit(0)), reform.InTurn, "answer")))
		p.Version, p.Turns = 2, p.Turns[:1]
		objects(t, s.SaveProcedure(t.Context(), p), reform.NoSuchTurn)
		reviews, err := s.Reviews(t.Context(), "2026-q1")
		must(t, err)
		if len(reviews) != 1 || reviews[0].Turn != "answer" {
			t.Errorf("got %+v", reviews)
		}
	})
}

// TestTheDatabaseRefusesWhatNobodyMayWrite goes behind the store.
func TestTheDatabaseRefusesWhatNobodyMayWrite(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		claimed(t, s, 1)
		must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(0), 1)}))
		const judged = "INSERT INTO appraisals (cycle, unit, indicator, version, seq, turn, review, report, verdict, points, ground, text, \"by\", at, bulk, permit) VALUES ('2026-q1', 'so-000', "
		const granted = "INSERT INTO permits (id, kind, cycle, unit, person, turn, review, number, day, signer, text, asked_by, asked_at, granted_by, granted_at) VALUES ('x', 'reopening', '2026-q1', 'so-000', '', '', 1, '1', '2026-01-01', 'a', 'b', 'an', '2026-01-01', "
		for name, statement := range map[string]string{
			"a version twice":        judged + "'1.1', 1, 2, 'first', 0, 1, 'accepted', 0, '', '', 'mai', '2026-01-01', '', '')",
			"a number twice":         judged + "'1.1', 2, 1, 'first', 0, 1, 'accepted', 0, '', '', 'mai', '2026-01-01', '', '')",
			"points without a cut":   judged + "'1.1', 2, 2, 'first', 0, 1, 'accepted', 5, '', '', 'mai', '2026-01-01', '', '')",
			"a cut without a ground": judged + "'1.1', 2, 2, 'first', 0, 1, 'cut', 5, '', 'why', 'mai', '2026-01-01', '', '')",
			"a verdict there is not": judged + "'1.1', 2, 2, 'first', 0, 1, 'maybe', 0, '', '', 'mai', '2026-01-01', '', '')",
			"granted by who asked":   granted + "'an', '2026-01-02')",
			"granted at no time":     granted + "'binh', NULL)",
		} {
			if err := s.Exec(t.Context(), statement); err == nil {
				t.Errorf("%s was kept", name)
			}
		}
	})
}

// TestWhatWasJudgedAtOnceAndWhoReportedIsLookedUp finds the judgements of one click, and
// the reports that a person has saved or submitted.
func TestWhatWasJudgedAtOnceAndWhoReportedIsLookedUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		claimed(t, s, 3)
		together := []reform.Appraisal{appraised(unit(0), 1), appraised(unit(2), 1)}
		for n := range together {
			together[n].Bulk = "b"
		}
		must(t, s.SaveAppraisals(t.Context(), together))
		must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(1), 1)}))
		for bulk, want := range map[string]int{"b": 2, "": 0, "c": 0} {
			if got, err := s.AppraisalsInBulk(t.Context(), "2026-q1", bulk); err != nil || len(got) != want {
				t.Errorf("bulk %q: %d, %v", bulk, len(got), err)
			}
		}
		if got, err := s.AppraisalsInBulk(t.Context(), "2026-q2", "b"); err != nil || len(got) != 0 {
			t.Errorf("of another cycle: %d, %v", len(got), err)
		}
		by := draft(unit(0), 1, 2).SavedBy
		got, err := s.SpokenFor(t.Context(), "2026-q1", by)
		must(t, err)
		if len(got) != 3 || got[0].Unit != unit(0) || got[2].Unit != unit(2) || got[0].Source != reform.FromUnit {
			t.Errorf("%s spoke for %+v", by, got)
		}
		if got, err := s.SpokenFor(t.Context(), "2026-q1", "nobody"); err != nil || len(got) != 0 {
			t.Errorf("nobody spoke for %d: %v", len(got), err)
		}
	})
}
