package store

import (
	"context"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Users lists all users by sign-in name.
func (s *Store) Users(ctx context.Context) ([]reform.User, error) {
	users, err := gorm.G[reform.User](s.db).Order(s.dialect.bytewise("id")).Find(ctx)
	return users, wrap(err, "users")
}

// User returns one user.
func (s *Store) User(ctx context.Context, id string) (reform.User, error) {
	user, err := gorm.G[reform.User](s.db).Where("id = ?", id).Take(ctx)
	return user, wrap(err, "user %s", id)
}

// SaveUser adds a user, or replaces the one with that sign-in name. A new
// password ends every session begun with the old one.
func (s *Store) SaveUser(ctx context.Context, by string, at time.Time, u reform.User) error {
	event := reform.Event{At: at, By: by, Deed: reform.SavedDeed, Unit: u.Unit, Subject: reform.SubjectOf("user", u.ID), Detail: "user " + u.ID}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		held, err := gorm.G[reform.User](tx).Where("id = ?", u.ID).Find(ctx)
		if err != nil {
			return err
		}
		if len(held) > 0 && held[0].Password != u.Password {
			if _, err := gorm.G[session](tx).Where("user_id = ?", u.ID).Delete(ctx); err != nil {
				return err
			}
		}
		return upsert(ctx, tx, u)
	})
	return wrap(err, "save user %s", u.ID)
}
