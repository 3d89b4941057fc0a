package store_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// accepted saves a version as a draft.
func accepted(t testing.TB, s *store.Store, r reform.Report) {
	t.Helper()
	u := upload(r)
	must(t, s.SaveUpload(t.Context(), u))
	must(t, s.AcceptUpload(t.Context(), r, u.ID))
}

// TestReportsOfSomeUnitsAreThoseOfEach holds the two questions about many units against
// the same question about one.
func TestReportsOfSomeUnitsAreThoseOfEach(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 5)
		for i := range 4 { // unit 4 says nothing
			for version := 1; version <= i+1; version++ {
				r := draft(unit(i), version, 3)
				if r.Values[0].Text = fmt.Sprint(version); version > 1 {
					r.Values[1].Since = 1
				}
				accepted(t, s, r)
				if version == 2 {
					must(t, r.Submit("chi", at))
					must(t, s.SubmitReport(t.Context(), r))
				}
			}
			survey := draft(unit(i), 1, 1)
			survey.Source = reform.FromSurvey
			accepted(t, s, survey)
		}
		some := []string{unit(4), unit(3), unit(1), unit(0)}
		newest, err := s.NewestReports(t.Context(), "2026-q1", some)
		must(t, err)
		sent, err := s.SubmittedReportsOf(t.Context(), "2026-q1", some)
		must(t, err)
		for _, c := range []struct {
			got []reform.Report
			one func(unit string, source reform.Source) (reform.Report, error)
		}{
			{newest, func(u string, src reform.Source) (reform.Report, error) {
				return s.Report(t.Context(), "2026-q1", u, src)
			}},
			{sent, func(u string, src reform.Source) (reform.Report, error) {
				return s.SubmittedReport(t.Context(), "2026-q1", u, src)
			}},
		} {
			var want []reform.Report
			for _, u := range []string{unit(0), unit(1), unit(3), unit(4)} {
				for _, source := range []reform.Source{reform.FromSurvey, reform.FromUnit} {
					if r, err := c.one(u, source); err == nil {
						want = append(want, r)
					} else if !errors.Is(err, reform.ErrNotFound) {
						t.Fatal(err)
					}
				}
			}
			if diff := cmp.Diff(want, c.got, cmpopts.EquateEmpty()); diff != "" || len(want) < 2 {
				t.Errorf("%d reports: %s", len(want), diff)
			}
		}
		reporters, err := s.Reporters(t.Context(), "2026-q1", reform.FromUnit)
		must(t, err)
		want := map[string]reform.Status{unit(0): reform.Draft, unit(1): reform.Submitted, unit(2): reform.Submitted, unit(3): reform.Submitted}
		if diff := cmp.Diff(want, reporters); diff != "" {
			t.Error(diff)
		}
	})
}

func TestABatchIsClaimedOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		release, ok, err := s.ClaimBatch(t.Context(), "b")
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if _, again, err := s.ClaimBatch(t.Context(), "b"); again || err != nil {
			t.Error("claimed twice", err)
		}
		other, ok, err := s.ClaimBatch(t.Context(), "c")
		if err != nil || !ok {
			t.Error("one batch keeps another waiting", err)
		} else {
			other()
		}
		if s.Shared() {
			s.Forget("b")
			if _, again, err := s.ClaimBatch(t.Context(), "b"); again || err != nil {
				t.Error("claimed by two processes", err)
			}
		}
		release()
		for range 40 { // more than there are connections
			release, ok, err := s.ClaimBatch(t.Context(), "b")
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			release()
		}
	})
}
