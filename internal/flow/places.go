package flow

import (
	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// Places are where a unit stands in its peer group by each indicator.
func Places(t *reform.Tally, unit string) map[string]reform.Place {
	u, _ := t.Unit(unit)
	var peers []reform.Scorecard
	for i, c := range t.Scorecards {
		if t.Units[i].PeerGroup == u.PeerGroup {
			peers = append(peers, c)
		}
	}
	return ranking.Places(&t.Framework, peers, unit)
}
