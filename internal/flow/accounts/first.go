package accounts

import (
	"context"
	"fmt"
	"sync"
	"time"

	"reformboard/internal/factor"
	"reformboard/internal/password"
	"reformboard/internal/reform"
)

// OpeningLasts is how long the code is good with which the first administrator is made.
const OpeningLasts = 15 * time.Minute

// opening is that code. It is only in the memory of the server that printed it.
type opening struct {
	mu    sync.Mutex
	code  string
	until time.Time
}

// Open returns the code with which the first administrator is made; empty: there are
// users already.
func (d *Door) Open(ctx context.Context, now time.Time) (string, error) {
	users, err := d.store.Users(ctx)
	if err != nil || len(users) > 0 {
		return "", err
	}
	d.opening.mu.Lock()
	defer d.opening.mu.Unlock()
	d.opening.code, d.opening.until = factor.NewOnce(), now.Add(OpeningLasts)
	return d.opening.code, nil
}

// Found makes the first administrator of all, of everything, by the code that the server
// printed. The code is used up by whoever is first; what is wrong with the password
// leaves it good.
func (d *Door) Found(ctx context.Context, a Attempt, code, name, secret string) ([]password.Fault, error) {
	own := key("opening", a.Address)
	if _, err := d.count(ctx, a, "", counted{own: own}); err != nil {
		return nil, err
	}
	d.opening.mu.Lock()
	defer d.opening.mu.Unlock()
	held := d.opening.code
	if held == "" || !a.At.Before(d.opening.until) || !factor.SameOnce(code, held) {
		return nil, d.refuse(ctx, a, "", WrongCode, ErrWrong)
	}
	if err := d.forget(ctx, a, own); err != nil {
		return nil, err
	}
	if !reform.IsSignInName(a.Name) {
		return nil, fmt.Errorf("%w: no sign-in name", reform.ErrInvalid)
	}
	user := reform.User{ID: a.Name, Name: name, Role: reform.Administrator, PasswordSince: a.At}
	if faults := d.Policy.Check(secret, false, user.ID, user.Name); len(faults) > 0 {
		return faults, nil
	}
	hash, err := d.hash(ctx, secret)
	if err != nil {
		return nil, err
	}
	user.Password = hash
	if err := d.store.FoundUser(ctx, a.At, user); err != nil {
		return nil, err
	}
	d.opening.code = ""
	return nil, d.comeIn(ctx, a, user.ID)
}
