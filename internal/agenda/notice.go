package agenda

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"reformboard/internal/reform"
)

// Notice is something that a person is told.
type Notice struct {
	Key       string // the same whenever it is asked for
	Kind      NoticeKind
	At        time.Time // from when it is there
	Cycle     Cycle
	Unit      reform.Unit   // empty: no single one
	Window    reform.Window // that it is about
	Extension *reform.Extension
	Days      int  // before it is due, or past it
	Count     int  // of units
	Read      bool // whether the person has seen it
}

// NoticeKind is what a Notice tells.
type NoticeKind string

const (
	Opened      NoticeKind = "opened"      // the window of the person's own report
	DueIn       NoticeKind = "due_in"      // so many days, and it is not submitted
	Overdue     NoticeKind = "overdue"     // for so many days, and it is not submitted
	Silent      NoticeKind = "silent"      // so many units, overdue for so many days
	Rescheduled NoticeKind = "rescheduled" // other days than before
	Extended    NoticeKind = "extended"    // more time for one unit
)

// NoticeKinds lists every NoticeKind.
var NoticeKinds = []NoticeKind{Opened, DueIn, Overdue, Silent, Rescheduled, Extended}

// Days on which a person is reminded: before the due day, that day being 0, and past it.
var (
	before = []int{14, 7, 3, 1, 0}
	past   = []int{1, 3, 7, 14}
)

// remembered is for how long a notice is shown.
const remembered = 60 * 24 * time.Hour

// Notices lists what a person is told, newest first; seen says which are read.
func Notices(s Scene, seen func(key string) bool) []Notice {
	var all []Notice
	for _, c := range s.Cycles {
		for _, r := range c.Own {
			all = append(all, s.reminders(c, r)...)
		}
		all = append(all, s.silence(c)...)
		all = append(all, changes(c)...)
		all = append(all, extensions(c)...)
	}
	all = slices.DeleteFunc(all, func(n Notice) bool { return n.At.After(s.Now) || n.At.Before(s.Now.Add(-remembered)) })
	slices.SortStableFunc(all, func(a, b Notice) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Key, b.Key)) })
	for i := range all {
		all[i].Read = seen(all[i].Key)
	}
	return all
}

// day is the beginning of the day so many days after that of a moment.
func (s Scene) day(t time.Time, days int) time.Time {
	y, m, d := t.In(s.Zone).Date()
	return time.Date(y, m, d+days, 0, 0, 0, 0, s.Zone)
}

// reminders are those of one report: none after it was submitted, and none of a day
// before it could be.
func (s Scene) reminders(c Cycle, r Report) []Notice {
	w := c.Reports(r.Unit)
	// Days are in the key: where they have changed, what was read before is no longer true.
	key := func(kind NoticeKind, days int) string {
		return fmt.Sprintf("%s %d %s %s %d", kind, days, c.ID, r.Unit.ID, w.Due.Unix())
	}
	all := []Notice{{Kind: Opened, Key: key(Opened, 0), At: w.Opens, Cycle: c, Unit: r.Unit, Window: w}}
	for _, days := range before {
		at := s.day(w.Due, -days)
		if at.After(w.Opens) && !r.Submitted(at) {
			all = append(all, Notice{Kind: DueIn, Key: key(DueIn, days), At: at, Cycle: c, Unit: r.Unit, Window: w, Days: days})
		}
	}
	for _, days := range past {
		at := s.day(w.Last(), days)
		if at.Before(w.Closes) && !r.Submitted(at) {
			all = append(all, Notice{Kind: Overdue, Key: key(Overdue, days), At: at, Cycle: c, Unit: r.Unit, Window: w, Days: days})
		}
	}
	return all
}

// silence tells who looks after other units how many of them are overdue.
func (s Scene) silence(c Cycle) []Notice {
	type told struct {
		last int64
		days int
	}
	found := map[told]*Notice{}
	for _, r := range c.Below {
		w := c.Reports(r.Unit)
		for _, days := range past {
			at := s.day(w.Last(), days)
			if r.Submitted(at) || at.After(s.Now) {
				continue
			}
			k := told{w.Last().Unix(), days}
			if found[k] == nil {
				found[k] = &Notice{Kind: Silent, Key: fmt.Sprintf("silent %d %s %d", days, c.ID, k.last), At: at, Cycle: c, Window: w, Days: days}
			}
			found[k].Count++
		}
	}
	var all []Notice
	for _, n := range found {
		all = append(all, *n)
	}
	return all
}

// changes tells of days that were set anew. The first days of a window are no change,
// unless a peer group or stage had others before.
func changes(c Cycle) []Notice {
	var all []Notice
	for _, w := range c.History {
		if w.Version == 1 && w.Stage == reform.ReportingStage && w.PeerGroup == "" {
			continue
		}
		all = append(all, Notice{
			Kind: Rescheduled, Key: "rescheduled " + c.ID + " " + string(w.Stage) + " " + w.PeerGroup + " " + strconv.Itoa(w.Version), At: w.SetAt, Cycle: c, Window: w,
		})
	}
	return all
}

// extensions tells of more time given to a unit that the person prepares the report of,
// or looks after.
func extensions(c Cycle) []Notice {
	units := map[string]reform.Unit{}
	for _, r := range concerned(c) {
		units[r.Unit.ID] = r.Unit
	}
	var all []Notice
	for _, e := range c.Extensions {
		if u, ok := units[e.Unit]; ok {
			w, _ := c.Window(e.Stage, u)
			all = append(all, Notice{Kind: Extended, Key: "extended " + e.ID, At: e.At, Cycle: c, Unit: u, Window: w, Extension: &e})
		}
	}
	return all
}
