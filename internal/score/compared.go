package score

import (
	"time"

	"reformboard/internal/reform"
)

// compared earns all when better than the norm, half when equal, nothing when
// worse. Source: decree 61/2018/NĐ-CP, 2, 1 or 0 points.
func compared(i *indicator, r *ready, v view, w *sums) reform.State {
	of, practised, state := v.sum(r.of)
	norm, _, known := v.under(r, w)
	if state = worse(state, known); state != reform.Scored {
		return state
	}
	w.of, w.over, w.known = of, norm, w.known|hasOf|hasOver
	better := of.Cmp(norm)
	if r.LowerIsBetter {
		better = -better
	}
	switch {
	case !practised || better < 0:
		return w.pay(i, zero)
	case better == 0:
		return w.pay(i, half)
	}
	return w.pay(i, one)
}

// deadline earns everything up to the day due, then a share by the days late.
func deadline(i *indicator, r *ready, v view, w *sums) reform.State {
	day, state := v.day(r.of[0])
	due, known := r.Due, reform.Scored
	if r.dueFigure != none {
		due, known = v.day(r.dueFigure)
	}
	if state == reform.Zero && known == reform.Scored {
		return w.pay(i, zero) // it never came
	}
	if state = worse(state, known); state != reform.Scored {
		return state
	}
	done, err := time.Parse(time.DateOnly, day)
	last, err2 := time.Parse(time.DateOnly, due)
	if err != nil || err2 != nil {
		return reform.Suppressed
	}
	w.days, w.known = int((done.Unix()-last.Unix())/secondsADay), w.known|hasDays
	if w.days <= 0 {
		return w.pay(i, one)
	}
	for n, late := range r.Late {
		if w.days <= late.Days {
			return w.pay(i, r.pays[n])
		}
	}
	return w.pay(i, zero)
}

// secondsADay of days without clocks. Note: time.Sub ends at 292 years.
const secondsADay = 24 * 60 * 60

// day returns the day said for a figure. Zero: the unit says it never came.
func (v view) day(figure int) (string, reform.State) {
	switch s := v.of(figure); s.absence {
	case reform.NotReported:
		return "", v.missing(figure)
	case reform.NotApplicable:
		return "", reform.NotAsked
	case reform.NoPractice:
		return "", reform.Zero
	case reform.Present:
		return s.text, reform.Scored
	}
	return "", reform.Suppressed
}
