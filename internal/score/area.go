package score

import (
	"fmt"
	"slices"

	"reformboard/internal/composite"
	"reformboard/internal/reform"
)

// part is one part of an area: the column of an indicator, or of an area inside.
type part struct {
	id     string
	weight reform.Fraction
	column []cell
	aside  bool // for information: shown beside the others
}

// area combines the parts of an area for every unit, rounds, and writes the
// subtotals: an area's stands before those of the areas inside, as in the framework.
func (r *run) area(a reform.Area) (part, error) {
	at := r.written
	r.written++
	whole := part{id: a.ID, weight: decimal(a.Weight, 1), column: make([]cell, len(r.said))}
	parts := make([]part, 0, len(a.Indicators)+len(a.Areas))
	for _, i := range a.Indicators {
		n := r.position[i.ID]
		parts = append(parts, part{i.ID, r.indicators[n].weight, r.columns[n], !i.Scored()})
	}
	for _, inside := range a.Areas {
		p, err := r.area(inside)
		if err != nil {
			return whole, err
		}
		parts = append(parts, p)
	}
	r.combine(a, parts, whole.column)
	for u := range whole.column {
		if err := r.subtotal(a, parts, &whole.column[u], u, at); err != nil {
			return whole, fmt.Errorf("unit %s, area %s: %w", r.in.Units[u].ID, a.ID, err)
		}
	}
	return whole, nil
}

// subtotal rounds one area of one unit and puts it on the scorecard.
func (r *run) subtotal(a reform.Area, parts []part, c *cell, u, at int) error {
	s := &r.cardsOf[u].Subtotals[at]
	*s = reform.Subtotal{Area: a.ID, State: c.state, Max: c.max}
	if r.explains(u) {
		s.Working = explained(a.Combine, parts, c, u)
	}
	if !c.has() {
		c.value = zero
		return nil
	}
	var err error
	c.value, s.Earned, err = r.rounded(c.value, r.f.Rounding.Area)
	s.Exact = c.value
	if c.state == reform.Scored && c.value.Sign() == 0 && c.max > 0 {
		c.state, s.State = reform.Zero, reform.Zero
	}
	return err
}

// combine fills in an area's column from those of its parts.
func (r *run) combine(a reform.Area, parts []part, column []cell) {
	var standing []composite.Cell
	if a.Combine.Method == reform.Copeland {
		standing = duels(parts, len(column))
	}
	known := make([]composite.Part, 0, len(parts))
	for u := range column {
		c := &column[u]
		c.state = stateOf(parts, u)
		switch {
		case a.Combine.Adds():
			add(parts, u, c)
		case standing != nil:
			weigh(a, parts, u, c)
			c.value = standing[u].Fraction
			c.unless(standing[u].Known)
		default:
			weigh(a, parts, u, c)
			known = known[:0]
			for _, p := range parts {
				if part := &p.column[u]; part.stands {
					known = append(known, composite.Part{Value: part.value, Weight: p.weight})
				}
			}
			var ok bool
			c.value, ok = composite.Aggregate(a.Combine, known)
			c.unless(ok)
		}
		if c.blocks || !enough(a.Combine, parts, u) {
			c.unless(false)
		}
		if a.Capped {
			c.cap(a)
		}
		c.exact = c.value
		c.stands = !c.blocks && slices.ContainsFunc(parts, func(p part) bool { return p.column[u].supports(c) })
	}
}

// stateOf is the state of an area: that of a score when any part has one, and
// otherwise the gravest of its parts' reasons for having none.
func stateOf(parts []part, u int) reform.State {
	gravest := reform.NotAsked
	for _, p := range parts {
		if p.aside {
			continue
		}
		c := &p.column[u]
		if c.has() && c.stands {
			return reform.Scored
		}
		gravest = worse(gravest, c.state)
	}
	return gravest
}

// supports reports whether a part makes its area take part in the mean above. An
// area whose score was withheld does so, as nothing, only where a part's silence
// counts as nothing: nobody gains by saying less.
func (c *cell) supports(area *cell) bool {
	if area.withheld {
		return c.stands && !c.has() && c.state != reform.NotAsked
	}
	return c.stands
}

// unless withholds a score that could not be reckoned, with its reason.
func (c *cell) unless(ok bool) {
	switch {
	case ok:
		return
	case c.blocks:
		c.state = reform.NotSubmitted
	case c.state.Counts():
		c.state, c.withheld = reform.Suppressed, true
	}
	c.value = zero
}

// add sums points. What does not apply may have left its points to its siblings:
// what they earned is then stretched over them.
func add(parts []part, u int, c *cell) {
	c.value = composite.Sum(len(parts), func(n int) reform.Fraction {
		if p := &parts[n].column[u]; p.has() {
			return p.value
		}
		return zero
	})
	var shared reform.Points
	for n := range parts {
		p := &parts[n].column[u]
		c.max += p.max
		shared += p.shared
		c.span = c.span.Add(p.span)
		c.covered = c.covered.Add(p.covered)
		c.blocks = c.blocks || p.blocks
	}
	if shared > 0 && c.max > 0 {
		c.value = c.value.Mul(reform.NewFraction(int64(c.max+shared), int64(c.max)))
		c.max += shared
	}
}

// weigh finds the maximum and the coverage of an area that takes a mean: its parts
// count there by weight, and not by points.
func weigh(a reform.Area, parts []part, u int, c *cell) {
	var asked, reported reform.Fraction
	for n := range parts {
		p := &parts[n].column[u]
		c.blocks = c.blocks || p.blocks
		if p.span.Sign() > 0 {
			asked = asked.Add(parts[n].weight)
			reported = reported.Add(parts[n].weight.Mul(p.covered.Quo(p.span)))
		}
	}
	if asked.Sign() == 0 {
		return
	}
	c.max, c.span = a.Max, one
	if a.Max > 0 {
		c.span = a.Max.Fraction()
	}
	c.covered = c.span.Mul(reported.Quo(asked))
}

// enough reports whether so many of the parts that apply have a score as the area
// asks for. The share exactly asked for is enough.
func enough(a reform.Aggregation, parts []part, u int) bool {
	if a.Coverage == "" {
		return true
	}
	var asked, known reform.Fraction
	for _, p := range parts {
		c, weight := &p.column[u], one
		if a.CoverBy == reform.ByWeight {
			weight = p.weight
		}
		if p.aside || c.state == reform.NotAsked && !c.granted {
			continue
		}
		asked = asked.Add(weight)
		if c.has() {
			known = known.Add(weight)
		}
	}
	return asked.Sign() > 0 && !known.Quo(asked).Less(decimal(a.Coverage, 0))
}

// cap holds an area's points between its least and its most.
func (c *cell) cap(a reform.Area) {
	if c.value.Less(a.Min.Fraction()) {
		c.value = a.Min.Fraction()
	}
	if a.Max.Fraction().Less(c.value) {
		c.value = a.Max.Fraction()
	}
	c.max = min(c.max, a.Max)
}

// duels lets every two units compare their parts.
func duels(parts []part, units int) []composite.Cell {
	weights := make([]reform.Fraction, len(parts))
	columns := make([][]composite.Cell, len(parts))
	for n, p := range parts {
		weights[n] = p.weight
		columns[n] = make([]composite.Cell, units)
		for u := range columns[n] {
			columns[n][u] = composite.Cell{Fraction: p.column[u].value, Known: p.column[u].stands}
		}
	}
	return composite.Copeland(weights, columns)
}

// explained writes down what an area's score was made of.
func explained(a reform.Aggregation, parts []part, c *cell, u int) *reform.AreaWorking {
	w := &reform.AreaWorking{}
	if c.has() {
		w.Exact = c.exact.Rat()
	}
	for _, p := range parts {
		inside := &p.column[u]
		one := reform.Part{ID: p.id, State: inside.state, Value: inside.value, Weight: one, Counts: inside.has()}
		if !a.Adds() {
			one.Weight, one.Counts = p.weight, inside.stands
		}
		w.Parts = append(w.Parts, one)
	}
	return w
}
