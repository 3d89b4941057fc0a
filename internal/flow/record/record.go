// Package record keeps what was decided so that nobody can change it unnoticed: it
// publishes editions, holds them against what they were made from, and holds the log
// against itself, the rows that it vouches for and the places where its head was written
// down.
//
//	Propose ──▶ Approve, by another person ──▶ edition, in a file ──▶ Verify ──▶ Discrepancies
//	                        └──▶ head of the log, on the edition and in a second place ──▶ VerifyLog ──▶ Breaches
//
// Its one rule: what is frozen is read from the database and worked out anew, never taken
// from what the board has in memory.
//
// Note: nothing here is signed with a key. A key that lies on the machine of the board
// protects against nobody who reaches that machine, and whoever reaches the database alone
// is found by the second place too; but a key can be lost, and with it the means to check
// anything. What is signed is a paper: each edition shows its SHA-256 and the head of the
// log, and who signs it signs those. So one forgery stays possible: an event added at the
// very end of the log, as if the board had written it. It names a person, who can deny it.
package record

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/anchor"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// Book is the record of a board.
type Book struct {
	Board   *flow.Board
	Anchors anchor.File // the second place
	Program string      // version of this program, as it stands on editions

	mu    sync.Mutex
	known map[string]known     // by cycle
	told  map[string]Published // by SHA-256
}

// may finds a person, and refuses who may not publish editions of a body.
func (k *Book) may(ctx context.Context, id, body string) (reform.User, error) {
	user, err := k.Board.Store.User(ctx, id)
	if errors.Is(err, reform.ErrNotFound) {
		return user, fmt.Errorf("%w: nobody is called %q", reform.ErrForbidden, id)
	}
	if err != nil {
		return user, err
	}
	units, err := k.Board.Store.Units(ctx)
	if err == nil && !access.May(user, access.Publish, units, body) {
		err = fmt.Errorf("%w: %s may not publish editions of %s", reform.ErrForbidden, id, body)
	}
	return user, err
}

// WriteAnchor writes the head of the log down in the second place, unless it stands there
// already. It goes on where the log does not hold against what was written down last, since
// the others after it must be found too, but says so: the error wraps a reform.Breach.
func (k *Book) WriteAnchor(ctx context.Context, at time.Time) error {
	head, err := k.Board.Store.Anchor(ctx, at)
	if err != nil || head.Seq == 0 {
		return err
	}
	last, err := k.Anchors.Last()
	if err != nil || last.Hash == head.Hash {
		return err
	}
	if err := k.Anchors.Add(head); err != nil || last.Seq == 0 {
		return err
	}
	kept, err := k.Board.Store.Event(ctx, last.Seq)
	switch {
	case errors.Is(err, reform.ErrNotFound):
		return placed{last, k.Anchors.Name()}.breach(reform.TailCut)
	case err == nil && kept.Hash != last.Hash:
		return placed{last, k.Anchors.Name()}.breach(reform.TailRewritten)
	}
	return err
}
