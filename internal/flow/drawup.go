package flow

import (
	"context"
	"errors"
	"slices"
	"time"

	"reformboard/internal/reform"
)

// DrawUp draws up the newest cycles at a moment, so many cycles before each, and what is
// weak in each peer group, so that after a start nobody has to wait for that. One that
// fails keeps none of the others waiting.
func (b *Board) DrawUp(ctx context.Context, past int, at time.Time) error {
	cycles, err := b.Newest(ctx)
	if err != nil {
		return err
	}
	var failed error
	for _, c := range cycles {
		if ctx.Err() == nil {
			failed = errors.Join(failed, b.drawUp(ctx, c.ID, past, at))
		}
	}
	return errors.Join(failed, ctx.Err())
}

// Newest lists the newest cycle of each body and framework.
func (b *Board) Newest(ctx context.Context) ([]reform.Cycle, error) {
	cycles, err := b.Store.Cycles(ctx)
	if err != nil {
		return nil, err
	}
	type series struct{ body, framework string }
	known := map[series]bool{}
	return slices.DeleteFunc(cycles, func(c reform.Cycle) bool { // the latest period first
		of := series{c.Body, c.Framework}
		older := known[of]
		known[of] = true
		return older
	}), nil
}

func (b *Board) drawUp(ctx context.Context, cycle string, past int, at time.Time) error {
	t, err := b.Tally(ctx, cycle)
	if err != nil {
		return err
	}
	if _, err := b.Past(ctx, t, past); err != nil {
		return err
	}
	if _, err := b.Radar(ctx, t, reform.Scope{}, at); err != nil {
		return err
	}
	for _, g := range t.Groups {
		if _, err := b.Radar(ctx, t, reform.Scope{Group: g.ID}, at); err != nil {
			return err
		}
	}
	return nil
}
