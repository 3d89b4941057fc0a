package reform

import "slices"

// Difference is what a report that came in would change, before anybody accepts it.
type Difference struct {
	Newest      Report       // the version it is compared with; Version 0: none yet
	Alterations []Alteration // in the order of the framework
	Findings    []Finding    // of the file, and of the values as they would stand
	Report      Report       // the next version, if it were accepted
	Before      *Scorecard   // what Newest earns; nil: nothing was reported
	After       *Scorecard   // what Report would earn
}

// Alteration is one value that would change.
type Alteration struct {
	Figure Figure
	Old    Value // of the newest version
	New    Value
	Clash  bool // somebody else has changed it since the form was made
	Left   bool // not chosen, or it cannot be taken: the old value stays
}

// Alters reports whether anything would change: an alteration that is left changes
// nothing.
func (d Difference) Alters() bool {
	return slices.ContainsFunc(d.Alterations, func(a Alteration) bool { return !a.Left })
}

// Said reports whether two values say the same, wherever they stand.
func (v Value) Said(other Value) bool { return v.Text == other.Text && v.Absence == other.Absence }
