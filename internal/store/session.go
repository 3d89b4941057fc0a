package store

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// SessionStore keeps browser sessions under the SHA-256 of their tokens: whoever
// reads the table, or a backup of it, can sign in as nobody. Its methods are
// those of scs.CtxStore.
type SessionStore struct {
	store *Store
	now   func() time.Time
	lives reform.Lives
	whose func(data []byte) reform.Session
}

// session is a row.
type session struct {
	TokenHash string `gorm:"primaryKey"`
	Account   string
	Address   string
	Browser   string
	Begun     time.Time
	Seen      time.Time
	Data      string
}

// seenEvery is how often a session writes down that it was seen.
const seenEvery = time.Minute

// Sessions returns the store's sessions, by a clock; how long they last; and a function
// that finds in a session's data whose it is and from where.
func (s *Store) Sessions(now func() time.Time, lives reform.Lives, whose func(data []byte) reform.Session) SessionStore {
	return SessionStore{store: s, now: now, lives: lives, whose: whose}
}

// FindCtx returns a session's data; found is false when there is none or it has ended.
// It notes that the session was seen.
func (s SessionStore) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	now := s.now()
	utc(&now)
	row, err := gorm.G[session](s.store.db).Where("token_hash = ?", hash(token)).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, false, nil
	}
	if err == nil && s.lives.Over(row.Begun, row.Seen, now) {
		return nil, false, nil
	}
	if err == nil && now.Sub(row.Seen).Abs() >= seenEvery { // or the clock has leapt back
		err = s.see(ctx, row.TokenHash, now)
	}
	if err == nil {
		data, err = base64.StdEncoding.DecodeString(row.Data)
	}
	return data, err == nil, wrap(err, "session")
}

func (s SessionStore) see(ctx context.Context, id string, now time.Time) error {
	return s.store.write(ctx, func(tx *gorm.DB) error {
		_, err := gorm.G[session](tx).Where("token_hash = ?", id).Update(ctx, "seen", now)
		return err
	})
}

// CommitCtx adds a session or replaces its data, and sweeps out those that have ended:
// nobody else does. When it ends follows from its lives, and not from what it is told.
func (s SessionStore) CommitCtx(ctx context.Context, token string, data []byte, _ time.Time) error {
	now, whose := s.now(), s.whose(data)
	utc(&now)
	row := session{
		TokenHash: hash(token), Account: whose.Account, Address: whose.Address, Browser: whose.Browser,
		Begun: now, Seen: now, Data: base64.StdEncoding.EncodeToString(data),
	}
	err := s.store.write(ctx, func(tx *gorm.DB) error {
		if err := s.sweep(ctx, tx, now); err != nil {
			return err
		}
		held, err := gorm.G[session](tx).Where("token_hash = ?", row.TokenHash).Find(ctx)
		if err != nil {
			return err
		}
		if len(held) > 0 {
			row.Begun = held[0].Begun
		}
		return upsert(ctx, tx, row)
	})
	return wrap(err, "save session")
}

func (s SessionStore) sweep(ctx context.Context, tx *gorm.DB, now time.Time) error {
	for column, life := range map[string]time.Duration{"seen <= ?": s.lives.Idle, "begun <= ?": s.lives.Absolute} {
		if life == 0 {
			continue
		}
		if _, err := gorm.G[session](tx).Where(column, now.Add(-life)).Delete(ctx); err != nil {
			return err
		}
	}
	return nil
}

// DeleteCtx ends a session, if there is one.
func (s SessionStore) DeleteCtx(ctx context.Context, token string) error {
	err := s.store.write(ctx, func(tx *gorm.DB) error {
		_, err := gorm.G[session](tx).Where("token_hash = ?", hash(token)).Delete(ctx)
		return err
	})
	return wrap(err, "end session")
}

// Find is FindCtx without a context.
func (s SessionStore) Find(token string) (data []byte, found bool, err error) {
	return s.FindCtx(context.Background(), token)
}

// Commit is CommitCtx without a context.
func (s SessionStore) Commit(token string, data []byte, expires time.Time) error {
	return s.CommitCtx(context.Background(), token, data, expires)
}

// Delete is DeleteCtx without a context.
func (s SessionStore) Delete(token string) error {
	return s.DeleteCtx(context.Background(), token)
}

// SessionsOf lists the sessions of an account that have not ended, the last seen first.
func (s *Store) SessionsOf(ctx context.Context, account string, lives reform.Lives, now time.Time) ([]reform.Session, error) {
	rows, err := gorm.G[session](s.db).Where("account = ?", account).Order("seen DESC, token_hash").Find(ctx)
	if err != nil {
		return nil, wrap(err, "sessions of %s", account)
	}
	var sessions []reform.Session
	for _, row := range rows {
		if !lives.Over(row.Begun, row.Seen, now) {
			sessions = append(sessions, reform.Session{
				ID: row.TokenHash, Account: row.Account, Address: row.Address, Browser: row.Browser, Begun: row.Begun, Seen: row.Seen,
			})
		}
	}
	return sessions, nil
}

// SessionID is what the session is known by that has this token.
func (*Store) SessionID(token string) string { return hash(token) }

// EndSession ends one session of an account.
func (s *Store) EndSession(ctx context.Context, by string, at time.Time, account, id string) error {
	return s.endSessions(ctx, by, at, account, "token_hash = ?", id)
}

// EndSessions ends all sessions of an account but one; empty: all.
func (s *Store) EndSessions(ctx context.Context, by string, at time.Time, account, but string) error {
	return s.endSessions(ctx, by, at, account, "token_hash <> ?", but)
}

func (s *Store) endSessions(ctx context.Context, by string, at time.Time, account, which, id string) error {
	event := reform.Event{At: at, By: by, Deed: reform.RevokedDeed, Detail: "sessions of " + account}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		_, err := gorm.G[session](tx).Where("account = ?", account).Where(which, id).Delete(ctx)
		return err
	})
	return wrap(err, "end sessions of %s", account)
}

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
