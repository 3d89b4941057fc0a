package files_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"reformboard/internal/files"
)

func TestStreamIsKeptAsItCameIn(t *testing.T) {
	folder, dir := open(t)
	rapid.Check(t, func(rt *rapid.T) {
		content := bytes.Repeat([]byte{'x', rapid.Byte().Draw(rt, "byte")}, rapid.IntRange(0, 60_000).Draw(rt, "pairs"))
		room := int64(len(content) + rapid.IntRange(0, 2).Draw(rt, "room"))
		sum := sha256.Sum256(content)
		sha, size, err := folder.KeepFrom(iotest.HalfReader(bytes.NewReader(content)), room)
		if err != nil || size != int64(len(content)) || sha != hex.EncodeToString(sum[:]) {
			rt.Fatalf("got %s, %d bytes, %v", sha, size, err)
		}
		if got, err := folder.Read(sha); err != nil || !bytes.Equal(got, content) {
			rt.Fatalf("read %d bytes, %v", len(got), err)
		}
	})
	for name := range names(t, dir) {
		if strings.HasPrefix(name, "incoming") {
			t.Errorf("left %s", name)
		}
	}
}

func TestStreamThatEndsBadlyLeavesNothing(t *testing.T) {
	broken := errors.New("the line went dead")
	folder, dir := open(t)
	for name, c := range map[string]struct {
		stream io.Reader
		most   int64
		want   error
	}{
		"a byte too many":      {strings.NewReader("abcd"), 3, files.ErrTooLarge},
		"far too many":         {strings.NewReader(strings.Repeat("abc", 1_000_000)), 3, files.ErrTooLarge},
		"none are allowed":     {strings.NewReader("a"), 0, files.ErrTooLarge},
		"broken off":           {io.MultiReader(strings.NewReader("ab"), iotest.ErrReader(broken)), 3, broken},
		"broken after its end": {io.MultiReader(strings.NewReader("abc"), iotest.ErrReader(broken)), 3, broken},
	} {
		if sha, size, err := folder.KeepFrom(c.stream, c.most); !errors.Is(err, c.want) || sha != "" || size != 0 {
			t.Errorf("%s: got %q, %d, %v, want %v", name, sha, size, err, c.want)
		}
	}
	if found := names(t, dir); len(found) != 0 {
		t.Errorf("left %v", found)
	}
}

// Of a hundred streams, two each bring the same bytes.
func TestManyStreamsAtOnceAreKept(t *testing.T) {
	folder, dir := open(t)
	var rush sync.WaitGroup
	for n := range 100 {
		rush.Go(func() {
			content := bytes.Repeat([]byte(fmt.Sprintf("%04d", n%50)), 50_000)
			sha, _, err := folder.KeepFrom(bytes.NewReader(content), 1<<20)
			if err != nil {
				t.Error(err)
				return
			}
			if got, err := folder.Read(sha); err != nil || !bytes.Equal(got, content) {
				t.Errorf("%d: read %d bytes, %v", n, len(got), err)
			}
		})
	}
	rush.Wait()
	if found := names(t, dir); len(found) != 50 {
		t.Errorf("got %d files, want 50", len(found))
	}
}

func TestSweepTakesOnlyWhatHasBeenLeftUnfinished(t *testing.T) {
	folder, dir := open(t)
	swept, err := folder.Sweep(time.Unix(1<<40, 0))
	must(t, err)
	if swept != 0 {
		t.Errorf("an empty folder: swept %d", swept)
	}
	_, err = folder.Keep([]byte("abc"))
	must(t, err)
	moment := time.Date(2026, 9, 20, 17, 0, 0, 0, time.UTC)
	for name, age := range map[string]time.Duration{
		place: 9 * time.Hour, "incoming/OLD": 2 * time.Hour, "incoming/YOUNG": 0, "ba/78/" + abc + ".OTHER": 9 * time.Hour,
	} {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if name != place {
			must(t, os.WriteFile(path, []byte("ab"), 0o600))
		}
		must(t, os.Chtimes(path, moment.Add(-age), moment.Add(-age)))
	}
	swept, err = folder.Sweep(moment.Add(-time.Hour))
	must(t, err)
	left := names(t, dir)
	for name := range left {
		left[name] = 0
	}
	want := map[string]os.FileMode{place: 0, "incoming/YOUNG": 0, "ba/78/" + abc + ".OTHER": 0}
	if diff := cmp.Diff(want, left); diff != "" || swept != 1 {
		t.Errorf("swept %d\n%s", swept, diff)
	}
	if _, err := folder.Open("incoming/YOUNG"); err == nil {
		t.Error("opened what is not yet whole")
	}
}

// Benchmarks keep a workbook, and a paper of a megabyte, each new and each on the
// disk when it is done.
func BenchmarkKeepWorkbook(b *testing.B) { keep(b, 40_000) }
func BenchmarkKeepMegabyte(b *testing.B) { keep(b, 1_000_000) }

func keep(b *testing.B, size int) {
	b.Helper()
	folder, _ := open(b)
	content := make([]byte, size)
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		binary.LittleEndian.PutUint64(content, uint64(n))
		_, _, err := folder.KeepFrom(bytes.NewReader(content), int64(size))
		must(b, err)
	}
}

// BenchmarkKeepAgain keeps what is there already.
func BenchmarkKeepAgain(b *testing.B) {
	folder, _ := open(b)
	content := make([]byte, 40_000)
	for b.Loop() {
		_, err := folder.Keep(content)
		must(b, err)
	}
}
