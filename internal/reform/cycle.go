package reform

import (
	"reflect"
	"time"
)

// Cycle is one Period of one body judged by one Framework. Its data window is
// not always the calendar period: quarter I of 2026 may run 15/12 to 14/3.
//
// Opens to Closes are the days of Reporting for all; Window says which ones one Unit has.
type Cycle struct {
	ID         string `gorm:"primaryKey"`
	Body       string // the Unit at the top of the tree that reports
	Framework  string
	Period     Period
	DataFrom   time.Time
	DataTo     time.Time // first moment after the window
	Opens      time.Time
	Due        time.Time     // reports after this, and after Grace, are late
	Grace      time.Duration // after Due that is still in time
	Closes     time.Time     // nothing is received after this
	NoteVI     string        // where the figures come from, shown wherever they are
	NoteEN     string
	Version    int64       // grows with every change to what units report, and by what rules and days
	Judged     int64       // how many Appraisals there are: grows with every change to what counts of it
	Days       int64       // grows with every change to Windows and Extensions; 0: there are none
	Windows    []Window    `gorm:"-"` // of the other Stages, and of peer groups with days of their own
	Extensions []Extension `gorm:"-"` // in the order in which they were given
}

// Phase is how far a Cycle has come.
type Phase string

const (
	Planned Phase = "planned"
	Open    Phase = "open"
	Closed  Phase = "closed"
)

// Phase follows from the cycle's days: nobody has to remember to press a button. It is
// open as long as any unit may report; whether one may, Reports says.
func (c Cycle) Phase(now time.Time) Phase {
	w := c.Reports(Unit{})
	for _, own := range c.Windows {
		if own.Stage == ReportingStage {
			w.Opens, w.Closes = earlier(w.Opens, own.Opens), later(w.Closes, own.Closes)
		}
	}
	for _, e := range c.Extensions {
		if e.Stage == ReportingStage {
			w.Closes = later(w.Closes, e.Until)
		}
	}
	return w.Phase(now)
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// Late reports whether what comes at this moment is late for all who have no days of
// their own.
func (c Cycle) Late(at time.Time) bool { return c.Reports(Unit{}).Late(at) }

// Same reports whether nothing about two cycles differs but how often they changed.
func (c Cycle) Same(other Cycle) bool {
	c.Version, c.Judged, c.Days = other.Version, other.Judged, other.Days
	return reflect.DeepEqual(c, other)
}

// Note is the cycle's note as Words.
func (c Cycle) Note() Words { return Words{VI: c.NoteVI, EN: c.NoteEN} }
