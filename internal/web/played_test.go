package web_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/seed"
)

// boards are where the demonstration was played, once for so many quarters: a test gets a
// copy, since playing takes longer than most tests do.
var boards = struct {
	sync.Mutex
	folders map[int]string
}{folders: map[int]string{}}

// playedIn is a board of the test's own with so many quarters of the demonstration on it.
func playedIn(t testing.TB, s *store.Store, quarters int) *flow.Board {
	t.Helper()
	from, err := playedOnce(quarters)
	must(t, err)
	to := t.TempDir()
	must(t, os.CopyFS(to, os.DirFS(filepath.Join(from, "files"))))
	kept, err := files.New(to)
	must(t, err)
	storetest.Fill(t, s, filepath.Join(from, "board.db"))
	return flow.New(s, kept)
}

func playedOnce(quarters int) (folder string, err error) {
	boards.Lock()
	defer boards.Unlock()
	if folder, ok := boards.folders[quarters]; ok {
		return folder, nil
	}
	if folder, err = os.MkdirTemp("", "played-"); err != nil {
		return "", err
	}
	boards.folders[quarters] = folder
	kept, err := files.New(filepath.Join(folder, "files"))
	if err != nil {
		return "", err
	}
	s, err := store.Open(context.Background(), filepath.Join(folder, "board.db"))
	if err == nil {
		err = errors.Join(s.Migrate(context.Background()), seed.Play(context.Background(), flow.New(s, kept), played, quarters, io.Discard), s.Close())
	}
	return folder, errors.Join(err, kept.Close())
}

// forgetBoards removes what was played.
func forgetBoards() {
	boards.Lock()
	defer boards.Unlock()
	for _, folder := range boards.folders {
		_ = os.RemoveAll(folder)
	}
}
