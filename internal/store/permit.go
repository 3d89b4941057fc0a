package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Permits lists what was asked for and granted in a cycle, the oldest first.
func (s *Store) Permits(ctx context.Context, cycle string) ([]reform.Permit, error) {
	permits, err := gorm.G[reform.Permit](s.db).Where("cycle = ?", cycle).Order("asked_at, " + s.dialect.bytewise("id")).Find(ctx)
	return permits, wrap(err, "permits of cycle %s", cycle)
}

// Permit returns one permit.
func (s *Store) Permit(ctx context.Context, id string) (reform.Permit, error) {
	p, err := gorm.G[reform.Permit](s.db).Where("id = ?", id).Take(ctx)
	return p, wrap(err, "permit %s", id)
}

// AskPermit keeps what one person asks for.
func (s *Store) AskPermit(ctx context.Context, p reform.Permit) error {
	utc(&p.AskedAt)
	event := reform.Event{At: p.AskedAt, By: p.AskedBy, Deed: reform.AskedDeed, Cycle: p.Cycle, Unit: p.Unit, Detail: permitted(p)}
	err := s.change(ctx, event, func(tx *gorm.DB) error { return gorm.G[reform.Permit](tx).Create(ctx, &p) })
	return wrap(err, "ask for permit %s", p.ID)
}

// GrantPermit keeps what Permit.Grant has done.
func (s *Store) GrantPermit(ctx context.Context, p reform.Permit) error {
	return s.grant(ctx, p, reform.GrantedDeed, permitted(p), func(*gorm.DB) error { return nil })
}

// ReopenReview keeps what Permit.Grant and Docket.Reopen have done, both or neither.
func (s *Store) ReopenReview(ctx context.Context, p reform.Permit, r reform.Review) error {
	utc(&r.At)
	return s.grant(ctx, p, reform.ReopenedDeed, permitted(p)+"; "+reviewed(r), func(tx *gorm.DB) error { return addReview(ctx, tx, r) })
}

func (s *Store) grant(ctx context.Context, p reform.Permit, deed reform.Deed, detail string, then func(tx *gorm.DB) error) error {
	if p.GrantedAt == nil {
		return fmt.Errorf("grant permit %s: %w: nobody has granted it", p.ID, reform.ErrInvalid)
	}
	at := *p.GrantedAt
	utc(&at)
	p.GrantedAt = &at
	event := reform.Event{At: at, By: p.GrantedBy, Deed: deed, Cycle: p.Cycle, Unit: p.Unit, Detail: detail}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		changed, err := gorm.G[reform.Permit](tx).Where("id = ? AND granted_by = ''", p.ID).Select("granted_by", "granted_at").Updates(ctx, p)
		if err != nil {
			return err
		}
		if changed == 0 {
			return reform.Objection{Obstacle: reform.AlreadyGranted}
		}
		return then(tx)
	})
	return wrap(err, "grant permit %s", p.ID)
}

func permitted(p reform.Permit) string {
	return fmt.Sprintf("%s %s, order %s of %s, %s", p.Kind, p.ID, p.Number, p.Day, digest(p))
}
