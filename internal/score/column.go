package score

import (
	"fmt"
	"slices"

	"reformboard/internal/reform"
)

// column scores an indicator for every unit, once: each unit by its rule, then all
// of them together where the rule compares units, then what was judged otherwise, then
// what becomes of the points of those without a score.
func (r *run) column(n int) ([]cell, error) {
	if r.columns[n] != nil {
		return r.columns[n], nil
	}
	i := r.indicators[n]
	column := make([]cell, len(r.said))
	trial := trials{ratios: make([]reform.Fraction, len(r.said)), chosen: make([]*ready, len(r.said)), settled: make([]bool, len(r.said))}
	scratch := new(sums)
	for u := range column {
		w := scratch
		*w = sums{}
		if r.explains(u) {
			w = &sums{}
			r.working[u][n] = w
		}
		if err := r.try(i, u, &trial, &column[u], w); err != nil {
			return nil, fmt.Errorf("unit %s, indicator %s: %w", r.in.Units[u].ID, i.ID, err)
		}
	}
	r.hear(n, column)
	r.fillGroupMeans(i, column, trial)
	r.compare(i, n, column, trial)
	for u := range column {
		i.overrule(&column[u])
		i.settle(&column[u])
	}
	r.columns[n] = column
	return column, nil
}

// compares reports whether a rule leaves what it measured to compare. A cell that it
// settled all the same, for want of anything to measure, holds points instead.
func (r *ready) compares() bool { return r.Kind == reform.Leader || r.Kind == reform.Normalised }

// trials is what a column must remember of each unit while it is scored.
type trials struct {
	ratios  []reform.Fraction
	chosen  []*ready // the rule used: one of its alternatives, or the indicator's own
	settled []bool   // the points stand already, though the rule is relative
}

// try scores one unit by what it reported or, where it reported nothing and the
// framework says so, by what it reported the period before.
func (r *run) try(i *indicator, u int, trial *trials, c *cell, w *sums) error {
	v := r.now(u)
	r.judge(i, v, c, w)
	if c.state == reform.NotSubmitted && i.fill == reform.FillLastPeriod && r.before != nil && v.said.submitted != nil {
		past, filled := cell{}, sums{}
		r.judge(i, r.then(u), &past, &filled)
		if past.state.Counts() {
			*c, *w = past, filled
			c.filled = reform.FillLastPeriod
		}
	}
	trial.chosen[u], trial.settled[u] = w.rule, w.has(hasExact)
	if w.has(hasRatio) {
		trial.ratios[u] = w.ratio
		c.ratio = &trial.ratios[u]
		if c.filled == "" && w.rule.counts && !w.has(hasStandIn) {
			c.cases, _ = w.over.Whole()
		}
	}
	return w.err
}

// judge applies the rule to what one unit said.
func (r *run) judge(i *indicator, v view, c *cell, w *sums) {
	c.state = v.applies(i.Applies, i.condition)
	if c.state == reform.Scored {
		c.state = r.choose(i, v, w)
	}
	if c.state == reform.Scored {
		v.inherits = w.rule.Inherits
		c.state = w.rule.earn(i, w.rule, v, w)
	}
	if c.state.Counts() {
		c.value = w.exact
	}
}

// choose finds the rule that fits the unit.
func (r *run) choose(i *indicator, v view, w *sums) reform.State {
	w.rule = i.rule
	if i.rule.Kind != reform.Alternatives {
		return reform.Scored
	}
	for n, inside := range i.rule.alternatives {
		w.rule = inside
		if state := v.applies(i.rule.Alternatives[n].Applies, i.rule.conditions[n]); state != reform.NotAsked {
			return state
		}
	}
	return reform.NotAsked
}

// applies returns Scored when something is asked of this unit, and otherwise the
// state its cell has without any rule being tried.
func (v view) applies(a reform.Applicability, condition int) reform.State {
	if len(a.Groups) > 0 && !slices.Contains(a.Groups, v.said.group) {
		return reform.NotAsked
	}
	if v.said.submitted == nil {
		return reform.NotSubmitted
	}
	if condition == none {
		return reform.Scored
	}
	sum, _, state := v.sum([]int{condition})
	if state == reform.Scored && sum.Sign() <= 0 {
		return reform.NotAsked
	}
	return state
}

// fillGroupMeans gives units that did not report the mean of those of their peer
// group that did. It is the mean of what is measured: a relative rule places it on
// its scale like any other. What is measured is never averaged with points: of
// several alternatives, a unit's own says of which units it gets the mean.
func (r *run) fillGroupMeans(i *indicator, column []cell, trial trials) {
	if i.fill != reform.FillGroupMean {
		return
	}
	type pool struct {
		group string
		rule  *ready // that measures; nil: all that pay points
	}
	poolOf := func(u int) pool {
		rule := trial.chosen[u]
		if rule == nil {
			rule = i.rule
		}
		if !rule.compares() {
			rule = nil
		}
		return pool{r.said[u].group, rule}
	}
	type mean struct {
		sum   reform.Fraction
		count int64
	}
	means := map[pool]mean{}
	for u := range column {
		if c := &column[u]; c.state.Counts() && c.filled == "" && !c.overruled() && (!trial.settled[u] || !trial.chosen[u].compares()) {
			m := means[poolOf(u)]
			means[poolOf(u)] = mean{m.sum.Add(c.value), m.count + 1}
		}
	}
	for u := range column {
		p := poolOf(u)
		m := means[p]
		if c := &column[u]; m.count > 0 && c.state == reform.NotSubmitted && !c.overruled() && r.said[u].submitted != nil {
			c.state, c.filled = reform.Scored, reform.FillGroupMean
			c.value = m.sum.Quo(reform.NewFraction(m.count, 1))
			trial.chosen[u] = p.rule
		}
	}
}

// settle says what becomes of the points of a cell: what it can earn, and what it
// weighs in the coverage.
func (i *indicator) settle(c *cell) {
	c.exact = c.value
	c.max = i.Max
	c.span = i.most
	if i.Max == 0 && i.Scored() {
		c.span = reform.NewFraction(1, 1)
	}
	if !i.Scored() {
		return // what is for information takes part in nothing
	}
	switch c.state {
	case reform.Scored, reform.Zero:
		c.stands = true
		if c.filled == "" {
			c.covered = c.span
		}
	case reform.Suppressed:
		c.covered = c.span
	case reform.NotAsked:
		i.reapportioned(c)
	case reform.NotSubmitted, reform.UnderReview:
		switch i.fill {
		case reform.FillLeave:
			c.max = 0
		case reform.FillBlock:
			c.blocks = true
		case reform.FillNothing, reform.FillGroupMean, reform.FillLastPeriod:
			c.stands = true // as nothing
		}
	}
}

// reapportioned says what becomes of points that are not asked of a unit.
func (i *indicator) reapportioned(c *cell) {
	switch i.reapportion {
	case reform.GiveFull:
		c.value, c.exact = i.most, i.most
		c.granted, c.stands, c.covered = true, true, c.span
	case reform.GiveNothing:
		c.stands, c.covered = true, c.span
	case reform.ToSiblings:
		c.shared = c.max
		c.max, c.span = 0, reform.Fraction{}
	case reform.Leave, reform.Rescale:
		c.max, c.span = 0, reform.Fraction{}
	}
}
