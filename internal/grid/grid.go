// Package grid scores and ranks very many units at once: every commune of a
// country, or the trials of a what-if.
//
// Its one rule: it never decides what it cannot prove. It reckons in float64 with a
// bound on how far that can be off; where a half lies within the bound, it reckons
// that one score again in exact fractions. Its states, its scores at their decimals
// and its ranks are those of package score, against which tests hold it
// (floating-point filters: Shewchuk, Adaptive Precision Floating-Point Arithmetic,
// 1997).
//
// It takes frameworks of ratios, plain figures and constants in areas that add up or
// take a weighted mean. New says what else a framework holds; such a one is package
// score's alone.
package grid

import (
	"fmt"

	"reformboard/internal/reform"
)

// Grid is a framework made ready for one Table after another. It may be used by
// many at once.
type Grid struct {
	rounding reform.Rounding
	leaves   []leaf // in the framework's order
	nodes    []node // areas, each after its parts; the last is the total
	places   map[string]int
	depth    int
	scale    int64 // a point is so many steps: values are reckoned in steps
	at       int64 // the step at which scores are compared, in steps
}

// leaf is an indicator made ready.
type leaf struct {
	id       string
	kind     reform.RuleKind
	of, over []int
	max      int64           // most points, in steps; 0: no end
	full     reform.Fraction // the ratio that earns everything
	ifZero   reform.ZeroPolicy
	groups   []string
	missing  reform.Fill
	unasked  reform.Reapportion
	round    int64 // the step it is rounded to, in steps; 0: it is not
	// silence is what comes of a cell whose figure, or whose two, say no number: by what
	// they say instead, and of the one measured against also by its being zero.
	silence [absences][absences + 1]outcome
}

// outcome is what comes of a cell.
type outcome struct {
	value float64
	state State
}

// node is an area, or the total.
type node struct {
	id    string
	parts []part
	mean  bool
	round int64
	ends  bool // it has a most: a score of 0 is nothing earned
}

// part is a leaf or an earlier node of a node, and its weight; 1 in a sum.
type part struct {
	leaf   bool
	at     int
	weight reform.Fraction
	near   float64 // the weight
}

// ErrNotForGrid is a framework that package score must score.
var ErrNotForGrid = fmt.Errorf("%w: not a framework for a grid", reform.ErrInvalid)

// New makes a framework ready. The error says why it is none for a grid.
func New(f *reform.Framework) (*Grid, error) {
	decimals := f.Ranks.Decimals
	if decimals == nil {
		decimals = f.Rounding.Total
	}
	if decimals == nil {
		return nil, fmt.Errorf("%w: it does not say at how many decimals scores are compared", ErrNotForGrid)
	}
	if f.Relative() || len(f.Facets) > 0 || f.NotApplicable == reform.Rescale {
		return nil, fmt.Errorf("%w: it has a relative rule, a facet or a stretched total", ErrNotForGrid)
	}
	g := &Grid{rounding: f.Rounding, places: map[string]int{}, scale: int64(reform.Point)}
	for range *decimals - reform.PointDecimals {
		g.scale *= 10
	}
	g.at = g.step(decimals)
	figures := map[string]int{}
	for n, figure := range f.Figures {
		figures[figure.ID] = n
	}
	total := node{id: "total", ends: f.Max > 0, round: g.step(f.Rounding.Total)}
	for _, a := range f.Areas {
		n, err := g.area(f, a, figures, 2)
		if err != nil {
			return nil, err
		}
		total.parts = append(total.parts, part{at: n, weight: one})
	}
	g.place(total)
	return g, nil
}

var one = reform.NewFraction(1, 1)

// step is how many steps one unit of the last decimal is; 0 where nothing is said.
func (g *Grid) step(decimals *int) int64 {
	if decimals == nil {
		return 0
	}
	step := g.scale
	for range *decimals {
		step /= 10
	}
	return step
}

func (g *Grid) place(n node) int {
	for k := range n.parts {
		n.parts[k].near = n.parts[k].weight.Float()
	}
	g.nodes = append(g.nodes, n)
	g.places[n.id] = len(g.nodes) - 1
	return len(g.nodes) - 1
}

func (g *Grid) area(f *reform.Framework, a reform.Area, figures map[string]int, depth int) (int, error) {
	g.depth = max(g.depth, depth)
	n := node{id: a.ID, ends: a.Max > 0, round: g.step(g.rounding.Area), mean: a.Combine.Method == reform.Mean}
	if a.Capped || a.Combine.Coverage != "" || !n.mean && !a.Combine.Adds() {
		return 0, fmt.Errorf("%w: area %s is capped, needs coverage, or takes neither sum nor mean", ErrNotForGrid, a.ID)
	}
	for _, i := range a.Indicators {
		l, err := g.leaf(f, i, figures)
		if err != nil {
			return 0, err
		}
		l.listen(g)
		g.leaves = append(g.leaves, l)
		n.parts = append(n.parts, part{leaf: true, at: len(g.leaves) - 1, weight: n.weight(i.Weight)})
	}
	for _, inside := range a.Areas {
		at, err := g.area(f, inside, figures, depth+1)
		if err != nil {
			return 0, err
		}
		n.parts = append(n.parts, part{at: at, weight: n.weight(inside.Weight)})
	}
	for _, p := range n.parts {
		if p.weight.Sign() <= 0 {
			return 0, fmt.Errorf("%w: a part of area %s has no weight: whether it counts is decided in package score", ErrNotForGrid, a.ID)
		}
	}
	return g.place(n), nil
}

func (n node) weight(d reform.Decimal) reform.Fraction {
	if w, ok := d.Fraction(); ok && n.mean {
		return w
	}
	return one
}

func (g *Grid) leaf(f *reform.Framework, i reform.Indicator, figures map[string]int) (leaf, error) {
	r := i.Rule
	l := leaf{
		id: i.ID, kind: r.Kind, max: int64(i.Max) * (g.scale / int64(reform.Point)), full: one, ifZero: r.IfZero, groups: i.Applies.Groups,
		missing: f.WhenMissing(i), unasked: f.WhenNotApplicable(i), round: g.step(g.rounding.Indicator),
	}
	if full, ok := r.FullAt.Fraction(); ok {
		l.full = full
	}
	for _, id := range r.Of {
		l.of = append(l.of, figures[id])
	}
	for _, id := range r.Over {
		l.over = append(l.over, figures[id])
	}
	plain := r.Kind == reform.Normalised && r.Scale.Method == reform.AsItStands && !r.LowerIsBetter && len(r.Of) == 1 && len(r.Over) == 0
	ratio := r.Kind == reform.Ratio && len(r.Of) == 1 && len(r.Over) == 1 && r.NothingBelow == ""
	bare := r.Times == "" && r.TimesScore == "" && r.OverElse == nil && !r.Inherits && i.Applies.Figure == ""
	filled := l.missing == reform.FillNothing || l.missing == reform.FillLeave
	if !bare || !filled || l.unasked == reform.ToSiblings || !plain && !ratio && r.Kind != reform.Constant {
		return l, fmt.Errorf("%w: indicator %s is not a plain figure, a constant or a ratio of one figure over another", ErrNotForGrid, i.ID)
	}
	return l, nil
}
