package score

import "reformboard/internal/reform"

// constant earns the most points, whatever is reported.
func constant(i reform.Indicator, _ saidValues, w *reform.Working) reform.State {
	return pay(i, w, one)
}

// given takes points that somebody else has published as they stand.
func given(i reform.Indicator, said saidValues, w *reform.Working) reform.State {
	points, state := said.sum(i.Rule.Of)
	if state != reform.Scored {
		return state
	}
	w.Of = points
	return payPoints(i, w, points)
}

// information shows its figures and earns nothing; its most points are zero.
func information(i reform.Indicator, said saidValues, w *reform.Working) reform.State {
	sum, state := said.sum(i.Rule.Of)
	if state != reform.Scored {
		return state
	}
	w.Of = sum
	return payPoints(i, w, i.Max.Rat())
}
