package store

import (
	"context"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// OpenMandates lists what waits for a second person, the oldest first.
func (s *Store) OpenMandates(ctx context.Context) ([]reform.Mandate, error) {
	all, err := gorm.G[reform.Mandate](s.db).Where("status = ?", reform.MandateOpen).Order("asked_at, " + s.dialect.bytewise("id")).Find(ctx)
	return all, wrap(err, "mandates")
}

// Mandate returns one mandate.
func (s *Store) Mandate(ctx context.Context, id string) (reform.Mandate, error) {
	m, err := gorm.G[reform.Mandate](s.db).Where("id = ?", id).Take(ctx)
	return m, wrap(err, "mandate %s", id)
}

// AskMandate keeps what one person asks for. It is a conflict while something else waits
// for the same account.
func (s *Store) AskMandate(ctx context.Context, m reform.Mandate) error {
	utc(&m.AskedAt)
	m.Status, m.ClosedBy, m.ClosedAt = reform.MandateOpen, "", nil
	err := s.change(ctx, mandated(m, reform.AskedDeed, m.AskedBy), func(tx *gorm.DB) error {
		err := gorm.G[reform.Mandate](tx).Create(ctx, &m)
		if errors.Is(err, gorm.ErrDuplicatedKey) {
			return fmt.Errorf("%w: something waits for a second person already", reform.ErrConflict)
		}
		return err
	})
	return wrap(err, "ask for a mandate over %s", m.Account)
}

// LapseMandate keeps what Mandate.Lapse has done.
func (s *Store) LapseMandate(ctx context.Context, m reform.Mandate) error {
	err := s.change(ctx, mandated(m, reform.LapsedDeed, m.ClosedBy), func(tx *gorm.DB) error {
		return closeMandate(ctx, tx, m)
	})
	return wrap(err, "let the mandate over %s lapse", m.Account)
}

// GrantMandate keeps what Mandate.Grant has done and does what the mandate is for, both or
// neither. The hash is that of a password handed out, where the account gets one. It is a
// conflict when the account is not what it was when the mandate was asked for.
func (s *Store) GrantMandate(ctx context.Context, m reform.Mandate, hash string) error {
	event := mandated(m, reform.GrantedDeed, m.ClosedBy)
	event.Subject = reform.SubjectOf("user", m.Account)
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if err := closeMandate(ctx, tx, m); err != nil {
			return err
		}
		held, err := gorm.G[reform.User](tx).Where("id = ?", m.Account).Find(ctx)
		if err != nil {
			return err
		}
		u, was := reform.User{ID: m.Account}, ""
		if len(held) > 0 {
			u, was = held[0], held[0].Standing()
		}
		if was != m.Was {
			return fmt.Errorf("%w: the account has changed since it was asked for", reform.ErrConflict)
		}
		if hash != "" {
			u.Password, u.PasswordSince, u.Temporary = hash, *m.ClosedAt, true
		}
		return s.carryOut(ctx, tx, m, u)
	})
	return wrap(err, "grant the mandate over %s", m.Account)
}

func (s *Store) carryOut(ctx context.Context, tx *gorm.DB, m reform.Mandate, u reform.User) error {
	switch m.Kind {
	case reform.Promotion:
		u.Name, u.Role, u.Unit, u.Areas, u.Home, u.Disabled = m.Name, m.Role, m.Unit, m.Areas, m.Home, false
		return saveUser(ctx, tx, u)
	case reform.Renewal:
		if err := s.dropPassport(ctx, tx, m); err != nil {
			return err
		}
		if m.Device {
			if err := dropFactor(ctx, tx, u.ID); err != nil {
				return err
			}
		}
		if _, err := gorm.G[reform.Tries](tx).Where("account = ?", u.ID).Delete(ctx); err != nil {
			return err
		}
		return saveUser(ctx, tx, u)
	case reform.Admission:
		if _, err := gorm.G[session](tx).Where("account = ?", u.ID).Delete(ctx); err != nil {
			return err
		}
		p := reform.Passport{Account: u.ID, Issuer: m.Issuer, Subject: m.Subject, Since: *m.ClosedAt}
		if err := upsert(ctx, tx, p); err != nil {
			return err
		}
		return s.tell(ctx, tx, ofPassport(m.ClosedBy, *m.ClosedAt, reform.SavedDeed, u.ID))
	}
	return fmt.Errorf("%w: no kind of mandate: %q", reform.ErrInvalid, m.Kind)
}

func (s *Store) dropPassport(ctx context.Context, tx *gorm.DB, m reform.Mandate) error {
	dropped, err := gorm.G[reform.Passport](tx).Where("account = ?", m.Account).Delete(ctx)
	if err != nil || dropped == 0 {
		return err
	}
	return s.tell(ctx, tx, ofPassport(m.ClosedBy, *m.ClosedAt, reform.RevokedDeed, m.Account))
}

// closeMandate closes the mandate that is still open.
func closeMandate(ctx context.Context, tx *gorm.DB, m reform.Mandate) error {
	if m.ClosedAt == nil {
		return fmt.Errorf("%w: nobody has closed it", reform.ErrInvalid)
	}
	utc(m.ClosedAt)
	changed, err := gorm.G[reform.Mandate](tx).Where("id = ? AND status = ?", m.ID, reform.MandateOpen).
		Select("status", "closed_by", "closed_at").Updates(ctx, m)
	if err == nil && changed == 0 {
		return reform.Objection{Obstacle: reform.AlreadyGranted}
	}
	return err
}

// mandated is the event of a mandate: what was asked for, and by whom.
func mandated(m reform.Mandate, deed reform.Deed, by string) reform.Event {
	at := m.AskedAt
	if m.ClosedAt != nil {
		at = *m.ClosedAt
	}
	detail := fmt.Sprintf("%s of %s, asked for by %s", m.Kind, m.Account, m.AskedBy)
	if m.Kind == reform.Promotion {
		detail += ", to " + string(m.Role) + " of " + m.Unit
	}
	return reform.Event{At: at, By: by, Deed: deed, Unit: m.Unit, Detail: detail}
}
