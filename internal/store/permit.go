package store

import (
	"context"
	"fmt"
	"time"

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
	err := s.change(ctx, permitEvent(p, reform.AskedDeed, p.AskedBy, p.AskedAt), func(tx *gorm.DB) error { return gorm.G[reform.Permit](tx).Create(ctx, &p) })
	return wrap(err, "ask for permit %s", p.ID)
}

// GrantPermit keeps what Permit.Grant has done.
func (s *Store) GrantPermit(ctx context.Context, p reform.Permit) error {
	return s.grant(ctx, p, nil, func(*gorm.DB) error { return nil })
}

// ReopenReview keeps what Permit.Grant and Docket.Reopen have done, both or neither.
func (s *Store) ReopenReview(ctx context.Context, p reform.Permit, r reform.Review) error {
	utc(&r.At)
	also := []reform.Event{reviewEvent(r, reform.ReopenedDeed)}
	return s.grant(ctx, p, also, func(tx *gorm.DB) error { return addReview(ctx, tx, r) })
}

// GrantRules keeps what Permit.Grant has done and scores the cycle by the rules that it
// names from then on, both or neither.
func (s *Store) GrantRules(ctx context.Context, p reform.Permit) error {
	if p.GrantedAt == nil || p.Kind != reform.NewRules {
		return fmt.Errorf("grant permit %s: %w: it is not for other rules", p.ID, reform.ErrInvalid)
	}
	also := []reform.Event{cycleEvent(p.Cycle, p.GrantedBy, *p.GrantedAt)}
	return s.grant(ctx, p, also, func(tx *gorm.DB) error {
		held, err := gorm.G[reform.Cycle](tx).Where("id = ?", p.Cycle).Take(ctx)
		if err != nil {
			return err
		}
		if held.Framework != p.Was {
			return reform.Objection{Obstacle: reform.RulesSince, Found: held.Framework}
		}
		c := held
		c.Framework = p.Framework
		if err := neverFinal(ctx, tx, held, c); err != nil {
			return err
		}
		c.Version++
		return upsert(ctx, tx, c)
	})
}

// grant grants a permit, and does then what it allows.
func (s *Store) grant(ctx context.Context, p reform.Permit, also []reform.Event, then func(tx *gorm.DB) error) error {
	if p.GrantedAt == nil {
		return fmt.Errorf("grant permit %s: %w: nobody has granted it", p.ID, reform.ErrInvalid)
	}
	at := *p.GrantedAt
	utc(&at)
	p.GrantedAt = &at
	events := append([]reform.Event{permitEvent(p, reform.GrantedDeed, p.GrantedBy, at)}, also...)
	err := s.changes(ctx, events, func(tx *gorm.DB) error {
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

func permitEvent(p reform.Permit, deed reform.Deed, by string, at time.Time) reform.Event {
	return reform.Event{
		At: at, By: by, Deed: deed, Cycle: p.Cycle, Unit: p.Unit, Subject: reform.SubjectOf("permit", p.ID),
		Detail: fmt.Sprintf("%s %s, order %s of %s, %s", p.Kind, p.ID, p.Number, p.Day, digest(p)),
	}
}

func permitRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	permits, err := gorm.G[reform.Permit](tx).Where("id = ?", key[0]).Find(ctx)
	for _, p := range permits {
		granted := ""
		if p.GrantedAt != nil {
			granted = moment(*p.GrantedAt)
		}
		row := []any{
			p.Kind, p.Cycle, p.Unit, p.Person, p.Turn, p.Claims, p.Review, p.Number, p.Day, p.Signer, p.Text, p.AskedBy, moment(p.AskedAt), p.GrantedBy, granted,
		}
		if p.Framework != "" {
			row = append(row, p.Framework, p.Was)
		}
		rows = append(rows, row)
	}
	return rows, err
}
