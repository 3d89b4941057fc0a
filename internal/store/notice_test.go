package store_test

import (
	"maps"
	"testing"

	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestNoticesAreReadByOnePersonOnce(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		before, err := s.BoardVersion(ctx)
		must(t, err)
		must(t, s.SaveSeenNotices(ctx, "an", at, []string{"a", "b"}))
		must(t, s.SaveSeenNotices(ctx, "an", at, []string{"b", "c", "c"}))
		must(t, s.SaveSeenNotices(ctx, "binh", at, nil))
		for reader, want := range map[string]map[string]bool{"an": {"a": true, "b": true, "c": true}, "binh": {}} {
			got, err := s.SeenNotices(ctx, reader)
			must(t, err)
			if !maps.Equal(got, want) {
				t.Errorf("%s: got %v, want %v", reader, got, want)
			}
		}
		if after, err := s.BoardVersion(ctx); err != nil || after != before {
			t.Errorf("the board has changed: %d, %v", after, err)
		}
	})
}
