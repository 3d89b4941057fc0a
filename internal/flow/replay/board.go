package replay

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"time"

	"reformboard/internal/edition"
	"reformboard/internal/flow"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/score"
	"reformboard/internal/weakness"
)

// Board is the board of one cycle as an edition has published it. It answers what a
// flow.Board does; the cycle and the basis that it is asked for are those of the edition.
// Nobody may change what it returns.
//
// Note: totals, ranks and scores are those of the edition's file. What is only shown beside
// them – how far a rank may be trusted, where a weakness leads – is worked out from these by
// the program that is asked, and may look better in a later one.
type Board struct {
	shelf   *Shelf
	edition reform.Publication
	tally   *reform.Tally // without movement

	mu       sync.Mutex
	looked   bool
	moved    *reform.Tally // with movement
	past     []*Board      // the oldest first
	restated *reform.Tally // the newest of them by the method of this one, where that is another
	moves    map[string]map[string]reform.Movement
	radars   map[string]*reform.Radar
}

// mostPast is how many earlier cycles are looked back on: with the current quarter, two
// years.
const mostPast = 7

// tally is what an edition has published.
func (s *Shelf) tally(c *edition.Content, p reform.Publication) (*reform.Tally, error) {
	t, err := record.TallyOf(c)
	if err != nil {
		return nil, err
	}
	t.Edition, t.AsOf = &p, p.ProposedAt.In(s.Book.Board.Zone)
	t.Weaknesses = weakness.Of(&t.Framework, t.Scorecards)
	return t, nil
}

// look finds the editions of the cycles before that were in force when this one came out,
// back to the first cycle that had none.
func (b *Board) look(ctx context.Context) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.looked {
		return nil
	}
	cycles, err := b.shelf.Book.Board.Earlier(ctx, b.tally, mostPast)
	if err != nil {
		return err
	}
	b.past = nil
	for _, c := range cycles {
		p, ok, err := b.shelf.inForce(ctx, c.ID, b.edition.ApprovedAt)
		if err != nil {
			return err
		}
		if !ok {
			break
		}
		before, err := b.shelf.board(ctx, p)
		if err != nil {
			return err
		}
		b.past = append([]*Board{before}, b.past...)
	}
	moved := *b.tally
	if n := len(b.past); n > 0 {
		before := b.past[n-1].tally
		moved.Overall, moved.ByGroup = flow.MovedSince(moved.Overall, before.Overall), slices.Clone(moved.ByGroup)
		for n, r := range moved.ByGroup {
			if old, ok := before.Ranking(r.Group); ok {
				moved.ByGroup[n] = flow.MovedSince(r, old)
			}
		}
	}
	b.moved, b.looked = &moved, true
	return nil
}

// TallyOn is what was published, with movement since the edition before.
func (b *Board) TallyOn(context.Context, string, reform.Basis) (*reform.Tally, error) {
	t := *b.moved
	return &t, nil
}

// Past are the tallies of the editions before, the oldest first, at most so many.
func (b *Board) Past(_ context.Context, _ *reform.Tally, most int) ([]*reform.Tally, error) {
	var past []*reform.Tally
	for _, before := range b.past[max(0, len(b.past)-most):] {
		past = append(past, before.tally)
	}
	return past, nil
}

// Trust tells how far the ranks of a group may be trusted.
func (b *Board) Trust(ctx context.Context, t *reform.Tally, group string) (reform.Trust, error) {
	return b.shelf.Book.Board.Trust(ctx, t, group)
}

// Movements explain how the units of a group moved since the edition before.
func (b *Board) Movements(ctx context.Context, t *reform.Tally, group string) (map[string]reform.Movement, error) {
	if len(b.past) == 0 {
		return nil, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if known, ok := b.moves[group]; ok {
		return known, nil
	}
	last := b.past[len(b.past)-1]
	restated, err := b.restate(ctx, last)
	if err != nil {
		return nil, err
	}
	reported, err := b.claimed(ctx)
	if err != nil {
		return nil, err
	}
	if b.moves == nil {
		b.moves = map[string]map[string]reform.Movement{}
	}
	b.moves[group] = flow.Split(last.tally, restated, reported, t, group)
	return b.moves[group], nil
}

// Before is the edition of the cycle before, as it was published and by the method of this
// one: the same where the framework is. Both are nil where there was none.
func (b *Board) Before(ctx context.Context) (published, restated *reform.Tally, err error) {
	if len(b.past) == 0 {
		return nil, nil, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	last := b.past[len(b.past)-1]
	restated, err = b.restate(ctx, last)
	return last.tally, restated, err
}

func (b *Board) restate(ctx context.Context, last *Board) (*reform.Tally, error) {
	if last.tally.Framework.ID == b.tally.Framework.ID {
		return last.tally, nil
	}
	var err error
	if b.restated == nil {
		b.restated, err = last.rescored(ctx, b.tally.Framework, func(*score.Input) {})
	}
	return b.restated, err
}

// claimed is the edition as the units reported, with nothing that was judged.
func (b *Board) claimed(ctx context.Context) (*reform.Tally, error) {
	c, err := b.shelf.content(ctx, b.edition)
	if err != nil || len(c.Appraisals) == 0 {
		return b.tally, err
	}
	return b.rescored(ctx, b.tally.Framework, func(in *score.Input) { in.Appraisals = nil })
}

func (b *Board) rescored(ctx context.Context, rules reform.Framework, change func(*score.Input)) (*reform.Tally, error) {
	in, err := b.input(ctx)
	if err != nil {
		return nil, err
	}
	if rules.ReadsRecord() && !b.tally.Framework.ReadsRecord() {
		// Its own rules did not ask, so it has not frozen that; when reports first came stays
		// what it was.
		in.Zone = b.shelf.Book.Board.Zone
		if err := b.shelf.Book.Board.TellFirst(ctx, &rules, in.Reports); err != nil {
			return nil, err
		}
	}
	change(&in)
	t := *b.tally
	t.Framework, t.ByGroup, t.Edition = rules, nil, nil
	m, err := score.Prepare(&t.Framework)
	if err != nil {
		return nil, err
	}
	if t.Scorecards, err = m.Cycle(in); err != nil {
		return nil, err
	}
	flow.Rank(&t)
	t.AsOf = b.tally.AsOf
	return &t, nil
}

func (b *Board) input(ctx context.Context) (score.Input, error) {
	c, err := b.shelf.content(ctx, b.edition)
	if err != nil {
		return score.Input{}, err
	}
	return record.Input(c, b.tally.Units)
}

// Radar says what was weak in a part of the edition. What is published is no longer to be
// reported: nothing of it is still lacking.
func (b *Board) Radar(ctx context.Context, t *reform.Tally, of reform.Scope, _ time.Time) (*reform.Radar, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if known := b.radars[of.Group]; known != nil && of.Unit == "" {
		return known, nil
	}
	past, err := b.Past(ctx, t, mostPast)
	if err != nil {
		return nil, err
	}
	radar, err := flow.RadarOf(t, past, of)
	if err != nil || of.Unit != "" {
		return radar, err
	}
	if b.radars == nil {
		b.radars = map[string]*reform.Radar{}
	}
	b.radars[of.Group] = radar
	return radar, nil
}

// ExplainedOn shows how each score of one unit came about. What this program scores
// otherwise than was published it does not explain.
func (b *Board) ExplainedOn(ctx context.Context, cycle, unit string, on reform.Basis) (*reform.Tally, error) {
	t, err := b.TallyOn(ctx, cycle, on)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(t.Scorecards, func(c reform.Scorecard) bool { return c.Unit == unit })
	if at < 0 {
		return nil, reform.ErrNotFound
	}
	in, err := b.input(ctx)
	if err != nil {
		return nil, err
	}
	m, err := score.Prepare(&t.Framework)
	if err != nil {
		return nil, err
	}
	card, err := m.Explain(in, unit)
	if err != nil {
		return nil, err
	}
	if was := t.Scorecards[at]; was.Total != card.Total || was.State != card.State {
		return nil, fmt.Errorf("%w: this program scores %s otherwise than edition %d says: verify it", reform.ErrConflict, unit, b.edition.Number)
	}
	t.Scorecards = slices.Clone(t.Scorecards)
	t.Scorecards[at] = card
	return t, nil
}
