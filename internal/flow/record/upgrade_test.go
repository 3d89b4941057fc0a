package record_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"testing"

	"reformboard/internal/anchor"
	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// The schemas of older programs: of the last release, before events named rows, and of what
// came after, which vouched for reports and not for what is said of them.
const (
	lastRelease = 17
	afterIt     = 24
)

// older is what an older program has left behind, in its own words.
var older = []string{
	`INSERT INTO peer_groups (id, name_vi, name_en, place) VALUES ('g', 'Khối', '', 0)`,
	`INSERT INTO units (id, parent, name_vi, name_en, peer_group, place, simulated) VALUES ('body', '', 'Tỉnh', '', '', 0, FALSE), ('a', 'body', 'A', '', 'g', 1, FALSE)`,
	`INSERT INTO frameworks (id, series, source, sha256, definition) VALUES ('small', 's', 'id: small', 'ab', '{}')`,
	`INSERT INTO cycles (id, body, framework, period, data_from, data_to, opens, due, closes, note_vi, note_en, version) VALUES
		('c', 'body', 'small', '2026-Q1', '2026-01-01 00:00:00', '2026-04-01 00:00:00', '2026-04-01 00:00:00', '2026-04-10 00:00:00', '2026-04-20 00:00:00', '', '', 1)`,
	`INSERT INTO reports (cycle, unit, source, version, status, file, sha256, saved_at, saved_by, submitted_at, submitted_by) VALUES
		('c', 'a', 'unit', 1, 'submitted', 'a.xlsx', 'ab', '2026-04-02 00:00:00.25', 'chi', '2026-04-02 00:00:00', 'chi')`,
	`INSERT INTO report_values (cycle, unit, source, version, figure, text, absence, sheet, cell, since, reason) VALUES ('c', 'a', 'unit', 1, 'received', '7', '', 'S', 'A1', 1, '')`,
	`INSERT INTO users (id, name, role, unit, areas, password, disabled) VALUES ('chi', 'Chi', 'officer', 'a', '["1"]', '', FALSE)`,
}

// judgedOlder is what the program after it has added, without a word of the rows.
const judgedOlder = `INSERT INTO appraisals (cycle, unit, indicator, version, seq, turn, review, report, verdict, points, ground, text, "by", at, bulk, permit) VALUES
	('c', 'a', '1', 1, 1, 'first', 0, 1, 'cut', 20000, 'R07', 'Chưa đủ căn cứ', 'mai', '2026-04-03 00:00:00', '', '')`

// upgraded is a board that was filled by older programs, and is opened by this one.
func upgraded(t *testing.T, s *store.Store, behind *sql.DB) *record.Book {
	t.Helper()
	for _, statement := range older {
		exec(t, behind, statement)
	}
	before := ""
	for seq := int64(1); seq <= 3; seq++ {
		e := reform.Event{Seq: seq, At: at(0), By: "an", Deed: reform.SavedDeed, Detail: fmt.Sprint("deed ", seq), Before: before}
		e.Hash = e.Seal()
		_, err := behind.ExecContext(t.Context(), `INSERT INTO events (seq, at, "by", deed, cycle, unit, detail, "before", hash) VALUES ($1, $2, $3, $4, '', '', $5, $6, $7)`,
			e.Seq, e.At, e.By, e.Deed, e.Detail, e.Before, e.Hash)
		must(t, err)
		before = e.Hash
	}
	must(t, s.MigrateTo(t.Context(), afterIt))
	exec(t, behind, judgedOlder)
	start(t, s)
	kept, err := files.New(t.TempDir())
	must(t, err)
	return &record.Book{Board: flow.New(s, kept), Anchors: anchor.At(filepath.Join(t.TempDir(), "anchors.txt"))}
}

// start is what every start does before anything else.
func start(t *testing.T, s *store.Store) {
	t.Helper()
	must(t, s.Migrate(t.Context()))
	must(t, s.TakeInventory(t.Context(), "board", at(1)))
}

func TestWhatAnOlderProgramHasLeftIsVouchedForAsItIsFound(t *testing.T) {
	storetest.EachAt(t, lastRelease, func(t *testing.T, s *store.Store, behind *sql.DB) {
		k := upgraded(t, s, behind)
		start(t, s) // once more: nothing is found
		checked, err := k.VerifyLog(t.Context(), at(2))
		must(t, err)
		if len(checked.Breaches) > 0 || len(checked.Found) != 1 || checked.Found[0].Found != 6 || checked.Found[0].Seq != 4 || checked.Head.Seq != 4 {
			t.Errorf("got %+v", checked)
		}
		if last := log(t, s)[3]; last.Deed != reform.FoundDeed || last.By != "board" || last.Detail != "6 subjects, as they were found" || last.Board {
			t.Errorf("got %+v", last)
		}
		must(t, s.SaveUser(t.Context(), "an", at(3), reform.User{ID: "chi", Role: reform.Officer, Unit: "a"})) // from here on its own event counts
		whole(t, k)

		for _, c := range []struct{ change, back, want string }{
			{"UPDATE units SET name_vi = 'X' WHERE id = 'a'", "UPDATE units SET name_vi = 'A' WHERE id = 'a'", "units was altered: it is not as event 4 left it"},
			{"UPDATE frameworks SET definition = '[]'", "UPDATE frameworks SET definition = '{}'", "framework/small was altered: it is not as event 4 left it"},
			{"UPDATE cycles SET note_vi = 'x'", "UPDATE cycles SET note_vi = ''", "cycle/c was altered"},
			{"UPDATE report_values SET text = '8'", "UPDATE report_values SET text = '7'", "report/c/a/unit/1 was altered: it is not as event 4 left it"},
			{"UPDATE appraisals SET points = 30000", "UPDATE appraisals SET points = 20000", "appraisals/c/a was altered: it is not as event 4 left it"},
			{"DELETE FROM appraisals", judgedOlder, "appraisals/c/a was taken away: event 4 has written it"},
			{"UPDATE users SET role = 'administrator', unit = ''", "UPDATE users SET role = 'officer', unit = 'a'", "user/chi was altered: it is not as event 5 left it"},
			{"UPDATE inventory_items SET content = 'x' WHERE subject = 'cycle/c'", "", "inventory/1 was altered: it is not as event 4 left it"},
		} {
			exec(t, behind, c.change)
			if got := breaches(t, k); !contains(got, c.want) {
				t.Errorf("%s: got %q, want %q", c.change, got, c.want)
			}
			if c.back != "" {
				exec(t, behind, c.back)
				whole(t, k)
			}
		}
	})
}

// TestNobodyIsVouchedForByWaiting adds a row by hand, and has the board started anew.
func TestNobodyIsVouchedForByWaiting(t *testing.T) {
	storetest.EachAt(t, lastRelease, func(t *testing.T, s *store.Store, behind *sql.DB) {
		k := upgraded(t, s, behind)
		exec(t, behind, "INSERT INTO users (id, name, role, unit, password, disabled) VALUES ('ghost', '', 'administrator', '', '', FALSE)")
		start(t, s)
		if got := breaches(t, k); len(got) != 1 || got[0] != "user/ghost was added: no event tells of it" {
			t.Errorf("got %q", got)
		}
	})
}

// TestAnEmptyBoardHasNothingToFind and is not asked a second time.
func TestAnEmptyBoardHasNothingToFind(t *testing.T) {
	storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
		start(t, s)
		if events := log(t, s); len(events) > 0 {
			t.Errorf("got %+v", events)
		}
		k := open(t, s)
		exec(t, behind, "INSERT INTO users (id, name, role, unit, password, disabled) VALUES ('ghost', '', 'administrator', '', '', FALSE)")
		start(t, s)
		if got := breaches(t, k); !contains(got, "user/ghost was added") {
			t.Errorf("got %q", got)
		}
	})
}

func breaches(t *testing.T, k *record.Book) (said []string) {
	t.Helper()
	checked, err := k.VerifyLog(t.Context(), at(20))
	must(t, err)
	for _, b := range checked.Breaches {
		said = append(said, b.Error())
	}
	return said
}
