package upkeep_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/flow/upkeep"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestWhatNothingNamesIsRemovedAndTold has files that a dead server left, and one that was
// received: in a week those are gone and told, and this is there.
func TestWhatNothingNamesIsRemovedAndTold(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		now := time.Now().UTC() // the files are as old as they are
		received, err := b.Receive(t.Context(), flow.Delivery{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, By: "an", At: flowtest.During, Name: "a.xlsx", Content: []byte("no workbook")})
		must(t, err)
		var lost []string
		for n := range 101 { // more than one event tells of
			sha, err := b.Files.Keep([]byte("lost " + strings.Repeat("x", n)))
			must(t, err)
			lost = append(lost, sha)
		}
		for _, days := range []int{0, 6} {
			removed, err := upkeep.Clean(t.Context(), b, now.AddDate(0, 0, days))
			must(t, err)
			if removed != 0 {
				t.Errorf("after %d days %d files were removed", days, removed)
			}
		}
		removed, err := upkeep.Clean(t.Context(), b, now.AddDate(0, 0, 8))
		must(t, err)
		left, err := b.Files.Old(now.AddDate(1, 0, 0))
		must(t, err)
		if removed != len(lost) || !slices.Equal(left, []string{received.Upload.SHA256}) {
			t.Errorf("%d of %d were removed, %v are left", removed, len(lost), left)
		}
		events, err := s.EventsOf(t.Context(), reform.EventAsk{Deed: reform.CleanedDeed}, 10)
		must(t, err)
		told := ""
		for _, e := range events {
			told += e.Detail + " "
		}
		for _, sha := range lost {
			if !strings.Contains(told, sha) {
				t.Fatalf("%d events do not tell of %s", len(events), sha)
			}
		}
		again, err := upkeep.Clean(t.Context(), b, now.AddDate(0, 0, 9))
		must(t, err)
		if again != 0 {
			t.Errorf("%d were removed again", again)
		}
	})
}
