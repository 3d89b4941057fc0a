package score

import (
	"math/big"

	"reformboard/internal/reform"
)

// ratio earns in proportion up to the ratio that earns everything:
// max · min(1, of/over · times / full_at), and nothing under nothing_below.
// Source: decision 766/QĐ-TTg as re-computed on published counts.
func ratio(i reform.Indicator, said saidValues, w *reform.Working) reform.State {
	if state := divide(i, said, w); state != reform.Scored || w.Exact != nil {
		return state
	}
	r := measured(*w)
	if floor := i.Rule.NothingBelow.Rat(); floor != nil && r.Cmp(floor) < 0 {
		return pay(i, w, new(big.Rat))
	}
	if full := i.Rule.FullAt.Rat(); full != nil {
		r = new(big.Rat).Quo(r, full)
	}
	return pay(i, w, atMost(r, one))
}

// steps earns the share of the highest step the ratio reaches; under the lowest
// step it earns in proportion to it.
func steps(i reform.Indicator, said saidValues, w *reform.Working) reform.State {
	if state := divide(i, said, w); state != reform.Scored || w.Exact != nil {
		return state
	}
	r := measured(*w)
	for _, step := range i.Rule.Steps {
		if r.Cmp(step.From.Rat()) >= 0 {
			return pay(i, w, step.Pay.Rat())
		}
	}
	last := i.Rule.Steps[len(i.Rule.Steps)-1]
	below := new(big.Rat).Quo(r, last.From.Rat())
	return pay(i, w, below.Mul(below, last.Pay.Rat()))
}

// divide fills in the two sides of a ratio and its coefficient. Where the lower
// side is zero it settles the score by the rule's policy.
func divide(i reform.Indicator, said saidValues, w *reform.Working) reform.State {
	hundred := big.NewRat(100, 1)
	of, state := said.sum(i.Rule.Of)
	over, times := hundred, (*big.Rat)(nil)
	if len(i.Rule.Over) > 0 {
		var lower reform.State
		if over, lower = said.sum(i.Rule.Over); lower != reform.Scored {
			state = worse(state, lower)
		}
	}
	if i.Rule.Times != "" {
		factor, known := said.sum([]string{i.Rule.Times})
		if known != reform.Scored {
			state = worse(state, known)
		} else {
			times = factor.Quo(factor, hundred)
		}
	}
	if state != reform.Scored {
		return state
	}
	w.Of, w.Over, w.Times = of, over, times
	if over.Sign() == 0 {
		return overNothing(i, w)
	}
	return reform.Scored
}

func overNothing(i reform.Indicator, w *reform.Working) reform.State {
	switch i.Rule.IfZero {
	case reform.ZeroEarnsFull:
		return pay(i, w, one)
	case reform.ZeroSuppresses:
		return reform.Suppressed
	case reform.ZeroNotApplicable:
		return reform.NotAsked
	case reform.ZeroEarnsNothing:
	}
	return pay(i, w, new(big.Rat))
}
