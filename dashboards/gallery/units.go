package gallery

import (
	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/units"
	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// Around is what a unit's scorecard is seen in the light of, for a reader who may
// open all of them.
func Around(t *reform.Tally, unit string, past ...*reform.Tally) units.Around {
	u, _ := t.Unit(unit)
	var peers []reform.Scorecard
	for n, c := range t.Scorecards {
		if t.Units[n].PeerGroup == u.PeerGroup {
			peers = append(peers, c)
		}
	}
	return units.Around{Past: past, Places: ranking.Places(&t.Framework, peers, unit), May: func(string) bool { return true }}
}

// compareSamples sets six, two, one and no units side by side.
func compareSamples(v frame.Voice, now *reform.Tally, before []*reform.Tally) []Page {
	ask := func(ids ...string) units.Comparison {
		return units.Comparison{Units: ids, Past: before, May: func(string) bool { return true }}
	}
	own := ask("unit-08")
	own.May = func(unit string) bool { return unit == "unit-08" }
	return []Page{
		{"compare", units.NewCompare(v, now, ask("unit-08", "unit-03", "unit-13"))},
		{"compare-six", units.NewCompare(v, now, ask("unit-08", "unit-01", "unit-12", "unit-27", "unit-28", "unit-41", "unit-02", "nobody"))},
		{"compare-own", units.NewCompare(v, now, own)},
		{"compare-none", units.NewCompare(v, now, ask())},
		{"compare-empty", units.NewCompare(v, sample.Empty(), ask("unit-01", "unit-06"))},
	}
}
