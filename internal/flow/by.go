package flow

import (
	"fmt"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// RankingBy ranks the units of a group (empty: all) by one area or indicator.
func (b *Board) RankingBy(t *reform.Tally, group, node string) (reform.Ranking, error) {
	if !ranksBy(&t.Framework, node) {
		return reform.Ranking{}, fmt.Errorf("%w: area or indicator %q", reform.ErrNotFound, node)
	}
	var cards []reform.Scorecard
	for i := range t.Scorecards {
		if group == "" || t.Units[i].PeerGroup == group {
			cards = append(cards, t.Scorecards[i])
		}
	}
	return ranking.By(&t.Framework, group, cards, node), nil
}

// ranksBy reports whether a framework has an area, or an indicator that earns
// anything, by this id.
func ranksBy(f *reform.Framework, node string) bool {
	for _, a := range f.AllAreas() {
		if a.ID == node {
			return true
		}
	}
	i, ok := f.Indicator(node)
	return ok && i.Scored()
}
