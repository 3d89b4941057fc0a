package store

import (
	"context"
	"fmt"
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

// SaveUser adds a user, or replaces the one with that sign-in name, who keeps the password
// if none is given. A new password, another role and a disabled account end every session
// begun before.
func (s *Store) SaveUser(ctx context.Context, by string, at time.Time, u reform.User) error {
	err := s.change(ctx, savedUser(by, at, u), func(tx *gorm.DB) error { return saveUser(ctx, tx, u) })
	return wrap(err, "save user %s", u.ID)
}

// SaveUsers is SaveUser for many: all or none, with an event each.
func (s *Store) SaveUsers(ctx context.Context, by string, at time.Time, users []reform.User) error {
	if len(users) == 0 {
		return nil
	}
	last := len(users) - 1
	err := s.change(ctx, savedUser(by, at, users[last]), func(tx *gorm.DB) error {
		for i, u := range users {
			if err := saveUser(ctx, tx, u); err != nil {
				return wrap(err, "user %s", u.ID)
			}
			if i == last {
				break
			}
			if err := s.tell(ctx, tx, savedUser(by, at, u)); err != nil {
				return err
			}
		}
		return nil
	})
	return wrap(err, "save %d users", len(users))
}

// ChangeUser changes what is held of a user: nothing that somebody else has changed
// meanwhile is lost.
func (s *Store) ChangeUser(ctx context.Context, by string, at time.Time, id string, change func(*reform.User) error) error {
	return s.change(ctx, savedUser(by, at, reform.User{ID: id}), func(tx *gorm.DB) error {
		u, err := gorm.G[reform.User](tx).Where("id = ?", id).Take(ctx)
		if err != nil {
			return wrap(err, "user %s", id)
		}
		if err := change(&u); err != nil {
			return err
		}
		return wrap(saveUser(ctx, tx, u), "save user %s", id)
	})
}

// FoundUser adds the first user of all; once there is one, it is too late.
func (s *Store) FoundUser(ctx context.Context, at time.Time, u reform.User) error {
	err := s.change(ctx, savedUser(u.ID, at, u), func(tx *gorm.DB) error {
		held, err := gorm.G[reform.User](tx).Count(ctx, "*")
		if err == nil && held > 0 {
			err = fmt.Errorf("%w: there are users already", reform.ErrConflict)
		}
		if err != nil {
			return err
		}
		return saveUser(ctx, tx, u)
	})
	return wrap(err, "save the first user %s", u.ID)
}

func savedUser(by string, at time.Time, u reform.User) reform.Event {
	return reform.Event{At: at, By: by, Deed: reform.SavedDeed, Unit: u.Unit, Subject: reform.SubjectOf("user", u.ID), Detail: "user " + u.ID}
}

func saveUser(ctx context.Context, tx *gorm.DB, u reform.User) error {
	utc(&u.PasswordSince)
	held, err := gorm.G[reform.User](tx).Where("id = ?", u.ID).Find(ctx)
	if err != nil {
		return err
	}
	if len(held) > 0 && u.Password == "" {
		u.Password, u.PasswordSince, u.Temporary = held[0].Password, held[0].PasswordSince, held[0].Temporary
	}
	if len(held) > 0 && (held[0].Password != u.Password || held[0].Role != u.Role || u.Disabled && !held[0].Disabled) {
		if _, err := gorm.G[session](tx).Where("account = ?", u.ID).Delete(ctx); err != nil {
			return err
		}
	}
	return upsert(ctx, tx, u)
}
