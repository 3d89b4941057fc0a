package reform

// Weakness is how far one Indicator falls short over many Units.
type Weakness struct {
	Indicator   string
	Asked       int     // units it is asked of
	Units       int     // of these, with a score
	Recoverable Points  // most points less what was earned, over all units asked
	Unreported  Points  // the part of Recoverable that waits for a figure
	Mean        Percent // of the most points, over units with a score
	Median      Percent
	Least       Percent
	Greatest    Percent
	Below50     int // units with a score under half of the most points
	Below80     int
	AtLeast     []string // units at the least, in the order listed
	BelowTarget int      // units with a score that miss the target
	Reach       Reach
}

// Reach tells where to look: at the rule and the tools, or at the units.
type Reach string

const (
	Systemic Reach = "systemic" // most units asked miss the target, or the median does
	Local    Reach = "local"
	Met      Reach = "met"     // nobody misses it
	NoData   Reach = "no_data" // no unit has a score
)
