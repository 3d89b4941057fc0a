// Package store keeps the nouns in PostgreSQL or SQLite: one file a noun.
//
// Its one rule: gorm never leaves it. Reading is a noun, changing is a verb and a
// noun; a change is one transaction, and it ends with its Event.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"

	"github.com/pressly/goose/v3"
	"github.com/pressly/goose/v3/lock"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"reformboard/migrations"
)

// Store is an open database. Several goroutines may use it at once.
type Store struct {
	db      *gorm.DB
	pool    *sql.DB // the connections beneath db
	dialect dialect
	turn    chan struct{} // holds one: whoever writes
	claims  sync.Map      // batches that this process is at, by id
	days    sync.Map      // by cycle
	lock    *os.File      // keeps other processes off a SQLite file; nil on PostgreSQL
}

// dialect is all that PostgreSQL and SQLite do differently.
type dialect struct {
	goose     goose.Dialect
	queue     string // first statement of a change, which lets one in at a time
	collation string // orders text by its bytes
}

var (
	// The database's own locale orders "so-y-te" and "soyte" otherwise than SQLite.
	onPostgres = dialect{goose.DialectPostgres, "LOCK TABLE events IN EXCLUSIVE MODE", ` COLLATE "C"`}
	// A transaction that begins as immediate has the file to itself already.
	onSQLite = dialect{goose.DialectSQLite3, "", ""}
)

// mostConnections is how many connections a store may have: one that writes, the
// others read.
const mostConnections = 16

// batchSize is how many rows one statement inserts: at ten columns far below
// the 32,766 placeholders SQLite allows.
const batchSize = 500

// Open connects to PostgreSQL ("postgres://…"), or opens a SQLite file at the
// path given, which it makes if need be. It applies no migration.
func Open(ctx context.Context, dsn string) (*Store, error) {
	open := openSQLite
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		open = openPostgres
	}
	s, err := open(dsn)
	if err != nil {
		return nil, fmt.Errorf("open store: %w", err)
	}
	s.pool.SetMaxOpenConns(mostConnections)
	s.pool.SetMaxIdleConns(mostConnections)
	if err := s.Ping(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func openPostgres(dsn string) (*Store, error) {
	return connect(postgres.Open(dsn), onPostgres)
}

func connect(d gorm.Dialector, differences dialect) (*Store, error) {
	db, err := gorm.Open(d, &gorm.Config{
		SkipDefaultTransaction: true,
		TranslateError:         true,
		DisableAutomaticPing:   true,
		CreateBatchSize:        batchSize,
		Logger:                 logger.Discard, // whoever asked gets the error, and logs it once
	})
	if err != nil {
		return nil, err
	}
	pool, err := db.DB()
	if err != nil {
		return nil, err
	}
	return &Store{db: db, pool: pool, dialect: differences, turn: make(chan struct{}, 1)}, nil
}

// Migrate brings the schema up to date. Of several instances that start at once
// on PostgreSQL, one does it and the others wait.
func (s *Store) Migrate(ctx context.Context) error {
	provider, err := s.provider()
	if err == nil {
		_, err = provider.Up(ctx)
	}
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	return nil
}

// MigrateTo brings the schema to what an older program had, to be filled as that did.
func (s *Store) MigrateTo(ctx context.Context, version int64) error {
	provider, err := s.provider()
	if err == nil {
		_, err = provider.UpTo(ctx, version)
	}
	if err != nil {
		return fmt.Errorf("migrate to %d: %w", version, err)
	}
	return nil
}

func (s *Store) provider() (*goose.Provider, error) {
	options := []goose.ProviderOption{goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger())}
	if s.dialect.goose == goose.DialectPostgres {
		// Looks once a second, for five minutes.
		locker, err := lock.NewPostgresSessionLocker(lock.WithLockTimeout(1, 300))
		if err != nil {
			return nil, err
		}
		options = append(options, goose.WithSessionLocker(locker))
	}
	return goose.NewProvider(s.dialect.goose, s.pool, migrations.Files, options...)
}

// Ping reports whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.pool.PingContext(ctx); err != nil {
		return fmt.Errorf("reach the database: %w", err)
	}
	return nil
}

// Close gives back the connections, and the SQLite file to the next process.
func (s *Store) Close() error {
	err := s.pool.Close()
	if s.lock != nil {
		err = errors.Join(err, s.lock.Close())
	}
	if err != nil {
		return fmt.Errorf("close store: %w", err)
	}
	return nil
}

// bytewise lists text columns for an ORDER BY that is the same on both databases.
func (d dialect) bytewise(columns ...string) string {
	return strings.Join(columns, d.collation+", ") + d.collation
}
