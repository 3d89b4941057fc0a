package gallery

import (
	"slices"
	"testing"
	"time"

	"reformboard/dashboards"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// completenessSamples are the page on several days, with much and with little to
// show.
func completenessSamples(t testing.TB, v frame.Voice, now *reform.Tally, before []*reform.Tally) []Page {
	early, closed := v, v
	early.Now, closed.Now = now.Cycle.Due.Add(-50*time.Hour), now.Cycle.Closes.Add(time.Hour)
	page := func(v frame.Voice, of *reform.Tally, past []*reform.Tally, q dashboards.CompletenessQuery) frame.Page {
		return Must[dashboards.Completeness](t)(dashboards.NewCompleteness(v, of, past, q))
	}
	young := slices.Clone(before)
	young[1] = sample.Without(young[1], "unit-04", "unit-08")
	return []Page{
		{"completeness", page(v, now, young, dashboards.CompletenessQuery{})},
		{"completeness-found", page(v, now, young, dashboards.CompletenessQuery{Find: "CHI CUC", Status: "late", Sort: "name"})},
		{"completeness-group", page(closed, now, young, dashboards.CompletenessQuery{Group: "schools", Sort: "coverage"})},
		{"completeness-early", page(early, sample.Silent("unit-02", "unit-08", "unit-19"), nil, dashboards.CompletenessQuery{})},
		{"completeness-wide", page(v, sample.Wide(), nil, dashboards.CompletenessQuery{Sort: "repeated"})},
		{"completeness-none", page(v, now, nil, dashboards.CompletenessQuery{Find: "không có"})},
		{"completeness-empty", page(v, sample.Empty(), nil, dashboards.CompletenessQuery{})},
	}
}
