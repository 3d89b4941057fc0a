package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"reformboard/internal/marking"
	"reformboard/internal/reform"
)

// ledger is the file beside marked copies that says which bytes we wrote, as sha256sum
// would: a copy that somebody has worked in since is not ours to write over.
const ledger = ".reformboard.sha256"

// marks is a folder of marked copies.
type marks struct {
	folder string            // empty: none are wanted
	ours   map[string]string // by name: the hash of what was written
	now    map[string]bool   // by name: written in this call
}

func openMarks(folder string) (*marks, error) {
	m := &marks{folder: folder, ours: map[string]string{}, now: map[string]bool{}}
	if folder == "" {
		return m, nil
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, err
	}
	content, err := os.ReadFile(filepath.Join(folder, ledger))
	if errors.Is(err, os.ErrNotExist) {
		return m, nil
	}
	for line := range strings.Lines(string(content)) {
		if hash, name, ok := strings.Cut(strings.TrimSpace(line), "  "); ok {
			m.ours[name] = hash
		}
	}
	return m, err
}

// write writes the marked copy of a workbook under the workbook's own name, and returns
// its path.
func (m *marks) write(w delivered, findings []reform.Finding, l reform.Language) (string, error) {
	name := path.Base(filepath.ToSlash(w.name))
	at := filepath.Join(m.folder, name)
	before, err := os.ReadFile(at)
	switch {
	case m.now[name]:
		return "", fmt.Errorf("%w: %s has the name of a workbook before it, and %s is that one's: check it by itself", reform.ErrConflict, w.name, at)
	case errors.Is(err, os.ErrNotExist):
	case err != nil:
		return "", err
	case m.ours[name] != hashOf(before):
		return "", fmt.Errorf("%w: %s is there already and not as this command wrote it: move it away, or name another folder", reform.ErrConflict, at)
	}
	var marked bytes.Buffer
	if err := marking.Write(&marked, w.content, findings, l); err != nil {
		return "", err
	}
	m.ours[name], m.now[name] = hashOf(marked.Bytes()), true
	return at, os.WriteFile(at, marked.Bytes(), 0o600)
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

// close notes what was written.
func (m *marks) close() error {
	if len(m.now) == 0 {
		return nil
	}
	var lines strings.Builder
	for _, name := range slices.Sorted(maps.Keys(m.ours)) {
		lines.WriteString(m.ours[name] + "  " + name + "\n")
	}
	return os.WriteFile(filepath.Join(m.folder, ledger), []byte(lines.String()), 0o600)
}
