package store_test

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestFrameworkComesBackWithItsFile(t *testing.T) {
	source := []byte("\xef\xbb\xbf# mẫu\r\nid: dvc-2026\n\t'\"\\ \u200b")
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		must(t, s.SaveFramework(t.Context(), "an", at, rules, source))
		got, err := s.Framework(t.Context(), "dvc-2026")
		must(t, err)
		if diff := cmp.Diff(rules, got); diff != "" {
			t.Error(diff)
		}
		file, err := s.FrameworkSource(t.Context(), "dvc-2026")
		must(t, err)
		if string(file) != string(source) {
			t.Errorf("got %q, want %q", file, source)
		}
		earlier := rules
		earlier.ID, earlier.Series = "x", "A series"
		must(t, s.SaveFramework(t.Context(), "an", at, earlier, []byte("id: x\n")))
		all, err := s.Frameworks(t.Context())
		must(t, err)
		if diff := cmp.Diff([]reform.Framework{earlier, rules}, all); diff != "" {
			t.Error(diff)
		}
	})
}

func TestFrameworkIsReplacedUntilACycleUsesIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		other := rules
		other.Max = 20 * reform.Point
		must(t, s.SaveFramework(t.Context(), "an", at, other, []byte("other")))
		furnish(t, s, 1)
		if got, err := s.Framework(t.Context(), rules.ID); err != nil || got.Max != rules.Max {
			t.Errorf("not replaced: %v, %v", got.Max, err)
		}
		before, err := s.BoardVersion(t.Context())
		must(t, err)
		if err := s.SaveFramework(t.Context(), "an", at, other, []byte("other")); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("other rules under a used id: got %v, want a conflict", err)
		}
		must(t, s.SaveFramework(t.Context(), "an", at, rules, []byte("id: dvc-2026\n")))
		if after, err := s.BoardVersion(t.Context()); err != nil || after != before {
			t.Errorf("the same file again left an event: %d, then %d, %v", before, after, err)
		}
		if got, err := s.Framework(t.Context(), rules.ID); err != nil || got.Max != rules.Max {
			t.Errorf("changed while in use: %v, %v", got.Max, err)
		}
	})
}

func TestFrameworkFileMustBeText(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, source := range []string{"i\x00d\x00", "\xff\xfei"} {
			if err := s.SaveFramework(t.Context(), "an", at, rules, []byte(source)); !errors.Is(err, reform.ErrInvalid) {
				t.Errorf("%q: got %v, want not valid", source, err)
			}
		}
	})
}
