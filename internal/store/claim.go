package store

import (
	"context"
	"database/sql/driver"
	"errors"

	"github.com/pressly/goose/v3"
)

// ClaimBatch takes a batch for whoever asks, until release is called or the process
// ends: two instances that start at once must not go on with the same batch. False:
// somebody else has it. A dead process holds nothing, so nobody has to wait.
//
// Note: a time until which a claim holds would be portable SQL, but it would want clocks
// that agree, and a batch would rest until the time of a killed process had passed.
func (s *Store) ClaimBatch(ctx context.Context, id string) (release func(), ok bool, err error) {
	// A SQLite file has one process; PostgreSQL knows of the others.
	if _, taken := s.claims.LoadOrStore(id, true); taken {
		return nil, false, nil
	}
	free := func() { s.claims.Delete(id) }
	if s.dialect.goose != goose.DialectPostgres {
		return free, true, nil
	}
	conn, err := s.pool.Conn(ctx)
	if err != nil {
		free()
		return nil, false, wrap(err, "claim batch %s", id)
	}
	release = func() {
		_, err := conn.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock(hashtextextended($1, 0))", "batch "+id)
		if err != nil { // the lock ends with its connection, which therefore does not go back to the pool
			_ = conn.Raw(func(any) error { return driver.ErrBadConn })
		}
		_ = conn.Close() // it has gone back by itself where Raw has failed
		free()
	}
	err = conn.QueryRowContext(ctx, "SELECT pg_try_advisory_lock(hashtextextended($1, 0))", "batch "+id).Scan(&ok)
	if err != nil || !ok {
		err = errors.Join(err, conn.Close())
		free()
		return nil, false, wrap(err, "claim batch %s", id)
	}
	return release, true, nil
}
