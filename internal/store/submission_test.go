package store_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestReceiptIsFoundByItsCodeHoweverItIsWritten(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 2)
		for n := range 2 {
			submitted(t, s, draft(unit(n), 1, 1))
		}
		second := draft(unit(1), 2, 1)
		must(t, save(t, s, second, upload(second)))
		r, err := s.ReportVersion(t.Context(), quarter.ID, unit(1), reform.FromUnit, 1)
		must(t, err)
		code := r.Code()
		for _, written := range []string{code, strings.ToUpper(code), strings.ReplaceAll(code, "-", ""), " " + strings.ReplaceAll(code, "-", " – ") + "\n"} {
			got, err := s.ReportOfCode(t.Context(), written)
			if err != nil || got.Unit != unit(1) || got.Version != 1 || got.Code() != code {
				t.Errorf("%q: got %s, version %d, %v", written, got.Unit, got.Version, err)
			}
		}
		for _, wrong := range []string{"", "-", "0000-0000-0000", code[:13], code + "0", code + "z", "%"} {
			if got, err := s.ReportOfCode(t.Context(), wrong); !errors.Is(err, reform.ErrNotFound) {
				t.Errorf("%q: got %s, %v", wrong, got.Unit, err)
			}
		}
	})
}

func TestFirstSubmissionIsTheFirstVersions(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 3)
		for version := 1; version <= 3; version++ {
			r := draft(unit(0), version, 1)
			must(t, save(t, s, r, upload(r)))
			if version < 3 { // the clock may have been set back in between
				must(t, r.Submit("chi", at.Add(time.Duration(-version)*time.Hour)))
				must(t, s.SubmitReport(t.Context(), r))
			}
		}
		drafted := draft(unit(1), 1, 1)
		must(t, save(t, s, drafted, upload(drafted)))
		first, err := s.FirstSubmitted(t.Context(), quarter.ID, reform.FromUnit)
		must(t, err)
		if len(first) != 1 || !first[unit(0)].Equal(stored.Add(-time.Hour)) {
			t.Errorf("got %v", first)
		}
	})
}
