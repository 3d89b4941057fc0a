package flow_test

import (
	"errors"
	"fmt"
	"reflect"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
	"reformboard/internal/workbook"
)

// TestWhatIsKeptFollowsTheDays changes windows, extensions and reports in a random order, by
// a framework that reads lateness from the record: after each change a board that has kept
// what it drew up says what a fresh one says, on the zone of the board.
func TestWhatIsKeptFollowsTheDays(t *testing.T) {
	zone := time.FixedZone("+07", 7*60*60)
	afresh, _ := generated(t, flowtest.Timely(flowtest.Large(15)), flowtest.Scale{Units: 30, Groups: 3, Cycles: 2})
	open := func() *flow.Board {
		b := afresh()
		b.Zone = zone
		return b
	}
	kept, runs, moved := open(), 0, 0
	rapid.Check(t, func(r *rapid.T) {
		runs++
		before := lateness(t, kept)
		unit := flowtest.UnitID(rapid.IntRange(0, 29).Draw(r, "unit"))
		hours := time.Duration(rapid.IntRange(1, 30*24).Draw(r, "hours")) * time.Hour
		var err error
		switch rapid.SampledFrom([]string{"extend", "window", "drop", "report"}).Draw(r, "deed") {
		case "extend":
			err = kept.Store.SaveExtension(t.Context(), reform.Extension{
				ID: strconv.Itoa(runs), Cycle: string(flowtest.Newest), Stage: reform.ReportingStage, Unit: unit, Until: flowtest.Opens.Add(hours), Reason: "Bão làm mất điện ba ngày", At: flowtest.During, By: "an",
			})
		case "window", "drop":
			group := rapid.SampledFrom([]string{"", "g0", "g1", "g2"}).Draw(r, "group")
			w := reform.Window{Stage: reform.ReportingStage, PeerGroup: group, Opens: flowtest.Opens, Due: flowtest.Opens.Add(hours), Grace: hours / 10, Closes: flowtest.Opens.AddDate(0, 3, 0)}
			w.Dropped = group != "" && hours > 15*24*time.Hour
			err = kept.Store.SaveWindows(t.Context(), "an", flowtest.During, string(flowtest.Newest), []reform.Window{w})
		case "report":
			handAgain(t, kept, unit, flowtest.Opens.Add(hours))
		}
		if err != nil {
			r.Fatal(err)
		}
		got, want := drawn(t, kept, string(flowtest.Newest)), drawn(t, open(), string(flowtest.Newest))
		if !reflect.DeepEqual(got, want) {
			r.Fatal("the board that has kept what it drew up says something else")
		}
		if !reflect.DeepEqual(lateness(t, kept), before) {
			moved++
		}
	})
	if moved < runs/10 {
		t.Errorf("%d of %d changes moved a score: nothing was tried", moved, runs)
	}
}

// lateness is what each unit has for coming in time.
func lateness(t *testing.T, b *flow.Board) map[string]string {
	t.Helper()
	scores := map[string]string{}
	for _, card := range draw(t, b, string(flowtest.Newest)).Scorecards {
		s, _ := card.Score("late")
		scores[card.Unit] = fmt.Sprint(s.State, s.Earned)
	}
	return scores
}

// handAgain hands in another version, which says what the newest says.
func handAgain(t *testing.T, b *flow.Board, unit string, when time.Time) {
	t.Helper()
	cycle := string(flowtest.Newest)
	r, err := b.Store.Report(t.Context(), cycle, unit, reform.FromUnit)
	if errors.Is(err, reform.ErrNotFound) {
		r = reform.Report{Cycle: cycle, Unit: unit, Source: reform.FromUnit}
		f, err := b.Store.Framework(t.Context(), "large-timely")
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range f.FiguresOf(reform.FromUnit) {
			r.Values = append(r.Values, reform.Value{Figure: g.ID, Absence: reform.NotReported})
		}
	} else if err != nil {
		t.Fatal(err)
	}
	r.Version, r.Status, r.SavedAt = r.Version+1, reform.Draft, when
	upload := reform.Upload{ID: fmt.Sprint(unit, r.Version), Cycle: cycle, Unit: unit, Source: r.Source, SHA256: "1", Name: "b.xlsx", At: when, By: "test"}
	err = errors.Join(b.Store.SaveUpload(t.Context(), upload), b.Store.AcceptUpload(t.Context(), r, upload.ID))
	if err = errors.Join(err, r.Submit("test", when)); err == nil {
		err = b.Store.SubmitReport(t.Context(), r)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestADraftIsExpectedToEarnWhatItWouldOnTheDay has a framework that reads lateness: nobody
// is asked for it, and a draft is scored as if it were handed in when it was saved, unless
// the unit has reported before.
func TestADraftIsExpectedToEarnWhatItWouldOnTheDay(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		f, err := s.Framework(t.Context(), "small")
		must(t, err)
		f = flowtest.Timely(f)
		must(t, s.SaveFramework(t.Context(), "test", flowtest.Opens, f, []byte("id: small-timely")))
		c, err := s.Cycle(t.Context(), "2026-Q3")
		must(t, err)
		c.Framework = f.ID
		must(t, s.SaveCycle(t.Context(), "test", flowtest.Opens, c))

		if _, err := b.Form(t.Context(), c.ID, "a", reform.FromRecord); !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("the record hands a report in: %v", err)
		}
		form, err := b.Form(t.Context(), c.ID, "a", reform.FromUnit)
		must(t, err)
		filled := flowtest.Filled(t, b, c.ID, "a", reform.FromUnit, 10, 9)
		if d, err := flow.Check(filled, form); err != nil || d.After != nil || len(d.Alterations) != 2 {
			t.Errorf("where no record is, it earns %+v: %v", d.After, err)
		}
		reading, err := workbook.Read(filled, form)
		must(t, err)
		if len(reading.Values) != 2 || len(reading.Findings) > 0 {
			t.Errorf("the form asks for %+v, and finds %+v", reading.Values, reading.Findings)
		}
		draft := reform.Report{Cycle: c.ID, Unit: "a", Source: reform.FromUnit, Values: reading.Values, SavedAt: c.Due.AddDate(0, 0, 3)}
		expects := func(want reform.Points) {
			t.Helper()
			card, err := b.Expected(t.Context(), draft)
			must(t, err)
			if score, _ := card.Score("late"); score.Earned != want || score.State != reform.Scored {
				t.Errorf("expected to earn %s (%s), want %s", score.Earned, score.State, want)
			}
		}
		expects(reform.Point / 2)
		must(t, drafted(b, t, "a"))
		_, err = b.Submit(t.Context(), flow.Draft{Cycle: c.ID, Unit: "a", Source: reform.FromUnit, Version: 1}, "a", c.Due.AddDate(0, 0, 1))
		must(t, err)
		expects(3 * reform.Point / 2)
	})
}
