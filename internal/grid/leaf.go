package grid

import "reformboard/internal/reform"

// leaf scores one indicator for the block, and adds it to the node above.
func (w *worker) leaf(n int, above *sums, weight float64) {
	l := &w.leaves[n]
	states := w.states(n)
	ordinary := len(l.groups) == 0 && w.t.Silent == nil
	alike := true
	switch {
	case !ordinary || l.kind == reform.Constant:
		for k := range states {
			alike = w.slow(n, k, states) && alike
		}
	case l.kind == reform.Ratio:
		alike = w.ratio(n, states)
	default:
		alike = w.figures(n, states)
	}
	if l.round != 0 {
		w.roundLeaf(n, states)
	}
	above.add(w.values[:w.size], states, alike, weight)
}

// states are those of the block for one indicator.
func (w *worker) states(n int) []State { return w.board.Indicators[n][w.from : w.from+w.size] }

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

// isPlain reports whether a part is a figure that stands for itself, and that every
// unit has said.
func (w *worker) isPlain(p part) bool {
	l := &w.leaves[p.at]
	return p.leaf && l.kind != reform.Ratio && l.kind != reform.Constant && l.round == 0 && len(l.groups) == 0 &&
		w.t.Silent == nil && w.t.Columns[l.of[0]].absences == nil
}

// plain adds two figures as they stand to the node above: the innermost loop of an
// index. Two at a time, since reading and writing the sum takes longer than adding.
func (w *worker) plain(above *sums, one, two part) {
	a, b := w.t.Columns[w.leaves[one.at].of[0]].numbers[w.from:w.from+w.size], w.t.Columns[w.leaves[two.at].of[0]].numbers[w.from:w.from+w.size]
	factorA, factorB := w.factor[one.at]*one.near, w.factor[two.at]*two.near
	sum := above.value[:len(a)]
	b = b[:len(a)]
	nothing := false
	for k, number := range a {
		sum[k] += float64(number)*factorA + float64(b[k])*factorB
		nothing = nothing || number == 0 || b[k] == 0
	}
	above.whole += one.near + two.near
	w.noteZeros(one.at, a, nothing)
	w.noteZeros(two.at, b, nothing)
}

// noteZeros gives the states of a plain figure.
func (w *worker) noteZeros(n int, numbers []int64, nothing bool) {
	states := w.states(n)
	copy(states, scored[:])
	if !nothing || w.leaves[n].max == 0 {
		return
	}
	for k, number := range numbers {
		if number == 0 {
			states[k] = Zero
		}
	}
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
	states = states[:w.size]
	for k, number := range upper {
		v := factor * float64(number) / float64(lower[k]) // without meaning over nothing
		if v > most {
			v = most
		}
		state := Scored
		if v <= 0 {
			v, state = 0, Zero
		}
		values[k], states[k] = v, state
	}
	alike := true
	for k, number := range lower {
		if number == 0 {
			alike = w.listen(l, of, over, k, states) && alike
		}
	}
	for _, column := range []*Column{of, over} {
		if column.absences == nil {
			continue
		}
		for k, absence := range column.absences[w.from : w.from+w.size] {
			if absence != Present {
				alike = w.listen(l, of, over, k, states) && alike
			}
		}
	}
	return alike
}

// listen gives a unit that does not say two numbers, the second above zero, what comes
// of it, and reports whether that is a score.
func (w *worker) listen(l *leaf, of, over *Column, k int, states []State) bool {
	upper, lower := of.absence(w.from+k), over.absence(w.from+k)
	if lower == Present && over.numbers[w.from+k] == 0 {
		lower = nothing
	}
	said := l.silence[upper][lower]
	w.values[k], states[k] = said.value, said.state
	return said.state&(Scored|Zero) != 0
}

// absences gives the units that say why they have no number what comes of it.
func (w *worker) absences(column *Column, n int, states []State) bool {
	if column.absences == nil {
		return true
	}
	l, alike := &w.leaves[n], true
	for k, absence := range column.absences[w.from : w.from+w.size] {
		if absence != Present {
			said := l.silence[absence][Present]
			w.values[k], states[k] = said.value, said.state
			alike = alike && said.state&(Scored|Zero) != 0
		}
	}
	return alike
}

// scored is a lane of which every unit has a score.
var scored = func() (all [lane]State) {
	for k := range all {
		all[k] = Scored
	}
	return all
}()
