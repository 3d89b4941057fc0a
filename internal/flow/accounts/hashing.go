package accounts

import (
	"context"
	"time"

	"reformboard/internal/password"
)

// mostWaiting is how many may wait for a place where passwords are hashed. At thirty
// milliseconds each the last of them waits about as long as a person does.
const mostWaiting = 256

// matches compares a password with its hash in its turn, unless too many wait or the
// visitor is gone.
func (d *Door) matches(ctx context.Context, hash, secret string) (right bool, err error) {
	err = d.inTurn(ctx, func() { right = password.Matches(hash, secret) })
	return right, err
}

// hash hashes a password in its turn.
func (d *Door) hash(ctx context.Context, secret string) (hash string, err error) {
	err = d.inTurn(ctx, func() { hash = password.Hash(secret) })
	return hash, err
}

func (d *Door) inTurn(ctx context.Context, work func()) error {
	defer d.waiting.Add(-1)
	if d.waiting.Add(1) > mostWaiting {
		return TooSoon{time.Second}
	}
	select {
	case d.hashing <- struct{}{}:
		defer func() { <-d.hashing }()
		work()
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
