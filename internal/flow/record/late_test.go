package record_test

import (
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/flow/record"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// openTimely is a board in the zone of Ha Noi whose newer cycle is judged by when reports
// came.
func openTimely(t *testing.T, s *store.Store) (*record.Book, reform.Cycle) {
	t.Helper()
	k := open(t, s)
	var err error
	k.Board.Zone, err = time.LoadLocation("Asia/Ho_Chi_Minh")
	must(t, err)
	f, err := s.Framework(t.Context(), "small")
	must(t, err)
	f = flowtest.Timely(f)
	must(t, s.SaveFramework(t.Context(), "test", at(0), f, []byte("id: small-timely")))
	c, err := s.Cycle(t.Context(), cycle)
	must(t, err)
	c.Framework = f.ID
	must(t, s.SaveCycle(t.Context(), "test", at(0), c))
	return k, c
}

// hand has a unit submit the next version of its report at a moment.
func hand(t *testing.T, s *store.Store, unit string, when time.Time) {
	t.Helper()
	versions, err := s.ReportVersions(t.Context(), cycle, unit, reform.FromUnit)
	must(t, err)
	r := reform.Report{
		Cycle: cycle, Unit: unit, Source: reform.FromUnit, Version: len(versions) + 1, Status: reform.Draft, SavedAt: when, SavedBy: "officer",
		Values: []reform.Value{{Figure: "received", Text: "10"}, {Figure: "on_time", Text: "10"}},
	}
	u := reform.Upload{ID: fmt.Sprint(unit, r.Version), Cycle: cycle, Unit: unit, Source: reform.FromUnit, SHA256: "ab", At: when, By: "officer"}
	must(t, s.SaveUpload(t.Context(), u))
	must(t, s.AcceptUpload(t.Context(), r, u.ID))
	must(t, r.Submit("officer", when))
	must(t, s.SubmitReport(t.Context(), r))
}

// earned is what the units a, b and c have for coming in time.
func earned(t *testing.T, cards []reform.Scorecard) (points [3]string) {
	t.Helper()
	for n, card := range cards {
		score, ok := card.Score("late")
		if !ok {
			t.Fatalf("%s has no score", card.Unit)
		}
		if points[n] = string(score.State); score.State.Counts() {
			points[n] = score.Earned.String()
		}
	}
	return points
}

// TestLatenessIsFrozenAsItWasCounted publishes a unit that came in time and mended its
// report long after, one that came three days late, and one that is silent; then it gives
// the late one more time. The edition stays what it is, and holds; today's board does not.
func TestLatenessIsFrozenAsItWasCounted(t *testing.T) {
	var digests []string
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		k, c := openTimely(t, s)
		hand(t, s, "a", c.Due)
		hand(t, s, "a", c.Due.AddDate(0, 0, 6))
		hand(t, s, "b", c.Due.AddDate(0, 0, 3))
		first := publish(t, k, "")
		e, err := k.Edition(t.Context(), first)
		must(t, err)
		want := [3]string{"2", "0.5", "not_submitted"}
		if got := earned(t, e.Scorecards); got != want || e.Zone != "Asia/Ho_Chi_Minh" {
			t.Errorf("published in %q: got %v, want %v", e.Zone, got, want)
		}
		if a, b := e.Reports[0], e.Reports[1]; a.FirstAt == nil || !a.FirstAt.Equal(c.Due) || b.FirstAt != nil {
			t.Errorf("frozen: %v and %v", a.FirstAt, b.FirstAt)
		}
		whole(t, k, first)

		must(t, s.SaveExtension(t.Context(), reform.Extension{
			ID: "e", Cycle: cycle, Stage: reform.ReportingStage, Unit: "b", Until: c.Due.AddDate(0, 0, 2), Reason: "Bão làm mất điện hai ngày", At: at(400), By: "an",
		}))
		now, err := k.Board.TallyOn(t.Context(), cycle, reform.Verified)
		must(t, err)
		if got := earned(t, now.Scorecards); got != [3]string{"2", "1.5", "not_submitted"} {
			t.Errorf("with more time: got %v", got)
		}
		again, err := k.Edition(t.Context(), first)
		must(t, err)
		if got := earned(t, again.Scorecards); got != want {
			t.Errorf("the edition has moved: %v", got)
		}
		whole(t, k, first)
		second := publish(t, k, "More time was given to unit b")
		whole(t, k, first, second)
		digests = append(digests, first.Digest, second.Digest)
	})
	for n := range digests {
		if digests[n] != digests[n%2] {
			t.Error("the databases have frozen something else")
		}
	}
}

// TestLatenessHoldsOnTheOtherDatabase publishes on SQLite and verifies on PostgreSQL, where
// people read times in another zone: the days are those of the zone that was frozen.
func TestLatenessHoldsOnTheOtherDatabase(t *testing.T) {
	first, move := storetest.Moving(t)
	here, c := openTimely(t, first)
	hand(t, first, "a", c.Due)
	hand(t, first, "a", c.Due.AddDate(0, 0, 6))
	hand(t, first, "b", c.Due.Add(18*time.Hour)) // the next day, and in UTC the same
	p := publish(t, here, "")
	e, err := here.Edition(t.Context(), p)
	must(t, err)
	if got := earned(t, e.Scorecards); got != [3]string{"2", "1.5", "not_submitted"} {
		t.Errorf("got %v", got)
	}
	b := flow.New(move(), here.Board.Files)
	whole(t, &record.Book{Board: b, Anchors: here.Anchors, Program: "v2"}, p)
	now, err := b.TallyOn(t.Context(), cycle, reform.Verified)
	must(t, err)
	if got := earned(t, now.Scorecards); got != [3]string{"2", "2", "not_submitted"} {
		t.Errorf("by the days of UTC: got %v", got)
	}
}

// TestAnAlteredFirstMomentIsNoticed alters behind the board when a report first came.
func TestAnAlteredFirstMomentIsNoticed(t *testing.T) {
	storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
		k, c := openTimely(t, s)
		hand(t, s, "a", c.Due.AddDate(0, 0, 1))
		hand(t, s, "a", c.Due.AddDate(0, 0, 6))
		p := publish(t, k, "")
		whole(t, k, p)
		_, err := behind.ExecContext(t.Context(), "UPDATE reports SET submitted_at = $1 WHERE unit = 'a' AND version = 1", c.Due)
		must(t, err)
		v, err := k.Verify(t.Context(), p)
		must(t, err)
		if len(v.Discrepancies) != 1 || v.Discrepancies[0].Of != reform.FrozenReport || v.Discrepancies[0].Unit != "a" || v.Discrepancies[0].Version != 2 {
			t.Errorf("got %+v", v.Discrepancies)
		}
	})
}

// TestDaysAreCountedInAZoneThatEveryMachineKnows has the board count days by a clock that
// bears no name, or the machine's own.
func TestDaysAreCountedInAZoneThatEveryMachineKnows(t *testing.T) {
	k, c := openTimely(t, storetest.Open(t))
	hand(t, k.Board.Store, "a", c.Due)
	for _, zone := range []*time.Location{time.FixedZone("", 7*60*60), time.FixedZone("+07", 7*60*60), time.Local} { //nolint:gosmopolitan // it is to be refused
		k.Board.Zone = zone
		if _, err := k.Propose(t.Context(), record.Wish{Cycle: cycle, By: "an", At: at(1)}); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("%q: got %v", zone, err)
		}
	}
	k.Board.Zone = time.UTC
	whole(t, k, publish(t, k, ""))
}

// TestWhereNoRuleAsksNothingOfLatenessIsFrozen keeps the bytes of editions that are out.
func TestWhereNoRuleAsksNothingOfLatenessIsFrozen(t *testing.T) {
	k := open(t, storetest.Open(t))
	say(t, k.Board.Store, cycle, "a", 10, 5)
	say(t, k.Board.Store, cycle, "a", 10, 6)
	p := publish(t, k, "")
	text, err := k.Board.Files.Read(p.SHA256)
	must(t, err)
	for _, key := range []string{`"zone"`, `"first_submitted_at"`, `"reads"`} {
		if strings.Contains(string(text), key) {
			t.Errorf("%s stands in it", key)
		}
	}
}
