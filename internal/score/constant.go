package score

import (
	"slices"

	"reformboard/internal/formula"
	"reformboard/internal/reform"
)

// constant earns the most points, whatever is reported.
func constant(i *indicator, _ *ready, _ view, w *sums) reform.State { return w.pay(i, one) }

// given takes points as they were published, within the least and the most.
func given(i *indicator, r *ready, v view, w *sums) reform.State {
	points, _, state := v.sum(r.of)
	if state != reform.Scored {
		return state
	}
	return w.payPoints(i, points)
}

// information is shown beside the scores and never scored.
func information(_ *indicator, r *ready, v view, w *sums) reform.State {
	sum, _, state := v.sum(r.of)
	if state != reform.Scored {
		return state
	}
	w.of, w.known = sum, w.known|hasOf
	return w.earn(zero)
}

// reckoned earns what a formula over figures gives, in points. One figure missing
// leaves nothing to reckon with; one that does not apply, nothing to ask. A unit that
// has none of what must be at least so many has nothing that it could earn by.
func reckoned(i *indicator, r *ready, v view, w *sums) reform.State {
	state := reform.Scored
	for _, figure := range r.all {
		switch v.of(figure).absence {
		case reform.NotReported:
			state = worse(state, v.missing(figure))
		case reform.NotApplicable:
			state = worse(state, reform.NotAsked)
		case reform.Present, reform.NoPractice:
		}
	}
	if state != reform.Scored {
		return state
	}
	if slices.ContainsFunc(r.all, func(figure int) bool { return v.of(figure).absence == reform.NoPractice && v.excludesZero(figure) }) {
		return w.payPoints(i, zero)
	}
	points, err := r.formula.Value(func(id string) formula.Operand {
		if id == formula.Points {
			return formula.Operand{Number: i.most}
		}
		s := v.of(v.figures[id])
		return formula.Operand{Number: s.number, Text: s.text}
	})
	if err != nil {
		w.err = err
		return reform.Suppressed
	}
	return w.payPoints(i, points)
}

// excludesZero reports whether 0 lies beyond the bounds of a figure, by which its
// formulas were checked.
func (m *Method) excludesZero(figure int) bool {
	if figure >= len(m.f.Figures) {
		return false
	}
	g := &m.f.Figures[figure]
	return decimal(g.Least, 0).Sign() > 0 || decimal(g.Most, 0).Sign() < 0
}
