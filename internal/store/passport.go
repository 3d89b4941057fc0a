package store

import (
	"context"
	"errors"
	"fmt"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Passport returns the passport of an account.
func (s *Store) Passport(ctx context.Context, account string) (reform.Passport, error) {
	p, err := gorm.G[reform.Passport](s.db).Where("account = ?", account).Take(ctx)
	return p, wrap(err, "passport of %s", account)
}

// PassportOf returns the passport of whom a provider knows as a subject.
func (s *Store) PassportOf(ctx context.Context, issuer, subject string) (reform.Passport, error) {
	p, err := gorm.G[reform.Passport](s.db).Where("issuer = ? AND subject = ? AND subject <> ''", issuer, subject).Take(ctx)
	return p, wrap(err, "passport of subject %s", subject)
}

// Passports lists all passports by account.
func (s *Store) Passports(ctx context.Context) ([]reform.Passport, error) {
	all, err := gorm.G[reform.Passport](s.db).Order(s.dialect.bytewise("account")).Find(ctx)
	return all, wrap(err, "passports")
}

// SavePassport has an account come in by a passport from now on, in place of a password or
// of the passport it had. It ends every session begun before.
func (s *Store) SavePassport(ctx context.Context, by string, p reform.Passport) error {
	utc(&p.Since)
	return s.changePassport(ctx, by, p.Since, reform.SavedDeed, p.Account, func(tx *gorm.DB) error {
		if _, err := gorm.G[reform.User](tx).Where("id = ?", p.Account).Take(ctx); err != nil {
			return err
		}
		return upsert(ctx, tx, p)
	})
}

// EndPassport has an account come in by a password again; without one nothing happens. It
// ends every session begun before.
func (s *Store) EndPassport(ctx context.Context, by string, at time.Time, account string) error {
	_, err := s.Passport(ctx, account)
	if errors.Is(err, reform.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return s.changePassport(ctx, by, at, reform.RevokedDeed, account, func(tx *gorm.DB) error {
		_, err := gorm.G[reform.Passport](tx).Where("account = ?", account).Delete(ctx)
		return err
	})
}

func (s *Store) changePassport(ctx context.Context, by string, at time.Time, deed reform.Deed, account string, change func(tx *gorm.DB) error) error {
	err := s.change(ctx, ofPassport(by, at, deed, account), func(tx *gorm.DB) error {
		if _, err := gorm.G[session](tx).Where("account = ?", account).Delete(ctx); err != nil {
			return err
		}
		return change(tx)
	})
	return wrap(err, "passport of %s", account)
}

// BindPassport keeps who has come first by a passport that was nobody's yet. Whoever comes
// second finds that it is taken.
func (s *Store) BindPassport(ctx context.Context, p reform.Passport) error {
	utc(&p.Since)
	err := s.change(ctx, ofPassport(p.Account, p.Since, reform.SavedDeed, p.Account), func(tx *gorm.DB) error {
		bound, err := gorm.G[reform.Passport](tx).Where("account = ? AND issuer = ? AND subject = ''", p.Account, p.Issuer).
			Select("subject", "since").Updates(ctx, p)
		if err == nil && bound == 0 {
			err = fmt.Errorf("%w: it is somebody's", reform.ErrConflict)
		}
		return err
	})
	return wrap(err, "bind passport of %s", p.Account)
}

func ofPassport(by string, at time.Time, deed reform.Deed, account string) reform.Event {
	return reform.Event{At: at, By: by, Deed: deed, Subject: reform.SubjectOf("passport", account), Detail: "passport of " + account}
}

func passportRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	held, err := gorm.G[reform.Passport](tx).Where("account = ?", key[0]).Find(ctx)
	for _, p := range held {
		rows = append(rows, []any{p.Issuer, p.Subject})
	}
	return rows, err
}
