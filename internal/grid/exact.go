package grid

import (
	"slices"

	"reformboard/internal/reform"
)

// cell scores one leaf of one unit in exact fractions, in steps, not yet rounded.
func (g *Grid) cell(l *leaf, t *Table, u int) (reform.Fraction, State) {
	state := l.asked(t, u)
	var value reform.Fraction
	if state == Scored {
		value, state = l.measure(g, t, u)
	}
	if state == NotAsked {
		return l.unaskedFor()
	}
	if state == Suppressed || state == NotSubmitted && l.missing == reform.FillLeave {
		state |= leaves
	}
	return value, state
}

// unaskedFor says what becomes of points that are not asked of a unit.
func (l *leaf) unaskedFor() (reform.Fraction, State) {
	switch l.unasked {
	case reform.GiveFull:
		return reform.NewFraction(l.max, 1), NotAsked | granted
	case reform.GiveNothing:
		return reform.Fraction{}, NotAsked
	case reform.Leave, reform.Rescale, reform.ToSiblings:
	}
	return reform.Fraction{}, NotAsked | leaves
}

// listen scores a unit that says no number for each way of saying so, once and for all
// units.
func (l *leaf) listen(g *Grid) {
	if l.kind == reform.Constant {
		return
	}
	t := &Table{Units: 1, Columns: make([]Column, 1+max(l.of[0], slices.Max(append(l.over, 0))))}
	asked := *l
	asked.groups = nil
	for upper := range Absence(absences) {
		for lower := range Absence(absences + 1) {
			says := lower % absences // zero is a number that is said
			t.Columns[l.of[0]] = NewColumn([]int64{0}, 0, []Absence{upper})
			if l.kind == reform.Ratio && l.over[0] != l.of[0] {
				t.Columns[l.over[0]] = NewColumn([]int64{int64(1 - lower/absences)}, 0, []Absence{says})
			}
			exact, state := g.cell(&asked, t, 0)
			if state == Scored && exact.Sign() == 0 && l.max > 0 {
				state = Zero
			}
			l.silence[upper][lower] = outcome{exact.Float(), state}
		}
	}
}

// asked returns Scored when the indicator is asked of the unit and it reported.
func (l *leaf) asked(t *Table, u int) State {
	if len(l.groups) > 0 && !slices.Contains(l.groups, t.Groups[u]) {
		return NotAsked
	}
	if t.Silent != nil && t.Silent[u] {
		return NotSubmitted
	}
	return Scored
}

func (l *leaf) measure(g *Grid, t *Table, u int) (reform.Fraction, State) {
	most := reform.NewFraction(l.max, 1)
	if l.kind == reform.Constant {
		return most, Scored
	}
	of := &t.Columns[l.of[0]]
	over := of
	if l.kind == reform.Ratio {
		over = &t.Columns[l.over[0]]
	}
	upper, lower := of.absence(u), over.absence(u)
	switch {
	case upper == NotReported || lower == NotReported:
		return reform.Fraction{}, NotSubmitted
	case upper == NotApplicable || lower == NotApplicable:
		return reform.Fraction{}, NotAsked
	case upper == NoPractice && l.kind != reform.Ratio:
		return reform.Fraction{}, Zero
	case upper == NoPractice:
		return reform.Fraction{}, Scored
	case l.kind != reform.Ratio:
		return of.number(u).Mul(reform.NewFraction(g.scale, 1)), Scored
	case lower == NoPractice || over.numbers[u] == 0:
		return l.overNothing(most)
	}
	share := of.number(u).Quo(over.number(u)).Quo(l.full)
	switch {
	case one.Less(share):
		share = one
	case share.Sign() < 0:
		share = reform.Fraction{}
	}
	return share.Mul(most), Scored
}

func (l *leaf) overNothing(most reform.Fraction) (reform.Fraction, State) {
	switch l.ifZero {
	case reform.ZeroEarnsFull:
		return most, Scored
	case reform.ZeroSuppresses:
		return reform.Fraction{}, Suppressed
	case reform.ZeroNotApplicable:
		return reform.Fraction{}, NotAsked
	case reform.ZeroEarnsNothing:
	}
	return reform.Fraction{}, Scored
}

// rounded rounds a value in steps to whole multiples of a step; 0 leaves it.
func (g *Grid) rounded(value reform.Fraction, step int64) reform.Fraction {
	if step == 0 {
		return value
	}
	s := reform.NewFraction(step, 1)
	return value.Quo(s).Rounded(0, g.rounding.Mode).Mul(s)
}

// exact scores one node of one unit in exact fractions, in steps, not yet rounded.
func (g *Grid) exact(n int, t *Table, u int) reform.Fraction {
	var sum, weights reform.Fraction
	at := &g.nodes[n]
	for _, p := range at.parts {
		var value reform.Fraction
		if p.leaf {
			l := &g.leaves[p.at]
			v, state := g.cell(l, t, u)
			if at.mean && state&leaves != 0 {
				continue
			}
			value = g.rounded(v, l.round)
		} else {
			if at.mean && !g.stands(p.at, t, u) {
				continue
			}
			value = g.rounded(g.exact(p.at, t, u), g.nodes[p.at].round)
		}
		sum, weights = sum.Add(value.Mul(p.weight)), weights.Add(p.weight)
	}
	if !at.mean || weights.Sign() == 0 {
		return sum
	}
	return sum.Quo(weights)
}

// stands reports whether a node takes part in the mean above it.
func (g *Grid) stands(n int, t *Table, u int) bool {
	for _, p := range g.nodes[n].parts {
		if p.leaf {
			if _, state := g.cell(&g.leaves[p.at], t, u); state&leaves == 0 {
				return true
			}
		} else if g.stands(p.at, t, u) {
			return true
		}
	}
	return false
}
