package flow

import (
	"context"
	"errors"
)

// DrawUp draws up the newest cycle of each body and framework, and so many before it,
// so that after a start nobody has to wait for that. One that fails keeps none of the
// others waiting.
func (b *Board) DrawUp(ctx context.Context, past int) error {
	cycles, err := b.Store.Cycles(ctx)
	if err != nil {
		return err
	}
	type series struct{ body, framework string }
	begun := map[series]bool{}
	var failed error
	for _, c := range cycles { // the latest period first
		of := series{c.Body, c.Framework}
		if begun[of] || ctx.Err() != nil {
			continue
		}
		begun[of] = true
		t, err := b.Tally(ctx, c.ID)
		if err == nil {
			_, err = b.Past(ctx, t, past)
		}
		failed = errors.Join(failed, err)
	}
	return errors.Join(failed, ctx.Err())
}
