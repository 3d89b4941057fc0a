package storetest

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"reformboard/internal/store"
)

// Moving opens an empty store on SQLite; move opens a second one, on PostgreSQL, and brings
// over every row there is by then.
func Moving(t *testing.T) (first *store.Store, move func() *store.Store) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "board.db")
	return open(t, path), func() *store.Store {
		t.Helper()
		dsn := Address(t)
		second := open(t, dsn)
		if err := copied(t.Context(), connect(t, "sqlite", behind(path)), connect(t, "pgx", dsn)); err != nil {
			t.Fatal(err)
		}
		return second
	}
}

// copied empties every table of one database and fills it from the other, in one
// transaction in which no table has to wait for the one it refers to.
func copied(ctx context.Context, from, to *sql.DB) (err error) {
	tx, err := to.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tx.Rollback())
		}
	}()
	if _, err := tx.ExecContext(ctx, "SET LOCAL session_replication_role = replica"); err != nil {
		return err
	}
	tables, err := column(ctx, from, tablesOf(""))
	if err != nil {
		return err
	}
	for _, table := range tables {
		if err := copyTable(ctx, from, tx, table); err != nil {
			return fmt.Errorf("table %s: %w", table, err)
		}
	}
	return tx.Commit()
}

// tablesOf asks for the tables of a SQLite file that hold rows of a board.
func tablesOf(schema string) string {
	return "SELECT name FROM " + schema + "sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'goose_%'"
}

func column(ctx context.Context, db *sql.DB, query string) ([]string, error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close() //nolint:errcheck // Err says it
	var all []string
	for rows.Next() {
		var one string
		if err := rows.Scan(&one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, rows.Err()
}

func copyTable(ctx context.Context, from *sql.DB, to *sql.Tx, table string) error {
	rows, err := from.QueryContext(ctx, "SELECT * FROM "+table)
	if err != nil {
		return err
	}
	defer rows.Close() //nolint:errcheck // Err says it
	kinds, err := rows.ColumnTypes()
	if err != nil {
		return err
	}
	names, places := make([]string, len(kinds)), make([]string, len(kinds))
	for i, kind := range kinds {
		names[i], places[i] = kind.Name(), fmt.Sprint("$", i+1)
	}
	insert, err := to.PrepareContext(ctx, "INSERT INTO "+table+" ("+strings.Join(names, ", ")+") VALUES ("+strings.Join(places, ", ")+")")
	if err != nil {
		return err
	}
	defer insert.Close() //nolint:errcheck // ends with the transaction
	if _, err := to.ExecContext(ctx, "DELETE FROM "+table); err != nil {
		return err
	}
	for rows.Next() {
		values, into := make([]any, len(kinds)), make([]any, len(kinds))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, kind := range kinds {
			if n, ok := values[i].(int64); ok && kind.DatabaseTypeName() == "BOOLEAN" {
				values[i] = n != 0
			}
		}
		if _, err := insert.ExecContext(ctx, values...); err != nil {
			return err
		}
	}
	return rows.Err()
}
