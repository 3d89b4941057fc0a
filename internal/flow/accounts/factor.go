package accounts

import (
	"context"
	"errors"
	"fmt"

	"reformboard/internal/factor"
	"reformboard/internal/reform"
)

// ErrNoKey says that no second factors can be had: the key that seals them is not set, or
// it is not the one that sealed this.
var ErrNoKey = errors.New("the key of second factors is missing or another")

// NewFactor begins to give a person a second factor: a seed to show, and the same sealed,
// to be handed back to Enrol.
func (d *Door) NewFactor(account string) (sealed string, seed factor.Seed, err error) {
	if d.Key == nil {
		return "", nil, ErrNoKey
	}
	seed = factor.NewSeed()
	return d.Key.Seal(account, seed), seed, nil
}

// Enrolling is the seed that NewFactor has begun with.
func (d *Door) Enrolling(account, sealed string) (factor.Seed, error) { return d.open(account, sealed) }

func (d *Door) open(account, sealed string) (factor.Seed, error) {
	if d.Key == nil {
		return nil, ErrNoKey
	}
	seed, err := d.Key.Open(account, sealed)
	if err != nil {
		return nil, fmt.Errorf("%w: %s", ErrNoKey, account)
	}
	return seed, nil
}

// Enrol gives a person the second factor whose device shows this code, by their password,
// and returns the recovery codes, which are shown once.
func (d *Door) Enrol(ctx context.Context, a Attempt, secret, sealed, code string) ([]string, error) {
	user, err := d.own(ctx, a, secret)
	if err != nil {
		return nil, err
	}
	seed, err := d.open(user.ID, sealed)
	if err != nil {
		return nil, err
	}
	step, ok := seed.Match(code, 0, a.At)
	if !ok {
		return nil, d.refuse(ctx, a, user.ID, WrongCode, ErrWrong)
	}
	return d.saveFactor(ctx, reform.SecondFactor{Account: user.ID, Seed: sealed, Step: step, Since: a.At})
}

// RenewRecovery gives a person new recovery codes in place of the old ones.
func (d *Door) RenewRecovery(ctx context.Context, a Attempt, secret string) ([]string, error) {
	user, err := d.own(ctx, a, secret)
	if err != nil {
		return nil, err
	}
	held, err := d.store.SecondFactor(ctx, user.ID)
	if err != nil {
		return nil, err
	}
	held.Since = a.At
	return d.saveFactor(ctx, held)
}

func (d *Door) saveFactor(ctx context.Context, f reform.SecondFactor) ([]string, error) {
	codes := factor.NewRecovery()
	kept := make([]reform.RecoveryCode, len(codes))
	for i, code := range codes {
		kept[i] = reform.RecoveryCode{Account: f.Account, Hash: factor.HashRecovery(code)}
	}
	return codes, d.store.SaveSecondFactor(ctx, f.Account, f, kept)
}
