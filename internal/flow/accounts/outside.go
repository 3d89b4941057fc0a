package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"reformboard/internal/provider"
	"reformboard/internal/reform"
)

// ErrAway says that the provider does not answer: who comes in by it has to wait.
var ErrAway = provider.ErrAway

// SendOut sends a person to the provider, who says who they are. The errand stays with the
// browser's session, where nobody sees it.
func (d *Door) SendOut(ctx context.Context, a Attempt) (address string, e provider.Errand, err error) {
	if err := d.outward(ctx, a); err != nil {
		return "", provider.Errand{}, err
	}
	return d.Provider.Begin(ctx, a.At)
}

// TakeIn lets in who comes back from the provider. Whom the provider does not vouch for,
// who has no account and whose account is closed are refused alike.
func (d *Door) TakeIn(ctx context.Context, a Attempt, e provider.Errand, answer provider.Answer) (reform.User, error) {
	if err := d.outward(ctx, a); err != nil {
		return reform.User{}, err
	}
	person, err := d.Provider.End(ctx, a.At, e, answer)
	if errors.Is(err, provider.ErrRefused) {
		return reform.User{}, d.refuse(ctx, a, "", NotVouched, fmt.Errorf("%w: %w", ErrWrong, err))
	}
	if err != nil {
		return reform.User{}, err
	}
	user, err := d.whom(ctx, a, person)
	switch {
	case errors.Is(err, reform.ErrNotFound) || errors.Is(err, reform.ErrInvalid) || errors.Is(err, reform.ErrConflict):
		return reform.User{}, d.refuse(ctx, a, "", NotVouched, fmt.Errorf("%w: subject %q: %w", ErrWrong, person.Subject, err))
	case err != nil:
		return reform.User{}, err
	case user.Disabled:
		return reform.User{}, d.refuse(ctx, a, user.ID, NotAllowed, ErrWrong)
	}
	return user, d.comeIn(ctx, a, user.ID)
}

// whom finds the account of a person: by the subject, which is the provider's for ever, or
// the first time by the name, and then only an account that waits for it.
func (d *Door) whom(ctx context.Context, a Attempt, p provider.Person) (reform.User, error) {
	held, err := d.store.PassportOf(ctx, p.Issuer, p.Subject)
	if err == nil {
		return d.store.User(ctx, held.Account)
	}
	if !errors.Is(err, reform.ErrNotFound) {
		return reform.User{}, err
	}
	user, err := d.store.User(ctx, p.Name)
	if err != nil || user.Disabled {
		return user, err
	}
	return user, d.store.BindPassport(ctx, reform.Passport{Account: user.ID, Issuer: p.Issuer, Subject: p.Subject, Since: a.At})
}

// outward counts a request that makes the board ask the provider: strangers have it ask
// no more often than they may guess.
func (d *Door) outward(ctx context.Context, a Attempt) error {
	if d.Provider == nil {
		return fmt.Errorf("provider: %w", reform.ErrNotFound)
	}
	from := key("address", a.Address)
	err := d.store.CountTries(ctx, a.At, []string{from}, func(held map[string]reform.Tries) ([]reform.Tries, error) {
		address, ok := d.Pace.Again(held[from], a.At)
		if !ok {
			return nil, TooSoon{d.Pace.Every}
		}
		address.Key = from
		return []reform.Tries{address}, nil
	})
	return d.refuse(ctx, a, "", TooOften, err)
}

// Outside has an account come in by the provider from now on, as a subject that the
// provider has for the person, or, without one, as whoever first comes under its name. Of
// an administrator it is asked for: ErrAsked.
func (d *Door) Outside(ctx context.Context, by string, at time.Time, account, subject string) error {
	if d.Provider == nil {
		return fmt.Errorf("provider: %w", reform.ErrNotFound)
	}
	user, err := d.store.User(ctx, account)
	if err != nil {
		return err
	}
	if user.Role == reform.Administrator {
		return d.ask(ctx, reform.Mandate{Kind: reform.Admission, Issuer: d.Provider.Issuer, Subject: subject, AskedBy: by, AskedAt: at}, user)
	}
	return d.store.SavePassport(ctx, by, reform.Passport{Account: account, Issuer: d.Provider.Issuer, Subject: subject, Since: at})
}

// isOutside reports whether an account comes in by a provider, and so by no password.
func (d *Door) isOutside(ctx context.Context, account string) (bool, error) {
	_, err := d.store.Passport(ctx, account)
	if errors.Is(err, reform.ErrNotFound) || errors.Is(err, reform.ErrInvalid) {
		return false, nil
	}
	return err == nil, err
}
