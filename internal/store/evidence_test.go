package store_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// paper is a file of a unit that proves something.
func paper(id, unit, sha string) reform.Evidence {
	return reform.Evidence{ID: id, Unit: unit, Kind: reform.FileEvidence, Title: "Kế hoạch", SHA256: sha, Name: "kế hoạch.pdf", Size: 10, Type: reform.PDF, Dated: "2026-01-31", ValidTo: "2027-01-31", At: at, By: "binh"}
}

func cite(indicator string) reform.Citation {
	return reform.Citation{Cycle: quarter.ID, Indicator: indicator, Proof: "plan"}
}

func TestEvidenceIsCitedReplacedAndReused(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		furnish(t, s, 2)
		must(t, s.SaveEvidence(ctx, paper("1", unit(0), "aa"), cite("1.1")))
		reuse := cite("1.2")
		reuse.Unit, reuse.Evidence, reuse.At, reuse.By = unit(0), "1", at, "binh"
		must(t, s.SaveCitation(ctx, reuse))
		newer := paper("2", unit(0), "bb")
		newer.Replaces = "1"
		must(t, s.SaveEvidence(ctx, newer, cite("1.1")))

		for id, c := range map[string]reform.Citation{"3": cite("1.1"), "4": {Cycle: quarter.ID, Indicator: "1.1"}, "5": cite("1.3")} {
			err := s.SaveEvidence(ctx, paper(id, unit(1), "bb"), c)
			must(t, err)
		}
		again := paper("6", unit(1), "bb") // under another name, for the same proof
		again.Title, again.Name = "Kế hoạch năm", "lần hai.pdf"
		if err := s.SaveEvidence(ctx, again, cite("1.1")); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("the same file is added twice: %v", err)
		}
		again.Replaces = "3" // a better title
		must(t, s.SaveEvidence(ctx, again, cite("1.1")))

		shown := func() (all []string) {
			citations, err := s.Citations(ctx, quarter.ID, unit(0))
			must(t, err)
			for _, c := range citations {
				all = append(all, c.Indicator+" "+c.Evidence)
			}
			slices.Sort(all)
			return all
		}
		if diff := cmp.Diff([]string{"1.1 2", "1.2 1"}, shown()); diff != "" {
			t.Error(diff)
		}
		reuse.Withdrawn = true
		must(t, s.SaveCitation(ctx, reuse))
		if diff := cmp.Diff([]string{"1.1 2"}, shown()); diff != "" {
			t.Error(diff)
		}
		want := paper("1", unit(0), "aa")
		want.At = stored
		got, err := s.Evidence(ctx, "1")
		must(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("what was replaced is gone: %s", diff)
		}
		if all, err := s.EvidenceOf(ctx, unit(0)); err != nil || len(all) != 2 {
			t.Errorf("got %d, %v", len(all), err)
		}
		must(t, s.VerifyEvents(ctx, nil))
	})
}

func TestOneFileOfTwoUnitsIsFlagged(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 3)
		for n, sha := range []string{"aa", "aa", "bb"} {
			must(t, s.SaveEvidence(t.Context(), paper(unit(n), unit(n), sha), cite("1.1")))
		}
		words := reform.Evidence{ID: "w0", Unit: unit(0), Kind: reform.Statement, Title: "Tính theo sổ theo dõi", At: at, By: "binh"}
		must(t, s.SaveEvidence(t.Context(), words, cite("1.1")))
		words.ID, words.Unit = "w1", unit(2)
		must(t, s.SaveEvidence(t.Context(), words, cite("1.1")))
		for n, want := range []map[string][]string{{"aa": {unit(1)}}, {"aa": {unit(0)}}, {}} {
			got, err := s.SharedFiles(t.Context(), unit(n))
			must(t, err)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s: %s", unit(n), diff)
			}
		}
	})
}

func TestEvidenceOfAnotherUnitIsNotThere(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 2)
		must(t, s.SaveEvidence(t.Context(), paper("1", unit(0), "aa"), cite("1.1")))
		before, err := s.BoardVersion(t.Context())
		must(t, err)
		stolen := cite("1.1")
		stolen.Unit, stolen.Evidence, stolen.At = unit(1), "1", at
		newer := paper("2", unit(1), "bb")
		newer.Replaces = "1"
		bad := paper("3", unit(1), "")
		for name, try := range map[string]error{
			"cited":    s.SaveCitation(t.Context(), stolen),
			"replaced": s.SaveEvidence(t.Context(), newer, cite("1.1")),
		} {
			if !errors.Is(try, reform.ErrNotFound) {
				t.Errorf("%s: %v", name, try)
			}
		}
		if err := s.SaveEvidence(t.Context(), bad, cite("1.1")); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("without a file: %v", err)
		}
		if after, err := s.BoardVersion(t.Context()); err != nil || after != before {
			t.Errorf("half of it was saved: %v", err)
		}
	})
}
