package robust

import (
	"slices"

	"reformboard/internal/reform"
)

// Weight is what one Area or Indicator counts for.
type Weight struct {
	ID        string
	Area      string // its parent; empty at the top
	Indicator bool
	Share     reform.Fraction // of the total
}

// EffectiveWeights lists what every node inside the maximum counts for in the total,
// each before what it is made of: the product of the weights, each normalised inside
// its parent, down the path to it (COINr, get_eff_weights). In a mean those are the
// framework's weights. In a sum they are most points; where a sum has none, as in an
// index whose scale has no end, parts count alike.
func EffectiveWeights(f *reform.Framework) []Weight {
	var all []Weight
	var list func(of *node)
	list = func(of *node) {
		for _, n := range of.children {
			all = append(all, Weight{ID: n.id, Area: of.id, Indicator: n.indicator != nil, Share: n.share})
			list(n)
		}
	}
	list(grow(f))
	return all
}

// node is an Area or Indicator of a framework inside its maximum.
type node struct {
	id, area  string
	weight    float64         // inside its parent: siblings add up to 1
	share     reform.Fraction // of the total
	adds      bool            // the points of its children add up
	children  []*node
	indicator *reform.Indicator // nil: an area
	place     int               // of an indicator among all of the framework
	leaf      int               // and among those of the tree
	// lost is where its weight goes when there is nothing beneath it.
	lost gap
}

// grow makes the tree of a framework, under a root that stands for the total.
func grow(f *reform.Framework) *node {
	root := &node{share: reform.NewFraction(1, 1), adds: true, lost: toNobody}
	if f.NotApplicable == reform.Rescale && f.Max > 0 {
		root.lost = toAll
	}
	root.branch(f.Areas, nil)
	places := map[string]int{}
	for i, indicator := range f.Indicators() {
		places[indicator.ID] = i
	}
	for n, leaf := range root.leaves() {
		leaf.leaf, leaf.place = n, places[leaf.id]
	}
	return root
}

// branch grows what lies inside a node.
func (n *node) branch(areas []reform.Area, indicators []reform.Indicator) {
	var most, weights []reform.Fraction
	grown := func(child *node, max reform.Points, weight reform.Decimal) {
		n.children = append(n.children, child)
		relative, written := weight.Fraction()
		if !written {
			relative = reform.NewFraction(1, 1)
		}
		most, weights = append(most, max.Fraction()), append(weights, relative)
	}
	for _, i := range indicators {
		if i.Scored() {
			grown(&node{id: i.ID, area: n.id, indicator: &i}, i.Max, i.Weight)
		}
	}
	inside := map[string]reform.Area{}
	for _, a := range areas {
		if !a.Outside && counts(a) {
			grown(&node{id: a.ID, area: n.id, adds: a.Combine.Adds()}, a.Max, a.Weight)
			inside[a.ID] = a
		}
	}
	if n.adds {
		weights = most
	}
	n.weigh(weights)
	for _, child := range n.children {
		if child.indicator == nil {
			child.branch(inside[child.id].Areas, inside[child.id].Indicators)
		}
	}
}

// counts reports whether anything in an area can count.
func counts(a reform.Area) bool {
	return slices.ContainsFunc(a.Indicators, reform.Indicator.Scored) || slices.ContainsFunc(a.Areas, counts)
}

// weigh shares a node out among its children, and leaves out those that weigh
// nothing. Where none weighs anything, all count alike.
func (n *node) weigh(weights []reform.Fraction) {
	var sum reform.Fraction
	for _, w := range weights {
		sum = sum.Add(w)
	}
	all := n.children
	n.children = nil
	for i, child := range all {
		weight := reform.NewFraction(1, int64(len(all)))
		if sum.Sign() > 0 {
			weight = weights[i].Quo(sum)
		}
		if weight.Sign() <= 0 {
			continue
		}
		child.weight, child.share = weight.Float(), n.share.Mul(weight)
		switch {
		case !n.adds:
			child.lost = toSiblings
		case n.lost == toSiblings: // a sum inside a mean is not stretched
			child.lost = toNobody
		default:
			child.lost = n.lost
		}
		n.children = append(n.children, child)
	}
}

// leaves lists the indicators of a tree, in the framework's order.
func (n *node) leaves() []*node {
	if n.indicator != nil {
		return []*node{n}
	}
	var all []*node
	for _, child := range n.children {
		all = append(all, child.leaves()...)
	}
	return all
}
