package flow

import (
	"context"

	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// Preview draws up a cycle as it is, and as it would be by a draft of another
// edition: what its units reported then, scored by the draft. Nothing is stored.
func (b *Board) Preview(ctx context.Context, cycle string, draft reform.Framework) (now, then *reform.Tally, err error) {
	return b.preview(ctx, basis{cycle, reform.SelfScored}, draft)
}

func (b *Board) preview(ctx context.Context, of basis, draft reform.Framework) (now, then *reform.Tally, err error) {
	if now, err = b.tally(ctx, of.cycle, of.on); err != nil {
		return nil, nil, err
	}
	by := *now
	by.Framework, by.ByGroup = draft, nil
	in, err := b.Input(ctx, &by)
	if err != nil {
		return nil, nil, err
	}
	m, err := score.Prepare(&by.Framework)
	if err != nil {
		return nil, nil, err
	}
	if by.Scorecards, err = m.Cycle(in); err != nil {
		return nil, nil, err
	}
	Rank(&by)
	by.AsOf = by.AsOf.In(b.Zone)
	return now, &by, nil
}
