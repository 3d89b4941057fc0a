package score

import (
	"math/big"

	"reformboard/internal/reform"
)

// deduction earns the most points less so many for each thing counted, and never
// less than the least.
func deduction(i reform.Indicator, said saidValues, w *reform.Working) reform.State {
	lost, state := eachOf(i, said, w)
	if state != reform.Scored {
		return state
	}
	return payPoints(i, w, new(big.Rat).Sub(i.Max.Rat(), lost))
}

// counted earns so many points for each thing counted, between the least and the
// most; Each is below zero for a penalty.
func counted(i reform.Indicator, said saidValues, w *reform.Working) reform.State {
	earned, state := eachOf(i, said, w)
	if state != reform.Scored {
		return state
	}
	return payPoints(i, w, earned)
}

func eachOf(i reform.Indicator, said saidValues, w *reform.Working) (*big.Rat, reform.State) {
	count, state := said.sum(i.Rule.Of)
	if state != reform.Scored {
		return nil, state
	}
	w.Of = count
	return new(big.Rat).Mul(count, i.Rule.Each.Rat()), reform.Scored
}
