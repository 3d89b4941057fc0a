// Package storetest gives a test an empty store of its own, on SQLite or on a
// real PostgreSQL.
//
// Its one rule: nothing is left behind. Files lie in the test's own folder, and
// the PostgreSQL server ends with the test process, however that ends.
package storetest

import (
	"database/sql"
	"path/filepath"
	"testing"

	"reformboard/internal/store"
)

// Open returns an empty store on SQLite.
func Open(t testing.TB) *store.Store {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "board.db"))
}

// Each runs a test on both databases, as "sqlite" and "postgres". Without the
// programs of PostgreSQL the second is skipped, or fails when REQUIRE_POSTGRES=1.
func Each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { test(t, Open(t)) })
	t.Run("postgres", func(t *testing.T) { test(t, open(t, Address(t))) })
}

// EachBehind is Each for tests that alter rows behind the store's back, as somebody would
// who has the database in hand.
func EachBehind(t *testing.T, test func(t *testing.T, s *store.Store, behind *sql.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "board.db")
		test(t, open(t, path), connect(t, "sqlite", behind(path)))
	})
	t.Run("postgres", func(t *testing.T) {
		dsn := Address(t)
		test(t, open(t, dsn), connect(t, "pgx", dsn))
	})
}

// EachAt is EachBehind for tests of what an older program has left: the schema is that of a
// migration, and nothing is in it.
func EachAt(t *testing.T, version int64, test func(t *testing.T, s *store.Store, behind *sql.DB)) {
	t.Helper()
	begin := func(t *testing.T, driver, dsn, beside string) {
		t.Helper()
		s := reach(t, dsn)
		if err := s.MigrateTo(t.Context(), version); err != nil {
			t.Fatal(err)
		}
		test(t, s, connect(t, driver, beside))
	}
	t.Run("sqlite", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "board.db")
		begin(t, "sqlite", path, behind(path))
	})
	t.Run("postgres", func(t *testing.T) {
		dsn := Empty(t)
		begin(t, "pgx", dsn, dsn)
	})
}

// behind is the address of a SQLite file for whoever comes behind the store's back.
func behind(path string) string { return "file:" + path + "?_pragma=busy_timeout(10000)" }

func connect(t *testing.T, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

// open migrates, which changes nothing where a template has been copied.
func open(t testing.TB, dsn string) *store.Store {
	t.Helper()
	s := reach(t, dsn)
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

func reach(t testing.TB, dsn string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	opened.Store(s, dsn)
	t.Cleanup(func() {
		opened.Delete(s)
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}
