package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Events lists at most limit events after a sequence number, oldest first.
func (s *Store) Events(ctx context.Context, after int64, limit int) ([]reform.Event, error) {
	events, err := gorm.G[reform.Event](s.db).Where("seq > ?", after).Order("seq").Limit(limit).Find(ctx)
	return events, wrap(err, "events after %d", after)
}

// CycleEvents lists the events of a cycle after a sequence number, oldest first.
func (s *Store) CycleEvents(ctx context.Context, cycle string, after int64) ([]reform.Event, error) {
	events, err := gorm.G[reform.Event](s.db).Where("cycle = ? AND seq > ?", cycle, after).Order("seq").Find(ctx)
	return events, wrap(err, "events of cycle %s after %d", cycle, after)
}

// BoardVersion is the newest event's sequence number, 0 before the first. It
// grows with every change, so a page made at one version is good until the next.
func (s *Store) BoardVersion(ctx context.Context) (int64, error) {
	var version int64
	err := s.pool.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq), 0) FROM events").Scan(&version)
	return version, wrap(err, "board version")
}

// PeopleVersion is the newest event that is of no cycle, 0 before the first: it grows
// with every change to units and people, and not with the reports that come in.
func (s *Store) PeopleVersion(ctx context.Context) (int64, error) {
	var version int64
	err := s.pool.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq), 0) FROM events WHERE cycle = ''").Scan(&version)
	return version, wrap(err, "people version")
}

// appendEvent seals an event to the one before. Only a change may call it: two
// at once would fork the chain.
func appendEvent(ctx context.Context, tx *gorm.DB, e reform.Event) error {
	last, err := gorm.G[reform.Event](tx).Order("seq DESC").Limit(1).Find(ctx)
	if err != nil {
		return err
	}
	e.Seq = 1
	if len(last) > 0 {
		e.Seq, e.Before = last[0].Seq+1, last[0].Hash
	}
	utc(&e.At)
	e.Hash = e.Seal()
	return gorm.G[reform.Event](tx).Create(ctx, &e)
}

// VerifyEvents walks the chain and names the first event that is not as it was
// written, or not where it was.
//
// Note: events cut off at the end leave a shorter chain that holds. They show
// only against a newest hash that was written down elsewhere.
func (s *Store) VerifyEvents(ctx context.Context) error {
	var last reform.Event
	for {
		events, err := s.Events(ctx, last.Seq, 1000)
		if err != nil || len(events) == 0 {
			return err
		}
		for _, e := range events {
			if err := follows(last, e); err != nil {
				return err
			}
			last = e
		}
	}
}

// follows checks one link of the chain.
func follows(last, e reform.Event) error {
	switch {
	case e.Seq != last.Seq+1:
		return fmt.Errorf("%w: event %d is missing", reform.ErrInvalid, last.Seq+1)
	case e.Before != last.Hash:
		return fmt.Errorf("%w: event %d does not follow the one before", reform.ErrInvalid, e.Seq)
	case e.Seal() != e.Hash:
		return fmt.Errorf("%w: event %d was changed after it was written", reform.ErrInvalid, e.Seq)
	}
	return nil
}
