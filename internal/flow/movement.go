package flow

import (
	"context"
	"slices"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

// explained is why the units of one ranking moved, between two versions of two cycles.
type explained struct {
	before, now int64
	movements   map[string]reform.Movement
}

// Movements explain how the units of a group (empty: all) moved since the cycle
// before: what they did themselves, what the method, the others, and a changed set of
// units did. None where there is no cycle before. They are worked out once for two
// versions, as all of the cycle before may have to be scored anew; nobody may change
// what is returned.
func (b *Board) Movements(ctx context.Context, t *reform.Tally, group string) (map[string]reform.Movement, error) {
	past, err := b.Earlier(ctx, t, 1)
	if err != nil || len(past) == 0 {
		return nil, err
	}
	key := rankingOf(t, group)
	b.mu.Lock()
	kept, ok := b.moves[key]
	b.mu.Unlock()
	if ok && kept.before == past[0].VersionOn(t.Basis) && kept.now == t.Version() {
		return kept.movements, nil
	}
	before, restated, err := b.restated(ctx, past[0], t)
	if err != nil {
		return nil, err
	}
	reported := t
	if t.Basis != reform.SelfScored {
		if reported, err = b.tally(ctx, t.Cycle.ID, reform.SelfScored); err != nil {
			return nil, err
		}
	}
	movements := Split(before, restated, reported, t, group)
	b.mu.Lock()
	defer b.mu.Unlock()
	b.moves[key] = explained{past[0].VersionOn(t.Basis), t.Version(), movements}
	return movements, nil
}

// Split explains how units moved from one tally to another, given the first by the method
// of the second, and the second as it was reported.
func Split(before, restated, reported, now *reform.Tally, group string) map[string]reform.Movement {
	var totals [4]ranking.Totals
	for n, tally := range []*reform.Tally{before, restated, reported, now} {
		r, _ := tally.Ranking(group)
		totals[n] = ranking.TotalsOf(r)
	}
	return ranking.Split(ranking.Scene{Before: totals[0], Restated: totals[1], Reported: totals[2], Now: totals[3]})
}

// restated draws up the cycle before as it was, and by the method of now: the same
// where the framework is.
func (b *Board) restated(ctx context.Context, past reform.Cycle, t *reform.Tally) (before, restated *reform.Tally, err error) {
	if past.Framework != t.Cycle.Framework {
		return b.preview(ctx, basis{past.ID, t.Basis}, t.Framework)
	}
	before, err = b.tally(ctx, past.ID, t.Basis)
	return before, before, err
}

// Courses follow the units that are ranked both in a cycle and the one before: their
// ranks among themselves, so that nobody else's coming or going moves them, in each of
// the cycles before, the oldest first, and in this one.
func Courses(t *reform.Tally, past []*reform.Tally, group string) []map[string]int {
	if len(past) == 0 {
		return nil
	}
	totals := make([]ranking.Totals, 0, len(past)+1)
	for _, tally := range append(slices.Clone(past), t) {
		r, _ := tally.Ranking(group)
		totals = append(totals, ranking.TotalsOf(r))
	}
	both := map[string]bool{}
	for unit := range totals[len(past)] {
		_, both[unit] = totals[len(past)-1][unit]
	}
	courses := make([]map[string]int, len(totals))
	for n := range totals {
		courses[n] = totals[n].Among(both)
	}
	return courses
}
