package agreement_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/flow/agreement"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestAClaimWaitsForWhoHasNotJudgedIt has no interest in it, and has a right there: for
// nobody before somebody has judged it.
func TestAClaimWaitsForWhoHasNotJudgedIt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := furnish(t, s, 100)
		for who := range users {
			if got := w.waits(who); got != "" {
				t.Errorf("nothing was judged, and for %s waits %s", who, got)
			}
		}
		w.judge("mai", "a", "1", 0, reform.Cut, reform.Point)
		w.judge("mai", "b", "3", 0, reform.Accepted, 0)
		for who, want := range map[string]string{"mai": "", "nam": "a1 ", "lan": "a1 b3 ", "kin": "b3 ", "own": "", "cuong": "", "quan": "", "tam": "", "an": ""} {
			if got := w.waits(who); got != want {
				t.Errorf("for %s waits %q, want %q", who, got, want)
			}
		}
		w.share(100, true) // now kin is a conflict: a is kin's own, and body is above b
		if got := w.waits("kin"); got != "b3 " {
			t.Errorf("for kin waits %q", got)
		}
		w.report("b", "lan", 2, "5") // lan has a hand in it now, and the claim stays what it was
		if got := w.waits("lan"); got != "a1 " {
			t.Errorf("for lan waits %q", got)
		}
		w.share(0, false)
		if got := w.waits("lan"); got != "" {
			t.Errorf("nothing is marked twice, and for lan waits %q", got)
		}
	})
}

// TestWhatIsNotToBeMarkedIsRefusedAlike whether the lot has drawn it or not, and changes
// nothing.
func TestWhatIsNotToBeMarkedIsRefusedAlike(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := furnish(t, s, 100)
		refused := func(says, who, unit, indicator string, want reform.Obstacle) {
			t.Helper()
			_, err := w.mark(who, unit, indicator, reform.Accepted, 0)
			if o, ok := errors.AsType[reform.Objection](err); !ok || o.Obstacle != want {
				t.Errorf("%s: got %v, want %s", says, err, want)
			}
		}
		refused("nobody has judged it", "lan", "a", "2", reform.NotDrawn)
		w.judge("mai", "a", "1", 0, reform.Accepted, 0)
		w.judge("mai", "a", "3", 0, reform.Accepted, 0)
		refused("the first", "mai", "a", "1", reform.NotDrawn)
		refused("not their area", "nam", "a", "3", reform.NoRight)
		refused("not their unit", "own", "a", "1", reform.NoRight)
		refused("their own unit", "kin", "a", "1", reform.OwnUnit)
		refused("who settles", "cuong", "a", "1", reform.NoRight)
		if _, err := w.mark("lan", "a", "9", reform.Accepted, 0); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("no claim: %v", err)
		}
		bad := reform.Countermark{Cycle: "q3", Unit: "a", Indicator: "1", Report: 1, Verdict: reform.Cut, Ground: "R07", Text: why, Points: 5 * reform.Point}
		_, err := w.Mark(t.Context(), users["lan"], bad, opens)
		objects(t, err, reform.PointsOutside)
		bad.Points, bad.Text = reform.Point, "ngắn"
		_, err = w.Mark(t.Context(), users["lan"], bad, opens)
		objects(t, err, reform.TooShort)
		bad.Text, bad.Report = why, 2
		_, err = w.Mark(t.Context(), users["lan"], bad, opens)
		objects(t, err, reform.ReportedSince)
		w.report("a", "an", 2, "6") // claim 1 is no longer what was judged
		refused("said otherwise since", "lan", "a", "1", reform.NotDrawn)
		items, err := w.Waiting(t.Context(), users["lan"], "q3")
		must(t, err)
		standing, err := w.Standing(t.Context(), "q3", items, 10)
		if must(t, err); len(items) != 2 || len(standing) != 1 || standing[0].Key != (agreement.Key{Unit: "a", Indicator: "3"}) {
			t.Errorf("of %v stand %v", items, standing)
		}
		w.share(0, false)
		bad.Indicator, bad.Report = "3", 2
		_, err = w.Mark(t.Context(), users["lan"], bad, opens)
		objects(t, err, reform.NotDrawn)
		if marks, err := s.Countermarks(t.Context(), "q3"); err != nil || len(marks) != 0 {
			t.Errorf("kept %v, %v", marks, err)
		}
	})
}

// TestASecondMarkChangesNoScore is seen by those two who judged and by nobody else who
// judges, and is given once.
func TestASecondMarkChangesNoScore(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := furnish(t, s, 100)
		w.judge("mai", "a", "1", 0, reform.Cut, reform.Point)
		scores := func() (got []reform.Scorecard) {
			for _, basis := range reform.Bases {
				tally, err := w.Board.TallyOn(t.Context(), "q3", basis)
				must(t, err)
				got = append(got, tally.Scorecards...)
			}
			return got
		}
		before := scores()
		for range 2 { // the second is a second click
			c, err := w.mark("lan", "a", "1", reform.Accepted, 0)
			if must(t, err); c.Appraisal != 1 || c.Claimed == nil || *c.Claimed != 2*reform.Point || c.Most != 4*reform.Point {
				t.Errorf("kept %+v", c)
			}
		}
		_, err := w.mark("lan", "a", "1", reform.Cut, 0)
		objects(t, err, reform.NotDrawn)
		_, err = w.mark("nam", "a", "1", reform.Accepted, 0)
		objects(t, err, reform.NotDrawn)
		if diff := cmp.Diff(before, scores(), cmp.Comparer(func(a, b reform.Fraction) bool { return a.Cmp(b) == 0 })); diff != "" {
			t.Errorf("a score was changed:\n%s", diff)
		}
		for who, want := range map[string]int{"mai": 1, "lan": 1, "nam": 0, "cuong": 0} {
			sight, err := w.Look(t.Context(), users[who], "q3", "a", "1")
			must(t, err)
			pairs, err := w.Theirs(t.Context(), users[who], "q3")
			must(t, err)
			if (sight.Pair != nil) != (want == 1) || len(pairs) != want {
				t.Errorf("%s sees %v, and %d pairs", who, sight.Pair, len(pairs))
			}
		}
		if got := w.waits("nam") + w.waits("lan"); got != "" {
			t.Errorf("it was marked, and waits: %s", got)
		}
		must(t, s.VerifyEvents(t.Context(), nil))
	})
}

// TestOfManyAtOnceOneIsTheSecond.
func TestOfManyAtOnceOneIsTheSecond(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := furnish(t, s, 100)
		w.judge("mai", "b", "1", 0, reform.Accepted, 0)
		var all sync.WaitGroup
		var mu sync.Mutex
		kept := 0
		for _, who := range []string{"lan", "nam", "kin", "lan", "nam"} {
			all.Go(func() {
				c := reform.Countermark{Cycle: "q3", Unit: "b", Indicator: "1", Report: 1, Verdict: reform.Accepted, Ground: ""}
				if _, err := w.Mark(t.Context(), users[who], c, opens); err == nil {
					mu.Lock()
					kept++
					mu.Unlock()
				} else if o, ok := errors.AsType[reform.Objection](err); !ok || o.Obstacle != reform.NotDrawn {
					t.Errorf("%s: %v", who, err)
				}
			})
		}
		all.Wait()
		marks, err := s.Countermarks(t.Context(), "q3")
		if must(t, err); len(marks) != 1 || kept < 1 || kept > 2 { // two clicks of the one
			t.Errorf("kept %d, told %d", len(marks), kept)
		}
	})
}

// TestTheLotDecidesWhatIsMarked draws again what waits, from the seed that is kept.
func TestTheLotDecidesWhatIsMarked(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := furnish(t, s, 50)
		lot, err := s.Lot(t.Context(), "q3")
		must(t, err)
		judge := func(unit string, indicators ...string) {
			for _, i := range indicators {
				w.judge("mai", unit, i, 0, reform.Accepted, 0)
			}
		}
		want := func(share int, units ...string) (keys string) {
			for _, u := range units {
				for _, i := range []string{"1", "2", "3"} {
					if lot.Draws(share, u, i) {
						keys += u + i + " "
					}
				}
			}
			return keys
		}
		judge("a", "1", "2", "3")
		if got := w.waits("lan"); got != want(50, "a") {
			t.Errorf("waits %s, drawn %s", got, want(50, "a"))
		}
		judge("b", "1", "2", "3")
		for _, share := range []int{50, 80, 20} {
			w.share(share, false)
			if got := w.waits("lan"); got != want(share, "a", "b") {
				t.Errorf("%d %%: waits %s, drawn %s", share, got, want(share, "a", "b"))
			}
		}
		cycle, err := s.Cycle(t.Context(), "q3")
		must(t, err)
		units, err := s.Units(t.Context())
		must(t, err)
		for who := range users {
			if may, err := w.May(t.Context(), users[who], cycle, units); err != nil || may != (who == "tam") {
				t.Errorf("%s may see the seed: %t, %v", who, may, err)
			}
		}
	})
}

// TestAgreementIsMeasuredByAreaAndCouple of those units alone over which somebody watches.
func TestAgreementIsMeasuredByAreaAndCouple(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := furnish(t, s, 100)
		for _, unit := range []string{"a", "b"} {
			w.judge("mai", unit, "1", 0, reform.Accepted, 0)
			w.judge("lan", unit, "2", 0, reform.Cut, reform.Point)
			w.judge("mai", unit, "3", 0, reform.Accepted, 0)
		}
		say := func(a reform.Agreement) string {
			share, _ := a.Share()
			apart, _ := a.MeanApart()
			of, _ := a.MeanShare()
			return fmt.Sprint(a.Pairs, share, apart, of)
		}
		second := func(who, unit, indicator string, v reform.Verdict, points reform.Points) {
			t.Helper()
			_, err := w.mark(who, unit, indicator, v, points)
			must(t, err)
		}
		second("lan", "a", "1", reform.Accepted, 0)
		second("mai", "a", "2", reform.Cut, 2*reform.Point)
		second("lan", "a", "3", reform.Returned, 0)
		second("lan", "b", "1", reform.Cut, reform.Point+8000)
		m, err := w.Measured(t.Context(), users["cuong"], "q3")
		if must(t, err); len(m.Couples) != 0 {
			t.Errorf("of four pairs it says %+v", m.Couples)
		}
		second("mai", "b", "2", reform.Cut, reform.Point)
		m, err = w.Measured(t.Context(), users["cuong"], "q3")
		must(t, err)
		got := say(m.All)
		for _, a := range m.Areas {
			got += " " + a.Area.ID + " " + say(a.Agreement)
		}
		for _, c := range m.Couples {
			got += " " + c.One + "+" + c.Other + " " + say(c.Agreement)
		}
		if want := "5 2/5 3/10 3/40 A 4 1/2 3/10 3/40 B 1 0 0 0 lan+mai 5 2/5 3/10 3/40"; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
		if m.Judged != 6 || len(m.Wide) != 1 || m.Wide[0].Second.Unit != "a" || m.Wide[0].Second.Indicator != "2" {
			t.Errorf("%d judged, far apart: %+v", m.Judged, m.Wide)
		}
		for who, want := range map[string]int{"thu": 3, "quan": 5, "tam": 5, "mai": 0, "an": 0} {
			m, err := w.Measured(t.Context(), users[who], "q3")
			if must(t, err); m.All.Pairs != want {
				t.Errorf("%s sees %d pairs, want %d", who, m.All.Pairs, want)
			}
		}
	})
}
