package accounts

import (
	"context"
	"errors"
	"time"

	"reformboard/internal/factor"
	"reformboard/internal/password"
	"reformboard/internal/reform"
)

// ChangePassword gives a person another password, by the one they have. What is wrong
// with the new one comes back as faults, and then nothing has changed.
func (d *Door) ChangePassword(ctx context.Context, a Attempt, old, secret string) ([]password.Fault, error) {
	user, err := d.own(ctx, a, old)
	if err != nil {
		return nil, err
	}
	faults, err := d.check(ctx, user, secret)
	if err == nil && secret == old {
		faults = append(faults, password.AsBefore)
	}
	if err != nil || len(faults) > 0 {
		return faults, err
	}
	return nil, d.setPassword(ctx, user.ID, user.ID, a.At, secret, false)
}

// own makes sure that whoever is at a browser in which somebody has signed in is that
// person, by their password. It is counted like signing in, but apart from it.
func (d *Door) own(ctx context.Context, a Attempt, secret string) (reform.User, error) {
	user, err := d.store.User(ctx, a.Name)
	if err != nil {
		return reform.User{}, err
	}
	own := key("own", user.ID)
	stopped, err := d.count(ctx, a, user.ID, counted{own: own})
	if err != nil {
		return reform.User{}, err
	}
	right, err := d.matches(ctx, user.Password, secret)
	if err != nil {
		return reform.User{}, err
	}
	if !right || stopped {
		return reform.User{}, d.refuse(ctx, a, user.ID, WrongWord, ErrWrong)
	}
	return user, d.forget(ctx, a, own)
}

// check holds a new password against the policy.
func (d *Door) check(ctx context.Context, u reform.User, secret string) ([]password.Fault, error) {
	_, err := d.store.SecondFactor(ctx, u.ID)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return nil, err
	}
	return d.Policy.Check(secret, err == nil, u.ID, u.Name, u.Unit), nil
}

func (d *Door) setPassword(ctx context.Context, by, account string, at time.Time, secret string, temporary bool) error {
	hash, err := d.hash(ctx, secret)
	if err != nil {
		return err
	}
	return d.store.ChangeUser(ctx, by, at, account, func(u *reform.User) error {
		u.Password, u.PasswordSince, u.Temporary = hash, at, temporary
		return nil
	})
}

// Reset gives an account a password that is good for choosing another, and opens it again
// if too many had tried it. It is the way in from then on: a passport ends. With Device the
// second factor goes too: it is lost. Of an administrator it is asked for: ErrAsked.
func (d *Door) Reset(ctx context.Context, by string, at time.Time, account string, what Resetting) (secret string, err error) {
	user, err := d.store.User(ctx, account)
	if err != nil {
		return "", err
	}
	if user.Role == reform.Administrator {
		return "", d.ask(ctx, reform.Mandate{Kind: reform.Renewal, Device: what == DeviceToo, AskedBy: by, AskedAt: at}, user)
	}
	secret = factor.NewOnce()
	if err := d.setPassword(ctx, by, account, at, secret, true); err != nil {
		return "", err
	}
	if err := d.store.EndPassport(ctx, by, at, account); err != nil {
		return "", err
	}
	if what == DeviceToo {
		if err := d.store.EndSecondFactor(ctx, by, at, account); err != nil {
			return "", err
		}
	}
	return secret, d.store.ForgetTries(ctx, by, at, account)
}

// Resetting is how much of an account is made anew.
type Resetting string

const (
	PasswordOnly Resetting = "password"
	DeviceToo    Resetting = "device" // the second factor is lost as well
)
