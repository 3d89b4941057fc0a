package store

import (
	"context"
	"crypto/rand"
	"encoding/hex"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// secretSize is the length of a secret in bytes: that of the hash that signs with it.
const secretSize = 32

// secret is a row.
type secret struct {
	Name   string `gorm:"primaryKey"`
	Secret string // hex
}

// Secret returns the random bytes that go by a name. They are made when first asked
// for, and are the same from then on for every instance. Nobody did a deed, so no
// event tells of it.
func (s *Store) Secret(ctx context.Context, name string) ([]byte, error) {
	row, err := s.secret(ctx, name)
	if err != nil {
		return nil, wrap(err, "secret %s", name)
	}
	content, err := hex.DecodeString(row.Secret)
	return content, wrap(err, "secret %s", name)
}

// secret makes the row if it is not there. Of two instances that do so at once, one
// is too late, and reads what the other has made.
func (s *Store) secret(ctx context.Context, name string) (secret, error) {
	rows, err := gorm.G[secret](s.db).Where("name = ?", name).Limit(1).Find(ctx)
	if err != nil {
		return secret{}, err
	}
	if len(rows) > 0 {
		return rows[0], nil
	}
	fresh := make([]byte, secretSize)
	if _, err := rand.Read(fresh); err != nil {
		return secret{}, err
	}
	row := secret{Name: name, Secret: hex.EncodeToString(fresh)}
	err = s.write(ctx, func(tx *gorm.DB) error {
		return gorm.G[secret](tx, clause.OnConflict{DoNothing: true}).Create(ctx, &row)
	})
	if err != nil {
		return secret{}, err
	}
	return gorm.G[secret](s.db).Where("name = ?", name).Take(ctx)
}
