package files

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"
)

// Old lists the files that nobody has kept, or kept again, since before.
func (f *Folder) Old(before time.Time) (shas []string, err error) {
	err = fs.WalkDir(f.root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) { // another process has moved it this moment
			return nil
		}
		if err != nil || entry.IsDir() || !hashed(entry.Name()) || name != place(entry.Name()) {
			return err
		}
		info, err := entry.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && info.ModTime().Before(before) {
			shas = append(shas, entry.Name())
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("look for old files: %w", err)
	}
	return shas, nil
}

// Remove removes a file that is as old still, and reports whether it was. It goes aside
// first: whoever keeps it again meanwhile gets it back, or has put another in its place.
func (f *Folder) Remove(sha string, before time.Time) (removed bool, err error) {
	if !hashed(sha) {
		return false, fmt.Errorf("remove file %q: %w", sha, fs.ErrInvalid)
	}
	removed, err = f.remove(place(sha), path.Join(incoming, rand.Text()), before)
	if err != nil {
		return false, fmt.Errorf("remove file %s: %w", sha, err)
	}
	return removed, nil
}

func (f *Folder) remove(name, aside string, before time.Time) (removed bool, err error) {
	if err := f.root.MkdirAll(incoming, 0o700); err != nil {
		return false, err
	}
	if err := f.root.Rename(name, aside); err != nil {
		return false, err
	}
	var info os.FileInfo
	if info, err = f.root.Stat(aside); err != nil {
		return false, err
	}
	if !info.ModTime().Before(before) {
		return false, f.root.Rename(aside, name)
	}
	return true, f.root.Remove(aside)
}
