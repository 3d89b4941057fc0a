// Package anchor writes the newest event of the log down in a second place: a text file,
// one line each time.
//
// Its one rule: it only adds. Who wants to be safe from whoever can write into the data
// folder has the file on another machine, or on a disk that only takes additions.
package anchor

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"reformboard/internal/reform"
)

// File is the file at a path, which need not be there yet. The zero File is no second
// place: what is added goes nowhere.
type File struct{ path string }

// At is the file at a path.
func At(path string) File { return File{path} }

// Name is the file's name without its folder.
func (f File) Name() string { return filepath.Base(f.path) }

// Add writes an anchor down. When it returns, the line is on the disk. Several processes
// may add to one file.
func (f File) Add(a reform.Anchor) error {
	if f.path == "" {
		return nil
	}
	if err := f.add(a.String() + "\n"); err != nil {
		return fmt.Errorf("write the head of the log down in %s: %w", f.path, err)
	}
	return nil
}

func (f File) add(line string) error {
	if err := os.MkdirAll(filepath.Dir(f.path), 0o700); err != nil {
		return err
	}
	file, err := os.OpenFile(f.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	if torn(file) { // by a power cut: what follows must stand on a line of its own
		line = "\n" + line
	}
	_, err = file.WriteString(line)
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// torn reports whether the last line has no end.
func torn(file *os.File) bool {
	at, err := file.Seek(0, io.SeekEnd)
	if err != nil || at == 0 {
		return false
	}
	last := make([]byte, 1)
	_, err = file.ReadAt(last, at-1)
	return err == nil && last[0] != '\n'
}

// Line is one line of the file: an Anchor, or what is none.
type Line struct {
	Number int
	reform.Anchor
	Fault error // why it is no Anchor
}

// Lines reads the file from its first line. There are none where there is no file.
func (f File) Lines() ([]Line, error) {
	text, err := os.ReadFile(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the heads of the log: %w", err)
	}
	var lines []Line
	number := 0
	for row := range bytes.Lines(text) {
		number++
		if strings.TrimSpace(string(row)) == "" {
			continue
		}
		a, err := reform.ParseAnchor(string(row))
		lines = append(lines, Line{number, a, err})
	}
	return lines, nil
}

// mostLine is more than a line has.
const mostLine = 200

// Last is the newest anchor, read from the end of the file; its Seq is 0 where there is
// none.
func (f File) Last() (reform.Anchor, error) {
	last, err := f.last()
	if err != nil {
		return last, fmt.Errorf("read the heads of the log: %w", err)
	}
	return last, nil
}

func (f File) last() (reform.Anchor, error) {
	file, err := os.Open(f.path)
	if errors.Is(err, fs.ErrNotExist) {
		return reform.Anchor{}, nil
	}
	if err != nil {
		return reform.Anchor{}, err
	}
	defer file.Close()
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return reform.Anchor{}, err
	}
	end := make([]byte, min(size, mostLine))
	if _, err := file.ReadAt(end, size-int64(len(end))); err != nil {
		return reform.Anchor{}, err
	}
	lines := strings.Split(strings.TrimSpace(string(end)), "\n")
	a, err := reform.ParseAnchor(lines[len(lines)-1])
	if err != nil {
		return reform.Anchor{}, nil // Lines tells of it; the next is written all the same
	}
	return a, nil
}
