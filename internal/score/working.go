package score

import "reformboard/internal/reform"

// sums is what a rule reckons on its way to the exact points of one cell.
type sums struct {
	rule  *ready
	known steps
	of    reform.Fraction
	over  reform.Fraction
	times reform.Fraction
	ratio reform.Fraction
	share reform.Fraction
	exact reform.Fraction
	days  int
	peers *reform.Peers
	claim *reform.Fraction // points before they were judged otherwise
	err   error
}

// steps says which of the sums were reckoned.
type steps uint8

const (
	hasOf steps = 1 << iota
	hasOver
	hasTimes
	hasRatio
	hasShare
	hasExact
	hasDays
	hasStandIn // the lower side is of another period
)

func (w *sums) has(s steps) bool { return w.known&s != 0 }

// pay sets the share earned, held between nothing and all, and with it the exact
// points: a figure that may be below zero can bring a ratio there.
func (w *sums) pay(i *indicator, share reform.Fraction) reform.State {
	switch {
	case share.Sign() < 0:
		share = zero
	case one.Less(share):
		share = one
	}
	w.share, w.known = share, w.known|hasShare
	return w.earn(share.Mul(i.most))
}

// payPoints sets exact points, held between the least and the most; on a scale without
// end there is neither.
func (w *sums) payPoints(i *indicator, exact reform.Fraction) reform.State {
	switch endless := i.Max == 0 && i.Min == 0; {
	case endless:
	case exact.Less(i.least):
		exact = i.least
	case i.most.Less(exact):
		exact = i.most
	}
	return w.earn(exact)
}

func (w *sums) earn(exact reform.Fraction) reform.State {
	w.exact, w.known = exact, w.known|hasExact
	return reform.Scored
}

// explained writes the sums down for a receipt.
func (w *sums) explained(r *run, n, u int, c *cell) *reform.Working {
	i := r.indicators[n]
	v := r.now(u)
	if c.filled == reform.FillLastPeriod {
		v = r.then(u)
	}
	working := &reform.Working{Rule: i.Rule, Peers: w.peers}
	figures := i.rule.all
	if w.rule != nil {
		working.Rule, figures = w.rule.Rule, w.rule.all
	}
	if i.condition != none {
		working.Inputs = append(working.Inputs, v.input(i.condition)) // the unit's own, whatever is inherited
	}
	v.inherits = working.Rule.Inherits
	seen := map[int]bool{i.condition: true}
	for _, figure := range figures {
		if !seen[figure] {
			seen[figure] = true
			working.Inputs = append(working.Inputs, v.input(figure))
		}
	}
	if w.claim != nil {
		working.Claimed = w.claim.Rat()
		if w.has(hasRatio) {
			working.Measured = &w.ratio
		}
	}
	if !c.state.Counts() && !c.granted {
		return working
	}
	working.Exact = c.exact.Rat()
	if c.granted || c.filled == reform.FillGroupMean {
		return working
	}
	if w.has(hasOf) {
		working.Of = w.of.Rat()
	}
	if w.has(hasOver) {
		working.Over = w.over.Rat()
	}
	if w.has(hasTimes) {
		working.Times = w.times.Rat()
	}
	if w.has(hasShare) {
		working.Share = w.share.Rat()
	}
	if w.has(hasDays) {
		working.Days = &w.days
	}
	return working
}
