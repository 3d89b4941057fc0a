package faults_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"
	"time"
)

var (
	longer = flag.Int("longer", 0, "how many times as many faults as in CI; 0: none, as in a run of all tests")
	seed   = flag.Uint64("seed", 0, "where the dice begin, as a run before has printed it; 0: anywhere")
)

// built is where the programs of this run lie.
var built string

// TestMain is the whole suite, or one of the programs that it kills.
func TestMain(m *testing.M) {
	if dir := os.Getenv(judgeFolder); dir != "" {
		os.Exit(ended(judgeOn(context.Background(), dir, os.Getenv(judgeDatabase))))
	}
	if file := os.Getenv(migrateFile); file != "" {
		os.Exit(ended(migrateOn(context.Background(), file, os.Getenv(migrateDies))))
	}
	if flag.Parse(); *longer < 1 {
		fmt.Println("SKIPPED: make faults kills the program")
		os.Exit(0)
	}
	var err error
	if built, err = os.MkdirTemp("", "faults-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	if err := os.RemoveAll(built); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	os.Exit(code)
}

// ended is the status of a program that came to its end.
func ended(err error) int {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// program is the real binary, built once.
var program = sync.OnceValues(func() (string, error) {
	path := filepath.Join(built, "reformboard")
	said, err := exec.Command("go", "build", "-o", path, "reformboard/cmd/reformboard").CombinedOutput()
	if err != nil {
		err = errors.Join(err, errors.New(string(said)))
	}
	return path, err
})

// dice fall the same again with the seed that is printed; when the machine does what, they
// do not decide.
func dice(t *testing.T) *rand.Rand {
	t.Helper()
	from := *seed
	if from == 0 {
		from = uint64(time.Now().UnixNano())
	}
	name := fnv.New64a()
	_, _ = name.Write([]byte(t.Name()))
	t.Logf("the same dice again: go test ./internal/faults -run '^%s$' -args -longer %d -seed %d", t.Name(), *longer, from)
	return rand.New(rand.NewPCG(from, name.Sum64()))
}

// must stops a test that cannot go on.
func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
