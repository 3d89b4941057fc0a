package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// forgotten is when tries at a name that nobody has, and those from an address, no
// longer matter; the longest wait is over long before.
const forgotten = 24 * time.Hour

// CountTries reads what has been counted under some keys and writes what count makes of
// it, before anybody else counts: of many who guess at once each is counted. Nobody did a
// deed, so no event tells of it.
func (s *Store) CountTries(ctx context.Context, at time.Time, keys []string, count func(map[string]reform.Tries) ([]reform.Tries, error)) error {
	utc(&at)
	return s.write(ctx, func(tx *gorm.DB) error {
		if err := s.enqueue(tx); err != nil {
			return wrap(err, "count tries")
		}
		if _, err := gorm.G[reform.Tries](tx).Where("account = '' AND at <= ?", at.Add(-forgotten)).Delete(ctx); err != nil {
			return wrap(err, "forget tries")
		}
		rows, err := gorm.G[reform.Tries](tx).Where("key IN ?", keys).Find(ctx)
		if err != nil {
			return wrap(err, "tries")
		}
		held := map[string]reform.Tries{}
		for _, t := range rows {
			held[t.Key] = t
		}
		counted, err := count(held)
		if err != nil {
			return err
		}
		for i := range counted {
			utc(&counted[i].At)
		}
		return wrap(upsert(ctx, tx, counted...), "count tries")
	})
}

// TriesAt lists what is counted at an account, the latest first.
func (s *Store) TriesAt(ctx context.Context, account string) ([]reform.Tries, error) {
	tries, err := gorm.G[reform.Tries](s.db).Where("account = ?", account).Order("at DESC, key").Find(ctx)
	return tries, wrap(err, "tries at %s", account)
}

// ForgetTries opens an account again on which too many have tried.
func (s *Store) ForgetTries(ctx context.Context, by string, at time.Time, account string) error {
	event := reform.Event{At: at, By: by, Deed: reform.RevokedDeed, Detail: "tries at " + account}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		_, err := gorm.G[reform.Tries](tx).Where("account = ?", account).Delete(ctx)
		return err
	})
	return wrap(err, "forget tries at %s", account)
}

// LastSignIn is when an account signed in last; found is false when it never has.
func (s *Store) LastSignIn(ctx context.Context, account string) (last reform.SignIn, found bool, err error) {
	rows, err := gorm.G[reform.SignIn](s.db).Where("account = ?", account).Limit(1).Find(ctx)
	if err != nil || len(rows) == 0 {
		return reform.SignIn{}, false, wrap(err, "last sign-in of %s", account)
	}
	return rows[0], true, nil
}

// SignIns are when each account signed in last, and which are stopped because too many
// have tried.
func (s *Store) SignIns(ctx context.Context) (last map[string]reform.SignIn, stopped map[string]bool, err error) {
	rows, err := gorm.G[reform.SignIn](s.db).Find(ctx)
	if err != nil {
		return nil, nil, wrap(err, "sign-ins")
	}
	tries, err := gorm.G[reform.Tries](s.db).Where("account <> '' AND failed >= ?", reform.MostTries).Find(ctx)
	if err != nil {
		return nil, nil, wrap(err, "stopped accounts")
	}
	last, stopped = map[string]reform.SignIn{}, map[string]bool{}
	for _, in := range rows {
		last[in.Account] = in
	}
	for _, t := range tries {
		stopped[t.Account] = true
	}
	return last, stopped, nil
}

// SaveSignIn notes that an account has signed in: tries at it begin anew, and the one that
// was counted at its address under this key was none.
func (s *Store) SaveSignIn(ctx context.Context, in reform.SignIn, key string) error {
	utc(&in.At)
	err := s.write(ctx, func(tx *gorm.DB) error {
		if _, err := gorm.G[reform.Tries](tx).Where("account = ?", in.Account).Delete(ctx); err != nil {
			return err
		}
		if _, err := gorm.G[reform.Tries](tx).Where("key = ? AND failed > 0", key).Update(ctx, "failed", gorm.Expr("failed - 1")); err != nil {
			return err
		}
		return upsert(ctx, tx, in)
	})
	return wrap(err, "save sign-in of %s", in.Account)
}
