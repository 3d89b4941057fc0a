package faults_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"modernc.org/sqlite"

	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// What the program is told that migrates a SQLite file and dies at it: this very one, for
// SQLite can be asked to say when something is about to be on the disk.
const (
	migrateFile = "FAULTS_MIGRATE"
	migrateDies = "FAULTS_MIGRATE_DIES" // before which commit
)

// TestKilledWhileASQLiteFileIsMigrated (R4) kills before each commit. What a transaction
// has done before is in no file: between two commits there is one state only. The program
// that starts then finishes, and the schema is the one of an undisturbed start.
func TestKilledWhileASQLiteFileIsMigrated(t *testing.T) {
	random := dice(t)
	fresh := &world{dir: t.TempDir()}
	if said, err := fresh.run("migrate"); err != nil {
		t.Fatal(err, said)
	}
	want := fresh.schema(t)
	commits := 0
	for at := 1; ; at++ {
		w := &world{dir: t.TempDir()}
		if !diesAt(t, w.database(), at) {
			break
		}
		commits++
		if *longer < 10 && random.IntN(4) > 0 { // each is killed, and some are looked at
			continue
		}
		if said, err := w.run("migrate"); err != nil {
			t.Fatalf("killed before commit %d: %v\n%s", at, err, said)
		}
		if got := w.schema(t); !slices.Equal(got, want) {
			t.Errorf("killed before commit %d the schema is another:\n%s", at, differing(got, want))
		}
	}
	if commits < 20 {
		t.Errorf("only %d commits", commits)
	}
	t.Logf("%d commits", commits)
}

// diesAt migrates and reports whether the program was killed.
func diesAt(t *testing.T, file string, commit int) bool {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), migrateFile+"="+file, migrateDies+"="+strconv.Itoa(commit))
	said, err := child.CombinedOutput()
	if err == nil {
		return false
	}
	died, ok := errors.AsType[*exec.ExitError](err)
	if !ok || died.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("the child ended with %v\n%s", err, said)
	}
	return true
}

// migrateOn migrates a file and dies before one of the commits.
func migrateOn(ctx context.Context, file, dies string) error {
	left, err := strconv.Atoi(dies)
	if err != nil {
		return err
	}
	sqlite.RegisterConnectionHook(func(conn sqlite.ExecQuerierContext, _ string) error {
		hooked, ok := conn.(sqlite.HookRegisterer)
		if !ok {
			return errors.New("this driver tells of no commit")
		}
		hooked.RegisterCommitHook(func() int32 {
			if left--; left == 0 {
				_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
				select {} // until it comes
			}
			return 0
		})
		return nil
	})
	s, err := store.Open(ctx, file)
	if err != nil {
		return err
	}
	return errors.Join(s.Migrate(ctx), s.Close())
}

// schema is everything that a migration makes, and which were applied.
func (w *world) schema(t *testing.T) []string {
	t.Helper()
	c := &checker{T: t, w: w, raw: w.raw(t)}
	if w.dsn == "" {
		return c.rows("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' UNION ALL SELECT 'version', version_id, is_applied FROM goose_db_version ORDER BY 1, 2")
	}
	return slices.Concat(
		c.rows("SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1, 2"),
		c.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"),
		c.rows("SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1, 2"),
		c.rows("SELECT version_id, is_applied FROM goose_db_version ORDER BY id"))
}

// differing are the lines that only one of them has.
func differing(got, want []string) string {
	var lines []string
	for _, line := range got {
		if !slices.Contains(want, line) {
			lines = append(lines, "+ "+line)
		}
	}
	for _, line := range want {
		if !slices.Contains(got, line) {
			lines = append(lines, "- "+line)
		}
	}
	return strings.Join(lines, "\n")
}

// TestKilledWhilePostgreSQLIsMigrated (R4) kills before a statement reaches the database,
// and when it has been carried out and its answer is on the way: of every statement at full
// counts, and else of some.
func TestKilledWhilePostgreSQLIsMigrated(t *testing.T) {
	random := dice(t)
	fresh := &world{dir: t.TempDir(), dsn: storetest.Empty(t)}
	all := fresh.migratesOver(t, 0, false)
	want := fresh.schema(t)
	if all < 100 {
		t.Fatalf("only %d statements were seen", all)
	}
	places := random.Perm(all)
	if *longer < 10 {
		places = places[:4**longer]
	}
	for n, place := range places {
		answered := n%2 == 0
		w := &world{dir: t.TempDir(), dsn: storetest.Empty(t)}
		if got := w.migratesOver(t, place+1, answered); got != place+1 {
			t.Fatalf("it was to be killed at statement %d, and came to %d", place+1, got)
		}
		if said, err := w.run("migrate"); err != nil {
			t.Fatalf("killed at statement %d: %v\n%s", place+1, err, said)
		}
		if got := w.schema(t); !slices.Equal(got, want) {
			t.Errorf("killed at statement %d the schema is another:\n%s", place+1, differing(got, want))
		}
	}
	t.Logf("%d of %d statements", len(places), all)
}

// migratesOver runs the real program over a line that counts what it sends, and kills it at
// one of its messages: before that is handed on, or when it was answered. It returns how
// many there were. 0: nobody is killed.
func (w *world) migratesOver(t *testing.T, dies int, answered bool) int {
	t.Helper()
	path, err := program()
	must(t, err)
	line, err := newLine(t, w.dsn)
	must(t, err)
	child := exec.Command(path, "migrate")
	child.Env = append(w.environment(), "REFORMBOARD_DATABASE="+line.dsn)
	line.at = func(n int, reply bool) (deadly bool) {
		if n == dies && reply == answered {
			_ = child.Process.Kill()
			return true
		}
		return false
	}
	said, err := child.CombinedOutput()
	line.close()
	if dies == 0 && err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if died, ok := errors.AsType[*exec.ExitError](err); dies > 0 && (!ok || died.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL) {
		t.Fatalf("at statement %d of %d it ended with %v\n%s", dies, line.sent, err, said)
	}
	return line.sent
}

// line is one to PostgreSQL that sees what is said on it.
type line struct {
	dsn      string
	to       string // the server's socket
	listener net.Listener
	at       func(n int, reply bool) (deadly bool)
	mu       sync.Mutex
	sent     int
	working  sync.WaitGroup
}

func newLine(t *testing.T, dsn string) (*line, error) {
	address, err := url.Parse(dsn)
	if err != nil {
		return nil, err
	}
	const socket = ".s.PGSQL.5432"
	folder, err := os.MkdirTemp("", "line-") // the name of a socket may not be long
	if err != nil {
		return nil, err
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	query := address.Query()
	l := &line{to: filepath.Join(query.Get("host"), socket)}
	query.Set("host", folder)
	address.RawQuery = query.Encode()
	l.dsn = address.String()
	l.listener, err = net.Listen("unix", filepath.Join(folder, socket))
	if err != nil {
		return nil, err
	}
	l.working.Go(func() {
		for {
			conn, err := l.listener.Accept()
			if err != nil {
				return
			}
			l.working.Go(func() { l.carry(conn) })
		}
	})
	return l, nil
}

func (l *line) close() {
	_ = l.listener.Close()
	l.working.Wait()
}

// carry carries one connection, message by message from its client.
func (l *line) carry(client net.Conn) {
	defer client.Close()
	server, err := net.Dial("unix", l.to)
	if err != nil {
		return
	}
	defer server.Close()
	var now int // the statement that is being answered
	var mu sync.Mutex
	l.working.Go(func() {
		defer client.Close()
		buffer := make([]byte, 64<<10)
		for {
			n, err := server.Read(buffer)
			mu.Lock()
			statement := now
			mu.Unlock()
			if err != nil || l.at(statement, true) {
				return
			}
			if _, err := client.Write(buffer[:n]); err != nil {
				return
			}
		}
	})
	for first := true; ; first = false {
		kind, message, err := read(client, first)
		if err != nil {
			return
		}
		if kind == 'Q' || kind == 'P' { // a statement, at once or to be carried out later
			l.mu.Lock()
			l.sent++
			n := l.sent
			l.mu.Unlock()
			mu.Lock()
			now = n
			mu.Unlock()
			if l.at(n, false) {
				return
			}
		}
		if _, err := server.Write(message); err != nil {
			return
		}
	}
}

// read reads one message of a client as it is; the first has no kind.
func read(from io.Reader, first bool) (kind byte, message []byte, err error) {
	head := make([]byte, 5)
	if first {
		head = head[:4]
	}
	if _, err := io.ReadFull(from, head); err != nil {
		return 0, nil, err
	}
	size := int(binary.BigEndian.Uint32(head[len(head)-4:])) - 4
	if size < 0 || size > 1<<24 {
		return 0, nil, fmt.Errorf("a message of %d bytes", size)
	}
	message = append(head, make([]byte, size)...)
	_, err = io.ReadFull(from, message[len(head):])
	if !first {
		kind = head[0]
	}
	return kind, message, err
}
