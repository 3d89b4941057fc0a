package reform

// Basis is on whose word a Tally stands.
type Basis string

const (
	SelfScored Basis = ""         // what units report, by the rules alone
	FirstTurn  Basis = "first"    // and what was judged in the first turn
	Verified   Basis = "verified" // and what counts in the end: claims that nobody has judged stand as reported
)

// Bases lists every Basis, from the claim to what counts in the end.
var Bases = []Basis{SelfScored, FirstTurn, Verified}

// VersionOn grows with every change to what is scored on a basis. Both counts only
// grow, so their sum tells any two states of a cycle apart.
func (c Cycle) VersionOn(b Basis) int64 {
	if b == SelfScored {
		return c.Version
	}
	return c.Version + c.Judged
}
