package files

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"time"
)

// incoming is the folder of files whose last byte, and therefore name, is not yet
// known. Nobody reads there.
const incoming = "incoming"

// ErrTooLarge is wrapped when there is more to a file than may be kept.
var ErrTooLarge = errors.New("the file is larger than may be kept")

// KeepFrom stores what it reads, at most so many bytes, and returns its SHA-256 in
// hex and its size. It holds no more than a few kilobytes of it at a time. When it
// returns, the bytes are on the disk and outlive a power cut. The error wraps
// ErrTooLarge when there are more bytes, or else what the reader said; then nothing
// is left behind.
func (f *Folder) KeepFrom(r io.Reader, most int64) (sha string, size int64, err error) {
	sha, size, err = f.keep(r, most)
	if err != nil {
		return "", 0, fmt.Errorf("keep file: %w", err)
	}
	return sha, size, nil
}

// keep writes the bytes aside and then renames them into their place, so that a
// file is there whole or not at all. Two writers of one file write the same.
func (f *Folder) keep(r io.Reader, most int64) (sha string, size int64, err error) {
	if err := f.root.MkdirAll(incoming, 0o700); err != nil {
		return "", 0, err
	}
	aside := path.Join(incoming, rand.Text())
	file, err := f.root.OpenFile(aside, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", 0, err
	}
	sum := sha256.New()
	size, err = pour(file, sum, r, most)
	if err == nil {
		err = file.Sync()
	}
	sha = hex.EncodeToString(sum.Sum(nil))
	if err = errors.Join(err, file.Close()); err == nil {
		err = f.put(aside, place(sha))
	}
	if err != nil {
		return "", 0, errors.Join(err, f.root.Remove(aside))
	}
	return sha, size, f.settle(path.Dir(place(sha)))
}

// pour copies a file while it is being hashed, and stops at the first byte too many.
func pour(file io.Writer, sum hash.Hash, r io.Reader, most int64) (size int64, err error) {
	size, err = io.Copy(io.MultiWriter(file, sum), io.LimitReader(r, most+1))
	if err == nil && size > most {
		return size, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most)
	}
	return size, err
}

// put moves a file to its place. One that lies there already is as young as this from now
// on: nobody may take it for forgotten.
func (f *Folder) put(aside, name string) error {
	if err := f.root.MkdirAll(path.Dir(name), 0o700); err != nil {
		return err
	}
	now, err := f.root.Stat(aside)
	if err != nil {
		return err
	}
	err = f.root.Chtimes(name, now.ModTime(), now.ModTime())
	if errors.Is(err, fs.ErrNotExist) {
		return f.root.Rename(aside, name)
	}
	if err == nil {
		err = f.root.Remove(aside)
	}
	return err
}

// Sweep removes what a process that died left unfinished, where nobody has written
// to it since before, and says how many such files there were.
func (f *Folder) Sweep(before time.Time) (swept int, err error) {
	folder, err := f.root.Open(incoming)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("sweep files: %w", err)
	}
	left, err := folder.Readdir(-1)
	if err := errors.Join(err, folder.Close()); err != nil {
		return 0, fmt.Errorf("sweep files: %w", err)
	}
	for _, info := range left {
		if !info.Mode().IsRegular() || !info.ModTime().Before(before) {
			continue
		}
		// Another process may have swept it this moment.
		if err := f.root.Remove(path.Join(incoming, info.Name())); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return swept, fmt.Errorf("sweep files: %w", err)
		}
		swept++
	}
	return swept, nil
}
