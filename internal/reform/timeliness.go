package reform

import "time"

// Timeliness is how a Unit's own Report stands against the due day of a Cycle.
type Timeliness string

const (
	InTime     Timeliness = "on_time"
	TooLate    Timeliness = "late"
	Overdue    Timeliness = "overdue" // past due and still open: it may yet come, late
	NeverCame  Timeliness = "failed"  // the Cycle has closed without it
	NotYetDue  Timeliness = "not_due" // silence before the due day is no fault
	NotYetUnit Timeliness = "no_unit" // the Unit did not report in that Cycle at all
)

// Timelinesses lists every Timeliness: what asks most of a person comes first.
var Timelinesses = []Timeliness{NeverCame, Overdue, TooLate, NotYetDue, InTime, NotYetUnit}

// Fault reports whether somebody failed to be in time.
func (t Timeliness) Fault() bool { return t == TooLate || t.Silent() }

// Silent reports whether a report is owed that has not come.
func (t Timeliness) Silent() bool { return t == Overdue || t == NeverCame }

// Timeliness follows from when the report came and what time it is: nobody presses
// a button to say so. The window is that of the unit whose scorecard it is.
func (w Window) Timeliness(card *Scorecard, now time.Time) Timeliness {
	switch {
	case card == nil:
		return NotYetUnit
	case card.Submitted != nil && card.Late:
		return TooLate
	case card.Submitted != nil:
		return InTime
	case w.Phase(now) == Closed:
		return NeverCame
	case w.Late(now):
		return Overdue
	}
	return NotYetDue
}
