package appraisals

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// TestMergingIsSorting: whatever was looked at again, a queue is in the order in which it
// would be if all of it had been sorted anew, and nothing is there twice.
func TestMergingIsSorting(t *testing.T) {
	days := []time.Time{{}, time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC)}
	turns := []reform.Turn{{ID: "first"}, {ID: "second", Due: days[2]}}
	rapid.Check(t, func(t *rapid.T) {
		again := rapid.SliceOfN(rapid.Bool(), 4, 4).Draw(t, "again")
		var old, found, want []entry
		for unit, looked := range again {
			for node := range 5 {
				draw := func() entry {
					return entry{
						Item:   &Item{Since: rapid.SampledFrom(days).Draw(t, "since"), Turn: &turns[rapid.IntRange(0, 1).Draw(t, "turn")]},
						weight: int16(rapid.IntRange(0, 2).Draw(t, "weight")), unit: int32(unit), node: int16(node),
					}
				}
				if rapid.Bool().Draw(t, "waited") {
					e := draw()
					if old = append(old, e); !looked {
						want = append(want, e)
					}
				}
				if looked && rapid.Bool().Draw(t, "waits") {
					e := draw()
					found, want = append(found, e), append(want, e)
				}
			}
		}
		slices.SortFunc(old, inOrder)
		slices.SortFunc(want, inOrder)
		if got := merge(old, found, again); !slices.Equal(got, want) {
			t.Fatalf("got %v, want %v", got, want)
		}
	})
}
