package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"reformboard/internal/reform"
)

// change does a deed and writes the event of it, both or neither. Changes queue:
// what a deed has read stays true until it has written, and the events stand in
// one unbroken chain. An event with a Subject says what its rows are from then on.
func (s *Store) change(ctx context.Context, event reform.Event, deed func(tx *gorm.DB) error) error {
	return s.changes(ctx, []reform.Event{event}, deed)
}

// changes is change for a deed that writes rows of several Subjects: an event for each.
func (s *Store) changes(ctx context.Context, events []reform.Event, deed func(tx *gorm.DB) error) error {
	return s.write(ctx, func(tx *gorm.DB) error {
		if err := s.enqueue(tx); err != nil {
			return err
		}
		if err := deed(tx); err != nil {
			return err
		}
		for _, event := range events {
			if err := s.tell(ctx, tx, event); err != nil {
				return err
			}
		}
		return nil
	})
}

// tell writes an event with what its rows have become.
func (s *Store) tell(ctx context.Context, tx *gorm.DB, event reform.Event) (err error) {
	if event.Content, err = s.content(ctx, tx, event.Subject); err != nil {
		return err
	}
	return appendEvent(ctx, tx, event)
}

// write does what it is given as one transaction, when it is its turn: one after
// the other, in the order in which they came.
//
// Note: both databases let writers in one at a time by themselves. But SQLite has
// them sleep and try again, so that the unlucky give up in a rush while nobody
// writes; and on PostgreSQL each would wait in a connection that readers need.
func (s *Store) write(ctx context.Context, deed func(tx *gorm.DB) error) error {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return s.db.WithContext(ctx).Transaction(deed)
}

func (s *Store) enqueue(tx *gorm.DB) error {
	if s.dialect.queue == "" {
		return nil
	}
	return tx.Exec(s.dialect.queue).Error
}

// snapshot reads several times from one state of the database.
func (s *Store) snapshot(ctx context.Context, read func(tx *gorm.DB) error) error {
	return s.db.WithContext(ctx).Transaction(read, &sql.TxOptions{Isolation: sql.LevelRepeatableRead, ReadOnly: true})
}

// upsert adds rows, or replaces those with the same keys.
//
// Note: gorm's Save would look harmless here. With keys of our own it saves
// children before parents, and leaves out what is zero.
func upsert[T any](ctx context.Context, tx *gorm.DB, rows ...T) error {
	if len(rows) == 0 {
		return nil
	}
	return gorm.G[T](tx, clause.OnConflict{UpdateAll: true}).CreateInBatches(ctx, &rows, batchSize)
}

// add adds rows, none of which may be there already.
func add[T any](ctx context.Context, tx *gorm.DB, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	return gorm.G[T](tx).CreateInBatches(ctx, &rows, batchSize)
}

// utc makes times what both databases hold: UTC, to the microsecond. PostgreSQL
// would drop a zone without a word.
func utc(times ...*time.Time) {
	for _, t := range times {
		*t = t.UTC().Truncate(time.Microsecond)
	}
}

// notText is PostgreSQL's code for text with a NUL or bytes that are no UTF-8;
// SQLite takes both and finds nothing.
const notText = "22021"

// wrap names what an error is about, and tells callers the kind of it. The
// database's own words for a broken constraint are for nobody's eyes.
func wrap(err error, format string, operands ...any) error {
	if err == nil {
		return nil
	}
	what := fmt.Sprintf(format, operands...)
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound):
		return fmt.Errorf("%s: %w", what, reform.ErrNotFound)
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return fmt.Errorf("%s: %w: it is there already", what, reform.ErrConflict)
	case errors.Is(err, gorm.ErrForeignKeyViolated):
		return fmt.Errorf("%s: %w: it names a unit, framework or cycle that is not on this board", what, reform.ErrNotFound)
	case errors.Is(err, gorm.ErrCheckConstraintViolated):
		return fmt.Errorf("%s: %w: it holds a word, number or date that may not stand there", what, reform.ErrInvalid)
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok && e.Code == notText {
		return fmt.Errorf("%s: %w: its name is not UTF-8 text", what, reform.ErrInvalid)
	}
	return fmt.Errorf("%s: %w", what, err)
}
