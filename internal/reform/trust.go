package reform

// Trust says how far the ranks of a Ranking may be trusted: what becomes of them when
// the weights, on which reasonable people differ, are drawn by lot many times over.
type Trust struct {
	Draws     int
	Weights   Percent             // each weight is drawn within so much of itself
	Within    Percent             // share of the draws inside an Interval
	Intervals map[string]Interval // by unit; nil: such trials do not follow the framework's rules
}

// Interval holds the ranks of a unit in all draws but the best and the worst.
type Interval struct{ Low, High int }

// Overlaps reports whether two units cannot be clearly told apart.
func (i Interval) Overlaps(other Interval) bool { return i.Low <= other.High && other.Low <= i.High }
