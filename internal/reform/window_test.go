package reform

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func september(day, hour int) time.Time { return time.Date(2026, 9, day, hour, 0, 0, 0, time.UTC) }

// quarter has days of its own for the group "far", and a first appraisal for all.
var quarter = Cycle{
	ID: "2026-q3", Opens: september(1, 0), Due: september(10, 17), Grace: time.Hour, Closes: september(20, 0),
	Windows: []Window{
		{Stage: ReportingStage, PeerGroup: "far", Opens: september(3, 0), Due: september(14, 17), Closes: september(25, 0)},
		{Stage: FirstAppraisal, Opens: september(20, 0), Due: september(28, 0), Closes: september(30, 0)},
	},
	Extensions: []Extension{
		{Stage: ReportingStage, Unit: "flooded", Until: september(27, 0), Reason: "first"},
		{Stage: ReportingStage, Unit: "flooded", Until: september(24, 0), Reason: "shorter than the first"},
		{Stage: ReportingStage, Unit: "soon", Until: september(10, 12), Reason: "no longer than all have"},
		{Stage: FirstAppraisal, Unit: "far-flooded", Until: september(29, 0), Reason: "for another stage"},
	},
}

func TestWindowIsTheGroupsThenTheUnitsOwn(t *testing.T) {
	for _, c := range []struct {
		stage            Stage
		unit, group      string
		opens, due, last time.Time
		closes           time.Time
		because          string
	}{
		{ReportingStage, "plain", "near", september(1, 0), september(10, 17), september(10, 18), september(20, 0), ""},
		{ReportingStage, "plain", "", september(1, 0), september(10, 17), september(10, 18), september(20, 0), ""},
		{ReportingStage, "plain", "far", september(3, 0), september(14, 17), september(14, 17), september(25, 0), ""},
		{ReportingStage, "flooded", "near", september(1, 0), september(27, 0), september(27, 0), september(27, 0), "first"},
		{ReportingStage, "flooded", "far", september(3, 0), september(27, 0), september(27, 0), september(27, 0), "first"},
		{ReportingStage, "soon", "near", september(1, 0), september(10, 17), september(10, 18), september(20, 0), ""},
		{ReportingStage, "far-flooded", "far", september(3, 0), september(14, 17), september(14, 17), september(25, 0), ""},
		{FirstAppraisal, "far-flooded", "far", september(20, 0), september(29, 0), september(29, 0), september(30, 0), "for another stage"},
		{FirstAppraisal, "plain", "near", september(20, 0), september(28, 0), september(28, 0), september(30, 0), ""},
	} {
		w, ok := quarter.Window(c.stage, Unit{ID: c.unit, PeerGroup: c.group})
		if !ok || !w.Opens.Equal(c.opens) || !w.Due.Equal(c.due) || !w.Last().Equal(c.last) || !w.Closes.Equal(c.closes) {
			t.Errorf("%s of %s in %s: got %v to %v, closes %v", c.stage, c.unit, c.group, w.Opens, w.Due, w.Closes)
		}
		if why := w.Extension; (why == nil) != (c.because == "") || why != nil && why.Reason != c.because {
			t.Errorf("%s of %s in %s: extended by %v", c.stage, c.unit, c.group, why)
		}
	}
	if _, ok := quarter.Window(ExplanationStage, Unit{}); ok {
		t.Error("a stage that nobody has set has a window")
	}
}

func TestLatenessIsDecidedToTheMicrosecond(t *testing.T) {
	last := quarter.Reports(Unit{}).Last()
	for after, want := range map[time.Duration]bool{-time.Microsecond: false, 0: false, time.Microsecond: true} {
		if got := quarter.Reports(Unit{}).Late(last.Add(after)); got != want {
			t.Errorf("%s after the last moment: late %v", after, got)
		}
	}
	w := quarter.Reports(Unit{})
	for at, want := range map[time.Time]Phase{
		w.Opens.Add(-1): Planned, w.Opens: Open, w.Closes.Add(-1): Open, w.Closes: Closed,
	} {
		if got := w.Phase(at); got != want {
			t.Errorf("at %v: got %s, want %s", at, got, want)
		}
	}
}

func TestCycleIsOpenAsLongAsAnybodyMayReport(t *testing.T) {
	early := quarter
	early.Windows = append([]Window{{Stage: ReportingStage, PeerGroup: "first", Opens: september(1, 0).Add(-time.Hour), Due: september(2, 0), Closes: september(2, 0)}}, early.Windows...)
	for at, want := range map[time.Time]Phase{
		september(1, 0).Add(-time.Hour): Open, september(26, 0): Open, september(27, 0): Closed, september(1, 0).Add(-2 * time.Hour): Planned,
	} {
		if got := early.Phase(at); got != want {
			t.Errorf("at %v: got %s, want %s", at, got, want)
		}
	}
}

func TestExtensionIsGivenForMoreTimeAndWithAReason(t *testing.T) {
	unit := Unit{ID: "plain", PeerGroup: "near"}
	reason := "Bão số 9 làm mất điện ba ngày"
	for name, c := range map[string]struct {
		e    Extension
		want error
	}{
		"more time":         {Extension{Stage: ReportingStage, Until: september(12, 0), Reason: reason}, nil},
		"no more than now":  {Extension{Stage: ReportingStage, Until: september(10, 18), Reason: reason}, ErrInvalid},
		"less than now":     {Extension{Stage: ReportingStage, Until: september(9, 0), Reason: reason}, ErrInvalid},
		"no reason":         {Extension{Stage: ReportingStage, Until: september(12, 0), Reason: "              ok     "}, ErrInvalid},
		"a stage not there": {Extension{Stage: CouncilStage, Until: september(12, 0), Reason: reason}, ErrNotFound},
		"no stage":          {Extension{Until: september(12, 0), Reason: reason}, ErrNotFound},
	} {
		if err := quarter.Extend(unit, c.e); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", name, err, c.want)
		}
	}
}

func TestWindowsThatMakeNoSenseAreRefused(t *testing.T) {
	good := Window{Stage: ReportingStage, Opens: september(1, 0), Due: september(2, 0), Grace: time.Hour, Closes: september(2, 1)}
	if err := good.Check(); err != nil {
		t.Error(err)
	}
	for name, spoil := range map[string]func(*Window){
		"no stage":           func(w *Window) { w.Stage = "" },
		"due as it opens":    func(w *Window) { w.Due = w.Opens },
		"closes before due":  func(w *Window) { w.Closes = w.Due.Add(-1) },
		"closes in grace":    func(w *Window) { w.Closes = w.Closes.Add(-1) },
		"grace below zero":   func(w *Window) { w.Grace = -1 },
		"all the wrong ways": func(w *Window) { w.Opens, w.Closes = w.Closes, w.Opens },
	} {
		w := good
		spoil(&w)
		if err := w.Check(); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// drawCycle is a cycle with any days in order, and any extensions.
func drawCycle(t *rapid.T) Cycle {
	hours := func(least int) time.Duration {
		return time.Duration(rapid.IntRange(least, 400).Draw(t, "hours")) * time.Hour
	}
	window := func(s Stage, group string) Window {
		w := Window{Stage: s, PeerGroup: group, Opens: september(1, 0).Add(hours(-400))}
		w.Due, w.Grace = w.Opens.Add(hours(1)), hours(0)
		w.Closes = w.Last().Add(hours(0))
		return w
	}
	all := window(ReportingStage, "")
	c := Cycle{Opens: all.Opens, Due: all.Due, Grace: all.Grace, Closes: all.Closes}
	for _, s := range Stages {
		for _, group := range []string{"", "a", "b"} {
			if rapid.Bool().Draw(t, "has") && (s != ReportingStage || group != "") {
				c.Windows = append(c.Windows, window(s, group))
			}
		}
	}
	for range rapid.IntRange(0, 5).Draw(t, "extensions") {
		c.Extensions = append(c.Extensions, Extension{
			Stage: rapid.SampledFrom(Stages).Draw(t, "stage"), Unit: rapid.SampledFrom([]string{"u", "v"}).Draw(t, "unit"),
			Until: september(1, 0).Add(hours(-400)),
		})
	}
	return c
}

func drawUnit(t *rapid.T) Unit {
	return Unit{ID: rapid.SampledFrom([]string{"u", "v", "w"}).Draw(t, "id"), PeerGroup: rapid.SampledFrom([]string{"", "a", "b", "c"}).Draw(t, "group")}
}

func TestAnExtensionNeverShortens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, u := drawCycle(t), drawUnit(t)
		none := c
		none.Extensions = nil
		more := c
		more.Extensions = append([]Extension{{Stage: rapid.SampledFrom(Stages).Draw(t, "more"), Unit: u.ID, Until: september(rapid.IntRange(1, 60).Draw(t, "day"), 0)}}, c.Extensions...)
		for _, s := range Stages {
			before, ok := none.Window(s, u)
			for _, longer := range []Cycle{c, more} {
				w, still := longer.Window(s, u)
				if ok != still || w.Last().Before(before.Last()) || w.Closes.Before(before.Closes) || w.Due.Before(before.Due) || !w.Opens.Equal(before.Opens) {
					t.Fatalf("%s of %+v: %+v became %+v", s, u, before, w)
				}
				if ok && w.Check() != nil && before.Check() == nil {
					w.Stage = s
					t.Fatalf("%+v is no window: %v", w, w.Check())
				}
			}
		}
	})
}

func TestAGroupsWindowNeverChangesAnothers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, u := drawCycle(t), drawUnit(t)
		other := rapid.SampledFrom([]string{"a", "b", "c", "d"}).Filter(func(g string) bool { return g != u.PeerGroup }).Draw(t, "other")
		s := rapid.SampledFrom(Stages).Draw(t, "stage")
		set := c
		set.Windows = append([]Window{{Stage: s, PeerGroup: other, Opens: september(1, 0), Due: september(2, 0), Closes: september(3, 0)}}, c.Windows...)
		set.Extensions = append([]Extension{{Stage: s, Unit: "another", Until: september(29, 0)}}, c.Extensions...)
		for _, s := range Stages {
			before, had := c.Window(s, u)
			after, has := set.Window(s, u)
			if had != has || !reflect.DeepEqual(before, after) {
				t.Fatalf("%s of %+v: %+v became %+v", s, u, before, after)
			}
		}
	})
}

func TestACycleForOneUnitAnswersAsTheWholeDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, u := drawCycle(t), drawUnit(t)
		for _, s := range Stages {
			want, had := c.Window(s, u)
			got, has := c.For(u).Window(s, u)
			want.PeerGroup = ""
			got.Cycle, got.Stage = want.Cycle, want.Stage
			if had != has || had && (!want.Same(got) || (want.Extension == nil) != (got.Extension == nil)) {
				t.Fatalf("%s of %+v: got %+v, want %+v", s, u, got, want)
			}
		}
	})
}

func TestStaggeredGroupsAreDueOneAfterTheOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		groups := rapid.SliceOfNDistinct(rapid.StringMatching("[a-z]{1,3}"), 1, 40, rapid.ID[string]).Draw(t, "groups")
		w := quarter.Reports(Unit{})
		first := w.Due.Add(time.Duration(rapid.IntRange(-100, 100).Draw(t, "first")) * time.Hour)
		last := first.Add(time.Duration(rapid.IntRange(0, 10_000).Draw(t, "minutes")) * time.Minute)
		spread := Stagger(w, groups, first, last)
		if len(spread) != len(groups) || !spread[0].Due.Equal(first) || len(groups) > 1 && !spread[len(groups)-1].Due.Equal(last) {
			t.Fatalf("from %v to %v: %+v", first, last, spread)
		}
		for n, own := range spread {
			if own.PeerGroup != groups[n] || !own.Opens.Equal(w.Opens) || own.Closes.Sub(own.Due) != w.Closes.Sub(w.Due) || own.Due.Second() != 0 {
				t.Fatalf("%+v", own)
			}
			if n > 0 && own.Due.Before(spread[n-1].Due) {
				t.Fatalf("%s is due before %s", own.PeerGroup, spread[n-1].PeerGroup)
			}
		}
	})
}
