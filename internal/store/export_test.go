package store

import (
	"context"
	"errors"

	"reformboard/internal/reform"
)

// Rows is one of each kind of row, for the test that compares them with the schema.
var Rows = []any{
	&reform.Unit{}, &reform.PeerGroup{}, &framework{}, &reform.Cycle{}, &reform.Report{}, &reform.Value{},
	&reform.Upload{}, &reform.User{}, &session{}, &reform.Event{}, &secret{},
	&reform.Passport{}, &reform.Mandate{}, &reform.SecondFactor{}, &reform.RecoveryCode{}, &reform.SignIn{}, &reform.Tries{},
	&reform.Attachment{}, &reform.Batch{}, &reform.BatchItem{}, &reform.Recipe{},
	&reform.Procedure{}, &reform.Review{}, &reform.Appraisal{}, &reform.Explanation{}, &reform.Permit{}, &reform.Lot{}, &reform.Countermark{}, &reform.Assignment{},
	&reform.Publication{}, &reform.Proposal{}, &inventory{}, &reform.InventoryItem{},
	&reform.Window{}, &reform.Extension{}, &reform.SeenNotice{}, &reform.Evidence{}, &reform.Citation{},
}

// Exec changes the database behind the store's back.
func (s *Store) Exec(ctx context.Context, statement string) error {
	return s.db.WithContext(ctx).Exec(statement).Error
}

// Strings returns the first column of a query.
func (s *Store) Strings(ctx context.Context, query string) (found []string, err error) {
	err = s.db.WithContext(ctx).Raw(query).Scan(&found).Error
	return found, err
}

// Columns returns the names of a table's columns.
func (s *Store) Columns(ctx context.Context, table string) ([]string, error) {
	rows, err := s.pool.QueryContext(ctx, "SELECT * FROM "+table+" LIMIT 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	return columns, errors.Join(err, rows.Err())
}

// Forget has this process forget its claim on a batch, as if another process had it.
func (s *Store) Forget(id string) { s.claims.Delete(id) }

// Shared reports whether other processes may have the database open too.
func (s *Store) Shared() bool { return s.dialect.queue != "" }

// Naming are the queries of all that names kept files.
var Naming = naming
