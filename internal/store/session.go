package store

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"time"

	"gorm.io/gorm"
)

// SessionStore keeps browser sessions under the SHA-256 of their tokens: whoever
// reads the table, or a backup of it, can sign in as nobody. Its methods are
// those of scs.CtxStore.
type SessionStore struct {
	store *Store
	now   func() time.Time
	user  func(data []byte) string
}

// session is a row.
type session struct {
	TokenHash string `gorm:"primaryKey"`
	UserID    string
	Data      string
	Expires   time.Time
}

// Sessions returns the store's sessions, by a clock, and by a function that
// finds in a session's data who has signed in.
func (s *Store) Sessions(now func() time.Time, user func(data []byte) string) SessionStore {
	return SessionStore{store: s, now: now, user: user}
}

// FindCtx returns a session's data; found is false when there is none or it has
// expired.
func (s SessionStore) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	now := s.now()
	utc(&now)
	row, err := gorm.G[session](s.store.db).Where("token_hash = ? AND expires > ?", hash(token), now).Take(ctx)
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return nil, false, nil
	}
	if err == nil {
		data, err = base64.StdEncoding.DecodeString(row.Data)
	}
	return data, err == nil, wrap(err, "session")
}

// CommitCtx adds or replaces a session, and sweeps out those that have expired:
// nobody else does.
func (s SessionStore) CommitCtx(ctx context.Context, token string, data []byte, expires time.Time) error {
	now := s.now()
	utc(&now, &expires)
	row := session{TokenHash: hash(token), UserID: s.user(data), Data: base64.StdEncoding.EncodeToString(data), Expires: expires}
	err := s.store.write(ctx, func(tx *gorm.DB) error {
		if _, err := gorm.G[session](tx).Where("expires <= ?", now).Delete(ctx); err != nil {
			return err
		}
		return upsert(ctx, tx, row)
	})
	return wrap(err, "save session")
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

func hash(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}
