package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"reformboard/internal/store"
)

// opened are the addresses of the stores that tests have open.
var opened sync.Map

// Fill brings every row of a board in a SQLite file over to an empty store, on whichever
// database: what took seconds to make once need not be made for every test.
func Fill(t testing.TB, to *store.Store, path string) {
	t.Helper()
	known, _ := opened.Load(to)
	dsn, ours := known.(string)
	if !ours {
		t.Fatal("Fill is for stores of storetest")
	}
	var err error
	if strings.HasPrefix(dsn, "postgres:") {
		err = between(path, dsn, copied)
	} else {
		err = attached(t.Context(), path, dsn)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// attached copies the rows of one SQLite file into another, byte for byte.
func attached(ctx context.Context, from, to string) (err error) {
	db, err := sql.Open("sqlite", behind(to))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // to which the other file is attached
	if _, err := db.ExecContext(ctx, "ATTACH DATABASE ? AS other", from); err != nil {
		return err
	}
	tables, err := column(ctx, db, tablesOf("other."))
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	for _, table := range tables {
		if _, err := tx.ExecContext(ctx, "DELETE FROM main."+table+"; INSERT INTO main."+table+" SELECT * FROM other."+table); err != nil {
			return errors.Join(fmt.Errorf("table %s: %w", table, err), tx.Rollback())
		}
	}
	return tx.Commit()
}

// between has something done with two databases.
func between(path, dsn string, do func(ctx context.Context, from, to *sql.DB) error) error {
	from, err := sql.Open("sqlite", behind(path))
	if err != nil {
		return err
	}
	to, err := sql.Open("pgx", dsn)
	if err == nil {
		err = errors.Join(do(context.Background(), from, to), to.Close())
	}
	return errors.Join(err, from.Close())
}
