package robust

import "reformboard/internal/reform"

// gap is where the weight of a part without a score goes.
type gap int

const (
	noGap      gap = iota // nowhere: it counts
	asNothing             // nowhere: it counts as nothing, and is no reason for its area to count
	toNobody              // it is lost to the unit: the total is not stretched
	toSiblings            // to the other parts of its area
	toAll                 // to all other parts
)

// gapOf is where the weight of a score goes that is none.
func gapOf(f *reform.Framework, l *node, s reform.Score) gap {
	policy := f.WhenNotApplicable(*l.indicator)
	switch {
	case s.HasPoints() || s.State == reform.NotAsked && policy == reform.GiveNothing:
		return noGap
	case s.State == reform.NotAsked && policy == reform.ToSiblings:
		return toSiblings
	case s.State == reform.NotSubmitted || s.State == reform.UnderReview:
		switch f.WhenMissing(*l.indicator) {
		case reform.FillNothing, reform.FillGroupMean, reform.FillLastPeriod: // where the fill had nothing to give
			return noGap
		case reform.FillLeave, reform.FillBlock:
		}
	}
	if l.lost != toSiblings && s.Max > 0 { // it stays in the maximum of a sum
		return asNothing
	}
	return l.lost
}

// gap is where the weight of a node goes on one scorecard.
func (n *node) gap(r reading) gap {
	if n.indicator != nil {
		return r.cells[n.leaf].gap
	}
	for _, child := range n.children {
		if child.gap(r) == noGap {
			return noGap
		}
	}
	// Nothing of the area has a score: is it still in the maximum of a sum?
	if s, _ := r.card.Subtotal(n.id); n.lost != toSiblings && s.Max > 0 {
		return asNothing
	}
	return n.lost
}

// spread gives the weights of parts without a score to those that take them over:
// row says by what factor of its own each part counts. What a sum stretches for those
// that are there, it does not for those that are lost to the unit.
func (n *node) spread(r reading, factor, lost float64, row []float64) {
	if n.indicator != nil {
		row[n.leaf] = factor
		return
	}
	kept, left := n.held(r)
	if kept == 0 { // nothing has a score, and the area counts
		n.nothing(factor, row)
		return
	}
	if factor *= (kept + left) / kept; !n.adds {
		lost = factor // all in a mean is measured by it
	}
	for _, child := range n.children {
		switch child.gap(r) {
		case noGap, asNothing:
			child.spread(r, factor, lost, row)
		case toNobody:
			child.nothing(lost, row)
		case toSiblings, toAll:
		}
	}
}

// held is what share of a node's weight its children hold, and what share they leave
// to their siblings. In a sum an area holds no more than what lies in it does.
func (n *node) held(r reading) (kept, left float64) {
	for _, child := range n.children {
		switch child.gap(r) {
		case noGap, asNothing:
			share := 1.0
			if n.adds && child.adds {
				own, taken := child.held(r)
				share = own + taken
			}
			kept += child.weight * share
		case toSiblings:
			left += child.weight
		case toNobody, toAll:
		}
	}
	return kept, left
}

// nothing has all parts of a node count, as nothing.
func (n *node) nothing(factor float64, row []float64) {
	for _, leaf := range n.leaves() {
		row[leaf.leaf] = factor
	}
}
