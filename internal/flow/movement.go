package flow

import (
	"context"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// Movements explain how the units of a group (empty: all) moved since the cycle
// before: what they did themselves, what the method, the others, and a changed set of
// units did. None where there is no cycle before.
func (b *Board) Movements(ctx context.Context, t *reform.Tally, group string) (map[string]reform.Movement, error) {
	past, err := b.earlier(ctx, t, 1)
	if err != nil || len(past) == 0 {
		return nil, err
	}
	before, restated, err := b.Preview(ctx, past[0].ID, t.Framework)
	if err != nil {
		return nil, err
	}
	var totals [3]ranking.Totals
	for n, tally := range []*reform.Tally{before, restated, t} {
		r, _ := tally.Ranking(group)
		totals[n] = ranking.TotalsOf(r)
	}
	// Nobody appraises yet: what units report is what stands.
	return ranking.Split(ranking.Scene{Before: totals[0], Restated: totals[1], Reported: totals[2], Now: totals[2]}), nil
}
