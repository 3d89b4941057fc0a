package record_test

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"reformboard/internal/anchor"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// log reads the whole chain.
func log(t *testing.T, s *store.Store) []reform.Event {
	t.Helper()
	events, err := s.Events(t.Context(), 0, 1000)
	must(t, err)
	return events
}

// rewrite takes a log for what was there from an event on, and seals it as the board would.
func rewrite(t *testing.T, s *store.Store, behind *sql.DB, from int64, alter func(*reform.Event)) {
	t.Helper()
	before := ""
	for _, e := range log(t, s) {
		if e.Seq >= from {
			alter(&e)
			e.Before = before
			e.Hash = e.Seal()
			_, err := behind.ExecContext(t.Context(), `UPDATE events SET detail = $1, "by" = $2, "before" = $3, hash = $4 WHERE seq = $5`, e.Detail, e.By, e.Before, e.Hash, e.Seq)
			must(t, err)
		}
		before = e.Hash
	}
}

// TestAttacksOnTheLogAreFound is the list of security.md: change, delete, swap, insert,
// truncate, truncate and go on, restore an older database; and one more, to rewrite all.
// The head stands in the second place: before the reports, at the edition, and at the end.
func TestAttacksOnTheLogAreFound(t *testing.T) {
	for name, c := range map[string]struct {
		attack func(t *testing.T, s *store.Store, behind *sql.DB)
		want   string
	}{
		"none": {func(*testing.T, *store.Store, *sql.DB) {}, ""},
		"change": {func(t *testing.T, _ *store.Store, behind *sql.DB) {
			exec(t, behind, "UPDATE events SET unit = 'b' WHERE seq = 5")
		}, "event 5 was changed"},
		"delete": {func(t *testing.T, _ *store.Store, behind *sql.DB) {
			exec(t, behind, "DELETE FROM events WHERE seq = 5")
		}, "event 5 is missing"},
		"delete, and close the gap": {func(t *testing.T, _ *store.Store, behind *sql.DB) {
			exec(t, behind, "DELETE FROM events WHERE seq = 5; UPDATE events SET seq = seq + 1000 WHERE seq > 5; UPDATE events SET seq = seq - 1001 WHERE seq > 1000")
		}, "event 5 was changed"},
		"swap": {func(t *testing.T, _ *store.Store, behind *sql.DB) {
			exec(t, behind, "UPDATE events SET seq = 1000 WHERE seq = 5; UPDATE events SET seq = 5 WHERE seq = 6; UPDATE events SET seq = 6 WHERE seq = 1000")
		}, "event 5 was changed"},
		"insert": {func(t *testing.T, _ *store.Store, behind *sql.DB) {
			exec(t, behind, `UPDATE events SET seq = seq + 1000 WHERE seq > 5; UPDATE events SET seq = seq - 999 WHERE seq > 1000;
				INSERT INTO events (seq, at, "by", deed, cycle, unit, detail, subject, content, board, "before", hash) SELECT 6, at, "by", deed, cycle, unit, detail, subject, content, board, hash, hash FROM events WHERE seq = 5`)
		}, "event 6 was changed after it was written, or added"},
		"truncate": {func(t *testing.T, _ *store.Store, behind *sql.DB) {
			exec(t, behind, "DELETE FROM events WHERE seq > 12")
		}, "the log was cut: it has no event 13, which anchors.txt:3 names"},
		"truncate and go on": {func(t *testing.T, s *store.Store, behind *sql.DB) {
			exec(t, behind, "DELETE FROM events WHERE seq > 12")
			for range 5 {
				must(t, s.SaveEvent(t.Context(), reform.Event{At: at(9), By: "an", Deed: reform.SignedInDeed}))
			}
		}, "the log was rewritten: event 13 is another than anchors.txt:3 names"},
		"rewrite all": {func(t *testing.T, s *store.Store, behind *sql.DB) {
			rewrite(t, s, behind, 5, func(e *reform.Event) { e.By = strings.Replace(e.By, "officer", "ghost", 1) })
		}, "the log was rewritten: event 12 is another than anchors.txt:2 names"},
		"the second place": {func(*testing.T, *store.Store, *sql.DB) { /* altered below */ }, "anchors.txt:3 is no head of a log"},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
				k := open(t, s)
				path := filepath.Join(t.TempDir(), "elsewhere", "anchors.txt")
				k.Anchors = anchor.At(path)
				must(t, k.WriteAnchor(t.Context(), at(0)))
				must(t, k.WriteAnchor(t.Context(), at(0))) // the same head is written down once
				say(t, s, cycle, "a", 100, 50)
				publish(t, k, "")
				must(t, k.WriteAnchor(t.Context(), at(12)))
				if name == "the second place" {
					text, err := os.ReadFile(path)
					must(t, err)
					must(t, os.WriteFile(path, []byte(strings.Replace(string(text), " 13 ", " x ", 1)), 0o600))
				}
				c.attack(t, s, behind)
				found, err := k.VerifyLog(t.Context(), at(20))
				must(t, err)
				var got []string
				for _, b := range found.Breaches {
					got = append(got, b.Error())
				}
				if !contains(got, c.want) {
					t.Errorf("got %q, want %q", got, c.want)
				}
			})
		})
	}
}

// TestOlderDatabasePutBackIsFound goes on from a copy, with the second place of what came
// after it.
func TestOlderDatabasePutBackIsFound(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		k := open(t, s)
		copied := open(t, storetest.Open(t)) // the same deeds: a copy
		say(t, s, cycle, "a", 100, 50)
		must(t, k.WriteAnchor(t.Context(), at(1)))
		older := &record.Book{Board: copied.Board, Anchors: k.Anchors}
		for _, want := range []string{"the log was cut: it has no event 11", "the log was rewritten: event 11"} {
			found, err := older.VerifyLog(t.Context(), at(2))
			must(t, err)
			if len(found.Breaches) != 1 || !strings.Contains(found.Breaches[0].Error(), want) {
				t.Errorf("got %v, want %q", found.Breaches, want)
			}
			say(t, copied.Board.Store, cycle, "b", 100, 50)
		}
	})
}

// TestBoardThatWasPutBackSaysSo is what a server logs as soon as it writes the head down.
func TestBoardThatWasPutBackSaysSo(t *testing.T) {
	storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
		k := open(t, s)
		must(t, k.WriteAnchor(t.Context(), at(1)))
		exec(t, behind, "DELETE FROM events WHERE seq > 5")
		for _, want := range []reform.BreachKind{reform.TailCut, ""} { // once: the newest line is then its own
			err := k.WriteAnchor(t.Context(), at(2))
			if breach, _ := errors.AsType[reform.Breach](err); breach.Kind != want {
				t.Errorf("got %v, want %q", err, want)
			}
		}
		say(t, s, cycle, "a", 1, 1)
		exec(t, behind, "UPDATE events SET hash = 'ff' WHERE seq = 5")
		err := k.WriteAnchor(t.Context(), at(2))
		if breach, _ := errors.AsType[reform.Breach](err); breach.Kind != reform.TailRewritten {
			t.Errorf("got %v", err)
		}
	})
}

func TestHeadOnPaperIsHeldAgainstTheLog(t *testing.T) {
	s := storetest.Open(t)
	k := open(t, s)
	head, err := s.Anchor(t.Context(), at(0))
	must(t, err)
	for hash, want := range map[string]int{head.Hash: 0, head.Hash[:12]: 0, "0123456789ab": 1} {
		found, err := k.VerifyLog(t.Context(), at(1), reform.Anchor{Seq: head.Seq, Hash: hash})
		must(t, err)
		if len(found.Breaches) != want || found.Anchors != 1 {
			t.Errorf("%s: got %+v, want %d", hash, found, want)
		}
	}
}

func TestWhatTheBoardWritesMeanwhileIsNoBreach(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		k := open(t, s)
		done := make(chan bool)
		go func() {
			defer close(done)
			for range 20 {
				say(t, s, cycle, "a", 100, 50)
			}
		}()
		for walked := false; !walked; {
			select {
			case <-done:
				walked = true
			default:
			}
			found, err := k.VerifyLog(t.Context(), at(1))
			must(t, err)
			if len(found.Breaches) > 0 {
				t.Errorf("got %v", found.Breaches)
			}
		}
	})
}
