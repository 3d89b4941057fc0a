package store_test

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm/schema"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/migrations"
)

// tablesOf lists the tables of a database; each query fails on the other one.
var tablesOf = []string{
	"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'goose%' AND name NOT LIKE 'sqlite%'",
	"SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_name NOT LIKE 'goose%'",
}

func TestSchemaMatchesTypes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		var wanted []string
		for _, row := range store.Rows {
			parsed, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
			must(t, err)
			wanted = append(wanted, parsed.Table)
			fields := slices.Sorted(slices.Values(parsed.DBNames))
			columns, err := s.Columns(t.Context(), parsed.Table)
			must(t, err)
			slices.Sort(columns)
			if diff := cmp.Diff(fields, columns); diff != "" {
				t.Errorf("%s: fields (-) and columns (+) differ:\n%s", parsed.Table, diff)
			}
		}
		slices.Sort(wanted)
		var tables []string
		for _, query := range tablesOf {
			found, err := s.Strings(t.Context(), query)
			if err == nil {
				tables = found
			}
		}
		slices.Sort(tables)
		if diff := cmp.Diff(wanted, tables); diff != "" {
			t.Errorf("nouns (-) and tables (+) differ:\n%s", diff)
		}
	})
}

func TestMigrationNumbers(t *testing.T) {
	files, err := fs.Glob(migrations.Files, "*")
	must(t, err)
	for i, name := range files {
		if number, err := strconv.Atoi(name[:4]); err != nil || number != i+1 || name[4] != '_' {
			t.Errorf("%s is not number %d", name, i+1)
		}
	}
	if len(files) < 7 {
		t.Errorf("got %d migrations", len(files))
	}
}

func TestMigratingAgainChangesNothing(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 2)
		must(t, s.Migrate(t.Context()))
		units, err := s.Units(t.Context())
		must(t, err)
		if len(units) != 3 {
			t.Errorf("got %d units, want 3", len(units))
		}
	})
}

// TestValuesOutliveTheirTableMadeAnew runs the migration that makes report_values
// anew a second time, on values already there, and those that add a column to it.
func TestValuesOutliveTheirTableMadeAnew(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		submitted(t, s, draft(unit(0), 1, 3))
		before, err := s.Report(t.Context(), quarter.ID, unit(0), reform.FromUnit)
		must(t, err)
		for _, name := range []string{"0008_no_practice.sql", "0009_reasons.sql", "0014_since.sql"} {
			again, err := fs.ReadFile(migrations.Files, name)
			must(t, err)
			must(t, s.Exec(t.Context(), string(again)))
		}
		after, err := s.Report(t.Context(), quarter.ID, unit(0), reform.FromUnit)
		must(t, err)
		if diff := cmp.Diff(before, after); diff != "" || len(after.Values) != 3 {
			t.Errorf("before (-) and after (+):\n%s", diff)
		}
		const insert = "INSERT INTO report_values (cycle, unit, source, version, figure, text, absence, sheet, cell) VALUES ('2026-q1', 'so-000', 'unit', "
		must(t, s.Exec(t.Context(), insert+"1, 'x', '', 'no_practice', '', '')"))
		for name, values := range map[string]string{
			"unknown absence":           "1, 'y', '', 'perhaps', '', '')",
			"text and absence":          "1, 'y', '1', 'no_practice', '', '')",
			"neither":                   "1, 'y', '', '', '', '')",
			"no such version":           "7, 'y', '1', '', '', '')",
			"the same figure once more": "1, 'x', '1', '', '', '')",
		} {
			if err := s.Exec(t.Context(), insert+values); err == nil {
				t.Errorf("%s was kept", name)
			}
		}
	})
}

// TestEveryTableThatNamesFilesIsAsked fails for a table whose files would be taken for
// nobody's.
func TestEveryTableThatNamesFilesIsAsked(t *testing.T) {
	for _, row := range store.Rows {
		parsed, err := schema.Parse(row, &sync.Map{}, schema.NamingStrategy{})
		must(t, err)
		for _, column := range parsed.DBNames {
			query := "SELECT " + column + " FROM " + parsed.Table + " WHERE " + column + " IN ?"
			if strings.HasSuffix(column, "sha256") && !slices.Contains(store.Naming, query) {
				t.Errorf("nobody asks %s.%s which files it names", parsed.Table, column)
			}
		}
	}
}
