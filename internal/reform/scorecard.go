package reform

import (
	"math/big"
	"time"
)

// Scorecard is all the Scores of one Unit in one Cycle.
type Scorecard struct {
	Unit      string
	Scores    []Score    // one an Indicator, in the framework's order
	Subtotals []Subtotal // one an Area, in the framework's order
	Facets    []Subtotal // one a Facet, in the framework's order
	State     State      // of the total; only Scored and Zero are numbers
	Earned    Points     // points as added up, bonus and penalty included
	Max       Points     // most points of what applies to this unit, bonus left out
	Total     Points     // what is ranked: Earned, or stretched to the framework's maximum
	Exact     Fraction   // the total as the framework rounds it, or exact where it does not
	Grade     string     // empty when the framework has no bands, or none is reached
	Coverage  Percent    // share of Max whose figures have been reported
	Submitted *time.Time // when the unit's own report came; nil: not yet
	Late      bool
	Working   *AreaWorking // of the total; only on a scorecard drawn up to be explained
}

// Subtotal is the score of one Area, or of one Facet.
type Subtotal struct {
	Area    string
	State   State
	Earned  Points
	Max     Points       // of what applies
	Exact   Fraction     // as the framework rounds it, or exact where it does not
	Working *AreaWorking // only on a scorecard drawn up to be explained
}

// Score is what one Indicator earned.
type Score struct {
	Indicator string
	State     State
	Earned    Points
	Max       Points     // 0 when its points have left the maximum
	Measured  *Fraction  // the ratio measured; nil when the rule measures none
	Cases     int64      // of how many things the ratio is a part, where both sides are counts; 0: not so
	Exact     Fraction   // as the framework rounds it, or exact where it does not; 0 without a score
	Filled    Fill       // how it came to a score though nothing was reported; empty: it was reported
	Appraisal *Appraisal // what was judged of it and counts; nil: it stands as reported
	Working   *Working   // only on a scorecard drawn up to be explained
}

// State is which of six things a cell of the board is. They stay apart from the
// workbook to the last pixel; only the first two are numbers.
type State string

const (
	Scored       State = "scored"
	Zero         State = "zero"           // measured, and earned nothing
	NotAsked     State = "not_applicable" // not asked of this unit
	NotSubmitted State = "not_submitted"  // the unit has not said
	UnderReview  State = "under_review"   // waits for a figure that somebody else supplies
	Suppressed   State = "suppressed"     // nothing to measure: the framework withholds the score
)

// States lists every State.
var States = []State{Scored, Zero, NotAsked, NotSubmitted, UnderReview, Suppressed}

// Counts reports whether the cell holds a score.
func (s State) Counts() bool { return s == Scored || s == Zero }

// Working shows how a Score came about: with the indicator's Rule and the
// framework's Rounding it is enough to do the sum again by hand.
type Working struct {
	Inputs []Input
	Rule   Rule     // the rule that was used: one of its Alternatives, or the indicator's own
	Of     *big.Rat // sum of the figures measured; nil: not used
	Over   *big.Rat // sum of those measured against; nil: not used
	Times  *big.Rat // coefficient; nil: none
	Days   *int     // days after the day due; nil: not a Deadline
	Peers  *Peers   // what the other units measured; nil: not a relative rule
	Share  *big.Rat // share of the most points, before rounding
	Exact  *big.Rat // points before rounding; nil when there is no score
	// Claimed is what Exact was before it was judged otherwise, and Measured the ratio
	// that no longer counts; nil when nothing was changed, or there was nothing to change.
	// All but Exact shows how Claimed came about.
	Claimed  *big.Rat
	Measured *Fraction
}

// Peers is what a relative rule knows of all the units it compares.
type Peers struct {
	Count           int
	Least, Greatest Fraction
	Mean, Deviation Fraction // the deviation, with n-1, to 40 decimals
	Place           int      // of this unit, 1 for the least x; equals share the least
	Reference       Fraction // value of the reference unit
}

// AreaWorking shows how an Area's score came about.
type AreaWorking struct {
	Parts []Part
	Exact *big.Rat // before rounding; nil when there is no score
}

// Part is one part of an Area: an Indicator, or an Area inside.
type Part struct {
	ID     string
	State  State
	Value  Fraction // what it brings, as rounded on its own level
	Weight Fraction // relative inside the area; in a sum, 1
	Counts bool     // false: its weight has left, and the others' are re-normalised
}

// Input is one Value a Score was made from, and where it came from.
type Input struct {
	Figure  string
	Text    string
	Absence Absence
	Origin
	File     string
	SHA256   string
	Lateness *Lateness // where the figure is read from it
}

// Score finds the score of an indicator.
func (c Scorecard) Score(indicator string) (Score, bool) {
	for _, s := range c.Scores {
		if s.Indicator == indicator {
			return s, true
		}
	}
	return Score{}, false
}

// ScoreAt is Score for long lists: it looks where Framework.Place puts the indicator
// and, on a card that lacks some, wherever it is. What is not there is a
// Score of nothing, never nil.
func (c *Scorecard) ScoreAt(place int, indicator string) *Score {
	if 0 <= place && place < len(c.Scores) && c.Scores[place].Indicator == indicator {
		return &c.Scores[place]
	}
	for n := range c.Scores {
		if c.Scores[n].Indicator == indicator {
			return &c.Scores[n]
		}
	}
	return &Score{}
}

// Subtotal finds the sum of an area.
func (c Scorecard) Subtotal(area string) (Subtotal, bool) {
	for _, s := range c.Subtotals {
		if s.Area == area {
			return s, true
		}
	}
	return Subtotal{}, false
}

// Verified is how much of the most points has been judged: of the indicators that
// anybody has accepted, cut or found not to apply.
func (c *Scorecard) Verified() Percent {
	var judged, most Points
	for n := range c.Scores {
		s := &c.Scores[n]
		if most += s.Max; s.Appraisal != nil && s.Appraisal.Verdict != Returned {
			judged += s.Max
		}
	}
	if most <= 0 {
		return 0
	}
	return PercentOf(judged.Rat(), most.Rat())
}

// HasPoints reports whether there are points to show: those of a score, or those
// that a framework grants for what does not apply.
func (s Score) HasPoints() bool { return s.State.Counts() || s.Earned != 0 }

// Level is what is held against the indicator's Aim: the ratio measured or, where
// none is, the share of the most points. It is nil when there is no score.
func (s Score) Level() *big.Rat {
	if s.Measured != nil || !s.State.Counts() || s.Max <= 0 {
		return s.Ratio()
	}
	return new(big.Rat).Quo(s.Earned.Rat(), s.Max.Rat())
}

// Reached is Level without memory of its own, for half a million cells; false where
// Level is nil.
func (s *Score) Reached() (Fraction, bool) {
	switch {
	case s.Measured != nil:
		return *s.Measured, true
	case s.State.Counts() && s.Max > 0:
		return s.Earned.Fraction().Quo(s.Max.Fraction()), true
	}
	return Fraction{}, false
}

// Ratio is the ratio measured; nil when the rule measures none.
func (s Score) Ratio() *big.Rat {
	if s.Measured == nil {
		return nil
	}
	return s.Measured.Rat()
}

// Percent is what was earned in per cent of the most points. False when there is
// no score, or no points to be had.
func (s Score) Percent() (Percent, bool) {
	if !s.State.Counts() || s.Max <= 0 {
		return 0, false
	}
	return PercentOf(s.Earned.Rat(), s.Max.Rat()), true
}

// Node finds the score of an indicator, area or facet by its id.
func (c *Scorecard) Node(id string) (State, Fraction, Points) {
	if s, ok := c.Subtotal(id); ok {
		return s.State, s.Exact, s.Max
	}
	if s, ok := c.Score(id); ok {
		return s.State, s.Exact, s.Max
	}
	for _, s := range c.Facets {
		if s.Area == id {
			return s.State, s.Exact, s.Max
		}
	}
	return NotAsked, Fraction{}, 0
}
