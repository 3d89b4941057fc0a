package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// SecondFactor returns an account's second factor.
func (s *Store) SecondFactor(ctx context.Context, account string) (reform.SecondFactor, error) {
	factor, err := gorm.G[reform.SecondFactor](s.db).Where("account = ?", account).Take(ctx)
	return factor, wrap(err, "second factor of %s", account)
}

// SecondFactors lists all second factors by account.
func (s *Store) SecondFactors(ctx context.Context) ([]reform.SecondFactor, error) {
	factors, err := gorm.G[reform.SecondFactor](s.db).Order(s.dialect.bytewise("account")).Find(ctx)
	return factors, wrap(err, "second factors")
}

// SaveSecondFactor gives an account a second factor with its recovery codes, in place of
// those it had.
func (s *Store) SaveSecondFactor(ctx context.Context, by string, f reform.SecondFactor, codes []reform.RecoveryCode) error {
	utc(&f.Since)
	event := reform.Event{At: f.Since, By: by, Deed: reform.SavedDeed, Detail: "second factor of " + f.Account}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if err := dropFactor(ctx, tx, f.Account); err != nil {
			return err
		}
		if err := add(ctx, tx, []reform.SecondFactor{f}); err != nil {
			return err
		}
		return add(ctx, tx, codes)
	})
	return wrap(err, "save second factor of %s", f.Account)
}

// EndSecondFactor takes an account's second factor and recovery codes away.
func (s *Store) EndSecondFactor(ctx context.Context, by string, at time.Time, account string) error {
	event := reform.Event{At: at, By: by, Deed: reform.RevokedDeed, Detail: "second factor of " + account}
	err := s.change(ctx, event, func(tx *gorm.DB) error { return dropFactor(ctx, tx, account) })
	return wrap(err, "end second factor of %s", account)
}

func dropFactor(ctx context.Context, tx *gorm.DB, account string) error {
	if _, err := gorm.G[reform.RecoveryCode](tx).Where("account = ?", account).Delete(ctx); err != nil {
		return err
	}
	_, err := gorm.G[reform.SecondFactor](tx).Where("account = ?", account).Delete(ctx)
	return err
}

// UseStep takes the code of a step, unless one of it or of a later one was taken before.
func (s *Store) UseStep(ctx context.Context, account string, step int64) error {
	err := s.write(ctx, func(tx *gorm.DB) error {
		used, err := gorm.G[reform.SecondFactor](tx).Where("account = ? AND step < ?", account, step).Update(ctx, "step", step)
		if err == nil && used == 0 {
			err = fmt.Errorf("%w: the code was used before", reform.ErrConflict)
		}
		return err
	})
	return wrap(err, "second factor of %s", account)
}

// RecoveryCodes counts the recovery codes that an account has left.
func (s *Store) RecoveryCodes(ctx context.Context, account string) (int64, error) {
	left, err := gorm.G[reform.RecoveryCode](s.db).Where("account = ?", account).Count(ctx, "*")
	return left, wrap(err, "recovery codes of %s", account)
}

// UseRecoveryCode takes a recovery code, once.
func (s *Store) UseRecoveryCode(ctx context.Context, at time.Time, code reform.RecoveryCode) error {
	event := reform.Event{At: at, By: code.Account, Deed: reform.RevokedDeed, Detail: "recovery code of " + code.Account}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		used, err := gorm.G[reform.RecoveryCode](tx).Where("account = ? AND hash = ?", code.Account, code.Hash).Delete(ctx)
		if err == nil && used == 0 {
			err = gorm.ErrRecordNotFound
		}
		return err
	})
	return wrap(err, "recovery code of %s", code.Account)
}
