package flow_test

import (
	"encoding/json"
	"errors"
	"sync"
	"testing"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func receive(t *testing.T, b *flow.Board, cycle, unit string, content []byte) flow.Outcome {
	t.Helper()
	out, err := b.Receive(t.Context(), flow.Delivery{
		Cycle: cycle, Unit: unit, Source: reform.FromUnit, By: "officer", At: at(cycle), Name: "q.xlsx", Content: content,
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func at(cycle string) time.Time {
	if cycle == "2026-Q2" {
		return flowtest.During.AddDate(0, -3, 0)
	}
	return flowtest.During
}

// take receives a workbook and accepts what could be read of it.
func take(t *testing.T, b *flow.Board, cycle, unit string, content []byte) (flow.Outcome, reform.Report) {
	t.Helper()
	out, report, err := b.Take(t.Context(), flow.Delivery{
		Cycle: cycle, Unit: unit, Source: reform.FromUnit, By: "officer", At: at(cycle), Name: "q.xlsx", Content: content,
	})
	if err != nil || report == nil {
		t.Fatalf("refused: %+v, %v", out.Upload.Findings, err)
	}
	return out, *report
}

func submit(t *testing.T, b *flow.Board, cycle, unit string, content []byte) {
	t.Helper()
	_, report := take(t, b, cycle, unit, content)
	if _, err := b.Submit(t.Context(), flow.Draft{Cycle: cycle, Unit: unit, Source: reform.FromUnit, Version: report.Version}, "officer", at(cycle)); err != nil {
		t.Fatal(err)
	}
}

func TestGoodValuesBecomeADraftAndThenTheUnitsWord(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		out, report := take(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 11))
		if report.Version != 1 || report.Status != reform.Draft {
			t.Fatalf("got %+v", report)
		}
		if v, _ := report.Value("received"); v.Text != "10" || v.Cell == "" {
			t.Errorf("received: %+v", v)
		}
		if v, _ := report.Value("on_time"); v.Absence != reform.NotReported {
			t.Errorf("a part greater than its whole was taken: %+v", v)
		}
		if !hasProblem(out, reform.PartOverWhole) {
			t.Errorf("findings: %+v", out.Upload.Findings)
		}
		if tally := draw(t, b, "2026-Q3"); tally.Scorecards[0].Submitted != nil {
			t.Error("a draft counts as a report")
		}
		submit(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9))
		explained, err := b.Explained(t.Context(), "2026-Q3", "a")
		if err != nil {
			t.Fatal(err)
		}
		card := explained.Scorecards[0]
		if s, _ := card.Score("1"); s.Earned != 54000 || s.Working.Inputs[0].File != "q.xlsx" || s.Working.Inputs[0].SHA256 == "" {
			t.Errorf("got %+v", s)
		}
		if s, _ := card.Score("2"); s.State != reform.UnderReview {
			t.Errorf("the survey is not in: got %s", s.State)
		}
	})
}

func hasProblem(out flow.Outcome, p reform.Problem) bool {
	for _, f := range out.Upload.Findings {
		if f.Problem == p {
			return true
		}
	}
	return false
}

func draw(t *testing.T, b *flow.Board, cycle string) *reform.Tally {
	t.Helper()
	tally, err := b.Tally(t.Context(), cycle)
	if err != nil {
		t.Fatal(err)
	}
	return tally
}

func TestSameFileTwiceChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		content := flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9)
		first, _ := take(t, b, "2026-Q3", "a", content)
		version, err := s.BoardVersion(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		second := receive(t, b, "2026-Q3", "a", content)
		if !second.Unchanged || second.Upload.ID != first.Upload.ID || second.Upload.Version != 1 {
			t.Errorf("got %+v", second)
		}
		if again, err := s.BoardVersion(t.Context()); err != nil || again != version {
			t.Errorf("the board went from %d to %d (%v)", version, again, err)
		}
	})
}

func TestDoubleClickIsOneVersionAndNoConflict(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		out := receive(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9))
		var wg sync.WaitGroup
		for range 12 {
			wg.Go(func() {
				report, err := b.Accept(t.Context(), flow.Acceptance{Upload: out.Upload.ID, By: "o", At: flowtest.During})
				if err != nil || report.Version != 1 {
					t.Errorf("got %+v, %v", report, err)
				}
			})
		}
		wg.Wait()
		if versions, err := s.ReportVersions(t.Context(), "2026-Q3", "a", reform.FromUnit); err != nil || len(versions) != 1 {
			t.Errorf("%d versions, %v", len(versions), err)
		}
	})
}

func TestNewDraftDoesNotTakeASubmittedReportBack(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		for _, onTime := range []int{7, 9} {
			submit(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, onTime))
		}
		take(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 8))
		take(t, b, "2026-Q3", "b", flowtest.Filled(t, b, "2026-Q3", "b", reform.FromUnit, 10, 8))
		if n, err := s.Reported(t.Context(), "2026-Q3"); err != nil || n != 1 {
			t.Errorf("%d units have reported, %v", n, err)
		}
		if card := draw(t, b, "2026-Q3").Scorecards[0]; card.Submitted == nil || card.Earned != 54000 {
			t.Errorf("got %+v", card)
		}
	})
}

func TestSecondClickOnSubmitIsNoMistake(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	submit(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9))
	seen := flow.Draft{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, Version: 1}
	again, err := b.Submit(t.Context(), seen, "officer", flowtest.During.AddDate(0, 0, 1))
	if err != nil || !again.SubmittedAt.Equal(flowtest.During) {
		t.Errorf("got %v, %v", again.SubmittedAt, err)
	}
	if _, err := b.Submit(t.Context(), seen, "another", flowtest.During); !errors.Is(err, reform.ErrConflict) {
		t.Errorf("another officer: got %v", err)
	}
}

func TestRefusedFileIsKeptAndRecorded(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	out := receive(t, b, "2026-Q3", "a", []byte("this is no workbook"))
	if !out.Upload.Refused() || !hasProblem(out, reform.NotWorkbook) {
		t.Fatalf("got %+v", out)
	}
	if kept, err := b.Files.Read(out.Upload.SHA256); err != nil || string(kept) != "this is no workbook" {
		t.Errorf("kept %q, %v", kept, err)
	}
	if known, err := b.Store.Upload(t.Context(), out.Upload.ID); err != nil || known.Version != 0 || len(known.Findings) != len(out.Upload.Findings) {
		t.Errorf("recorded %+v, %v", known, err)
	}
}

func TestFormHoldsWhatWasSaidLast(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	submit(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9))
	_, report := take(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 12))
	got := map[string]string{}
	for _, v := range report.Values {
		got[v.Figure] = v.Text
	}
	if got["received"] != "12" || got["on_time"] != "9" || report.Version != 2 {
		t.Errorf("got version %d, %v", report.Version, got)
	}
}

func TestNothingIsTakenOutsideTheCyclesDays(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	content := flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9)
	for _, at := range []time.Time{flowtest.Opens.Add(-time.Second), flowtest.Opens.AddDate(0, 0, 20)} {
		_, err := b.Receive(t.Context(), flow.Delivery{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, At: at, Content: content})
		if !errors.Is(err, reform.ErrForbidden) {
			t.Errorf("%s: got %v", at, err)
		}
	}
	_, report := take(t, b, "2026-Q3", "a", content)
	if _, err := b.Submit(t.Context(), flow.Draft{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, Version: report.Version}, "officer", flowtest.Opens.AddDate(0, 1, 0)); !errors.Is(err, reform.ErrForbidden) {
		t.Errorf("a submission after the close: got %v", err)
	}
}

func TestSecondOfficerSeesThatTheFirstWasFaster(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	_, seen := take(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9))
	take(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 20, 19))
	if _, err := b.Submit(t.Context(), flow.Draft{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, Version: seen.Version}, "second", flowtest.During); !errors.Is(err, reform.ErrConflict) {
		t.Errorf("got %v", err)
	}
}

func TestRankingMovesAndCountsTiesOnBothDatabases(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		for unit, onTime := range map[string]int{"a": 9, "b": 8, "c": 7} {
			submit(t, b, "2026-Q2", unit, flowtest.Filled(t, b, "2026-Q2", unit, reform.FromUnit, 10, onTime))
		}
		for unit, onTime := range map[string]int{"a": 5, "b": 5, "c": 10} {
			submit(t, b, "2026-Q3", unit, flowtest.Filled(t, b, "2026-Q3", unit, reform.FromUnit, 10, onTime))
		}
		tally := draw(t, b, "2026-Q3")
		want := map[string][2]int{"c": {1, 2}, "a": {2, -1}, "b": {2, 0}}
		for _, st := range tally.Overall.Standings {
			if st.Moved == nil || [2]int{st.Rank, *st.Moved} != want[st.Unit] {
				t.Errorf("%s: got %+v, want %v", st.Unit, st, want[st.Unit])
			}
		}
		if past, err := b.Past(t.Context(), tally, 7); err != nil || len(past) != 1 || past[0].Cycle.ID != "2026-Q2" {
			t.Errorf("the past: %v, %v", past, err)
		}
	})
}

func TestSurveyIsAReportOfItsOwn(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	submit(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9))
	survey := flowtest.Filled(t, b, "2026-Q3", "a", reform.FromSurvey, 87.5)
	out, report, err := b.Take(t.Context(), flow.Delivery{Cycle: "2026-Q3", Unit: "a", Source: reform.FromSurvey, By: "appraiser", At: flowtest.During, Name: "survey.xlsx", Content: survey})
	if err != nil || report == nil {
		t.Fatalf("got %+v, %v", out, err)
	}
	if expected, err := b.Expected(t.Context(), *report); err != nil || expected.Total != 89000 {
		t.Errorf("expected %s, %v", expected.Total, err)
	}
	if _, err := b.Submit(t.Context(), flow.Draft{Cycle: "2026-Q3", Unit: "a", Source: reform.FromSurvey, Version: 1}, "appraiser", flowtest.During); err != nil {
		t.Fatal(err)
	}
	if card := draw(t, b, "2026-Q3").Scorecards[0]; card.Total != 89000 || card.Coverage != reform.Whole {
		t.Errorf("got %+v", card)
	}
}

// TestManyOfficersAtOnce has every unit's officers upload and submit together,
// while others look at the ranking: each version is one person's, no more.
func TestManyOfficersAtOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		var contents [6][]byte
		for n := range contents {
			contents[n] = flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 100, 90+n)
		}
		var wg sync.WaitGroup
		for _, content := range contents {
			wg.Go(func() {
				_, report, err := b.Take(t.Context(), flow.Delivery{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, By: "o", At: flowtest.During, Name: "q.xlsx", Content: content})
				if err == nil {
					_, err = b.Submit(t.Context(), flow.Draft{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, Version: report.Version}, "o", flowtest.During)
				}
				if err != nil && !errors.Is(err, reform.ErrConflict) {
					t.Error(err)
				}
			})
			wg.Go(func() {
				if _, err := b.Tally(t.Context(), "2026-Q3"); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		versions, err := s.ReportVersions(t.Context(), "2026-Q3", "a", reform.FromUnit)
		if err != nil || len(versions) == 0 {
			t.Fatalf("got %v, %v", versions, err)
		}
		for n, v := range versions {
			if v.Version != len(versions)-n {
				t.Errorf("place %d holds version %d", n, v.Version)
			}
		}
		if err := s.VerifyEvents(t.Context(), nil); err != nil {
			t.Error(err)
		}
	})
}

// typed hands in what an officer typed into a page that showed a version.
func typed(t *testing.T, b *flow.Board, version int, values map[string]string) flow.Outcome {
	t.Helper()
	content, err := json.Marshal(flow.Entry{Version: version, Typed: values})
	if err != nil {
		t.Fatal(err)
	}
	out, err := b.Receive(t.Context(), flow.Delivery{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, By: "officer", At: flowtest.During, Content: content})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func difference(t *testing.T, b *flow.Board, upload string, chosen flow.Chosen) reform.Difference {
	t.Helper()
	d, err := b.Difference(t.Context(), upload, chosen)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestAPageWritesTheSameDraftAsAWorkbook, and the dry run says what the commit does.
func TestAPageWritesTheSameDraftAsAWorkbook(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	take(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 9))
	file := receive(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 20, "18"))
	page := typed(t, b, 1, map[string]string{"received": "20", "on_time": "18"})
	byFile, byPage := difference(t, b, file.Upload.ID, nil), difference(t, b, page.Upload.ID, nil)
	if len(byFile.Alterations) != 2 || len(byPage.Alterations) != 2 {
		t.Fatalf("got %+v and %+v", byFile.Alterations, byPage.Alterations)
	}
	for i := range byFile.Alterations {
		if f, p := byFile.Alterations[i], byPage.Alterations[i]; !f.New.Said(p.New) || !f.Old.Said(p.Old) || f.Figure.ID != p.Figure.ID {
			t.Errorf("got %+v and %+v", f, p)
		}
	}
	if byFile.Before.Total != 54000 || byFile.After.Total != byPage.After.Total {
		t.Errorf("before %s, after %s and %s", byFile.Before.Total, byFile.After.Total, byPage.After.Total)
	}
	report, err := b.Accept(t.Context(), flow.Acceptance{Upload: page.Upload.ID, Version: 1, By: "officer", At: flowtest.During})
	if err != nil || report.Version != 2 {
		t.Fatalf("got %+v, %v", report, err)
	}
	for i, v := range report.Values {
		if !v.Said(byPage.Report.Values[i]) {
			t.Errorf("the dry run said %+v, and saved was %+v", byPage.Report.Values[i], v)
		}
	}
	if again, err := b.Accept(t.Context(), flow.Acceptance{Upload: page.Upload.ID, Version: 1, By: "officer", At: flowtest.During}); err != nil || again.Version != 2 {
		t.Errorf("a second click: %+v, %v", again, err)
	}
}

// TestNobodyOverwritesAnotherSilently: who fills in a form that was made before a
// colleague saved keeps what the colleague changed, and is told where both did.
func TestNobodyOverwritesAnotherSilently(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	take(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 100, 50))
	old := flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 100, 60) // made from version 1
	both := flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 130, 60)
	colleague := typed(t, b, 1, map[string]string{"received": "120"})
	if _, err := b.Accept(t.Context(), flow.Acceptance{Upload: colleague.Upload.ID, Version: 1, By: "colleague", At: flowtest.During}); err != nil {
		t.Fatal(err)
	}
	mine := receive(t, b, "2026-Q3", "a", old)
	if _, err := b.Accept(t.Context(), flow.Acceptance{Upload: mine.Upload.ID, Version: 1, By: "officer", At: flowtest.During}); !errors.Is(err, reform.ErrConflict) {
		t.Errorf("what was seen beside version 1: got %v", err)
	}
	d := difference(t, b, mine.Upload.ID, nil)
	if len(d.Alterations) != 1 || d.Alterations[0].Figure.ID != "on_time" || d.Alterations[0].Clash {
		t.Errorf("got %+v", d.Alterations)
	}
	if v, _ := d.Report.Value("received"); v.Text != "120" {
		t.Errorf("the colleague's value became %q", v.Text)
	}
	out, taken := take(t, b, "2026-Q3", "a", both) // as one of many: nobody looks
	if out.Clashes != 1 || valued(taken, "received") != "120" || valued(taken, "on_time") != "60" {
		t.Errorf("of many: %d clashes, %+v", out.Clashes, taken.Values)
	}
	clash := difference(t, b, receive(t, b, "2026-Q3", "a", both).Upload.ID, nil)
	if len(clash.Alterations) != 1 || !clash.Alterations[0].Clash {
		t.Errorf("got %+v", clash.Alterations)
	}
}

// TestPartOfAReportIsAccepted: what is not chosen, or cannot stand, stays as it was.
func TestPartOfAReportIsAccepted(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	take(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 100, 50))
	out := typed(t, b, 1, map[string]string{"received": "120", "on_time": "110"})
	report, err := b.Accept(t.Context(), flow.Acceptance{Upload: out.Upload.ID, Version: 1, Chosen: flow.Chosen{"received": true}, By: "officer", At: flowtest.During})
	if err != nil {
		t.Fatal(err)
	}
	if received, onTime := valued(report, "received"), valued(report, "on_time"); received != "120" || onTime != "50" {
		t.Errorf("got %s, %s", received, onTime)
	}
	kept, err := b.Store.Report(t.Context(), "2026-Q3", "a", reform.FromUnit)
	if err != nil {
		t.Fatal(err)
	}
	if v, _ := kept.Value("on_time"); v.Since != 1 || v.File != "q.xlsx" {
		t.Errorf("where it was read was forgotten: %+v", v)
	}
	tooMany := difference(t, b, typed(t, b, 2, map[string]string{"on_time": "121"}).Upload.ID, nil)
	if v, _ := tooMany.Report.Value("on_time"); v.Text != "50" || !tooMany.Alterations[0].Left {
		t.Errorf("a part greater than its whole: got %+v", tooMany)
	}
	tooFew := difference(t, b, typed(t, b, 2, map[string]string{"received": "40"}).Upload.ID, nil)
	if v, _ := tooFew.Report.Value("on_time"); v.Text != "" || len(tooFew.Alterations) != 2 {
		t.Errorf("a whole smaller than its part: got %+v", tooFew.Alterations)
	}
}

// TestWhatWasLeftOutCanBeSentAgain in the very file of which part was kept.
func TestWhatWasLeftOutCanBeSentAgain(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	content := flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 100, 50)
	for version, chosen := range []flow.Chosen{{"received": true}, {"on_time": true}} {
		out := receive(t, b, "2026-Q3", "a", content)
		if out.Unchanged {
			t.Fatalf("%v: it is taken for what is kept already", chosen)
		}
		if _, err := b.Accept(t.Context(), flow.Acceptance{Upload: out.Upload.ID, Version: version, Chosen: chosen, By: "officer", At: flowtest.During}); err != nil {
			t.Fatal(err)
		}
	}
	if out := receive(t, b, "2026-Q3", "a", content); !out.Unchanged || out.Upload.Version != 2 {
		t.Errorf("all of it is kept: got %+v", out)
	}
}

func valued(r reform.Report, figure string) string {
	v, _ := r.Value(figure)
	return v.Text
}

// TestDoubtfulValuesNeedAReason before they are submitted.
func TestDoubtfulValuesNeedAReason(t *testing.T) {
	b := flowtest.Open(t, storetest.Open(t))
	submit(t, b, "2026-Q2", "a", flowtest.Filled(t, b, "2026-Q2", "a", reform.FromUnit, 2000, 1900))
	take(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 20000, 1950))
	seen := flow.Draft{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, Version: 1}
	for _, reason := range []string{"", "ok"} {
		seen.Reasons = map[string]string{"received": reason, "on_time": reason}
		if _, err := b.Submit(t.Context(), seen, "officer", flowtest.During); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("reason %q: got %v", reason, err)
		}
	}
	why := "Tiếp nhận thêm hồ sơ của ba xã sáp nhập"
	seen.Reasons = map[string]string{"received": why, "on_time": why}
	if _, err := b.Submit(t.Context(), seen, "officer", flowtest.During); err != nil {
		t.Fatal(err)
	}
	kept, err := b.Store.Report(t.Context(), "2026-Q3", "a", reform.FromUnit)
	if v, _ := kept.Value("received"); err != nil || v.Reason != why {
		t.Errorf("got %+v, %v", v, err)
	}
}
