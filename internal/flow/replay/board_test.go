package replay_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"reformboard/internal/flow/flowtest"
	"reformboard/internal/flow/record"
	"reformboard/internal/flow/replay"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func at(hour int) time.Time { return flowtest.During.Add(time.Duration(hour) * time.Hour) }

// say has a unit submit the next version of its report.
func say(t *testing.T, s *store.Store, cycle, unit string, onTime int) {
	t.Helper()
	sayAt(t, s, cycle, unit, onTime, at(0))
}

func sayAt(t *testing.T, s *store.Store, cycle, unit string, onTime int, when time.Time) {
	t.Helper()
	versions, err := s.ReportVersions(t.Context(), cycle, unit, reform.FromUnit)
	must(t, err)
	r := reform.Report{
		Cycle: cycle, Unit: unit, Source: reform.FromUnit, Version: len(versions) + 1, Status: reform.Draft, SavedAt: when, SavedBy: "o",
		Values: []reform.Value{{Figure: "received", Text: "100"}, {Figure: "on_time", Text: fmt.Sprint(onTime)}},
	}
	u := reform.Upload{ID: fmt.Sprint(cycle, unit, r.Version), Cycle: cycle, Unit: unit, Source: reform.FromUnit, SHA256: "ab", At: when, By: "o"}
	must(t, s.SaveUpload(t.Context(), u))
	must(t, s.AcceptUpload(t.Context(), r, u.ID))
	must(t, r.Submit("o", when))
	must(t, s.SubmitReport(t.Context(), r))
}

func publish(t *testing.T, k *record.Book, cycle string, when time.Time) reform.Publication {
	t.Helper()
	p, err := k.Propose(t.Context(), record.Wish{Cycle: cycle, Reason: "A typing mistake of unit a", By: "an", At: when})
	must(t, err)
	e, err := k.Approve(t.Context(), record.Consent{Cycle: cycle, Proposal: p.ID, By: "binh", At: when})
	must(t, err)
	return e
}

// totals are those of the units a and b.
func totals(t *reform.Tally) [2]reform.Points {
	a, _ := t.Scorecard("a")
	b, _ := t.Scorecard("b")
	return [2]reform.Points{a.Total, b.Total}
}

// TestOldFiguresStandBesideTodaysMethod publishes two cycles, the later one by other rules
// and with a claim that was cut, and then another edition of the earlier.
func TestOldFiguresStandBesideTodaysMethod(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		k := &record.Book{Board: b, Program: "v1"}
		for _, id := range []string{"an", "binh"} {
			must(t, s.SaveUser(t.Context(), "test", at(0), reform.User{ID: id, Role: reform.Administrator}))
		}
		say(t, s, "2026-Q2", "a", 30)
		say(t, s, "2026-Q2", "b", 40)
		first := publish(t, k, "2026-Q2", at(1))

		rules, err := s.Framework(t.Context(), "small")
		must(t, err)
		rules.ID, rules.Areas[0].Indicators[0].Rule.FullAt = "small-2", "0.5"
		must(t, s.SaveFramework(t.Context(), "test", at(2), rules, []byte("id: small-2")))
		cycle, err := s.Cycle(t.Context(), "2026-Q3")
		must(t, err)
		cycle.Framework = "small-2"
		must(t, s.SaveCycle(t.Context(), "test", at(2), cycle))
		say(t, s, "2026-Q3", "a", 50)
		say(t, s, "2026-Q3", "b", 25)
		must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{{
			Cycle: "2026-Q3", Unit: "a", Indicator: "1", Version: 1, Turn: "first", Report: 1, Verdict: reform.Cut, Points: 2 * reform.Point,
			Ground: "R07", Text: "Số hồ sơ chưa đủ căn cứ", By: "mai", At: at(3),
		}}))
		later := publish(t, k, "2026-Q3", at(4))
		say(t, s, "2026-Q2", "a", 100)
		publish(t, k, "2026-Q2", at(5))

		for range 2 { // and what was kept is the same
			board, err := replay.NewShelf(k).Board(t.Context(), later)
			must(t, err)
			now, err := board.TallyOn(t.Context(), "", reform.SelfScored)
			must(t, err)
			if got := totals(now); got != [2]reform.Points{2_0000, 3_0000} || now.Edition.Number != 1 || now.Basis != reform.Verified {
				t.Errorf("now: got %v", got)
			}
			was, byNow, err := board.Before(t.Context())
			must(t, err)
			if totals(was) != [2]reform.Points{1_8000, 2_4000} || totals(byNow) != [2]reform.Points{3_6000, 4_8000} || was.Edition.SHA256 != first.SHA256 {
				t.Errorf("before: got %v, and by the method of now %v, of edition %d", totals(was), totals(byNow), was.Edition.Number)
			}
			moves, err := board.Movements(t.Context(), now, "")
			must(t, err)
			if m := moves["a"]; m.Own != 1 || m.Appraisal != -1 || m.Method != 0 {
				t.Errorf("unit a reported more and was cut: got %+v", m)
			}
			why, err := board.ExplainedOn(t.Context(), "", "a", "")
			must(t, err)
			card, _ := why.Scorecard("a")
			if score, _ := card.Score("1"); score.Working == nil || score.Appraisal == nil {
				t.Errorf("nothing is explained: %+v", score)
			}
			if _, err := board.ExplainedOn(t.Context(), "", "x", ""); !errors.Is(err, reform.ErrNotFound) {
				t.Errorf("a unit there is not: got %v", err)
			}
		}
		onDay, err := replay.NewShelf(k).OnDay(t.Context(), "2026-Q2", at(1))
		must(t, err)
		if onDay.Number != 2 { // both came out on one day
			t.Errorf("got edition %d", onDay.Number)
		}
		if _, err := replay.NewShelf(k).OnDay(t.Context(), "2026-Q2", at(-24)); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("before the first: got %v", err)
		}
	})
}

// TestLatenessIsReadOfEditionsThatDidNotAsk publishes a cycle whose rules ask nothing of
// lateness, and the next one by rules that do: by today's method the old reports are as late
// as they first came, however late they were mended, and a receipt says so.
func TestLatenessIsReadOfEditionsThatDidNotAsk(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		k := &record.Book{Board: b, Program: "v1"}
		for _, id := range []string{"an", "binh"} {
			must(t, s.SaveUser(t.Context(), "test", at(0), reform.User{ID: id, Role: reform.Administrator}))
		}
		old, err := s.Cycle(t.Context(), "2026-Q2")
		must(t, err)
		sayAt(t, s, old.ID, "a", 100, old.Due)
		sayAt(t, s, old.ID, "a", 100, old.Due.AddDate(0, 0, 5))
		sayAt(t, s, old.ID, "b", 100, old.Due.AddDate(0, 0, 2))
		publish(t, k, old.ID, at(1))

		rules, err := s.Framework(t.Context(), "small")
		must(t, err)
		rules = flowtest.Timely(rules)
		must(t, s.SaveFramework(t.Context(), "test", at(2), rules, []byte("id: small-timely")))
		cycle, err := s.Cycle(t.Context(), "2026-Q3")
		must(t, err)
		cycle.Framework = rules.ID
		must(t, s.SaveCycle(t.Context(), "test", at(2), cycle))
		sayAt(t, s, cycle.ID, "a", 100, cycle.Due)
		sayAt(t, s, cycle.ID, "b", 100, cycle.Due.AddDate(0, 0, 1))
		later := publish(t, k, cycle.ID, at(300))
		// An extension that is given afterwards moves nothing that was published.
		must(t, s.SaveExtension(t.Context(), reform.Extension{
			ID: "e", Cycle: cycle.ID, Stage: reform.ReportingStage, Unit: "b", Until: cycle.Due.AddDate(0, 0, 9), Reason: "Bão làm mất điện", At: at(301), By: "an",
		}))
		board, err := replay.NewShelf(k).Board(t.Context(), later)
		must(t, err)
		now, err := board.TallyOn(t.Context(), "", reform.SelfScored)
		must(t, err)
		was, byNow, err := board.Before(t.Context())
		must(t, err)
		// Each reports 100 of 100, which earns 6 points.
		for what, got := range map[string][2]reform.Points{"now": totals(now), "before": totals(was), "before, by the method of now": totals(byNow)} {
			want := map[string][2]reform.Points{"now": {8_0000, 7_5000}, "before": {6_0000, 6_0000}, "before, by the method of now": {8_0000, 7_0000}}[what]
			if got != want {
				t.Errorf("%s: got %v, want %v", what, got, want)
			}
		}
		why, err := board.ExplainedOn(t.Context(), "", "b", "")
		must(t, err)
		card, _ := why.Scorecard("b")
		score, _ := card.Score("late")
		if late := score.Working.Inputs[0].Lateness; late == nil || late.Days != 1 || !late.Last.Equal(cycle.Due) {
			t.Errorf("explained by %+v", late)
		}
	})
}
