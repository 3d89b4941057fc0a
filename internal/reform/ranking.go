package reform

import "strconv"

// Ranking is the Standings of one peer group, or of all units, in order. Equal
// totals share a rank, as the framework's RankRule says.
type Ranking struct {
	Group     string     // empty: all units
	Standings []Standing // by rank, then as the units are listed
	Unranked  []Standing // with the reason; never sorted as zero
}

// Standing is one Unit's place in a Ranking.
type Standing struct {
	Unit     string
	Rank     int // 1 is best, equals share the least: 1, 2, 2, 4; 0: not ranked
	Dense    int // the same without gaps: 1, 2, 2, 3
	Tied     int // how many units share the rank, this one included
	Total    Points
	Exact    Fraction // the total at the decimals at which it was compared
	Grade    string
	Coverage Percent
	Moved    *int   // places gained since the cycle before among units ranked both times; nil: not comparable
	Reason   Reason // why it is not ranked
}

// Place is the rank as a tie rule gives it: a whole number, or with TiesAverage
// perhaps a half.
func (s Standing) Place(ties Ties) Decimal {
	switch {
	case ties == TiesDense:
		return Decimal(strconv.Itoa(s.Dense))
	case ties == TiesAverage && s.Tied%2 == 0 && s.Tied > 0:
		return Decimal(strconv.Itoa(s.Rank+s.Tied/2-1) + ".5")
	case ties == TiesAverage:
		return Decimal(strconv.Itoa(s.Rank + s.Tied/2))
	}
	return Decimal(strconv.Itoa(s.Rank))
}

// Reason is why a Unit is not ranked.
type Reason string

const (
	NoReport Reason = "no_report"
	TooFew   Reason = "too_few"  // less reported than the framework's coverage asks
	NoTotal  Reason = "no_total" // the framework withholds the total: an area could not be scored
	NoScore  Reason = "no_score" // ranked by a part in which the unit has no score
)

// Standing finds a unit, ranked or not.
func (r Ranking) Standing(unit string) (Standing, bool) {
	for _, list := range [][]Standing{r.Standings, r.Unranked} {
		for _, s := range list {
			if s.Unit == unit {
				return s, true
			}
		}
	}
	return Standing{}, false
}
