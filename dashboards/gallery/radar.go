package gallery

import (
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/radar"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// Weak is the page of weak indicators of a tally.
func Weak(t testing.TB, v frame.Voice, tally *reform.Tally, past []*reform.Tally, of reform.Scope, view radar.View) frame.Page {
	return Must[radar.Weak](t)(radar.NewWeak(v, tally, sample.Radar(tally, past, of, v.Now), view))
}

// radarSamples are the pages of weak indicators: their scopes, maps and filters, an open
// cycle with time left, and bodies that are very small and very large.
func radarSamples(t testing.TB, v frame.Voice, now *reform.Tally, past []*reform.Tally) []Page {
	open := *now
	open.Cycle.Opens, open.Cycle.DataTo = now.Cycle.Period.Start(), now.Cycle.Period.End()
	early := v
	early.Now = now.Cycle.Period.End().AddDate(0, 0, -40)
	lacking := sample.Radar(&open, past, reform.Scope{Group: "regions"}, early.Now)
	for n := range lacking.Signals {
		if lacking.Signals[n].Course.Misses > 0 {
			lacking.Signals[n].Lacking = &reform.Lack{Figure: lacking.Signals[n].Indicator + ".of", More: int64(1200 - 77*n)}
		}
	}
	none := sample.Empty()
	large := sample.Large(200, 8, 9)
	return []Page{
		{"weak", Weak(t, v, now, past, reform.Scope{}, radar.View{})},
		{"weak-group", Weak(t, v, now, past, reform.Scope{Group: "agencies"}, radar.View{All: true})},
		{"weak-unit", Weak(t, v, now, past, reform.Scope{Unit: "unit-08"}, radar.View{})},
		{"weak-groups", Weak(t, v, now, past, reform.Scope{}, radar.View{Map: radar.MapGroups, Only: "systemic"})},
		{"weak-areas", Weak(t, v, now, past, reform.Scope{Group: "schools"}, radar.View{Map: radar.MapAreas, Only: "persistent"})},
		{"weak-area", Weak(t, v, now, past, reform.Scope{}, radar.View{Area: "3"})},
		{"weak-open", Must[radar.Weak](t)(radar.NewWeak(early, &open, lacking, radar.View{}))},
		{"weak-first", Weak(t, v, now, nil, reform.Scope{}, radar.View{Only: "will_miss"})},
		{"weak-large", Weak(t, v, large, nil, reform.Scope{}, radar.View{})},
		{"weak-large-area", Weak(t, v, large, nil, reform.Scope{}, radar.View{Area: "7", Page: 3})},
		{"weak-empty", Weak(t, v, none, nil, reform.Scope{}, radar.View{})},
	}
}
