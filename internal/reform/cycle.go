package reform

import "time"

// Cycle is one Period of one body judged by one Framework. Its data window is
// not always the calendar period: quarter I of 2026 may run 15/12 to 14/3.
type Cycle struct {
	ID        string `gorm:"primaryKey"`
	Body      string // the Unit at the top of the tree that reports
	Framework string
	Period    Period
	DataFrom  time.Time
	DataTo    time.Time // first moment after the window
	Opens     time.Time
	Due       time.Time // reports after this are late
	Closes    time.Time // nothing is received after this
	NoteVI    string    // where the figures come from, shown wherever they are
	NoteEN    string
	Version   int64 // grows with every change to what units report, and by what rules
	Judged    int64 // how many Appraisals there are: grows with every change to what counts of it
}

// Phase is how far a Cycle has come.
type Phase string

const (
	Planned Phase = "planned"
	Open    Phase = "open"
	Closed  Phase = "closed"
)

// Phase follows from the cycle's days: nobody has to remember to press a button.
func (c Cycle) Phase(now time.Time) Phase {
	switch {
	case now.Before(c.Opens):
		return Planned
	case now.Before(c.Closes):
		return Open
	}
	return Closed
}

// Late reports whether a report submitted at this moment is late.
func (c Cycle) Late(at time.Time) bool { return at.After(c.Due) }

// Note is the cycle's note as Words.
func (c Cycle) Note() Words { return Words{VI: c.NoteVI, EN: c.NoteEN} }
