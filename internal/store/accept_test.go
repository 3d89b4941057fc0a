package store_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// received keeps the workbook of a report under an id, and returns the id.
func received(t testing.TB, s *store.Store, r reform.Report, id string) string {
	t.Helper()
	u := upload(r)
	u.ID = id
	must(t, s.SaveUpload(t.Context(), u))
	return id
}

func TestUploadMakesADraftOnlyWhenAccepted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		r := draft(unit(0), 1, 120)
		r.Status = "" // the store says it
		r.Values[1].Reason = "Sáp nhập hai xã từ 01/3"
		id := received(t, s, r, "u")
		if _, err := s.Report(t.Context(), r.Cycle, r.Unit, r.Source); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("before: got %v, want not found", err)
		}
		must(t, s.AcceptUpload(t.Context(), r, id))
		got, err := s.Report(t.Context(), r.Cycle, r.Unit, r.Source)
		must(t, err)
		// By figure in bytes: "figure-100" comes before "figure-11".
		if len(got.Values) != 120 || got.Values[1].Reason != r.Values[1].Reason || got.Status != reform.Draft {
			t.Errorf("got %+v", got)
		}
		u, err := s.Upload(t.Context(), id)
		must(t, err)
		if u.Version != 1 {
			t.Errorf("the upload made version %d, want 1", u.Version)
		}
		events, err := s.Events(t.Context(), 4, 10)
		must(t, err)
		if len(events) != 1 || events[0].Deed != reform.SavedDeed || events[0].By != "binh" || events[0].Detail != "source unit, version 1, sha256 ab12" {
			t.Errorf("got %+v", events)
		}
	})
}

func TestUploadIsAcceptedOnceForItsOwnReport(t *testing.T) {
	repeated := draft(unit(0), 2, 2)
	repeated.Values[1].Figure = repeated.Values[0].Figure
	odd := draft(unit(0), 2, 2)
	odd.Values[1].Text = ""
	survey := draft(unit(0), 1, 1)
	survey.Source = reform.FromSurvey
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 2)
		first := draft(unit(0), 1, 1)
		must(t, s.AcceptUpload(t.Context(), first, received(t, s, first, "first")))
		received(t, s, first, "second")
		before, err := s.BoardVersion(t.Context())
		must(t, err)
		for name, c := range map[string]struct {
			report reform.Report
			upload string
			want   error
			words  string
		}{
			"accepted already":     {draft(unit(0), 2, 1), "first", reform.ErrConflict, "this file has become version 1 already"},
			"a version too late":   {draft(unit(0), 1, 1), "second", reform.ErrConflict, "the newest version is 1, not 0"},
			"a version too early":  {draft(unit(0), 3, 1), "second", reform.ErrConflict, "the newest version is 1, not 2"},
			"no such upload":       {draft(unit(0), 2, 1), "third", reform.ErrNotFound, ""},
			"no upload":            {draft(unit(0), 2, 1), "", reform.ErrNotFound, ""},
			"of another unit":      {draft(unit(1), 1, 1), "second", reform.ErrNotFound, ""},
			"of another source":    {survey, "second", reform.ErrNotFound, ""},
			"a figure twice":       {repeated, "second", reform.ErrConflict, ""},
			"a value without text": {odd, "second", reform.ErrInvalid, ""},
		} {
			err := s.AcceptUpload(t.Context(), c.report, c.upload)
			if !errors.Is(err, c.want) || !strings.Contains(err.Error(), c.words) {
				t.Errorf("%s: got %v, want %v", name, err, c.want)
			}
		}
		rows, err := s.Strings(t.Context(), "SELECT unit || ' ' || source || ' ' || version || ' ' || figure FROM report_values")
		must(t, err)
		after, err := s.BoardVersion(t.Context())
		must(t, err)
		if diff := cmp.Diff([]string{"so-000 unit 1 figure-00"}, rows); diff != "" || before != after {
			t.Errorf("left %d events and\n%s", after-before, diff)
		}
		second := draft(unit(0), 2, 1)
		must(t, s.AcceptUpload(t.Context(), second, "second"))
	})
}

func TestOfEightOfficersOneAcceptsTheNextVersion(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		for version := 1; version <= 4; version++ {
			r := draft(unit(0), version, 3)
			for i := range 8 {
				received(t, s, r, fmt.Sprint(version, "-", i))
			}
			var racing sync.WaitGroup
			failures := make([]error, 8)
			for i := range failures {
				racing.Go(func() {
					// Half of them clicked twice on the same file.
					failures[i] = s.AcceptUpload(t.Context(), r, fmt.Sprint(version, "-", i/2*2))
				})
			}
			racing.Wait()
			won := 0
			for _, err := range failures {
				if err == nil {
					won++
				} else if !errors.Is(err, reform.ErrConflict) {
					t.Errorf("got %v, want a conflict", err)
				}
			}
			if won != 1 {
				t.Errorf("version %d was accepted %d times", version, won)
			}
		}
		made, err := s.Strings(t.Context(), "SELECT version FROM uploads WHERE version > 0 ORDER BY version")
		must(t, err)
		if diff := cmp.Diff([]string{"1", "2", "3", "4"}, made); diff != "" {
			t.Error(diff)
		}
	})
}

func TestSubmittedReportIsTheOneThatCounts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 2)
		ask := func() (reform.Report, error) {
			return s.SubmittedReport(t.Context(), "2026-q1", unit(0), reform.FromUnit)
		}
		must(t, s.AcceptUpload(t.Context(), draft(unit(0), 1, 1), received(t, s, draft(unit(0), 1, 1), "one")))
		if _, err := ask(); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("a draft alone: got %v, want not found", err)
		}
		submitted(t, s, draft(unit(1), 1, 1))
		for version := 2; version <= 3; version++ {
			submitted(t, s, draft(unit(0), version, version))
		}
		must(t, s.AcceptUpload(t.Context(), draft(unit(0), 4, 1), received(t, s, draft(unit(0), 4, 1), "four")))
		got, err := ask()
		must(t, err)
		all, err := s.SubmittedReports(t.Context(), "2026-q1")
		must(t, err)
		if diff := cmp.Diff(all[0], got); diff != "" || got.Version != 3 || len(got.Values) != 3 {
			t.Errorf("got version %d\n%s", got.Version, diff)
		}
	})
}

func TestKeptValueNamesTheWorkbookItWasReadFrom(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 2)
		for version := 1; version <= 3; version++ {
			r := draft(unit(0), version, 3)
			r.File, r.SHA256 = fmt.Sprint(version, ".xlsx"), fmt.Sprint("sha", version)
			r.Values[0].Since, r.Values[1].Since = 1, min(version, 2) // the first is never changed, the second once
			submitted(t, s, r)
		}
		submitted(t, s, draft(unit(1), 1, 1))
		one, err := s.Report(t.Context(), "2026-q1", unit(0), reform.FromUnit)
		must(t, err)
		all, err := s.SubmittedReports(t.Context(), "2026-q1")
		must(t, err)
		for _, r := range []reform.Report{one, all[0]} {
			var got []string
			for _, v := range r.Values {
				got = append(got, fmt.Sprint(v.Version, " since ", v.Since, ": ", v.File, " ", v.SHA256))
			}
			want := []string{"3 since 1: 1.xlsx sha1", "3 since 2: 2.xlsx sha2", "3 since 3:  "}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Error(diff)
			}
		}
	})
}

func TestReasonsAreKeptWhenTheReportIsSubmitted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		r := draft(unit(0), 1, 3)
		must(t, s.AcceptUpload(t.Context(), r, received(t, s, r, "u")))
		r.Values[1].Reason = "Sáp nhập hai xã từ 01/3"
		must(t, r.Submit("chi", at))
		must(t, s.SubmitReport(t.Context(), r))
		got, err := s.SubmittedReport(t.Context(), r.Cycle, r.Unit, r.Source)
		must(t, err)
		if diff := cmp.Diff(asStored(r), got); diff != "" {
			t.Error(diff)
		}
	})
}
