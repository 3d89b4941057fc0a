package reform

// Movement is how many places a unit gained between two rankings, and why. Each
// part is the places gained, or below zero lost, when one thing more is taken from
// the later ranking, in the order of the fields:
//
//	Left       the units that are ranked no longer leave the earlier ranking
//	Method     all are scored anew from the same reports, by the later method
//	Own        this unit alone reports what it reports now
//	Appraisal  it alone is appraised
//	Others     all others report, and are appraised
//	Joined     the newcomers join
//
// The last of these rankings is the later one: the parts add up to the movement.
type Movement struct {
	Before, Now                                  int // the two ranks
	Left, Method, Own, Appraisal, Others, Joined int
}

// Gained is how many places the unit gained; below zero: lost.
func (m Movement) Gained() int { return m.Before - m.Now }

// Peers is what the change of the units ranked did.
func (m Movement) Peers() int { return m.Left + m.Joined }

// Among is how many places the unit gained among those ranked both times: the
// movement without what leavers and newcomers did. It is what Standing.Moved says.
func (m Movement) Among() int { return m.Method + m.Own + m.Appraisal + m.Others }
