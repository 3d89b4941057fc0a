package storetest

import (
	"bufio"
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"

	"reformboard/internal/store"
)

// keep is the shell script that starts a server, and stops and removes it when
// its standard input ends: a pipe from this process, which the kernel closes
// even after a panic or a kill.
//
//go:embed keep.sh
var keep string

var errNoPostgres = errors.New("initdb is neither in PATH nor under /usr/lib/postgresql: install PostgreSQL to run this test")

// A process has one server, since starting it takes a second, and numbers the
// tests' databases on it.
var (
	server    = sync.OnceValues(start)
	databases atomic.Int64
)

// running is a server with a migrated database "template" on it.
type running struct {
	folder string         // where its socket is
	leash  io.WriteCloser // the server ends when this is closed, be it by the garbage collector
}

// Address is that of a migrated database on PostgreSQL for one test, to be opened by
// whatever program.
func Address(t testing.TB) string {
	t.Helper()
	return copyOf(t, "template")
}

// Empty is Address where nothing has been migrated.
func Empty(t testing.TB) string {
	t.Helper()
	return copyOf(t, "template0")
}

// copyOf makes a copy of a database for one test and returns its address.
func copyOf(t testing.TB, template string) string {
	t.Helper()
	pg, err := server()
	if errors.Is(err, errNoPostgres) && os.Getenv("REQUIRE_POSTGRES") != "1" {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	name := fmt.Sprintf("test_%d", databases.Add(1))
	if err := administer(pg.folder, "CREATE DATABASE "+name+" TEMPLATE "+template+" STRATEGY wal_log"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := administer(pg.folder, "DROP DATABASE "+name+" WITH (FORCE)"); err != nil {
			t.Error(err)
		}
	})
	return address(pg.folder, name)
}

func address(folder, database string) string {
	return "postgres:///" + database + "?user=board&host=" + url.QueryEscape(folder)
}

func start() (running, error) {
	bin, err := programs()
	if err != nil {
		return running{}, err
	}
	folder, err := os.MkdirTemp("", "storetest-")
	if err != nil {
		return running{}, err
	}
	cmd := exec.Command("sh", "-c", keep, "keep", folder, bin)
	// A session of its own: an interrupt at the terminal must not reach the
	// script before it has cleaned up.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if os.Geteuid() == 0 {
		err = demote(cmd, folder)
	}
	if err != nil {
		return running{}, errors.Join(err, os.RemoveAll(folder))
	}
	leash, err := await(cmd)
	if err != nil {
		return running{}, err
	}
	return running{folder, leash}, prepare(folder)
}

// await starts the script and returns when it says that the server is ready.
func await(cmd *exec.Cmd) (leash io.WriteCloser, err error) {
	leash, err = cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	said := bufio.NewReader(out)
	line, err := said.ReadString('\n')
	if line == "ready\n" {
		return leash, nil
	}
	story, _ := io.ReadAll(said) // as much of it as there is
	return nil, errors.Join(fmt.Errorf("start PostgreSQL: %s%s", line, story), err, leash.Close())
}

// demote makes the script run as an ordinary user, since PostgreSQL refuses root.
func demote(cmd *exec.Cmd, folder string) error {
	who, err := user.Lookup("postgres")
	if err != nil {
		who, err = user.Lookup("nobody")
	}
	if err != nil {
		return err
	}
	uid, err := strconv.ParseUint(who.Uid, 10, 32)
	if err != nil {
		return err
	}
	gid, err := strconv.ParseUint(who.Gid, 10, 32)
	if err != nil {
		return err
	}
	cmd.SysProcAttr.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
	return os.Chown(folder, int(uid), int(gid))
}

// programs finds the folder of the newest initdb.
func programs() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		path, err = filepath.EvalSymlinks(path)
		return filepath.Dir(path), err
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil || len(found) == 0 {
		return "", errors.Join(errNoPostgres, err)
	}
	return filepath.Dir(found[len(found)-1]), nil
}

// prepare migrates a template once, so that a test's database is a copy.
func prepare(folder string) error {
	if err := administer(folder, "CREATE DATABASE template"); err != nil {
		return err
	}
	s, err := store.Open(context.Background(), address(folder, "template"))
	if err != nil {
		return err
	}
	return errors.Join(s.Migrate(context.Background()), s.Close())
}

// administer runs one statement outside the tests' databases.
func administer(folder, statement string) error {
	db, err := sql.Open("pgx", address(folder, "postgres"))
	if err != nil {
		return err
	}
	_, err = db.Exec(statement)
	if err != nil {
		err = fmt.Errorf("%s: %w", strings.Fields(statement)[0], err)
	}
	return errors.Join(err, db.Close())
}
