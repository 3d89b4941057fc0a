package grid

import "reformboard/internal/reform"

// leaf scores one indicator for the block, and adds it to the node above.
func (w *worker) leaf(n int, above *sums, weight float64) {
	l := &w.leaves[n]
	states := w.board.Indicators[n][w.from : w.from+w.size]
	ordinary := len(l.groups) == 0 && w.t.Silent == nil
	alike := true
	switch {
	case !ordinary || l.kind == reform.Constant:
		for k := range states {
			alike = w.slow(n, k, states) && alike
		}
	case l.kind == reform.Ratio:
		alike = w.ratio(n, states)
	case w.t.Columns[l.of[0]].absences == nil && l.round == 0 && above.alike:
		w.plain(n, states, above, weight)
		return
	default:
		alike = w.figures(n, states)
	}
	if l.round != 0 {
		w.roundLeaf(n, states)
	}
	above.add(w.values[:w.size], states, alike, weight)
}

func (w *worker) roundLeaf(n int, states []State) {
	l := &w.leaves[n]
	for k, v := range w.values[:w.size] {
		w.values[k] = w.round(v, l.round, w.off[n], func() reform.Fraction {
			exact, _ := w.cell(l, w.t, w.from+k)
			return exact
		})
		if states[k] == Scored && w.values[k] == 0 && l.max > 0 {
			states[k] = Zero
		}
	}
}

// slow scores one unit where something is out of the ordinary, and reports whether
// it has a score all the same.
func (w *worker) slow(n, k int, states []State) bool {
	l := &w.leaves[n]
	exact, state := w.cell(l, w.t, w.from+k)
	if state == Scored && exact.Sign() == 0 && l.max > 0 {
		state = Zero
	}
	w.values[k], states[k] = exact.Float(), state
	return state&(Scored|Zero) != 0
}

// plain adds figures as they stand, none missing, to the node above: the innermost
// loop of an index.
func (w *worker) plain(n int, states []State, above *sums, weight float64) {
	l := &w.leaves[n]
	numbers := w.t.Columns[l.of[0]].numbers[w.from : w.from+w.size]
	factor, sum := w.factor[n], above.value[:len(numbers)]
	states = states[:len(numbers)]
	nothing := Scored
	if l.max > 0 {
		nothing = Zero
	}
	for k, number := range numbers {
		sum[k] += float64(number) * factor * weight
		state := Scored
		if number == 0 {
			state = nothing
		}
		states[k] = state
	}
	above.whole += weight
}

// figures takes figures as they stand where some are missing, or are rounded.
func (w *worker) figures(n int, states []State) bool {
	l := &w.leaves[n]
	column := &w.t.Columns[l.of[0]]
	for k, number := range column.numbers[w.from : w.from+w.size] {
		w.values[k] = float64(number) * w.factor[n]
		states[k] = Scored
		if number == 0 && l.max > 0 {
			states[k] = Zero
		}
	}
	return w.absences(column, n, states)
}

// ratio earns in proportion up to the most.
func (w *worker) ratio(n int, states []State) bool {
	l := &w.leaves[n]
	of, over := &w.t.Columns[l.of[0]], &w.t.Columns[l.over[0]]
	upper, lower := of.numbers[w.from:w.from+w.size], over.numbers[w.from:w.from+w.size]
	factor, most, values := w.factor[n], float64(l.max), w.values[:w.size]
	alike := true
	for k, number := range upper {
		if lower[k] == 0 {
			alike = w.slow(n, k, states) && alike
			continue
		}
		v := factor * float64(number) / float64(lower[k])
		if v > most {
			v = most
		}
		state := Scored
		if number == 0 {
			state = Zero
		}
		values[k], states[k] = v, state
	}
	alike = w.absences(of, n, states) && alike
	return w.absences(over, n, states) && alike
}

// absences scores again the units that say why they have no number.
func (w *worker) absences(column *Column, n int, states []State) bool {
	if column.absences == nil {
		return true
	}
	alike := true
	for k, absence := range column.absences[w.from : w.from+w.size] {
		if absence != Present {
			alike = w.slow(n, k, states) && alike
		}
	}
	return alike
}
