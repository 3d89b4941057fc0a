package dashboards

import (
	"slices"
	"testing"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// completenessSamples are the page on several days, with much and with little to
// show.
func completenessSamples(t testing.TB, v frame.Voice, now *reform.Tally, before []*reform.Tally) []sampled {
	early, closed := v, v
	early.Now, closed.Now = now.Cycle.Due.Add(-50*time.Hour), now.Cycle.Closes.Add(time.Hour)
	page := func(v frame.Voice, of *reform.Tally, past []*reform.Tally, q CompletenessQuery) frame.Page {
		return must[Completeness](t)(NewCompleteness(v, of, past, q))
	}
	young := slices.Clone(before)
	young[1] = withoutUnits(young[1], "unit-04", "unit-08")
	return []sampled{
		{"completeness", page(v, now, young, CompletenessQuery{})},
		{"completeness-found", page(v, now, young, CompletenessQuery{Find: "CHI CUC", Status: "late", Sort: "name"})},
		{"completeness-group", page(closed, now, young, CompletenessQuery{Group: "schools", Sort: "coverage"})},
		{"completeness-early", page(early, silentTally("unit-02", "unit-08", "unit-19"), nil, CompletenessQuery{})},
		{"completeness-wide", page(v, wideTally(), nil, CompletenessQuery{Sort: "repeated"})},
		{"completeness-none", page(v, now, nil, CompletenessQuery{Find: "không có"})},
		{"completeness-empty", page(v, emptyTally(), nil, CompletenessQuery{})},
	}
}

// withoutUnits is a tally from before some units were founded.
func withoutUnits(t *reform.Tally, ids ...string) *reform.Tally {
	young := *t
	young.Units = slices.DeleteFunc(slices.Clone(t.Units), func(u reform.Unit) bool { return slices.Contains(ids, u.ID) })
	young.Scorecards = slices.DeleteFunc(slices.Clone(t.Scorecards), func(c reform.Scorecard) bool { return slices.Contains(ids, c.Unit) })
	return &young
}
