package store_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestUploadsComeBackNewestFirst receives two; the clock has leapt back a day between them.
func TestUploadsComeBackNewestFirst(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		r := draft(unit(0), 1, 1)
		must(t, save(t, s, r, upload(r)))
		refused := upload(r)
		refused.ID, refused.At, refused.Version = "refused", at.AddDate(0, 0, -1), 7
		refused.Recipe = "06a@2"
		refused.Findings = []reform.Finding{{
			Origin: reform.Origin{Sheet: "Số liệu", Cell: "D7"}, Figure: "a", Label: reform.Words{VI: "Số hồ sơ"},
			Found: "97,5 <b>", Problem: reform.AmbiguousNumber, Severity: reform.Error, Wanted: "97.5",
		}}
		must(t, s.SaveUpload(t.Context(), refused))
		uploads, err := s.Uploads(t.Context(), "2026-q1", unit(0), reform.FromUnit)
		must(t, err)
		first, second := refused, upload(r)
		first.At, first.Version, first.Seq = stored.AddDate(0, 0, -1), 0, 6 // the body, the rules and the cycle came before
		second.At, second.Version, second.Seq = stored, 1, 4
		if diff := cmp.Diff([]reform.Upload{first, second}, uploads); diff != "" {
			t.Error(diff)
		}
		one, err := s.Upload(t.Context(), "refused")
		must(t, err)
		if diff := cmp.Diff(first, one); diff != "" {
			t.Error(diff)
		}
	})
}
