package flow_test

import (
	"strings"
	"testing"

	"reformboard/internal/flow/flowtest"
	"reformboard/internal/framework"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestPreviewOfADraftChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		submit(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 4))
		submit(t, b, "2026-Q3", "b", flowtest.Filled(t, b, "2026-Q3", "b", reform.FromUnit, 10, 5))
		draft, err := framework.Read("draft.yaml", strings.NewReader(strings.Replace(flowtest.Rules, "if_zero: zero", "if_zero: zero, full_at: 0.5", 1)))
		if err != nil {
			t.Fatal(err)
		}
		now, then, err := b.Preview(t.Context(), "2026-Q3", draft)
		if err != nil {
			t.Fatal(err)
		}
		for n, want := range []string{"2.4 4.8", "3 6"} {
			if got := now.Scorecards[n].Total.String() + " " + then.Scorecards[n].Total.String(); got != want {
				t.Errorf("totals now and then: got %s, want %s", got, want)
			}
		}
		if after := draw(t, b, "2026-Q3"); after.Scorecards[0].Total != now.Scorecards[0].Total {
			t.Error("the preview changed the board")
		}
	})
}

// TestExplainedIsTheSameScorecard holds the scorecard that shows its workings against
// the one of the tally, and finds the workings of every part.
func TestExplainedIsTheSameScorecard(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		submit(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 10, 4))
		explained, err := b.Explained(t.Context(), "2026-Q3", "a")
		if err != nil {
			t.Fatal(err)
		}
		plain, card := draw(t, b, "2026-Q3").Scorecards[0], explained.Scorecards[0]
		if plain.Total != card.Total || plain.Working != nil || card.Working == nil || card.Subtotals[0].Working == nil || card.Scores[0].Working == nil {
			t.Errorf("plain %+v, explained %+v", plain, card)
		}
		if _, err := b.Explained(t.Context(), "2026-Q3", "nobody"); err == nil {
			t.Error("a unit that does not report was explained")
		}
	})
}
