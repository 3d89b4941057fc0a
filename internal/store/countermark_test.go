package store_test

import (
	"errors"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// countermark is what a second person says of a unit's only claim.
func countermark(unit, by string) reform.Countermark {
	return reform.Countermark{
		Cycle: "2026-q1", Unit: unit, Indicator: "1.1", Appraisal: 1, Report: 1, Claimed: new(reform.Points(7_500)), Most: 12_500,
		Verdict: reform.Cut, Points: 6_000, Ground: "R01", Text: why, By: by, At: at,
	}
}

func TestAClaimIsMarkedASecondTimeOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		claimed(t, s, 2)
		for n := range 2 {
			must(t, s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(n), 1)}))
		}
		objects(t, s.SaveCountermark(t.Context(), countermark(unit(0), "mai")), reform.NotDrawn) // who judged it
		late := countermark(unit(0), "nam")
		late.Report = 2
		objects(t, s.SaveCountermark(t.Context(), late), reform.ReportedSince)
		unheard := countermark(unit(0), "nam")
		unheard.Appraisal = 2
		if err := s.SaveCountermark(t.Context(), unheard); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("beside a judgement that is not there: %v", err)
		}
		want := countermark(unit(0), "nam")
		must(t, s.SaveCountermark(t.Context(), want))
		plain := countermark(unit(1), "nam")
		plain.Claimed, plain.Verdict, plain.Points, plain.Ground, plain.Text = nil, reform.Accepted, 0, "", ""
		must(t, s.SaveCountermark(t.Context(), plain))
		objects(t, s.SaveCountermark(t.Context(), countermark(unit(0), "kin")), reform.NotDrawn)
		got, err := s.Countermarks(t.Context(), "2026-q1")
		must(t, err)
		want.At, plain.At = stored, stored
		if diff := cmp.Diff([]reform.Countermark{want, plain}, got); diff != "" {
			t.Error(diff)
		}
		beside, err := s.AppraisalsMarkedTwice(t.Context(), "2026-q1")
		must(t, err)
		if len(beside) != 2 || beside[0].Unit != unit(0) || beside[1].Unit != unit(1) {
			t.Errorf("held against %+v", beside)
		}
		if got := unlike(t, s); got != "" {
			t.Errorf("untouched, but %s", got)
		}
		for _, c := range []struct{ change, back, want string }{
			{"UPDATE countermarks SET points = 1 WHERE unit = 'so-000'", "UPDATE countermarks SET points = 6000 WHERE unit = 'so-000'", "countermarks/2026-q1/so-000"},
			{"UPDATE countermarks SET claimed = 0 WHERE unit = 'so-001'", "UPDATE countermarks SET claimed = NULL WHERE unit = 'so-001'", "countermarks/2026-q1/so-001"},
			{"UPDATE countermarks SET \"by\" = 'x' WHERE unit = 'so-001'", "UPDATE countermarks SET \"by\" = 'nam' WHERE unit = 'so-001'", "countermarks/2026-q1/so-001"},
			{"UPDATE lots SET seed = seed || 'x'", "", "lot/2026-q1"},
		} {
			must(t, s.Exec(t.Context(), c.change))
			if got := unlike(t, s); got != c.want {
				t.Errorf("%s: got %q, want %q", c.change, got, c.want)
			}
			if c.back != "" {
				must(t, s.Exec(t.Context(), c.back))
			}
		}
	})
}

// TestTheSeedIsMadeOnce by whichever deed is the first that wants one, of many at once.
func TestTheSeedIsMadeOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		claimed(t, s, 8)
		if _, err := s.Lot(t.Context(), "2026-q1"); !errors.Is(err, reform.ErrNotFound) {
			t.Fatalf("nobody has judged: %v", err)
		}
		var all sync.WaitGroup
		for n := range 8 {
			all.Go(func() {
				if err := s.SaveAppraisals(t.Context(), []reform.Appraisal{appraised(unit(n), 1)}); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		lot, err := s.Lot(t.Context(), "2026-q1")
		if must(t, err); len(lot.Seed) < 26 || lot.By != "mai" || !lot.At.Equal(stored) {
			t.Errorf("got %+v", lot)
		}
		p := reform.Usual("2026-q1")
		p.Version, p.SavedBy, p.SavedAt, p.Twice = 1, "an", at, 20
		must(t, s.SaveProcedure(t.Context(), p))
		again, err := s.Lot(t.Context(), "2026-q1")
		if must(t, err); again != lot {
			t.Errorf("the seed was %+v and is %+v", lot, again)
		}
		held, err := s.Procedure(t.Context(), "2026-q1")
		if must(t, err); held.Twice != 20 {
			t.Errorf("the share came back as %d", held.Twice)
		}
		told := 0
		must(t, s.VerifyEvents(t.Context(), func(e reform.Event) {
			if e.Subject == "lot/2026-q1" {
				if told++; e.Detail != "lot, seed of sha256 "+lot.Pledge() {
					t.Errorf("the log says %q", e.Detail)
				}
			}
		}))
		if told != 1 {
			t.Errorf("the log tells of it %d times", told)
		}
	})
}

func TestAShareIsVouchedFor(t *testing.T) {
	s := storetest.Open(t)
	claimed(t, s, 1)
	p := reform.Usual("2026-q1")
	p.Version, p.SavedBy, p.SavedAt = 1, "an", at
	must(t, s.SaveProcedure(t.Context(), p))
	must(t, s.Exec(t.Context(), "UPDATE procedures SET twice = 0"))
	if got := unlike(t, s); got != "procedure/2026-q1/1" {
		t.Errorf("got %q", got)
	}
}
