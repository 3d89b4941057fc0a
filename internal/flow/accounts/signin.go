package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"reformboard/internal/factor"
	"reformboard/internal/reform"
)

// Attempt is one try to come in.
type Attempt struct {
	Name    string // as it was typed
	Address string
	Browser string // what Introduce gave the browser when somebody last came in by it; empty: nothing
	At      time.Time
}

// Outcome is how an Attempt ended.
type Outcome struct {
	Account string // the user's; empty: there is none by that name
	Address string
	At      time.Time
	How     Ending
}

// Ending is what became of an Attempt.
type Ending string

const (
	CameIn     Ending = "came_in"
	WrongWord  Ending = "wrong_password"
	WrongCode  Ending = "wrong_code"
	NotVouched Ending = "not_vouched" // the provider does not know the person, or nobody here does
	NotAllowed Ending = "closed"      // disabled, stopped, expired or not by a password, with whichever it was
	TooOften   Ending = "too_often"
)

// TooSoon is ErrTooOften with how long to wait.
type TooSoon struct{ Wait time.Duration }

func (e TooSoon) Error() string { return fmt.Sprintf("%v: wait %v", ErrTooOften, e.Wait) }

// Is reports whether an error is of the same kind.
func (TooSoon) Is(target error) bool { return target == ErrTooOften }

// SignIn takes a name and a password. Second says that a code is asked for yet: then
// nobody has come in before Confirm says so.
func (d *Door) SignIn(ctx context.Context, a Attempt, secret string) (user reform.User, second bool, err error) {
	user, err = d.store.User(ctx, a.Name)
	if err != nil && !errors.Is(err, reform.ErrNotFound) && !errors.Is(err, reform.ErrInvalid) {
		return reform.User{}, false, err
	}
	outside, err := d.isOutside(ctx, a.Name)
	if err != nil {
		return reform.User{}, false, err
	}
	stopped, err := d.count(ctx, a, user.ID, d.passwordKeys(ctx, a))
	if err != nil {
		return reform.User{}, false, d.refuse(ctx, a, user.ID, TooOften, err)
	}
	right, err := d.matches(ctx, user.Password, secret)
	switch {
	case err != nil:
		return reform.User{}, false, err
	case stopped || user.Disabled || outside:
		return reform.User{}, false, d.refuse(ctx, a, user.ID, NotAllowed, ErrWrong)
	case !right:
		return reform.User{}, false, d.refuse(ctx, a, user.ID, WrongWord, ErrWrong)
	case expired(user, a.At):
		return reform.User{}, false, d.refuse(ctx, a, user.ID, NotAllowed, ErrExpired)
	}
	if _, err := d.store.SecondFactor(ctx, user.ID); !errors.Is(err, reform.ErrNotFound) {
		return user, true, err
	}
	return user, false, d.comeIn(ctx, a, user.ID)
}

// Confirm takes the code of somebody whose password was right: of the device, or one for
// recovery.
func (d *Door) Confirm(ctx context.Context, a Attempt, account, code string) (reform.User, error) {
	user, err := d.store.User(ctx, account)
	if err != nil {
		return reform.User{}, err
	}
	if err := d.confirm(ctx, a, account, code); err != nil {
		ending := WrongCode
		if errors.Is(err, ErrTooOften) {
			ending = TooOften
		}
		return reform.User{}, d.refuse(ctx, a, account, ending, err)
	}
	if user.Disabled {
		return reform.User{}, d.refuse(ctx, a, account, NotAllowed, ErrWrong)
	}
	return user, d.comeIn(ctx, a, account)
}

// confirm counts apart from passwords: whoever comes this far knows the password, and no
// stranger can keep the owner from here.
func (d *Door) confirm(ctx context.Context, a Attempt, account, code string) error {
	stopped, err := d.count(ctx, a, account, counted{own: key("code", account)})
	if err != nil {
		return err
	}
	if stopped {
		return ErrWrong
	}
	held, err := d.store.SecondFactor(ctx, account)
	if errors.Is(err, reform.ErrNotFound) {
		return ErrWrong
	}
	if err != nil {
		return err
	}
	seed, err := d.open(account, held.Seed)
	if err != nil {
		return err
	}
	if step, ok := seed.Match(code, held.Step, a.At); ok {
		err = d.store.UseStep(ctx, account, step)
	} else {
		err = d.store.UseRecoveryCode(ctx, a.At, reform.RecoveryCode{Account: account, Hash: factor.HashRecovery(code)})
	}
	if errors.Is(err, reform.ErrConflict) || errors.Is(err, reform.ErrNotFound) {
		return ErrWrong
	}
	return err
}

func (d *Door) comeIn(ctx context.Context, a Attempt, account string) error {
	if err := d.store.SaveSignIn(ctx, reform.SignIn{Account: account, At: a.At, Address: a.Address}, key("address", a.Address)); err != nil {
		return err
	}
	return d.ended(ctx, a, account, CameIn)
}

// ended is where every try to sign in ends, however it does.
func (d *Door) ended(ctx context.Context, a Attempt, account string, how Ending) error {
	return d.Note(ctx, Outcome{account, a.Address, a.At, how})
}

// refuse tells how a try ended; a failure of ours is no end of it.
func (d *Door) refuse(ctx context.Context, a Attempt, account string, how Ending, err error) error {
	if errors.Is(err, ErrWrong) || errors.Is(err, ErrTooOften) || errors.Is(err, ErrExpired) {
		if failed := d.ended(ctx, a, account, how); failed != nil {
			return failed
		}
	}
	return err
}
