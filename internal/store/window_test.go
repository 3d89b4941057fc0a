package store_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func reporting(group string, due time.Time) reform.Window {
	return reform.Window{Stage: reform.ReportingStage, PeerGroup: group, Opens: day(10), Due: due, Grace: 90 * time.Minute, Closes: due.AddDate(0, 0, 3)}
}

func TestWindowsAreVersionsAndTheNewestCounts(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		other := quarter
		other.ID = "2026-q1-b"
		must(t, s.SaveCycle(t.Context(), "an", at, other))
		appraisal := reform.Window{Stage: reform.FirstAppraisal, Opens: day(25), Due: day(30), Closes: day(31)}
		must(t, s.SaveWindows(t.Context(), "an", at, quarter.ID, []reform.Window{reporting("so", day(21)), appraisal}))
		must(t, s.SaveWindows(t.Context(), "an", at, quarter.ID, []reform.Window{reporting("so", day(22))}))
		must(t, s.SaveWindows(t.Context(), "an", at, quarter.ID, []reform.Window{reporting("so", day(22))})) // nothing new

		want := reporting("so", day(22))
		want.Cycle, want.Version, want.SetAt, want.SetBy = quarter.ID, 2, stored, "an"
		appraisal.Cycle, appraisal.Version, appraisal.SetAt, appraisal.SetBy = quarter.ID, 1, stored, "an"
		got, err := s.Cycle(t.Context(), quarter.ID)
		must(t, err)
		if diff := cmp.Diff([]reform.Window{appraisal, want}, got.Windows); diff != "" {
			t.Error(diff)
		}
		cycles, err := s.Cycles(t.Context())
		must(t, err)
		if diff := cmp.Diff([]reform.Window{appraisal, want}, cycles[0].Windows); diff != "" || len(cycles[1].Windows) != 0 {
			t.Errorf("%s %v", diff, cycles[1].Windows)
		}

		must(t, s.SaveWindows(t.Context(), "an", at, quarter.ID, []reform.Window{{
			Stage: reform.ReportingStage, PeerGroup: "so", Opens: want.Opens, Due: want.Due, Grace: want.Grace, Closes: want.Closes, Dropped: true,
		}}))
		got, err = s.Cycle(t.Context(), quarter.ID)
		must(t, err)
		if diff := cmp.Diff([]reform.Window{appraisal}, got.Windows); diff != "" {
			t.Error(diff)
		}
		all, err := s.Windows(t.Context(), quarter.ID)
		must(t, err)
		if len(all) != 5 || got.Version != 5 {
			t.Errorf("got %d versions, of version %d of the cycle", len(all), got.Version)
		}
	})
}

func TestDaysOfReportingForAllAreTheCycles(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		must(t, s.SaveWindows(t.Context(), "an", at, quarter.ID, []reform.Window{reporting("", day(23))}))
		got, err := s.Cycle(t.Context(), quarter.ID)
		must(t, err)
		if !got.Due.Equal(day(23)) || got.Grace != 90*time.Minute || !got.Closes.Equal(day(26)) || len(got.Windows) != 0 || got.NoteVI != quarter.NoteVI {
			t.Errorf("got %+v", got)
		}
		got.NoteVI = "Khác"
		must(t, s.SaveCycle(t.Context(), "an", at, got))
		all, err := s.Windows(t.Context(), quarter.ID)
		must(t, err)
		if len(all) != 2 || !all[0].Due.Equal(quarter.Due) || !all[1].Due.Equal(day(23)) {
			t.Errorf("got %+v", all)
		}
	})
}

func TestWindowsAreSetAllOrNone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		backwards := reporting("so", day(21))
		backwards.Closes = backwards.Due
		for _, c := range []struct {
			cycle string
			w     reform.Window
			want  error
		}{
			{quarter.ID, backwards, reform.ErrInvalid},
			{quarter.ID, reform.Window{Stage: "party", Opens: day(1), Due: day(2), Closes: day(3)}, reform.ErrInvalid},
			{"nowhere", reporting("so", day(21)), reform.ErrNotFound},
			{"nowhere", reporting("", day(21)), reform.ErrNotFound},
		} {
			before, err := s.BoardVersion(t.Context())
			must(t, err)
			if err := s.SaveWindows(t.Context(), "an", at, c.cycle, []reform.Window{reporting("other", day(21)), c.w}); !errors.Is(err, c.want) {
				t.Errorf("%s in %s: got %v, want %v", c.w.Stage, c.cycle, err, c.want)
			}
			after, err := s.BoardVersion(t.Context())
			must(t, err)
			if got, err := s.Cycle(t.Context(), quarter.ID); err != nil || len(got.Windows) != 0 || after != before {
				t.Errorf("%s in %s: half of it was saved: %v, %v", c.w.Stage, c.cycle, got.Windows, err)
			}
		}
	})
}

func TestExtensionsComeWithTheirCycleAndAreNeverReplaced(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		e := reform.Extension{ID: "1", Cycle: quarter.ID, Stage: reform.ReportingStage, Unit: unit(0), Until: at, Reason: "Bão làm mất điện", At: at, By: "an"}
		must(t, s.SaveExtension(t.Context(), e))
		if err := s.SaveExtension(t.Context(), e); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("the same once more: %v", err)
		}
		for _, wrong := range []reform.Extension{
			{ID: "2", Cycle: quarter.ID, Stage: reform.ReportingStage, Unit: "nobody", Reason: "x", Until: at, At: at},
			{ID: "2", Cycle: "nowhere", Stage: reform.ReportingStage, Unit: unit(0), Reason: "x", Until: at, At: at},
		} {
			if err := s.SaveExtension(t.Context(), wrong); !errors.Is(err, reform.ErrNotFound) {
				t.Errorf("%+v: %v", wrong, err)
			}
		}
		e.Until, e.At = stored, stored
		got, err := s.Cycle(t.Context(), quarter.ID)
		must(t, err)
		if diff := cmp.Diff([]reform.Extension{e}, got.Extensions); diff != "" || got.Version != 2 {
			t.Errorf("version %d: %s", got.Version, diff)
		}
		events, err := s.Events(t.Context(), 0, 100)
		must(t, err)
		if last := events[len(events)-1]; last.Deed != reform.ExtendedDeed || last.Unit != unit(0) || last.Cycle != quarter.ID {
			t.Errorf("got %+v", last)
		}
	})
}
