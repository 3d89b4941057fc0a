package store_test

import (
	"io/fs"
	"slices"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"gorm.io/gorm/schema"

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
