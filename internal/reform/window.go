package reform

import (
	"fmt"
	"slices"
	"time"
)

// Stage is a part of a Cycle in which one side acts.
type Stage string

const (
	ReportingStage   Stage = "reporting"        // units hand in their reports
	FirstAppraisal   Stage = "first_appraisal"  // appraisers judge what they claim
	ExplanationStage Stage = "explanation"      // units answer to that
	SecondAppraisal  Stage = "second_appraisal" // appraisers judge once more
	CouncilStage     Stage = "council"          // the council decides what is left
)

// Stages lists every Stage in the order in which they follow each other.
var Stages = []Stage{ReportingStage, FirstAppraisal, ExplanationStage, SecondAppraisal, CouncilStage}

// Window is when a Stage of a Cycle takes what it is for, from the Units of one peer
// group or from all. A change is another version, so that nothing is overwritten.
type Window struct {
	Cycle     string `gorm:"primaryKey"`
	Stage     Stage  `gorm:"primaryKey"`
	PeerGroup string `gorm:"primaryKey"` // empty: all Units whose group has none of its own
	Version   int    `gorm:"primaryKey"` // from 1; the newest counts
	Opens     time.Time
	Due       time.Time
	Grace     time.Duration // after Due that is still in time
	Closes    time.Time     // nothing is taken from then on
	Dropped   bool          // the group has no window of its own any more
	SetAt     time.Time
	SetBy     string
	Extension *Extension `gorm:"-"` // that gave one Unit longer; nil: none did
}

// Phase is how far the window has come.
func (w Window) Phase(now time.Time) Phase {
	switch {
	case now.Before(w.Opens):
		return Planned
	case now.Before(w.Closes):
		return Open
	}
	return Closed
}

// Last is the last moment that is in time.
func (w Window) Last() time.Time { return w.Due.Add(w.Grace) }

// Late reports whether what comes at this moment is late.
func (w Window) Late(at time.Time) bool { return at.After(w.Last()) }

// Check says what is wrong with the days of a window.
func (w Window) Check() error {
	switch {
	case !slices.Contains(Stages, w.Stage):
		return fmt.Errorf("%w: unknown stage %q", ErrInvalid, w.Stage)
	case !w.Opens.Before(w.Due):
		return fmt.Errorf("%w: a window opens before it is due", ErrInvalid)
	case w.Grace < 0 || w.Closes.Before(w.Last()):
		return fmt.Errorf("%w: a window closes when it is due, with its grace, or later", ErrInvalid)
	}
	return nil
}

// Same reports whether two windows have the same days.
func (w Window) Same(other Window) bool {
	return w.Opens.Equal(other.Opens) && w.Due.Equal(other.Due) && w.Grace == other.Grace && w.Closes.Equal(other.Closes)
}

// Extension gives one Unit more time in one Stage. It is only ever added, and never
// takes time away: of several the longest counts.
type Extension struct {
	ID     string `gorm:"primaryKey"`
	Cycle  string
	Stage  Stage
	Unit   string
	Until  time.Time // what comes by then is in time
	Reason string
	At     time.Time
	By     string
}

// Extend says why an extension cannot be given to a unit.
func (c Cycle) Extend(u Unit, e Extension) error {
	w, ok := c.Window(e.Stage, u)
	switch {
	case !ok:
		return fmt.Errorf("%w: cycle %s has no stage %q", ErrNotFound, c.ID, e.Stage)
	case !e.Until.After(w.Last()):
		return fmt.Errorf("%w: it is no extension: %s has until %s already", ErrInvalid, u.ID, w.Last())
	case !long(e.Reason):
		return fmt.Errorf("%w: an extension needs a reason of at least %d letters", ErrInvalid, ShortestReason)
	}
	return nil
}

// longer is the window of a unit that was given more time.
func (w Window) longer(e Extension) Window {
	if e.Until.Before(w.Last()) {
		return w
	}
	w.Due, w.Grace, w.Extension = e.Until, 0, &e
	if w.Closes.Before(e.Until) {
		w.Closes = e.Until
	}
	return w
}

// Window is when a Stage takes what it is for from one Unit: the days of its peer group,
// or else those of all, with the time that it was given beyond. It is the one place where
// that is decided. False: the cycle has no such stage.
func (c Cycle) Window(s Stage, u Unit) (Window, bool) {
	w, ok := c.common(s)
	for _, own := range c.Windows {
		if own.Stage == s && own.PeerGroup == u.PeerGroup && u.PeerGroup != "" {
			w, ok = own, true
		}
	}
	if !ok {
		return Window{}, false
	}
	for _, e := range c.Extensions {
		if e.Stage == s && e.Unit == u.ID {
			w = w.longer(e)
		}
	}
	return w, true
}

// common is the window of all units whose group has none of its own. That of reporting
// is the cycle's.
func (c Cycle) common(s Stage) (Window, bool) {
	if s == ReportingStage {
		return Window{Cycle: c.ID, Stage: s, Opens: c.Opens, Due: c.Due, Grace: c.Grace, Closes: c.Closes}, true
	}
	for _, w := range c.Windows {
		if w.Stage == s && w.PeerGroup == "" {
			return w, true
		}
	}
	return Window{}, false
}

// Reports is the Window in which a Unit's own report is taken.
func (c Cycle) Reports(u Unit) Window {
	w, _ := c.Window(ReportingStage, u)
	return w
}

// For is the cycle as one Unit has it: every Stage with the days of its own Window.
func (c Cycle) For(u Unit) Cycle {
	own := c
	own.Windows, own.Extensions = nil, nil
	for _, s := range Stages {
		w, ok := c.Window(s, u)
		switch {
		case s == ReportingStage:
			own.Opens, own.Due, own.Grace, own.Closes = w.Opens, w.Due, w.Grace, w.Closes
		case ok:
			w.PeerGroup = ""
			own.Windows = append(own.Windows, w)
		}
	}
	for _, e := range c.Extensions {
		if e.Unit == u.ID {
			own.Extensions = append(own.Extensions, e)
		}
	}
	return own
}

// Stagger spreads the due times of peer groups evenly from one moment to another, so that
// not all of them come in the same hour. All open together, and each closes as long after
// its due time as the window that is spread.
func Stagger(w Window, groups []string, first, last time.Time) []Window {
	spread := make([]Window, len(groups))
	for n, group := range groups {
		due := first
		if len(groups) > 1 {
			// By minutes: nobody is to be told 16:08:34.
			minutes := last.Sub(first) / time.Minute * time.Duration(n) / time.Duration(len(groups)-1)
			due = first.Add(minutes * time.Minute)
		}
		spread[n] = Window{Cycle: w.Cycle, Stage: w.Stage, PeerGroup: group, Opens: w.Opens, Due: due, Grace: w.Grace, Closes: due.Add(w.Closes.Sub(w.Due))}
	}
	return spread
}
