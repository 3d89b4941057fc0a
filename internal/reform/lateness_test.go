package reform

import (
	"testing"
	"time"

	"pgregory.net/rapid"
)

var hanoi = time.FixedZone("+07", 7*60*60)

func TestDaysLateAreDaysOfTheCalendar(t *testing.T) {
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 9, day, hour, minute, 0, 0, hanoi) }
	w := Window{Due: at(30, 17, 0)}
	for _, c := range []struct {
		what  string
		grace time.Duration
		came  time.Time
		want  int
	}{
		{"long before", 0, at(1, 8, 0), 0},
		{"at the last moment", 0, at(30, 17, 0), 0},
		{"late on the very day", 0, at(30, 23, 59), 0},
		{"fifteen hours late, on the next day", 0, at(31, 8, 0), 1},
		{"three days late", 0, at(33, 8, 0), 3},
		{"a year late", 0, at(30+365, 8, 0), 365},
		{"within the grace", 48 * time.Hour, at(32, 17, 0), 0},
		{"beyond the grace, counted from its end", 48 * time.Hour, at(33, 8, 0), 1},
	} {
		w.Grace = c.grace
		l := w.Lateness(c.came.UTC(), hanoi)
		if l.Days != c.want || !l.Came.Equal(c.came) || !l.Last.Equal(w.Last()) || l.Came.Location() != hanoi || l.Last.Location() != hanoi {
			t.Errorf("%s: got %+v, want %d days", c.what, l, c.want)
		}
	}
	w = Window{Due: at(30, 23, 0)}
	came := at(31, 6, 59)
	if w.Lateness(came, hanoi).Days != 1 || w.Lateness(came, time.UTC).Days != 0 {
		t.Error("days do not begin in the zone")
	}
}

// TestWhoComesLaterIsNeverLessLate draws windows, extensions and moments: lateness never
// falls when a report comes later, no extension raises it, and who is in time has none.
func TestWhoComesLaterIsNeverLessLate(t *testing.T) {
	base := time.Date(2026, 9, 30, 17, 0, 0, 0, hanoi)
	late := 0
	rapid.Check(t, func(t *rapid.T) {
		moment := func(name string) time.Time {
			return base.Add(time.Duration(rapid.IntRange(-20*24*60, 40*24*60).Draw(t, name)) * time.Minute)
		}
		zone := rapid.SampledFrom([]*time.Location{time.UTC, hanoi, time.FixedZone("-11", -11*60*60)}).Draw(t, "zone")
		c := Cycle{ID: "c", Due: moment("due"), Grace: time.Duration(rapid.IntRange(0, 100).Draw(t, "grace")) * time.Hour}
		if rapid.Bool().Draw(t, "own window") {
			c.Windows = []Window{{Stage: ReportingStage, PeerGroup: "g", Due: moment("own due")}}
		}
		u := Unit{ID: "u", PeerGroup: "g"}
		came := moment("came")
		w := c.Reports(u)
		l := w.Lateness(came, zone)
		if l.Days < 0 || !w.Late(came) && l.Days != 0 {
			t.Fatalf("got %+v of %+v", l, w)
		}
		if l.Days > 0 {
			late++
		}
		if later := w.Lateness(came.Add(time.Duration(rapid.IntRange(0, 10_000).Draw(t, "minutes"))*time.Minute), zone); later.Days < l.Days {
			t.Fatalf("later, and %d days less late", l.Days-later.Days)
		}
		for range rapid.IntRange(1, 3).Draw(t, "extensions") {
			c.Extensions = append(c.Extensions, Extension{Stage: ReportingStage, Unit: "u", Until: moment("until")})
		}
		if extended := c.Reports(u).Lateness(came, zone); extended.Days > l.Days {
			t.Fatalf("an extension made it %d days later", extended.Days-l.Days)
		}
	})
	if late == 0 {
		t.Error("nobody was late: nothing was tried")
	}
}
