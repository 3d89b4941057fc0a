package gallery

import (
	"slices"
	"testing"
	"time"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/turnout"
	"reformboard/internal/reform"
)

// completenessSamples are the page on several days, with much and with little to
// show.
func completenessSamples(t testing.TB, v frame.Voice, now *reform.Tally, before []*reform.Tally) []Page {
	early, closed := v, v
	early.Now, closed.Now = now.Cycle.Due.Add(-50*time.Hour), now.Cycle.Closes.Add(time.Hour)
	page := func(v frame.Voice, of *reform.Tally, past []*reform.Tally, q turnout.Query) frame.Page {
		return Must[turnout.Completeness](t)(turnout.NewCompleteness(v, of, past, q))
	}
	young := slices.Clone(before)
	young[1] = sample.Without(young[1], "unit-04", "unit-08")
	return []Page{
		{"completeness", page(v, now, young, turnout.Query{})},
		{"completeness-found", page(v, now, young, turnout.Query{Find: "CHI CUC", Status: "late", Sort: "name"})},
		{"completeness-group", page(closed, now, young, turnout.Query{Group: "schools", Sort: "coverage"})},
		{"completeness-early", page(early, sample.Silent("unit-02", "unit-08", "unit-19"), nil, turnout.Query{})},
		{"completeness-wide", page(v, sample.Wide(), nil, turnout.Query{Sort: "repeated"})},
		{"completeness-none", page(v, now, nil, turnout.Query{Find: "không có"})},
		{"completeness-empty", page(v, sample.Empty(), nil, turnout.Query{})},
	}
}
