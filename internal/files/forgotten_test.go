package files_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"reformboard/internal/files"
)

// aged is a folder with one file that was kept long ago, and one just now.
func aged(t *testing.T) (folder *files.Folder, dir, young string, before time.Time) {
	t.Helper()
	folder, dir = open(t)
	_, err := folder.Keep([]byte("abc"))
	must(t, err)
	young, err = folder.Keep([]byte("abcd"))
	must(t, err)
	before = time.Now().Add(-time.Hour)
	must(t, os.Chtimes(filepath.Join(dir, place), before, before.Add(-time.Hour)))
	return folder, dir, young, before
}

func TestOldFilesAreThoseNobodyHasKeptSince(t *testing.T) {
	folder, dir, young, before := aged(t)
	must(t, os.WriteFile(filepath.Join(dir, "notes.txt"), nil, 0o600)) // an operator's
	must(t, os.Chtimes(filepath.Join(dir, "notes.txt"), before, before.Add(-time.Hour)))
	old, err := folder.Old(before)
	must(t, err)
	if !slices.Equal(old, []string{abc}) {
		t.Errorf("got %v", old)
	}
	for sha, want := range map[string]bool{abc: true, young: false} {
		if removed, err := folder.Remove(sha, before); err != nil || removed != want {
			t.Errorf("%s was removed: %v, %v", sha, removed, err)
		}
	}
	if _, err := folder.Read(young); err != nil {
		t.Error(err)
	}
	if found := names(t, dir); len(found) != 2 {
		t.Errorf("there is %v", found)
	}
	if _, err := folder.Remove(abc, before); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("what is gone was removed: %v", err)
	}
	if _, err := folder.Remove("../notes.txt", before); !errors.Is(err, fs.ErrInvalid) {
		t.Errorf("what is no hash was removed: %v", err)
	}
}

// TestFileKeptAgainIsNotRemoved has one remove an old file while others keep it again:
// whoever was told that it is kept finds it.
func TestFileKeptAgainIsNotRemoved(t *testing.T) {
	for range 200 {
		folder, _, _, before := aged(t)
		var racing sync.WaitGroup
		for range 4 {
			racing.Go(func() {
				if _, err := folder.Keep([]byte("abc")); err != nil {
					t.Error(err)
				}
			})
		}
		if _, err := folder.Remove(abc, before); err != nil {
			t.Error(err)
		}
		racing.Wait()
		if _, err := folder.Read(abc); err != nil {
			t.Fatal(err)
		}
	}
}
