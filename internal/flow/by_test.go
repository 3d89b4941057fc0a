package flow

import (
	"errors"
	"testing"

	"reformboard/internal/reform"
)

func TestAGroupIsRankedByAnIndicator(t *testing.T) {
	tally := twoParts([2]reform.Points{50_000, 10_000}, [2]reform.Points{10_000, 20_000}, [2]reform.Points{10_000, 30_000})
	tally.Units = []reform.Unit{{ID: "u1", PeerGroup: "g"}, {ID: "u2", PeerGroup: "g"}, {ID: "u3", PeerGroup: "h"}}
	b := newTrialBoard()
	r, err := b.RankingBy(tally, "g", "2")
	if err != nil || len(r.Standings) != 2 || r.Standings[0].Unit != "u2" || r.Group != "g" {
		t.Errorf("got %+v, %v", r, err)
	}
	tally.Framework.Areas[0].Indicators[1].Rule.Kind = reform.Information
	for _, node := range []string{"", "2", "nowhere"} {
		if _, err := b.RankingBy(tally, "", node); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("%q: got %v", node, err)
		}
	}
}
