package reform

// Outlook is where a level is heading against the aim of its Indicator.
type Outlook string

const (
	OutlookMet         Outlook = "met"            // at the aim, and nothing says that it will fall below
	OutlookOnTrack     Outlook = "on_track"       // below, or not yet known, but reaching the aim at this pace
	OutlookAtRisk      Outlook = "at_risk"        // at the aim, but below it at this pace
	OutlookWillMiss    Outlook = "will_miss"      // below, or not yet known, and below it at this pace
	OutlookMissed      Outlook = "missed"         // below when the Cycle was closed
	OutlookNoData      Outlook = "no_data"        // nothing measured, or too little to say where it leads
	OutlookNotConcerns Outlook = "not_applicable" // the Indicator is not asked
)

// Outlooks lists every Outlook.
var Outlooks = []Outlook{OutlookMet, OutlookOnTrack, OutlookAtRisk, OutlookWillMiss, OutlookMissed, OutlookNoData, OutlookNotConcerns}

// Course is how the level of an Indicator went from Cycle to Cycle, and where that leads.
type Course struct {
	Levels []*Fraction // one a Cycle, the oldest first and this one last; nil: none, which is not zero
	Known  int         // how many there are
	Ahead  *Fraction   // what comes after the last Level at this pace; nil: too few are known
	Next   bool        // Ahead is of the Cycle after this one; false: of this one, which has no Level yet
	Stood  Outlook     // of this Cycle
	Leads  Outlook     // of the Cycle that Ahead is of
	Misses int         // Cycles running up to this one in which the aim was missed
}

// Level is that of this Cycle; nil when it has none yet.
func (c Course) Level() *Fraction {
	if len(c.Levels) == 0 {
		return nil
	}
	return c.Levels[len(c.Levels)-1]
}

// Radar is what is weak in one part of a body: one Signal an Indicator that earns
// points, the most recoverable first.
type Radar struct {
	Scope
	Periods []Period // of the Courses, the oldest first and this one last
	Signals []Signal
}

// Scope is a part of a body: one Unit, a peer group or, where both are empty, all Units.
type Scope struct {
	Group string
	Unit  string
}

// Signal is the Weakness of one Indicator among the Units of a Radar, with its Course.
type Signal struct {
	Weakness
	Course   Course  // of the median level; of one Unit, its own
	WillMiss int     // Units that will miss the aim at their pace
	Steady   int     // Units that miss it in this Cycle and missed it in the one before
	OneMore  *Points // gained if each Unit that misses measured one percentage point more; nil: the rule measures no ratio
	Lacking  *Lack   // what the Units that miss it still have to do in an open Cycle; nil: nothing, or it cannot be counted
}

// Lack is how many more of a Figure would bring each Unit that misses an aim up to it.
type Lack struct {
	Figure string
	More   int64
}
