package faults_test

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"reformboard/internal/anchor"
	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/flow/record"
	"reformboard/internal/framework"
	"reformboard/internal/password"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/internal/workbook"
)

// The cycle of every world, and the password of everybody in it.
const (
	cycleID = "c"
	secret  = "a password for all the faults"
)

// world is a board in a folder, its units, and what clients were told of it.
type world struct {
	dir     string
	dsn     string // empty: SQLite, in the folder
	units   []string
	forms   map[string]workbook.Form // by unit
	filled  sync.Map                 // by unit and variant: see content
	behind  *sql.DB                  // see raw
	history history
}

// on furnishes a board on one of the two databases.
func on(t *testing.T, database string, units int) *world {
	t.Helper()
	if database == "postgres" {
		return furnished(t, storetest.Address(t), units)
	}
	return furnished(t, "", units)
}

// each runs a test on both.
func each(t *testing.T, units int, test func(t *testing.T, w *world)) {
	t.Helper()
	for _, database := range []string{"sqlite", "postgres"} {
		t.Run(database, func(t *testing.T) { test(t, on(t, database, units)) })
	}
}

// furnished makes a board on which so many units may report now.
func furnished(t testing.TB, dsn string, units int) *world {
	t.Helper()
	w := &world{dir: t.TempDir(), dsn: dsn, forms: map[string]workbook.Form{}}
	board, _, done := w.open(t)
	defer done()
	f, err := framework.Read("small.yaml", strings.NewReader(flowtest.Rules))
	must(t, err)
	tree := []reform.Unit{{ID: "body", NameVI: "Tỉnh", Simulated: true}}
	for n := range units {
		id := fmt.Sprintf("u%03d", n)
		w.units = append(w.units, id)
		tree = append(tree, reform.Unit{ID: id, Parent: "body", NameVI: "Đơn vị số " + strconv.Itoa(n), PeerGroup: "g", Place: n, Simulated: true})
	}
	s, now := board.Store, time.Now().UTC()
	must(t, s.SaveFramework(t.Context(), "test", now, f, []byte(flowtest.Rules)))
	must(t, s.SaveUnits(t.Context(), "test", now, tree, []reform.PeerGroup{{ID: "g", NameVI: "Khối"}}))
	must(t, s.SaveCycle(t.Context(), "test", now, reform.Cycle{
		ID: cycleID, Body: "body", Framework: f.ID, Period: "2026-Q3", DataFrom: now.AddDate(0, -3, 0), DataTo: now,
		Opens: now.AddDate(0, 0, -9), Due: now.AddDate(0, 0, 1), Closes: now.AddDate(0, 0, 2),
	}))
	hash := password.Hash(secret)
	for _, u := range []reform.User{
		{ID: "an", Name: "An", Role: reform.Administrator},
		{ID: "binh", Name: "Bình", Role: reform.Administrator},
		{ID: "mai", Name: "Mai", Role: reform.Appraiser, Unit: "body"},
	} {
		u.Password = hash
		must(t, s.SaveUser(t.Context(), "test", now, u))
	}
	for _, unit := range w.units {
		form, err := board.Form(t.Context(), cycleID, unit, reform.FromUnit)
		must(t, err)
		w.forms[unit] = form
	}
	return w
}

// variants is how many reports there are of a unit that say different things.
const variants = 2

// content is one of them. It is always the same bytes.
func (w *world) content(unit string, variant int) []byte {
	fill := sync.OnceValue(func() []byte {
		content, err := flowtest.Answer(w.forms[unit], said(unit, variant))
		if err != nil {
			panic(err) // the form has these figures
		}
		return content
	})
	once, _ := w.filled.LoadOrStore(fmt.Sprint(unit, variant%variants), fill)
	return once.(func() []byte)()
}

// said is what one of them says.
func said(unit string, variant int) map[string]string {
	n, _ := strconv.Atoi(unit[1:]) // as furnished has named it
	return map[string]string{"received": "1000", "on_time": strconv.Itoa(900 + n%50 + variant%variants)}
}

// open opens the board, as a process that starts does.
func (w *world) open(t testing.TB) (b *flow.Board, k *record.Book, done func()) {
	t.Helper()
	kept, err := files.New(filepath.Join(w.dir, "files"))
	must(t, err)
	dsn := w.dsn
	if dsn == "" {
		dsn = w.database()
	}
	s, err := store.Open(t.Context(), dsn)
	must(t, err)
	must(t, s.Migrate(t.Context()))
	b = flow.New(s, kept)
	return b, &record.Book{Board: b, Anchors: anchor.At(filepath.Join(w.dir, "anchors.txt"))}, func() {
		t.Helper()
		must(t, errors.Join(s.Close(), kept.Close()))
	}
}

// database is the SQLite file.
func (w *world) database() string { return filepath.Join(w.dir, "reformboard.db") }
