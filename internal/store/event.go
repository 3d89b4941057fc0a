package store

import (
	"context"
	"fmt"
	"time"

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

// EventsOf lists at most so many of the events that are asked for, newest first.
func (s *Store) EventsOf(ctx context.Context, ask reform.EventAsk, most int) ([]reform.Event, error) {
	utc(&ask.From, &ask.To)
	query := gorm.G[reform.Event](s.db).Order("seq DESC").Limit(most)
	for _, c := range []struct {
		asked bool
		where string
		value any
	}{
		{ask.By != "", clauseBy, ask.By},
		{ask.Deed != "", "deed = ?", ask.Deed},
		{ask.Cycle != "", "cycle = ?", ask.Cycle},
		{ask.Unit != "", "unit = ?", ask.Unit},
		{!ask.From.IsZero(), "at >= ?", ask.From},
		{!ask.To.IsZero(), "at < ?", ask.To},
		{ask.After > 0, "seq > ?", ask.After},
		{ask.Before > 0, "seq < ?", ask.Before},
	} {
		if c.asked {
			query = query.Where(c.where, c.value)
		}
	}
	events, err := query.Find(ctx)
	return events, wrap(err, "events")
}

// clauseBy quotes a word that SQL keeps for itself.
const clauseBy = `"by" = ?`

// BoardVersion is the sequence number of the newest event that changed the board, 0
// before the first, so a page made at one version is good until the next. Who signs in,
// takes a file out or reads the log moves it not.
func (s *Store) BoardVersion(ctx context.Context) (int64, error) {
	var version int64
	err := s.pool.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq), 0) FROM events WHERE board = TRUE").Scan(&version)
	return version, wrap(err, "board version")
}

// PeopleVersion is the newest of these events that is of no cycle, 0 before the first: it
// grows with every change to units and people, and not with the reports that come in.
func (s *Store) PeopleVersion(ctx context.Context) (int64, error) {
	var version int64
	err := s.pool.QueryRowContext(ctx, "SELECT COALESCE(MAX(seq), 0) FROM events WHERE cycle = '' AND board = TRUE").Scan(&version)
	return version, wrap(err, "people version")
}

// SaveEvent adds an event of a deed that leaves the board as it is: a sign-in, an export,
// a look into the log. A deed that changes something writes its own, with the change.
func (s *Store) SaveEvent(ctx context.Context, e reform.Event) error {
	if e.Deed.ChangesBoard() || e.Subject != "" {
		return fmt.Errorf("save event: %w: %s is written by the change itself", reform.ErrInvalid, e.Deed)
	}
	return wrap(s.change(ctx, e, func(*gorm.DB) error { return nil }), "save event")
}

// Anchor is the newest event, to be written down elsewhere; its Seq is 0 before the first.
func (s *Store) Anchor(ctx context.Context, at time.Time) (reform.Anchor, error) {
	last, err := lastEvent(ctx, s.db)
	return reform.Anchor{Seq: last.Seq, Hash: last.Hash, At: at.UTC()}, wrap(err, "anchor")
}

// appendEvent seals an event to the one before. Only a change may call it: two
// at once would fork the chain.
func appendEvent(ctx context.Context, tx *gorm.DB, e reform.Event) error {
	last, err := lastEvent(ctx, tx)
	if err != nil {
		return err
	}
	e.Seq, e.Before = last.Seq+1, last.Hash
	utc(&e.At)
	e.Board = e.Deed.ChangesBoard()
	e.Hash = e.Seal()
	return gorm.G[reform.Event](tx).Create(ctx, &e)
}

// lastEvent is the newest; its Seq is 0 before the first.
func lastEvent(ctx context.Context, tx *gorm.DB) (reform.Event, error) {
	last, err := gorm.G[reform.Event](tx).Order("seq DESC").Limit(1).Find(ctx)
	if err != nil || len(last) == 0 {
		return reform.Event{}, err
	}
	return last[0], nil
}

// VerifyEvents walks the chain, shows each event that holds to seen (nil: to nobody), and
// names the first that is not as it was written, or not where it was.
//
// Note: events cut off at the end leave a shorter chain that holds, and who can write into
// the database can add a true link at the end. The first shows against an Anchor that was
// written down elsewhere, the second is for the person whom it names to deny.
func (s *Store) VerifyEvents(ctx context.Context, seen func(reform.Event)) error {
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
			if seen != nil {
				seen(e)
			}
			last = e
		}
	}
}

// follows checks one link of the chain; what it returns is a reform.Breach.
func follows(last, e reform.Event) error {
	switch {
	case e.Seq != last.Seq+1:
		return reform.Breach{Kind: reform.EventMissing, Seq: last.Seq + 1}
	case e.Seal() != e.Hash || e.Board != e.Deed.ChangesBoard():
		return reform.Breach{Kind: reform.EventChanged, Seq: e.Seq}
	case e.Before != last.Hash:
		return reform.Breach{Kind: reform.EventUnlinked, Seq: e.Seq}
	}
	return nil
}

// EventAbout returns the newest event that vouches for the rows of a Subject.
func (s *Store) EventAbout(ctx context.Context, subject reform.Subject) (reform.Event, error) {
	event, err := gorm.G[reform.Event](s.db).Where("subject = ?", subject).Order("seq DESC").Take(ctx)
	return event, wrap(err, "event about %s", subject)
}

// Event returns the event with a sequence number.
func (s *Store) Event(ctx context.Context, seq int64) (reform.Event, error) {
	event, err := gorm.G[reform.Event](s.db).Where("seq = ?", seq).Take(ctx)
	return event, wrap(err, "event %d", seq)
}
