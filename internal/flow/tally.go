package flow

import (
	"context"
	"slices"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	"reformboard/internal/weakness"
)

// Tally draws up all that is known of a cycle, with movement since the cycle
// before of the same body and series. What it holds is kept for the next who asks:
// nobody may change it.
func (b *Board) Tally(ctx context.Context, cycle string) (*reform.Tally, error) {
	return b.TallyOn(ctx, cycle, reform.SelfScored)
}

// TallyOn is Tally on another basis: with what was judged, and compared with the cycle
// before on the same.
func (b *Board) TallyOn(ctx context.Context, cycle string, on reform.Basis) (*reform.Tally, error) {
	t, err := b.tally(ctx, cycle, on)
	if err != nil {
		return nil, err
	}
	past, err := b.Earlier(ctx, t, 1)
	if err != nil || len(past) == 0 {
		return t, err
	}
	before, err := b.tally(ctx, past[0].ID, on)
	if err != nil {
		return nil, err
	}
	key := twoVersions{before.Cycle.ID, before.Version(), t.Version()}
	b.mu.Lock()
	known, ok := b.moved[basis{cycle, on}]
	b.mu.Unlock()
	if !ok || known.between != key {
		known = moved{between: key, overall: MovedSince(t.Overall, before.Overall)}
		for _, r := range t.ByGroup {
			if old, ok := before.Ranking(r.Group); ok {
				r = MovedSince(r, old)
			}
			known.byGroup = append(known.byGroup, r)
		}
		b.mu.Lock()
		b.moved[basis{cycle, on}] = known
		b.mu.Unlock()
	}
	t.Overall, t.ByGroup = known.overall, known.byGroup
	return t, nil
}

// moved are the rankings of a cycle with movement.
type moved struct {
	between twoVersions
	overall reform.Ranking
	byGroup []reform.Ranking
}

// twoVersions are those of the cycle before and of the one that is compared with it.
type twoVersions struct {
	before       string
	versionOfOld int64
	version      int64
}

// MovedSince is a ranking with movement, in a list of its own.
func MovedSince(now, before reform.Ranking) reform.Ranking {
	now.Standings = slices.Clone(now.Standings)
	ranking.Move(&now, before)
	return now
}

// Past draws up the cycles before, the oldest first, at most so many.
func (b *Board) Past(ctx context.Context, t *reform.Tally, most int) ([]*reform.Tally, error) {
	cycles, err := b.Earlier(ctx, t, most)
	if err != nil {
		return nil, err
	}
	past := make([]*reform.Tally, len(cycles))
	for i, c := range cycles {
		if past[len(cycles)-1-i], err = b.tally(ctx, c.ID, t.Basis); err != nil {
			return nil, err
		}
	}
	return past, nil
}

// Earlier lists the cycles before of the same body and series, the newest first.
func (b *Board) Earlier(ctx context.Context, t *reform.Tally, most int) ([]reform.Cycle, error) {
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

// tally draws up one cycle without looking back, or returns what was drawn up for
// this version of it.
func (b *Board) tally(ctx context.Context, cycle string, on reform.Basis) (*reform.Tally, error) {
	c, err := b.Store.Cycle(ctx, cycle)
	if err != nil {
		return nil, err
	}
	t := reform.Tally{Cycle: c, Basis: on}
	s, err := b.scored(ctx, &t)
	if err != nil {
		return nil, err
	}
	t = *s.tally
	if on == reform.SelfScored {
		t.Cycle.Judged = c.Judged // which it is not drawn up anew for
	}
	t.AsOf = t.AsOf.In(b.Zone)
	return &t, nil
}

// Body finds the unit at the top of a tree.
func (b *Board) Body(ctx context.Context, id string) (reform.Unit, error) {
	return b.Store.Unit(ctx, id)
}

// scored scores and ranks a cycle, or returns what was drawn up for this version.
// Of many who ask at once, one works it out and the others wait.
func (b *Board) scored(ctx context.Context, t *reform.Tally) (scored, error) {
	of, version := basis{t.Cycle.ID, t.Basis}, t.Version()
	b.mu.Lock()
	s := b.cards[of]
	b.mu.Unlock()
	if s.tally != nil && s.version == version {
		return s, nil
	}
	leave, err := b.drawing.Enter(ctx, of)
	if err != nil {
		return scored{}, err
	}
	defer leave()
	b.mu.Lock()
	s = b.cards[of]
	b.mu.Unlock()
	if s.tally != nil && s.version >= version {
		return s, nil // while we waited
	}
	if s, err = b.score(ctx, t.Cycle, t.Basis, s); err != nil {
		return s, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.cards[of] = s
	return s, nil
}

// Rank fills in what follows from the scorecards.
func Rank(t *reform.Tally) {
	t.AsOf = t.Cycle.Opens
	byGroup := map[string][]reform.Scorecard{}
	for i := range t.Scorecards {
		c := &t.Scorecards[i]
		group := t.Units[i].PeerGroup
		byGroup[group] = append(byGroup[group], *c)
		if c.Submitted != nil && c.Submitted.After(t.AsOf) {
			t.AsOf = *c.Submitted
		}
		if t.Basis != reform.SelfScored {
			judgedLast(t, c)
		}
	}
	t.Overall = ranking.Of(&t.Framework, "", t.Scorecards)
	for _, g := range t.Groups {
		t.ByGroup = append(t.ByGroup, ranking.Of(&t.Framework, g.ID, byGroup[g.ID]))
	}
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
}

// judgedLast moves the moment of a tally to the newest judgement on a card.
func judgedLast(t *reform.Tally, c *reform.Scorecard) {
	for n := range c.Scores {
		if a := c.Scores[n].Appraisal; a != nil && a.At.After(t.AsOf) {
			t.AsOf = a.At
		}
	}
}
