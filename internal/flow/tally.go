package flow

import (
	"context"
	"time"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	"reformboard/internal/weakness"
)

// Tally draws up all that is known of a cycle, with movement since the cycle
// before of the same body and series.
func (b *Board) Tally(ctx context.Context, cycle string) (*reform.Tally, error) {
	t, err := b.tally(ctx, cycle)
	if err != nil {
		return nil, err
	}
	past, err := b.earlier(ctx, t, 1)
	if err != nil || len(past) == 0 {
		return t, err
	}
	before, err := b.tally(ctx, past[0].ID)
	if err != nil {
		return nil, err
	}
	ranking.Move(&t.Overall, before.Overall)
	for i := range t.ByGroup {
		if old, ok := before.Ranking(t.ByGroup[i].Group); ok {
			ranking.Move(&t.ByGroup[i], old)
		}
	}
	return t, nil
}

// Past draws up the cycles before, the oldest first, at most so many.
func (b *Board) Past(ctx context.Context, t *reform.Tally, most int) ([]*reform.Tally, error) {
	cycles, err := b.earlier(ctx, t, most)
	if err != nil {
		return nil, err
	}
	past := make([]*reform.Tally, len(cycles))
	for i, c := range cycles {
		if past[len(cycles)-1-i], err = b.tally(ctx, c.ID); err != nil {
			return nil, err
		}
	}
	return past, nil
}

// earlier lists the cycles before of the same body and series, the newest first.
func (b *Board) earlier(ctx context.Context, t *reform.Tally, most int) ([]reform.Cycle, error) {
	cycles, err := b.Store.Cycles(ctx)
	if err != nil {
		return nil, err
	}
	var found []reform.Cycle
	for period := t.Cycle.Period.Previous(); len(found) < most; period = period.Previous() {
		c, ok, err := b.inSeries(ctx, cycles, t, period)
		if err != nil || !ok {
			return found, err
		}
		found = append(found, c)
	}
	return found, nil
}

func (b *Board) inSeries(ctx context.Context, cycles []reform.Cycle, t *reform.Tally, period reform.Period) (reform.Cycle, bool, error) {
	for _, c := range cycles {
		if c.Body != t.Cycle.Body || c.Period != period {
			continue
		}
		m, err := b.method(ctx, c.Framework)
		if err != nil {
			return reform.Cycle{}, false, err
		}
		if m.framework.Series == t.Framework.Series {
			return c, true, nil
		}
	}
	return reform.Cycle{}, false, nil
}

// tally draws up one cycle without looking back.
func (b *Board) tally(ctx context.Context, cycle string) (*reform.Tally, error) {
	t := &reform.Tally{}
	var err error
	if t.Cycle, err = b.Store.Cycle(ctx, cycle); err != nil {
		return nil, err
	}
	m, err := b.method(ctx, t.Cycle.Framework)
	if err != nil {
		return nil, err
	}
	t.Framework = *m.framework
	if t.Body, err = b.Body(ctx, t.Cycle.Body); err != nil {
		return nil, err
	}
	s, err := b.scored(ctx, t)
	if err != nil {
		return nil, err
	}
	t.Units, t.Groups, t.Scorecards = s.units, s.groups, s.cards
	rank(t, b.Zone)
	return t, nil
}

// Body finds the unit at the top of a tree.
func (b *Board) Body(ctx context.Context, id string) (reform.Unit, error) {
	units, err := b.Store.Units(ctx)
	if err != nil {
		return reform.Unit{}, err
	}
	for _, u := range units {
		if u.ID == id {
			return u, nil
		}
	}
	return reform.Unit{}, reform.ErrNotFound
}

// scored scores a cycle, or returns the scorecards drawn up for this version with
// the units of that time: later ones may be more, or fewer.
func (b *Board) scored(ctx context.Context, t *reform.Tally) (scored, error) {
	b.mu.Lock()
	s, ok := b.cards[t.Cycle.ID]
	b.mu.Unlock()
	if ok && s.version == t.Cycle.Version {
		return s, nil
	}
	// The version was read before units and reports: a change in between makes
	// these cards newer than they are called, and the next caller scores again.
	s = scored{version: t.Cycle.Version}
	var err error
	if s.units, s.groups, err = b.Reporting(ctx, t.Cycle); err != nil {
		return s, err
	}
	at := *t
	at.Units = s.units
	in, err := b.input(ctx, &at)
	if err != nil {
		return s, err
	}
	m, err := b.method(ctx, t.Cycle.Framework)
	if err != nil {
		return s, err
	}
	if s.cards, err = m.Cycle(in); err != nil {
		return s, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cards[t.Cycle.ID] = s
	return s, nil
}

// rank fills in what follows from the scorecards.
func rank(t *reform.Tally, zone *time.Location) {
	t.AsOf = t.Cycle.Opens
	byGroup := map[string][]reform.Scorecard{}
	for i, c := range t.Scorecards {
		group := t.Units[i].PeerGroup
		byGroup[group] = append(byGroup[group], c)
		if c.Submitted != nil && c.Submitted.After(t.AsOf) {
			t.AsOf = *c.Submitted
		}
	}
	t.AsOf = t.AsOf.In(zone)
	t.Overall = ranking.Of(&t.Framework, "", t.Scorecards)
	for _, g := range t.Groups {
		t.ByGroup = append(t.ByGroup, ranking.Of(&t.Framework, g.ID, byGroup[g.ID]))
	}
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
}
