package score

import "reformboard/internal/reform"

// deduction earns the most points less so many for each thing counted, and never
// less than the least.
func deduction(i *indicator, r *ready, v view, w *sums) reform.State {
	lost, state := eachOf(r, v, w)
	if state != reform.Scored {
		return state
	}
	return w.payPoints(i, i.most.Sub(lost))
}

// counted earns so many points for each thing counted, between the least and the
// most; Each is below zero for a penalty.
func counted(i *indicator, r *ready, v view, w *sums) reform.State {
	earned, state := eachOf(r, v, w)
	if state != reform.Scored {
		return state
	}
	return w.payPoints(i, earned)
}

func eachOf(r *ready, v view, w *sums) (reform.Fraction, reform.State) {
	count, _, state := v.sum(r.of)
	if state != reform.Scored {
		return zero, state
	}
	w.of, w.known = count, w.known|hasOf
	return count.Mul(r.each), reform.Scored
}
