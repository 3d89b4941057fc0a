package anchor_test

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"reformboard/internal/anchor"
	"reformboard/internal/reform"
)

func head(n int64) reform.Anchor {
	return reform.Anchor{Seq: n, Hash: strings.Repeat("ab", 32), At: time.Date(2026, 9, 1, 1, 2, 3, 0, time.UTC)}
}

func TestManyAddAndAllIsReadBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "anchors.txt")
	if lines, err := anchor.At(path).Lines(); err != nil || len(lines) != 0 {
		t.Errorf("no file: got %v, %v", lines, err)
	}
	if last, err := anchor.At(path).Last(); err != nil || last.Seq != 0 {
		t.Errorf("no file: got %v, %v", last, err)
	}
	var racing sync.WaitGroup
	for n := range int64(50) {
		racing.Go(func() {
			if err := anchor.At(path).Add(head(n + 1)); err != nil {
				t.Error(err)
			}
		})
	}
	racing.Wait()
	lines, err := anchor.At(path).Lines()
	if err != nil || len(lines) != 50 {
		t.Fatalf("got %d lines, %v", len(lines), err)
	}
	seen := map[int64]bool{}
	for _, l := range lines {
		seen[l.Seq] = true
		if l.Fault != nil || l.Anchor != head(l.Seq) {
			t.Errorf("got %+v", l)
		}
	}
	if len(seen) != 50 {
		t.Errorf("got %d heads", len(seen))
	}
	if last, err := anchor.At(path).Last(); err != nil || last != lines[49].Anchor {
		t.Errorf("got %v, %v, want %v", last, err, lines[49])
	}
}

func TestTornLineStandsAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "anchors.txt")
	if err := os.WriteFile(path, []byte("2026-09-01T01:02:03Z 1 abab"), 0o600); err != nil {
		t.Fatal(err)
	}
	if last, err := anchor.At(path).Last(); err != nil || last.Seq != 0 {
		t.Errorf("got %v, %v", last, err)
	}
	if err := anchor.At(path).Add(head(2)); err != nil {
		t.Fatal(err)
	}
	lines, err := anchor.At(path).Lines()
	if err != nil || len(lines) != 2 || lines[0].Fault == nil || lines[1].Fault != nil || lines[1].Number != 2 {
		t.Errorf("got %+v, %v", lines, err)
	}
}

func TestWhereNothingCanBeWritten(t *testing.T) {
	folder := t.TempDir()
	if err := anchor.At(folder).Add(head(1)); err == nil || !strings.Contains(err.Error(), folder) {
		t.Errorf("got %v", err)
	}
	if _, err := anchor.At(folder).Lines(); err == nil {
		t.Error("a folder was read")
	}
}
