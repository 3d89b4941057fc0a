package store

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"syscall"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	msqlite "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"reformboard/internal/reform"
)

// settings belong to every connection, and therefore in its name. Immediate
// transactions: a deferred one that reads and then writes fails with "busy" as
// soon as two do so at once, whatever the timeout. FULL: what was acknowledged
// outlives a power cut.
const settings = "_pragma=busy_timeout(10000)" + // milliseconds
	"&_pragma=journal_mode(WAL)" +
	"&_pragma=synchronous(FULL)" +
	"&_pragma=foreign_keys(1)" +
	"&_txlock=immediate" +
	"&_timezone=UTC" +
	"&_time_format=sqlite"

func openSQLite(path string) (*Store, error) {
	path, err := claim(path)
	if err != nil {
		return nil, err
	}
	held, err := lockFile(path + ".lock")
	if err != nil {
		return nil, err
	}
	name := url.URL{Scheme: "file", Path: path, RawQuery: settings}
	pool, err := sql.Open("sqlite", name.String())
	if err != nil {
		return nil, errors.Join(err, held.Close())
	}
	s, err := connect(dialector{&sqlite.Dialector{Conn: pool}}, onSQLite)
	if err != nil {
		return nil, errors.Join(err, pool.Close(), held.Close())
	}
	s.lock = held
	return s, nil
}

// claim makes the file if it is not there, for its owner alone, and returns its
// one true path: a symbolic link to it must not have a lock of its own.
func claim(path string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return "", err
	}
	if err := file.Close(); err != nil {
		return "", err
	}
	path, err = filepath.EvalSymlinks(path)
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

// lockFile holds the file at this path until it is closed, or the process dies.
//
// Note: SQLite itself would let a second process in. But its WAL needs both on
// one machine, and on a network share the file would sooner or later be damaged.
func lockFile(path string) (*os.File, error) {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = fmt.Errorf("%w: another process has this database open; stop it first, or use PostgreSQL (lock: %s)", reform.ErrConflict, path)
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return file, nil
}

// dialector teaches gorm's SQLite the error codes of the driver without cgo.
type dialector struct{ *sqlite.Dialector }

var violations = map[int]error{
	codes.SQLITE_CONSTRAINT_PRIMARYKEY: gorm.ErrDuplicatedKey,
	codes.SQLITE_CONSTRAINT_UNIQUE:     gorm.ErrDuplicatedKey,
	codes.SQLITE_CONSTRAINT_FOREIGNKEY: gorm.ErrForeignKeyViolated,
	codes.SQLITE_CONSTRAINT_CHECK:      gorm.ErrCheckConstraintViolated,
}

// Translate returns gorm's error for a broken constraint.
func (dialector) Translate(err error) error {
	if e, ok := errors.AsType[*msqlite.Error](err); ok {
		if violation, ok := violations[e.Code()]; ok {
			return fmt.Errorf("%w: %w", violation, err)
		}
	}
	return err
}
