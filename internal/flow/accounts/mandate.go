package accounts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/factor"
	"reformboard/internal/reform"
)

// ErrAsked says that nothing is done yet: it was asked for, and waits for a second person.
var ErrAsked = errors.New("it waits for a second person")

// promote asks that a person become administrator, or administrator of more.
func (d *Door) promote(ctx context.Context, by reform.User, at time.Time, person reform.User) error {
	held, err := d.store.User(ctx, person.ID)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return err
	}
	held.ID = person.ID
	return d.ask(ctx, reform.Mandate{
		Kind: reform.Promotion, Name: person.Name, Role: person.Role, Unit: person.Unit, Areas: person.Areas, Home: held.Home,
		AskedBy: by.ID, AskedAt: at,
	}, held)
}

// ask keeps what is asked for over an account; a role without a name is that of nobody yet.
func (d *Door) ask(ctx context.Context, m reform.Mandate, held reform.User) error {
	m.ID, m.Account = factor.NewOnce(), held.ID
	if held.Role != "" {
		m.Was = held.Standing()
	}
	if m.Kind != reform.Promotion {
		m.Name, m.Role, m.Unit, m.Areas, m.Home = held.Name, held.Role, held.Unit, held.Areas, held.Home
	}
	if err := d.store.AskMandate(ctx, m); err != nil {
		return err
	}
	return ErrAsked
}

// Grant is the second person's word for a mandate, by which it is done. Whoever gets a
// password by it gets one that is handed out.
func (d *Door) Grant(ctx context.Context, by reform.User, at time.Time, id string) (*Handed, error) {
	m, err := d.mandate(ctx, by, id)
	if err != nil {
		return nil, err
	}
	if err := d.stillMay(ctx, m); err != nil {
		return nil, err
	}
	if err := m.Grant(by.ID, at); err != nil {
		return nil, err
	}
	secret, hash := "", ""
	if m.Kind == reform.Renewal || m.Kind == reform.Promotion && m.Was == "" {
		secret = factor.NewOnce()
		if hash, err = d.hash(ctx, secret); err != nil {
			return nil, err
		}
	}
	if err := d.store.GrantMandate(ctx, m, hash); err != nil || secret == "" {
		return nil, err
	}
	return &Handed{reform.User{ID: m.Account, Name: m.Name, Role: m.Role, Unit: m.Unit}, secret}, nil
}

// Lapse lets a mandate drop.
func (d *Door) Lapse(ctx context.Context, by reform.User, at time.Time, id string) error {
	m, err := d.mandate(ctx, by, id)
	if err != nil {
		return err
	}
	if err := m.Lapse(by.ID, at); err != nil {
		return err
	}
	return d.store.LapseMandate(ctx, m)
}

// mandate finds what somebody may grant; the rest is not there.
func (d *Door) mandate(ctx context.Context, by reform.User, id string) (reform.Mandate, error) {
	m, err := d.store.Mandate(ctx, id)
	if err != nil {
		return m, err
	}
	units, err := d.store.Units(ctx)
	if err == nil && !access.May(by, access.Admit, units, m.Unit) {
		err = fmt.Errorf("mandate %s: %w", id, reform.ErrNotFound)
	}
	return m, err
}

// stillMay makes sure that whoever asked might still ask: the word of somebody who was
// dismissed since is none.
func (d *Door) stillMay(ctx context.Context, m reform.Mandate) error {
	asker, err := d.store.User(ctx, m.AskedBy)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return err
	}
	units, err := d.store.Units(ctx)
	if err == nil && !access.May(asker, access.Admit, units, m.Unit) {
		err = fmt.Errorf("%w: %s may no longer ask for it", reform.ErrConflict, m.AskedBy)
	}
	return err
}
