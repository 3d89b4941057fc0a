package store_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// asStored is a report as it comes back: times in UTC, values with their key.
func asStored(r reform.Report) reform.Report {
	r.SavedAt = stored
	if r.SubmittedAt != nil {
		moment := stored
		r.SubmittedAt = &moment
	}
	values := make([]reform.Value, len(r.Values))
	for i, v := range r.Values {
		v.Cycle, v.Unit, v.Source, v.Version, v.Since = r.Cycle, r.Unit, r.Source, r.Version, r.Version
		values[i] = v
	}
	r.Values = values
	return r
}

func TestReportComesBackAsSaved(t *testing.T) {
	r := draft(unit(0), 1, 0)
	r.Values = []reform.Value{
		{Figure: "a", Text: "-0.0005", Origin: reform.Origin{Sheet: "Số liệu", Cell: "D7"}},
		{Figure: "b", Text: "123456789012345678", Reason: "Sáp nhập hai xã\n\"từ 01/3\""},
		{Figure: "c", Text: "có", Origin: reform.Origin{Sheet: "Số liệu", Cell: "D9"}},
		{Figure: "d", Absence: reform.NotReported},
		{Figure: "e", Absence: reform.NotApplicable},
		{Figure: "f", Absence: reform.NoPractice},
		{Figure: "g", Text: "2026-03-31"},
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		must(t, save(t, s, r, upload(r)))
		got, err := s.Report(t.Context(), r.Cycle, r.Unit, r.Source)
		must(t, err)
		if diff := cmp.Diff(asStored(r), got); diff != "" {
			t.Errorf("draft:\n%s", diff)
		}
		sent := r
		must(t, sent.Submit("chi", at))
		must(t, s.SubmitReport(t.Context(), sent))
		got, err = s.Report(t.Context(), r.Cycle, r.Unit, r.Source)
		must(t, err)
		if diff := cmp.Diff(asStored(sent), got); diff != "" {
			t.Errorf("submitted:\n%s", diff)
		}
		if *sent.SubmittedAt != at {
			t.Error("the caller's own report was changed")
		}
	})
}

func TestSubmittedVersionCountsUntilTheNextIsSubmitted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 3)
		first, second := draft(unit(0), 1, 3), draft(unit(0), 2, 2)
		submitted(t, s, first)
		must(t, save(t, s, second, upload(second)))
		survey := draft(unit(0), 1, 1)
		survey.Source = reform.FromSurvey
		submitted(t, s, survey)
		waiting := draft(unit(1), 1, 4)
		must(t, save(t, s, waiting, upload(waiting)))
		submitted(t, s, draft(unit(2), 1, 0))

		check := func(want ...string) {
			t.Helper()
			reports, err := s.SubmittedReports(t.Context(), "2026-q1")
			must(t, err)
			var got []string
			for _, r := range reports {
				got = append(got, fmt.Sprint(r.Unit, " ", r.Source, " ", r.Version, ": ", len(r.Values)))
				for i, v := range r.Values {
					if v.Unit != r.Unit || v.Source != r.Source || v.Version != r.Version || v.Figure != fmt.Sprintf("figure-%02d", i) {
						t.Errorf("%s: %+v is not its value %d", r.Unit, v, i)
					}
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
		check("so-000 survey 1: 1", "so-000 unit 1: 3", "so-002 unit 1: 0")
		must(t, second.Submit("chi", at))
		must(t, s.SubmitReport(t.Context(), second))
		check("so-000 survey 1: 1", "so-000 unit 2: 2", "so-002 unit 1: 0")
	})
}

func TestVersionsAreListedNewestFirstWithoutValues(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 2)
		submitted(t, s, draft(unit(1), 1, 1))
		submitted(t, s, draft(unit(0), 1, 1))
		second := draft(unit(0), 2, 1)
		must(t, save(t, s, second, upload(second)))
		versions, err := s.ReportVersions(t.Context(), "2026-q1", unit(0), reform.FromUnit)
		must(t, err)
		if len(versions) != 2 || versions[0].Version != 2 || versions[1].Version != 1 || versions[1].SubmittedAt == nil || versions[0].Status != reform.Draft || versions[0].Values != nil {
			t.Errorf("got %+v", versions)
		}
		first, err := s.ReportVersion(t.Context(), "2026-q1", unit(0), reform.FromUnit, 1)
		must(t, err)
		if first.Version != 1 || len(first.Values) != 1 {
			t.Errorf("got %+v", first)
		}
	})
}

func TestStaleVersionsAreConflicts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		first, second := draft(unit(0), 1, 1), draft(unit(0), 2, 1)
		conflict := func(what string, err error) {
			t.Helper()
			if !errors.Is(err, reform.ErrConflict) {
				t.Errorf("%s: got %v, want a conflict", what, err)
			}
		}
		early := upload(second)
		early.ID = "early"
		conflict("a second version before the first", save(t, s, second, early))
		must(t, save(t, s, first, upload(first)))
		conflict("the first version twice", save(t, s, first, upload(draft(unit(0), 9, 0))))
		must(t, first.Submit("chi", at))
		must(t, s.SubmitReport(t.Context(), first))
		conflict("submitted twice", s.SubmitReport(t.Context(), first))
		must(t, save(t, s, second, upload(second)))
		conflict("submitted under a newer draft", s.SubmitReport(t.Context(), first))
		third := draft(unit(0), 3, 1)
		conflict("an upload that was accepted", s.AcceptUpload(t.Context(), third, upload(second).ID))
		if err := s.SubmitReport(t.Context(), second); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("a draft nobody submitted: got %v, want not valid", err)
		}
	})
}

func TestUploadForNoReportLeavesNothing(t *testing.T) {
	elsewhere, lost, odd := draft("nowhere", 1, 1), draft(unit(0), 1, 1), draft(unit(0), 1, 1)
	lost.Cycle, odd.Source = "never", "rumour"
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		before, err := s.BoardVersion(t.Context())
		must(t, err)
		for name, c := range map[string]struct {
			report reform.Report
			want   error
		}{
			"a source there is not": {odd, reform.ErrInvalid},
			"a unit there is not":   {elsewhere, reform.ErrNotFound},
			"a cycle there is not":  {lost, reform.ErrNotFound},
		} {
			if err := s.SaveUpload(t.Context(), upload(c.report)); !errors.Is(err, c.want) {
				t.Errorf("%s: got %v, want %v", name, err, c.want)
			}
		}
		after, err := s.BoardVersion(t.Context())
		must(t, err)
		uploads, err := s.Uploads(t.Context(), "2026-q1", unit(0), reform.FromUnit)
		if must(t, err); len(uploads) != 0 || before != after {
			t.Errorf("left %d uploads, %d events", len(uploads), after-before)
		}
	})
}

func TestSubmittingGrowsTheCyclesVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		r := draft(unit(0), 1, 1)
		must(t, save(t, s, r, upload(r)))
		saved, err := s.Cycle(t.Context(), "2026-q1")
		must(t, err)
		must(t, r.Submit("chi", at))
		must(t, s.SubmitReport(t.Context(), r))
		sent, err := s.Cycle(t.Context(), "2026-q1")
		must(t, err)
		if saved.Version != 1 || sent.Version != 2 {
			t.Errorf("got version %d after saving and %d after submitting, want 1 and 2", saved.Version, sent.Version)
		}
	})
}

// BenchmarkSubmittedReports reads what a ranking of 149 units is made from.
func BenchmarkSubmittedReports(b *testing.B) {
	s := storetest.Open(b)
	furnish(b, s, 149)
	for i := range 149 {
		submitted(b, s, draft(unit(i), 1, 40))
	}
	for b.Loop() {
		reports, err := s.SubmittedReports(b.Context(), "2026-q1")
		if err != nil || len(reports) != 149 || len(reports[148].Values) != 40 {
			b.Fatal(len(reports), err)
		}
	}
}
