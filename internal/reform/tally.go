package reform

import "time"

// Tally is all that is known of one Cycle as of one moment. Every page, export
// and ranking of that cycle reads the same one, so no two of them can disagree.
type Tally struct {
	AsOf       time.Time    // when the newest report it counts was submitted, or what it counts was judged
	Basis      Basis        // on whose word it stands
	Edition    *Publication // from which it was taken; nil: it is of the board as it stands
	Cycle      Cycle
	Framework  Framework
	Body       Unit
	Units      []Unit      // those that report, in the body's order
	Groups     []PeerGroup // those these units belong to, in order
	Scorecards []Scorecard // one a unit, in the same order
	Overall    Ranking
	ByGroup    []Ranking  // one a group, in the same order
	Weaknesses []Weakness // over all units, one an indicator that earns points, most recoverable first
}

// Version tells any two states of the cycle apart on the tally's basis, and grows.
func (t *Tally) Version() int64 { return t.Cycle.VersionOn(t.Basis) }

// Unit finds a reporting unit.
func (t *Tally) Unit(id string) (Unit, bool) {
	for _, u := range t.Units {
		if u.ID == id {
			return u, true
		}
	}
	return Unit{}, false
}

// Group finds a peer group.
func (t *Tally) Group(id string) (PeerGroup, bool) {
	for _, g := range t.Groups {
		if g.ID == id {
			return g, true
		}
	}
	return PeerGroup{}, false
}

// Scorecard finds the scorecard of a unit.
func (t *Tally) Scorecard(unit string) (Scorecard, bool) {
	for _, c := range t.Scorecards {
		if c.Unit == unit {
			return c, true
		}
	}
	return Scorecard{}, false
}

// Ranking returns the ranking of a group; the empty id is the overall one.
func (t *Tally) Ranking(group string) (Ranking, bool) {
	if group == "" {
		return t.Overall, true
	}
	for _, r := range t.ByGroup {
		if r.Group == group {
			return r, true
		}
	}
	return Ranking{}, false
}
