package store_test

import (
	"strings"
	"testing"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// judged is all that is said of the claims of two units, up to a final score that is
// reopened.
func judged(t *testing.T, s *store.Store) {
	t.Helper()
	claimed(t, s, 2)
	p := reform.Usual("2026-q1")
	p.Version, p.SavedBy, p.SavedAt = 1, "an", at
	p.Turns[0].Closes, p.Turns[1].Title = stored.AddDate(0, 1, 0), reform.Words{VI: "Giải trình", EN: "Answer"}
	must(t, s.SaveProcedure(t.Context(), p))
	must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(1), 1), appraised(unit(0), 1)}))
	must(t, s.SaveReview(t.Context(), next(theDocket(t, s, unit(0)), reform.InTurn, "answer")))
	must(t, s.SaveExplanation(t.Context(), reform.Explanation{
		Cycle: "2026-q1", Unit: unit(0), Indicator: "1.1", Version: 1, Turn: "answer", Review: 1, Appraisal: 1,
		Stance: reform.Contests, Text: why, Papers: []string{"p1"}, By: "binh", At: at,
	}))
	must(t, s.SaveReview(t.Context(), next(theDocket(t, s, unit(0)), reform.Settled, "")))
	must(t, s.SaveReview(t.Context(), next(theDocket(t, s, unit(0)), reform.Final, "")))
	permit := reform.Permit{
		ID: "p/1", Kind: reform.Reopening, Cycle: "2026-q1", Unit: unit(0), Turn: "council", Claims: []string{"1.1"}, Review: 3,
		Number: "12/QĐ", Day: "2026-04-02", Signer: "Chủ tịch", Text: why, AskedBy: "an", AskedAt: at,
	}
	must(t, s.AskPermit(t.Context(), permit))
	must(t, permit.Grant("cuong", at))
	open := next(theDocket(t, s, unit(0)), reform.InTurn, "council")
	open.Claims, open.Permit = permit.Claims, permit.ID
	must(t, s.ReopenReview(t.Context(), permit, open))
}

// unlike lists the subjects whose rows are not what the log says, those it does not tell of
// with a question mark.
func unlike(t *testing.T, s *store.Store) string {
	t.Helper()
	said, found := vouched(t, s), []string(nil)
	for subject, content := range said {
		now, err := s.Content(t.Context(), subject)
		must(t, err)
		if now != content {
			found = append(found, string(subject))
		}
	}
	there, err := s.Subjects(t.Context())
	must(t, err)
	for _, subject := range there {
		if _, ok := said[subject]; !ok {
			found = append(found, string(subject)+"?")
		}
	}
	return strings.Join(found, " ")
}

func TestWhatIsSaidOfClaimsIsNotAlteredUnseen(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		judged(t, s)
		if got := unlike(t, s); got != "" {
			t.Fatalf("untouched, but %s", got)
		}
		const (
			procedure, permit       = "procedure/2026-q1/1", "permit/p%2F1"
			reviews, explanations   = "reviews/2026-q1/so-000", "explanations/2026-q1/so-000"
			appraisals, theOthers   = "appraisals/2026-q1/so-000", "appraisals/2026-q1/so-001"
			first, second, yetAgain = " WHERE unit = 'so-000'", " WHERE unit = 'so-001'", " WHERE version = 4"
		)
		for _, c := range []struct{ change, back, want string }{
			{"UPDATE procedures SET kin = TRUE", "UPDATE procedures SET kin = FALSE", procedure},
			{"UPDATE procedures SET final = 'appraise'", "UPDATE procedures SET final = 'settle'", procedure},
			{"UPDATE procedures SET turns = REPLACE(turns, '2026-04', '2027-04')", "UPDATE procedures SET turns = REPLACE(turns, '2027-04', '2026-04')", procedure},
			{"UPDATE procedures SET grounds = REPLACE(grounds, 'R07', 'R17')", "UPDATE procedures SET grounds = REPLACE(grounds, 'R17', 'R07')", procedure},
			{"UPDATE procedures SET saved_by = 'x'", "UPDATE procedures SET saved_by = 'an'", procedure},
			{"UPDATE procedures SET version = 2", "UPDATE procedures SET version = 1", procedure + " procedure/2026-q1/2?"},
			{"UPDATE reviews SET stage = 'final', turn = ''" + yetAgain, "UPDATE reviews SET stage = 'in_turn', turn = 'council'" + yetAgain, reviews},
			{"UPDATE reviews SET claims = NULL" + yetAgain, "UPDATE reviews SET claims = '[\"1.1\"]'" + yetAgain, reviews},
			{"UPDATE reviews SET version = 5" + yetAgain, "UPDATE reviews SET version = 4 WHERE version = 5", reviews},
			{"UPDATE reviews SET \"by\" = 'x'" + yetAgain, "UPDATE reviews SET \"by\" = 'mai'" + yetAgain, reviews},
			{"UPDATE appraisals SET points = 6000" + second, "UPDATE appraisals SET points = 5000" + second, theOthers},
			{"UPDATE appraisals SET ground = 'R01'" + first, "UPDATE appraisals SET ground = 'R07'" + first, appraisals},
			{"UPDATE appraisals SET \"by\" = 'x'" + first, "UPDATE appraisals SET \"by\" = 'mai'" + first, appraisals},
			{"UPDATE appraisals SET bulk = 'x'" + first, "UPDATE appraisals SET bulk = ''" + first, appraisals},
			{"UPDATE explanations SET stance = 'agrees'", "UPDATE explanations SET stance = 'contests'", explanations},
			{"UPDATE explanations SET papers = NULL", "UPDATE explanations SET papers = '[\"p1\"]'", explanations},
			{"UPDATE explanations SET unit = 'so-001', appraisal = 1", "UPDATE explanations SET unit = 'so-000'", explanations + " explanations/2026-q1/so-001?"},
			{"UPDATE permits SET signer = 'x'", "UPDATE permits SET signer = 'Chủ tịch'", permit},
			{"UPDATE permits SET granted_by = 'x'", "UPDATE permits SET granted_by = 'cuong'", permit},
			{"UPDATE permits SET granted_at = '2026-03-14 23:30:00'", "UPDATE permits SET granted_at = '2026-03-14 23:30:00.123456'", permit},
			{"UPDATE permits SET claims = NULL", "UPDATE permits SET claims = '[\"1.1\"]'", permit},
		} {
			must(t, s.Exec(t.Context(), c.change))
			if got := unlike(t, s); got != c.want {
				t.Errorf("%s: got %q, want %q", c.change, got, c.want)
			}
			must(t, s.Exec(t.Context(), c.back))
			if got := unlike(t, s); got != "" {
				t.Errorf("%s: got %q", c.back, got)
			}
		}
	})
}

// TestSeveralUnitsJudgedAtOnceHaveAnEventEach, as has what a permit reopens.
func TestSeveralUnitsJudgedAtOnceHaveAnEventEach(t *testing.T) {
	s := storetest.Open(t)
	judged(t, s)
	var told []string
	must(t, s.VerifyEvents(t.Context(), func(e reform.Event) {
		if e.Deed == reform.JudgedDeed || e.Deed == reform.GrantedDeed || e.Deed == reform.ReopenedDeed {
			told = append(told, string(e.Deed)+" "+string(e.Subject))
		}
	}))
	want := "judged appraisals/2026-q1/so-001, judged appraisals/2026-q1/so-000, granted permit/p%2F1, reopened reviews/2026-q1/so-000"
	if got := strings.Join(told, ", "); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}
