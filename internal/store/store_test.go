package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestSecondProcessOnOneFileIsRefused(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "new", "board ?#%41.db")
	first, err := store.Open(t.Context(), path)
	must(t, err)
	link := filepath.Join(folder, "link.db")
	must(t, os.Symlink(path, link))
	for _, name := range []string{path, link} {
		if second, err := store.Open(t.Context(), name); !errors.Is(err, reform.ErrConflict) {
			t.Errorf("%s: got %v, %v, want a conflict", name, second, err)
		}
	}
	must(t, first.Close())
	again, err := store.Open(t.Context(), path)
	must(t, err)
	must(t, again.Close())
}

func TestFilesAreTheirOwnersAlone(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	s, err := store.Open(t.Context(), filepath.Join(folder, "board.db"))
	must(t, err)
	defer s.Close()
	must(t, s.Migrate(t.Context()))
	got := map[string]string{}
	must(t, filepath.Walk(folder, func(path string, info os.FileInfo, err error) error {
		got[filepath.Base(path)] = info.Mode().String()
		return err
	}))
	want := map[string]string{
		"data": "drwx------", "board.db": "-rw-------", "board.db.lock": "-rw-------", "board.db-wal": "-rw-------", "board.db-shm": "-rw-------",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestDatabaseThatDoesNotAnswerIsAnError(t *testing.T) {
	notes := filepath.Join(t.TempDir(), "notes.txt")
	must(t, os.WriteFile(notes, []byte("this is not a database, and long enough to show"), 0o600))
	for _, dsn := range []string{notes, t.TempDir(), "postgres:///board?host=" + t.TempDir(), "postgres://%"} {
		if s, err := store.Open(t.Context(), dsn); err == nil {
			t.Errorf("%s: opened", dsn)
			must(t, s.Close())
		}
	}
}

func TestNameThatIsNoTextNamesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		for _, id := range []string{"\x00", "q3\x00", "\xff"} {
			if _, err := s.Cycle(t.Context(), id); !errors.Is(err, reform.ErrNotFound) && !errors.Is(err, reform.ErrInvalid) {
				t.Errorf("%q: got %v", id, err)
			}
		}
	})
}

func TestChangeThatIsGivenUpHoldsNobodyUp(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		gone, leave := context.WithCancel(t.Context())
		leave()
		for range 20 {
			if err := s.SaveUser(gone, "an", at, reform.User{ID: "an", Role: reform.Analyst}); !errors.Is(err, context.Canceled) {
				t.Errorf("got %v, want cancelled", err)
			}
		}
		must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: "an", Role: reform.Analyst}))
		if version, err := s.BoardVersion(t.Context()); err != nil || version != 1 {
			t.Errorf("got %d events, %v, want 1", version, err)
		}
	})
}
