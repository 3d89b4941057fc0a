package reform

import (
	"cmp"
	"math/bits"
)

// Funnel holds the Units' ratios of one Indicator against what chance alone would
// make of the pooled ratio of all: few cases scatter widely, many cases hardly.
type Funnel struct {
	Indicator string
	Of, Over  int64         // over all units drawn
	Points    []FunnelPoint // one a unit with whole counts, in the body's order
	Limits    []FunnelLimit // from the fewest cases to the most
	LeftOut   int           // units with a ratio that is no part of a whole number of cases
	Outside   int           // units outside the 95 % limits
	Far       int           // of these, outside the 99.8 % limits
	// Overdispersed: more units lie outside than chance explains, so that more than
	// chance sets the units apart and the limits say little of a single one.
	Overdispersed bool
}

// FunnelPoint is one Unit's ratio.
type FunnelPoint struct {
	Unit     string
	Of, Over int64
	Place    FunnelPlace
	Small    bool // too few cases to say anything of the unit
}

// Ratio is what the unit reached.
func (p FunnelPoint) Ratio() Fraction { return NewFraction(p.Of, p.Over) }

// Cmp compares what two units reached, by multiplying crosswise; no count is below zero.
func (p FunnelPoint) Cmp(other FunnelPoint) int {
	high, low := bits.Mul64(uint64(p.Of), uint64(other.Over))           //nolint:gosec // see above
	otherHigh, otherLow := bits.Mul64(uint64(other.Of), uint64(p.Over)) //nolint:gosec // see above
	return cmp.Or(cmp.Compare(high, otherHigh), cmp.Compare(low, otherLow))
}

// FunnelPlace is where a ratio lies.
type FunnelPlace string

const (
	Within   FunnelPlace = "within"
	Above    FunnelPlace = "above"     // over the upper 95 % limit
	FarAbove FunnelPlace = "far_above" // over the upper 99.8 % limit
	Under    FunnelPlace = "under"     // under the lower 95 % limit
	FarUnder FunnelPlace = "far_under" // under the lower 99.8 % limit
)

// Inside reports whether chance explains the ratio.
func (p FunnelPlace) Inside() bool { return p == Within }

// FunnelLimit is where the limits lie for so many cases, as shares. They are
// estimates, drawn and not reckoned on.
type FunnelLimit struct {
	Over                       int64
	Low, High, FarLow, FarHigh float64
}

// SmallSample is the number of cases under which a ratio says nothing of its unit.
const SmallSample = 30

// CurvePoint is what a measured ratio earns, in per cent of the most points.
type CurvePoint struct {
	Measured Percent
	Earned   Percent
}
