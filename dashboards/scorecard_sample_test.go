package dashboards

import (
	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// aroundOf is what a unit's scorecard is seen in the light of, for a reader who may
// open all of them.
func aroundOf(t *reform.Tally, unit string, past ...*reform.Tally) Around {
	u, _ := t.Unit(unit)
	var peers []reform.Scorecard
	for n, c := range t.Scorecards {
		if t.Units[n].PeerGroup == u.PeerGroup {
			peers = append(peers, c)
		}
	}
	return Around{Past: past, Places: ranking.Places(&t.Framework, peers, unit), May: func(string) bool { return true }}
}
