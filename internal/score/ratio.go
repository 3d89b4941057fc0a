package score

import "reformboard/internal/reform"

// ratio earns in proportion up to the ratio that earns everything:
// max · min(1, of/over · times / full_at), and nothing under nothing_below.
// Source: decision 766/QĐ-TTg as re-computed on published counts.
func ratio(i *indicator, r *ready, v view, w *sums) reform.State {
	if state := divide(i, r, v, w); state != reform.Scored || w.has(hasExact) {
		return state
	}
	return w.pay(i, r.inProportion(w.ratio))
}

func (r *ready) inProportion(ratio reform.Fraction) reform.Fraction {
	switch {
	case r.NothingBelow != "" && ratio.Less(r.nothing):
		return zero
	case r.FullAt != "":
		return ratio.Quo(r.full)
	}
	return ratio
}

// stepped earns the share of the highest step the ratio reaches; under the lowest
// step nothing, or in proportion to it.
func stepped(i *indicator, r *ready, v view, w *sums) reform.State {
	if state := divide(i, r, v, w); state != reform.Scored || w.has(hasExact) {
		return state
	}
	return w.pay(i, r.inSteps(w.ratio))
}

func (r *ready) inSteps(ratio reform.Fraction) reform.Fraction {
	for n, from := range r.steps {
		if !ratio.Less(from) {
			return r.pays[n]
		}
	}
	if r.Below == reform.BelowNothing {
		return zero
	}
	last := len(r.steps) - 1
	return ratio.Quo(r.steps[last]).Mul(r.pays[last])
}

// At is what an indicator's rule gives at a ratio, rounded as the framework does at
// the indicator. False when the rule measures no ratio, or chooses one by the unit.
func (m *Method) At(indicator string, ratio reform.Fraction) (reform.Points, bool) {
	position, known := m.position[indicator]
	if !known {
		return 0, false
	}
	i := m.indicators[position]
	w := &sums{}
	switch i.rule.Kind {
	case reform.Ratio:
		w.pay(i, i.rule.inProportion(ratio))
	case reform.Steps:
		w.pay(i, i.rule.inSteps(ratio))
	default:
		return 0, false
	}
	_, earned, err := m.rounded(w.exact, m.f.Rounding.Indicator)
	return earned, err == nil
}

// divide reckons the two sides of a ratio and its coefficients. Where the lower
// side is zero, or the unit has none of what is measured, it settles the score.
func divide(i *indicator, r *ready, v view, w *sums) reform.State {
	of, practised, state := v.sum(r.of)
	over := hundred
	if len(r.over) > 0 {
		var lower reform.State
		over, _, lower = v.under(r, w)
		state = worse(state, lower)
	}
	times, scaled, factor := v.coefficient(r)
	if state = worse(state, factor); state != reform.Scored {
		return state
	}
	w.of, w.over, w.known = of, over, w.known|hasOf|hasOver
	if scaled {
		w.times, w.known = times, w.known|hasTimes
	}
	if !practised {
		return w.pay(i, zero)
	}
	if over.Sign() == 0 {
		return overNothing(i, r, w)
	}
	w.ratio, w.known = of.Quo(over), w.known|hasRatio
	if scaled {
		w.ratio = w.ratio.Mul(times)
	}
	return reform.Scored
}

// under sums what is measured against; a figure of another period stands in where
// it has not been reported.
func (v view) under(r *ready, w *sums) (reform.Fraction, bool, reform.State) {
	over, practised, state := v.sum(r.over)
	if r.orElse == none || state != reform.NotSubmitted && state != reform.UnderReview {
		return over, practised, state
	}
	stand, practised, known := v.sum([]int{r.orElse})
	if known != reform.Scored {
		return over, practised, state
	}
	w.known |= hasStandIn
	return stand.Quo(r.divide), practised, known
}

// coefficient is what the ratio is multiplied by, if anything.
func (v view) coefficient(r *ready) (times reform.Fraction, scaled bool, state reform.State) {
	times, state = one, reform.Scored
	if r.times != none {
		percent, _, known := v.sum([]int{r.times})
		if known != reform.Scored {
			return times, true, known
		}
		times, scaled = percent.Quo(hundred), true
	}
	if r.timesScore == none {
		return times, scaled, state
	}
	share, state := v.shareOf(r.timesScore)
	return times.Mul(share), true, state
}

// shareOf is the share of its most points that another indicator earned.
func (v view) shareOf(position int) (reform.Fraction, reform.State) {
	if v.factor != nil {
		return *v.factor, reform.Scored
	}
	column, err := v.column(position)
	if err != nil {
		return zero, reform.Suppressed
	}
	c := &column[v.unit]
	if !c.state.Counts() {
		return zero, c.state
	}
	return c.exact.Quo(v.indicators[position].most), reform.Scored
}

func overNothing(i *indicator, r *ready, w *sums) reform.State {
	switch r.IfZero {
	case reform.ZeroEarnsFull:
		return w.pay(i, one)
	case reform.ZeroSuppresses:
		return reform.Suppressed
	case reform.ZeroNotApplicable:
		return reform.NotAsked
	case reform.ZeroEarnsNothing:
	}
	return w.pay(i, zero)
}
