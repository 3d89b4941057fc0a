package reform

// Place is where a Unit stands by one Indicator among those that have a score in
// it.
type Place struct {
	Rank  int // as in a Standing
	Dense int // 0 where the tie rule does not ask for it
	Tied  int // how many units share the rank, this one included
	Of    int // units that have a score
}

// Last reports whether nobody stands below the unit and somebody above: where all
// are equal, nobody is last.
func (p Place) Last() bool { return p.Rank > 1 && p.Rank+p.Tied-1 == p.Of }

// Best reports whether the unit, with all who share its rank, stands in the best
// quarter.
func (p Place) Best() bool { return p.Rank > 0 && 4*(p.Rank+p.Tied-1) <= p.Of }

// Weakest reports whether at least three quarters stand above the unit, or it is
// last.
func (p Place) Weakest() bool { return p.Rank > 0 && 4*(p.Rank-1) >= 3*p.Of || p.Last() }

// Place is the rank as a tie rule gives it.
func (p Place) Place(ties Ties) Decimal {
	return Standing{Rank: p.Rank, Dense: p.Dense, Tied: p.Tied}.Place(ties)
}
