package score

import (
	"slices"

	"reformboard/internal/reform"
)

// place is where a cell stands: the positions of its unit and its indicator.
type place struct{ unit, indicator int }

// inForce finds what was judged of each cell and counts. What a unit no longer says
// was not judged, and of a unit without a report nothing was.
func (m *Method) inForce(in Input, units []said) map[place]*reform.Appraisal {
	if len(in.Appraisals) == 0 {
		return nil
	}
	at := make(map[string]int, len(in.Units))
	for u := range in.Units {
		at[in.Units[u].ID] = u
	}
	versions := map[place][]reform.Appraisal{}
	for _, a := range in.Appraisals {
		u, known := at[a.Unit]
		if n, asked := m.position[a.Indicator]; known && asked {
			versions[place{u, n}] = append(versions[place{u, n}], a)
		}
	}
	judged := make(map[place]*reform.Appraisal, len(versions))
	for where, all := range versions {
		own := units[where.unit].own
		if own == nil {
			continue
		}
		if a, ok := reform.InForce(all, own.Since(m.claimed[where.indicator]), own.Version); ok {
			judged[where] = &a
		}
	}
	return judged
}

// hear puts what was judged beside what the rule gave. From here on a claim that was
// not accepted is no measure for the others: it is left out of comparisons and means.
func (r *run) hear(n int, column []cell) {
	if len(r.judged) == 0 {
		return
	}
	for u := range column {
		c := &column[u]
		c.judged = r.judged[place{u, n}]
		if c.overruled() && r.explains(u) && c.state.Counts() && !r.comparesIn(n, u) {
			claim := c.value
			r.working[u][n].claim = &claim
		}
	}
}

// comparesIn reports whether what the cell holds is a measure yet, and no points.
func (r *run) comparesIn(n, u int) bool {
	w := r.working[u][n]
	return w.rule != nil && w.rule.compares() && !w.has(hasExact)
}

// overruled reports whether the claim was judged, and not accepted.
func (c *cell) overruled() bool { return c.judged != nil && c.judged.Verdict != reform.Accepted }

// overrule gives the cell the points or the state that it was judged to have, before
// anything is rounded or added up: areas, coverage and what is multiplied by it see no
// difference to one that a rule gave.
func (i *indicator) overrule(c *cell) {
	if !c.overruled() {
		return
	}
	c.value, c.ratio, c.cases, c.filled = zero, nil, 0, ""
	switch c.judged.Verdict {
	case reform.Cut:
		w := sums{}
		c.state = w.payPoints(i, c.judged.Points.Fraction())
		c.value = w.exact
	case reform.Inapplicable:
		c.state = reform.NotAsked
	case reform.Returned:
		c.state = reform.UnderReview
	case reform.Accepted, reform.Withdrawn:
	}
}

// Claims lists what a unit says of itself: the indicators that earn or cost something,
// rest on a figure that it supplies itself, and are asked of its peer group.
func (m *Method) Claims(group string) []reform.Claim {
	var claims []reform.Claim
	for n, i := range m.indicators {
		asked := len(i.Applies.Groups) == 0 || slices.Contains(i.Applies.Groups, group)
		if i.Scored() && asked && len(m.claimed[n]) > 0 {
			claims = append(claims, reform.Claim{Indicator: i.Indicator, Figures: m.claimed[n], Sources: m.sourcesOf(i)})
		}
	}
	return claims
}

// rests lists the figures that an indicator reads, whichever of its rules is used.
func (i *indicator) rests() []int {
	positions := i.rule.all
	for _, inside := range i.rule.alternatives {
		positions = append(slices.Clip(positions), inside.all...)
	}
	if i.condition != none {
		positions = append(slices.Clip(positions), i.condition)
	}
	return positions
}

func (m *Method) sourcesOf(i *indicator) []reform.Source {
	var sources []reform.Source
	for _, n := range i.rests() {
		if !slices.Contains(sources, m.sources[n]) {
			sources = append(sources, m.sources[n])
		}
	}
	return sources
}

// claim lists the figures of an indicator that its unit supplies.
func (m *Method) claim(i *indicator) []string {
	var own []string
	for _, n := range i.rests() {
		if n < len(m.f.Figures) && m.f.Figures[n].Source == reform.FromUnit && !slices.Contains(own, m.f.Figures[n].ID) {
			own = append(own, m.f.Figures[n].ID)
		}
	}
	return own
}
