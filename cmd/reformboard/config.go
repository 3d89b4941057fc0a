package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"reformboard/internal/anchor"
	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/store"
)

// settings is everything the program is told by its surroundings: each by a flag
// or a variable of the environment, each with a default that works.
type settings struct {
	Data     string `help:"Folder of the embedded database and the kept files." default:"data" env:"REFORMBOARD_DATA" type:"path"`
	Database string `help:"postgres:// address; empty: an embedded SQLite file in the data folder." env:"REFORMBOARD_DATABASE"`
	Anchors  string `help:"File in which the head of the log is written down, best on another machine; empty: in the data folder." env:"REFORMBOARD_ANCHORS" type:"path"`
	Zone     string `help:"Time zone in which people read times." default:"Asia/Ho_Chi_Minh" env:"REFORMBOARD_ZONE"`
}

// program stands in the log where no person has done a thing.
const program = "reformboard"

// clock is the one place where the time is asked. Times are UTC from here down.
func clock() time.Time { return time.Now().UTC() }

// open opens the board, its schema up to date.
func (s *settings) open(ctx context.Context) (*flow.Board, error) {
	zone, err := s.zone()
	if err != nil {
		return nil, err
	}
	dsn, err := s.dsn()
	if err != nil {
		return nil, err
	}
	kept, err := files.New(filepath.Join(s.Data, "files"))
	if err != nil {
		return nil, fmt.Errorf("REFORMBOARD_DATA %q is no folder to write in (default data): %w", s.Data, err)
	}
	opened, err := store.Open(ctx, dsn)
	if err != nil {
		return nil, fmt.Errorf("REFORMBOARD_DATABASE (default: a file in REFORMBOARD_DATA): %w", err)
	}
	if err := opened.Migrate(ctx); err != nil {
		return nil, fmt.Errorf("bring the database up to date: %w", err)
	}
	if err := opened.TakeInventory(ctx, program, clock()); err != nil {
		return nil, fmt.Errorf("vouch for what the database held before the log did: %w", err)
	}
	board := flow.New(opened, kept)
	board.Zone = zone
	return board, nil
}

// dsn is where the database is: PostgreSQL, or a file in the data folder. What is
// neither is not repeated: it may hold a password.
func (s *settings) dsn() (string, error) {
	if s.Database == "" {
		return filepath.Join(s.Data, "reformboard.db"), nil
	}
	if scheme, _, _ := strings.Cut(s.Database, "://"); scheme != "postgres" && scheme != "postgresql" {
		return "", fmt.Errorf("%w: REFORMBOARD_DATABASE is no postgres:// address (default: a file in REFORMBOARD_DATA)", reform.ErrInvalid)
	}
	return s.Database, nil
}

// onBoard opens the board, does something with it, and closes it again.
func (s *settings) onBoard(ctx context.Context, deed func(*flow.Board) error) error {
	board, err := s.open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(deed(board), board.Store.Close())
}

// onRecord is onBoard for the editions and the log.
func (s *settings) onRecord(ctx context.Context, deed func(*record.Book) error) error {
	return s.onBoard(ctx, func(b *flow.Board) error { return deed(s.book(b)) })
}

// book is the record of a board.
func (s *settings) book(b *flow.Board) *record.Book {
	path := s.Anchors
	if path == "" {
		path = filepath.Join(s.Data, "anchors.txt")
	}
	return &record.Book{Board: b, Anchors: anchor.At(path), Program: version()}
}

func (s *settings) zone() (*time.Location, error) {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		return nil, fmt.Errorf("REFORMBOARD_ZONE %q is no time zone (default Asia/Ho_Chi_Minh): %w", s.Zone, err)
	}
	return zone, nil
}
