// Package files keeps what was received, byte for byte, in a folder.
//
// Its one rule: a file is named by the SHA-256 of its bytes, so it is written
// once, never changed, and anybody can see whether it is still what it was.
package files

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
)

// Folder is an open folder of files. Several goroutines, and several processes,
// may use it at once.
type Folder struct{ root *os.Root }

// New opens the folder at a path, which it makes if need be, for its owner alone.
func New(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("open files: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open files: %w", err)
	}
	return &Folder{root}, nil
}

// Close gives the folder back.
func (f *Folder) Close() error { return f.root.Close() }

// Keep stores content and returns its SHA-256 in hex. When it returns, the bytes
// are on the disk and outlive a power cut.
func (f *Folder) Keep(content []byte) (sha string, err error) {
	sha, _, err = f.KeepFrom(bytes.NewReader(content), int64(len(content)))
	return sha, err
}

// Open opens the file with this SHA-256. The error wraps fs.ErrNotExist when
// there is none, and fs.ErrInvalid when that is no SHA-256 in lower-case hex.
func (f *Folder) Open(sha string) (*os.File, error) {
	if !hashed(sha) {
		return nil, fmt.Errorf("open file %q: %w", sha, fs.ErrInvalid)
	}
	file, err := f.root.Open(place(sha))
	if err != nil {
		return nil, fmt.Errorf("open file: %w", err)
	}
	return file, nil
}

// ErrRotten is wrapped when stored bytes are no longer those that were received:
// only a backup can help.
var ErrRotten = errors.New("the stored bytes have changed since they were received; restore the file from a backup")

// Read returns a file's bytes after checking that they are still those received.
func (f *Folder) Read(sha string) ([]byte, error) {
	file, err := f.Open(sha)
	if err != nil {
		return nil, err
	}
	content, err := io.ReadAll(file)
	if err := errors.Join(err, file.Close()); err != nil {
		return nil, fmt.Errorf("read file %s: %w", sha, err)
	}
	if sum := sha256.Sum256(content); hex.EncodeToString(sum[:]) != sha {
		return nil, fmt.Errorf("read file %s: %w", sha, ErrRotten)
	}
	return content, nil
}

// place is where a file lies: ab/cd/abcd…. Two levels keep every folder small
// enough to list, up to tens of millions of files.
func place(sha string) string { return path.Join(sha[:2], sha[2:4], sha) }

// hashed reports whether a name is a SHA-256 as Keep writes it.
func hashed(sha string) bool {
	raw, err := hex.DecodeString(sha)
	return err == nil && len(raw) == sha256.Size && hex.EncodeToString(raw) == sha
}

// settle writes the folders down to dir to the disk: the name of a new file, and
// of the folders made for it. Also when the file was there already, since another
// may have put it there this moment.
func (f *Folder) settle(dir string) error {
	for _, name := range []string{dir, path.Dir(dir), "."} {
		folder, err := f.root.Open(name)
		if err != nil {
			return err
		}
		if err := errors.Join(folder.Sync(), folder.Close()); err != nil {
			return err
		}
	}
	return nil
}
