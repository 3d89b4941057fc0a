package files_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/files"
)

// The SHA-256 of "abc" (FIPS 180-2, B.1), and where it lies.
const (
	abc   = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	place = "ba/78/" + abc
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func open(t testing.TB) (*files.Folder, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "new", "uploads")
	folder, err := files.New(dir)
	must(t, err)
	t.Cleanup(func() { must(t, folder.Close()) })
	return folder, dir
}

// names lists every file below a folder with its mode.
func names(t testing.TB, dir string) map[string]fs.FileMode {
	t.Helper()
	found := map[string]fs.FileMode{}
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if name, _ := filepath.Rel(dir, path); !d.IsDir() {
			found[name] = info.Mode()
		} else if info.Mode().Perm() != 0o700 {
			t.Errorf("folder %s has the mode %v", name, info.Mode())
		}
		return err
	}))
	return found
}

func TestContentIsKeptUnderItsHashForItsOwnerAlone(t *testing.T) {
	folder, dir := open(t)
	sha, err := folder.Keep([]byte("abc"))
	must(t, err)
	if sha != abc {
		t.Errorf("got %s, want %s", sha, abc)
	}
	found := names(t, dir)
	if mode, ok := found[place]; !ok || mode != 0o600 || len(found) != 1 {
		t.Errorf("got %v, want only %s with mode 0600", found, place)
	}
	file, err := folder.Open(sha)
	must(t, err)
	content, err := io.ReadAll(file)
	must(t, errors.Join(err, file.Close()))
	if string(content) != "abc" {
		t.Errorf("got %q", content)
	}
}

func TestSameContentTwiceIsWrittenOnce(t *testing.T) {
	folder, dir := open(t)
	_, err := folder.Keep([]byte("abc"))
	must(t, err)
	before, err := os.Stat(filepath.Join(dir, place))
	must(t, err)
	sha, err := folder.Keep([]byte("abc"))
	must(t, err)
	after, err := os.Stat(filepath.Join(dir, place))
	must(t, err)
	if sha != abc || !os.SameFile(before, after) || len(names(t, dir)) != 1 {
		t.Errorf("%s was written again, or elsewhere: %v", sha, names(t, dir))
	}
}

func TestManyAtOnceKeepOneFile(t *testing.T) {
	folder, dir := open(t)
	content := bytes.Repeat([]byte("abc"), 100_000)
	var racing sync.WaitGroup
	for range 16 {
		racing.Go(func() {
			sha, err := folder.Keep(content)
			if err != nil {
				t.Error(err)
				return
			}
			if got, err := folder.Read(sha); err != nil || !bytes.Equal(got, content) {
				t.Errorf("got %d bytes, %v", len(got), err)
			}
		})
	}
	racing.Wait()
	if found := names(t, dir); len(found) != 1 {
		t.Errorf("left %v", found)
	}
}

func TestFilesOutliveTheFolderBeingClosed(t *testing.T) {
	dir := t.TempDir()
	first, err := files.New(dir)
	must(t, err)
	_, err = first.Keep([]byte("abc"))
	must(t, errors.Join(err, first.Close()))
	second, err := files.New(dir)
	must(t, err)
	content, err := second.Read(abc)
	must(t, errors.Join(err, second.Close()))
	if string(content) != "abc" {
		t.Errorf("got %q", content)
	}
}

func TestOnlyAHashIsAName(t *testing.T) {
	folder, dir := open(t)
	_, err := folder.Keep([]byte("abc"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "..", "secret"), []byte("abc"), 0o600))
	for _, name := range []string{
		"", "a", abc[:63], abc + "0", strings.ToUpper(abc), strings.Repeat("g", 64), abc[:63] + "\x00",
		"../secret", strings.Repeat("../", 21) + "x", "ba/78/" + abc, "/etc/passwd", strings.Repeat("é", 32),
	} {
		for what, ask := range map[string]func() error{
			"open": func() error { _, err := folder.Open(name); return err },
			"read": func() error { _, err := folder.Read(name); return err },
		} {
			if err := ask(); !errors.Is(err, fs.ErrInvalid) {
				t.Errorf("%s %q: got %v, want not valid", what, name, err)
			}
		}
	}
}

func TestUnknownFileDoesNotExist(t *testing.T) {
	folder, _ := open(t)
	if _, err := folder.Read(abc); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestLinkOutOfTheFolderIsNotFollowed(t *testing.T) {
	folder, dir := open(t)
	outside := t.TempDir()
	must(t, os.MkdirAll(filepath.Join(outside, "78"), 0o700))
	must(t, os.WriteFile(filepath.Join(outside, "78", abc), []byte("abc"), 0o600))
	must(t, os.Symlink(outside, filepath.Join(dir, "ba")))
	if _, err := folder.Read(abc); err == nil {
		t.Error("read a file outside the folder")
	}
	if _, err := folder.Keep([]byte("abc")); err == nil {
		t.Error("wrote a file outside the folder")
	}
}

func TestRottenByteIsFound(t *testing.T) {
	folder, dir := open(t)
	content := bytes.Repeat([]byte("báo cáo"), 100)
	sha, err := folder.Keep(content)
	must(t, err)
	path := filepath.Join(dir, sha[:2], sha[2:4], sha)
	rapid.Check(t, func(rt *rapid.T) {
		rotten := bytes.Clone(content)
		rotten[rapid.IntRange(0, len(content)-1).Draw(rt, "byte")] ^= 1 << rapid.IntRange(0, 7).Draw(rt, "bit")
		if rapid.Bool().Draw(rt, "cut") {
			rotten = content[:rapid.IntRange(0, len(content)-1).Draw(rt, "length")]
		}
		must(t, os.WriteFile(path, rotten, 0o600))
		if got, err := folder.Read(sha); !errors.Is(err, files.ErrRotten) {
			rt.Fatalf("got %d bytes, %v", len(got), err)
		}
	})
	must(t, os.WriteFile(path, content, 0o600))
	_, err = folder.Read(sha)
	must(t, err)
}
