// Package migrations holds the schema as numbered SQL files, embedded.
//
// Its one rule: one portable set for SQLite and PostgreSQL, forward only, and
// never edited after a release. Columns are TEXT, BIGINT, BOOLEAN or TIMESTAMP,
// the types that both databases read the same way; times are in UTC.
package migrations

import "embed"

// Files are the migrations, in the order of their numbers.
//
//go:embed *.sql
var Files embed.FS
