package appraisals_test

import (
	"slices"
	"strings"
	"testing"

	"reformboard/internal/flow/appraisals"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestAClaimBecomesAFinalScore goes all the way, with two sides and a council; another
// unit is silent meanwhile, and holds nobody up.
func TestAClaimBecomesAFinalScore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "an", map[string]int{"f1": 9, "f2": 5}))
		ctx := t.Context()
		judge := func(who string, a reform.Appraisal) {
			t.Helper()
			got, err := d.Judge(ctx, users[who], a, opens)
			must(t, err)
			again, err := d.Judge(ctx, users[who], a, opens)
			must(t, err)
			if again.Version != got.Version {
				t.Errorf("a second click made version %d after %d", again.Version, got.Version)
			}
		}
		judge("mai", verdict("a", "1", 0, reform.Cut, 2*reform.Point))
		judge("nam", verdict("a", "2", 0, reform.Accepted, 0))
		_, err := d.Judge(ctx, users["nam"], verdict("a", "3", 0, reform.Accepted, 0), opens)
		objects(t, err, reform.NoRight)
		_, err = d.End(ctx, users["mai"], "q3", "a", 0, opens)
		objects(t, err, reform.StillOwed)
		judge("mai", verdict("a", "3", 0, reform.Cut, reform.Point))
		for range 2 { // the second is a second click
			r, err := d.End(ctx, users["mai"], "q3", "a", 0, opens)
			if must(t, err); r.Turn != "answer" || r.Version != 1 {
				t.Errorf("after the first turn: %+v", r)
			}
		}
		explain := func(indicator string, stance reform.Stance) {
			t.Helper()
			_, err := d.Explain(ctx, users["an"], reform.Explanation{Cycle: "q3", Unit: "a", Indicator: indicator, Appraisal: 1, Stance: stance, Text: why}, opens)
			must(t, err)
		}
		_, err = d.Explain(ctx, users["binh"], reform.Explanation{Cycle: "q3", Unit: "a", Indicator: "1", Appraisal: 1, Stance: reform.Agrees}, opens)
		objects(t, err, reform.NoRight)
		explain("1", reform.Contests)
		explain("3", reform.Agrees)
		_, err = d.End(ctx, users["anh"], "q3", "a", 1, opens)
		must(t, err)
		judge("nam", verdict("a", "1", 1, reform.Cut, 3*reform.Point))
		_, err = d.End(ctx, users["nam"], "q3", "a", 2, opens)
		must(t, err)
		_, err = d.Judge(ctx, users["mai"], verdict("a", "1", 2, reform.Accepted, 0), opens)
		objects(t, err, reform.NoRight) // it is the council's turn
		judge("cuong", verdict("a", "1", 2, reform.Cut, 3*reform.Point+5000))
		_, err = d.End(ctx, users["cuong"], "q3", "a", 3, opens)
		must(t, err)
		_, err = d.Finish(ctx, users["mai"], "q3", "a", 4, opens)
		objects(t, err, reform.NoRight)
		r, err := d.Finish(ctx, users["cuong"], "q3", "a", 4, opens)
		if must(t, err); r.Stage != reform.Final {
			t.Errorf("got %+v", r)
		}
		sides(t, d, "1", 3_6000, 2_0000, 3_5000)
		sides(t, d, "3", 4_0000, 1_0000, 1_0000)
		objects(t, report(t, s, "q3/a", "an", map[string]int{"f1": 10}), reform.IsFinal)
		must(t, report(t, s, "q3/b", "binh", nil))
		must(t, s.VerifyEvents(ctx, nil))
	})
}

// sides wants what one claim is worth as claimed, after the first turn, and in the end.
func sides(t *testing.T, d *appraisals.Desk, indicator string, want ...reform.Points) {
	t.Helper()
	var got []reform.Points
	for _, basis := range reform.Bases {
		tally, err := d.Board.TallyOn(t.Context(), "q3", basis)
		must(t, err)
		card, _ := tally.Scorecard("a")
		score, _ := card.Score(indicator)
		got = append(got, score.Earned)
	}
	if !slices.Equal(got, want) {
		t.Errorf("claimed, after the first turn, in the end: %v, want %v", got, want)
	}
}

func TestAConflictOfInterestTakesASecondPerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "mai", nil)) // an appraiser who once typed it in
		must(t, report(t, s, "q3/b", "binh", nil))
		ctx := t.Context()
		_, err := d.Judge(ctx, users["kin"], verdict("a", "1", 0, reform.Accepted, 0), opens)
		objects(t, err, reform.OwnUnit)
		_, err = d.Judge(ctx, users["mai"], verdict("a", "1", 0, reform.Accepted, 0), opens)
		objects(t, err, reform.OwnWord)
		_, err = d.Judge(ctx, users["mai"], verdict("b", "1", 0, reform.Accepted, 0), opens)
		must(t, err)
		p := reform.Permit{ID: "p", Kind: reform.Exemption, Cycle: "q3", Unit: "a", Person: "kin", Number: "12/QĐ", Day: "2026-09-02", Signer: "Chủ tịch", Text: why}
		_, err = d.Ask(ctx, users["tam"], p, opens)
		objects(t, err, reform.NoRight)
		_, err = d.Ask(ctx, users["cuong"], p, opens)
		must(t, err)
		for who, want := range map[string]reform.Obstacle{"cuong": reform.SamePerson, "kin": reform.NoRight, "mai": reform.NoRight} {
			_, err := d.Grant(ctx, users[who], "p", opens)
			objects(t, err, want)
		}
		for range 2 {
			_, err = d.Grant(ctx, users["quan"], "p", opens)
			must(t, err)
		}
		a, err := d.Judge(ctx, users["kin"], verdict("a", "1", 0, reform.Accepted, 0), opens)
		if must(t, err); a.Permit != "p" {
			t.Errorf("nobody sees why %+v was allowed", a)
		}
	})
}

func TestWhatIsCleanIsAcceptedTogetherAndUndone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "an", map[string]int{"f1": 5}))
		must(t, report(t, s, "q3/b", "binh", map[string]int{"f1": 5}, "f2"))
		ctx := t.Context()
		queue, err := d.Queue(ctx, users["mai"], "q3")
		must(t, err)
		if len(queue) != 6 || queue[0].Unit != "b" || queue[0].Indicator != "2" || queue[0].Clean || queue[0].Risk.Parts[0].Sign != appraisals.Reasoned {
			t.Fatalf("the queue begins with %+v", queue[0])
		}
		count := func(who string) int {
			t.Helper()
			q, err := d.Queue(ctx, users[who], "q3")
			must(t, err)
			return len(q)
		}
		if kin, nam, cuong := count("kin"), count("nam"), count("cuong"); kin != 3 || nam != 4 || cuong != 0 {
			t.Errorf("%d, %d and %d wait for who works in a, has area A, and is of the council", kin, nam, cuong)
		}
		doubtful := appraisals.Bulk{Cycle: "q3", ID: "x", Items: queue}
		_, err = d.Accept(ctx, users["mai"], doubtful, opens)
		objects(t, err, reform.JudgedSince)
		clean := slices.DeleteFunc(slices.Clone(queue), func(i *appraisals.Item) bool { return !i.Clean })
		bulk := appraisals.Bulk{Cycle: "q3", ID: "bulk", Items: clean}
		for range 2 {
			n, err := d.Accept(ctx, users["mai"], bulk, opens)
			if must(t, err); n != 5 || count("mai") != 1 {
				t.Errorf("%d were accepted, %d are left", n, count("mai"))
			}
		}
		shares, err := d.Shares(ctx, "q3")
		must(t, err)
		if at := slices.IndexFunc(shares, func(s appraisals.Share) bool { return s.User.ID == "mai" }); at < 0 || shares[at].Judged != 5 || shares[at].Waiting != 1 {
			t.Errorf("the work is spread as %+v", shares)
		}
		_, err = d.Judge(ctx, users["mai"], verdict("a", "1", 1, reform.Cut, 0), opens)
		must(t, err)
		_, err = d.Undo(ctx, users["nam"], "q3", "bulk", opens)
		objects(t, err, reform.NothingToUndo)
		_, err = d.Undo(ctx, users["mai"], "q3", "bulk", opens.Add(reform.MostUndo+1))
		objects(t, err, reform.UndoneTooLate)
		n, err := d.Undo(ctx, users["mai"], "q3", "bulk", opens.Add(reform.MostUndo))
		if must(t, err); n != 4 || count("mai") != 5 {
			t.Errorf("%d were undone, %d wait again: what was judged otherwise since stays", n, count("mai"))
		}
		_, err = d.Undo(ctx, users["mai"], "q3", "bulk", opens)
		objects(t, err, reform.NothingToUndo)
	})
}

func TestWhatIsTypedIsKeptOnBothDatabases(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		d := furnish(t, s, "q3")
		must(t, report(t, s, "q3/a", "an", nil))
		a := verdict("a", "1", 0, reform.Cut, 0)
		a.Text = " \x00\xffkhông có quyết định ban hành\x00 "
		got, err := d.Judge(t.Context(), users["mai"], a, opens)
		if must(t, err); got.Text != "không có quyết định ban hành" {
			t.Errorf("got %q", got.Text)
		}
		a = verdict("a", "2", 0, reform.Cut, 0)
		a.Text = strings.Repeat("\x00", 20)
		_, err = d.Judge(t.Context(), users["mai"], a, opens)
		objects(t, err, reform.TooShort)
	})
}
