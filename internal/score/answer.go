package score

import "reformboard/internal/reform"

// answer earns the share that belongs to the option chosen.
func answer(i *indicator, r *ready, v view, w *sums) reform.State {
	s := v.of(r.of[0])
	switch s.absence {
	case reform.NotReported:
		return v.missing(r.of[0])
	case reform.NotApplicable:
		return reform.NotAsked
	case reform.Present, reform.NoPractice:
	}
	for n, a := range r.Answers {
		if a.Option == s.text {
			return w.pay(i, r.pays[n])
		}
	}
	return w.pay(i, zero)
}

// survey earns the mean of what the answers are worth, over those who answered:
// Σ pay·count / Σ count.
func survey(i *indicator, r *ready, v view, w *sums) reform.State {
	count, practised, state := v.sum(r.items)
	if state != reform.Scored {
		return state
	}
	var worth reform.Fraction
	for n, figure := range r.items {
		if s := v.of(figure); s.numeric {
			worth = worth.Add(s.number.Mul(r.itemPays[n]))
		}
	}
	w.of, w.over, w.known = worth, count, w.known|hasOf|hasOver
	switch {
	case !practised:
		return w.pay(i, zero)
	case count.Sign() == 0 && r.IfZero == "":
		return reform.Suppressed // nobody was asked: there is nothing to average
	case count.Sign() == 0:
		return overNothing(i, r, w)
	}
	return w.pay(i, worth.Quo(count))
}

// checklist earns a share for each thing that is there. One that does not apply
// leaves, and the shares of the others are taken of what is left.
func checklist(i *indicator, r *ready, v view, w *sums) reform.State {
	state := reform.Scored
	var there, asked reform.Fraction
	for n, figure := range r.items {
		s := v.of(figure)
		switch s.absence {
		case reform.NotReported:
			state = worse(state, v.missing(figure))
		case reform.NotApplicable:
			continue
		case reform.Present, reform.NoPractice:
		}
		asked = asked.Add(r.itemPays[n])
		if s.numeric && s.number.Sign() > 0 {
			there = there.Add(r.itemPays[n])
		}
	}
	if state != reform.Scored {
		return state
	}
	if asked.Sign() == 0 {
		return reform.NotAsked
	}
	w.of, w.over, w.known = there, asked, w.known|hasOf|hasOver
	return w.pay(i, there.Quo(asked))
}
