package grid

import (
	"math"

	"reformboard/internal/reform"
)

// worker scores blocks of units, each from the leaves up.
type worker struct {
	*Grid
	plan
	t      *Table
	board  *Board
	wanted []*Line
	sums   []sums // by depth in the tree: a node's parts are below it
	from   int    // the block: units from, and so many
	size   int
	values [lane]float64
}

func (g *Grid) worker(t *Table, b *Board, p plan) *worker {
	w := &worker{Grid: g, t: t, plan: p, board: b, wanted: make([]*Line, len(g.nodes)), sums: make([]sums, g.depth)}
	for n := range b.Areas {
		w.wanted[g.places[b.Areas[n].ID]] = &b.Areas[n]
	}
	return w
}

// sums are the sums of one node over a block: Σ w·value and, where not all units
// are alike, Σ w and the states of each.
type sums struct {
	value, weight [lane]float64
	states        [lane]State
	alike         bool    // every unit has a score for every part
	whole         float64 // Σ w of units alike
}

func (w *worker) block(from, to int) {
	w.from, w.size = from, to-from
	w.node(len(w.nodes)-1, 0)
}

// node sums up the parts of a node, and settles it.
func (w *worker) node(n, depth int) {
	at, s := &w.nodes[n], &w.sums[depth]
	clear(s.value[:w.size])
	s.alike, s.whole = true, 0
	for k := 0; k < len(at.parts); k++ {
		part, weight := at.parts[k], at.parts[k].near
		if k+1 < len(at.parts) && s.alike && w.isPlain(part) && w.isPlain(at.parts[k+1]) {
			w.plain(s, part, at.parts[k+1])
			k++
			continue
		}
		if part.leaf {
			w.leaf(part.at, s, weight)
			continue
		}
		w.node(part.at, depth+1)
		inside := &w.sums[depth+1]
		s.add(inside.value[:w.size], inside.states[:w.size], inside.alike, weight)
	}
	w.settle(n, s)
}

// add takes in one part of a node. Its states do not matter where it is alike: every
// unit has a score.
func (s *sums) add(values []float64, states []State, alike bool, weight float64) {
	sum := s.value[:len(values)]
	for k, v := range values {
		sum[k] += weight * v
	}
	if alike && s.alike {
		s.whole += weight
		return
	}
	s.differ(len(values))
	all, weights := s.states[:len(values)], s.weight[:len(values)]
	if alike {
		for k := range all {
			all[k] |= Scored
			weights[k] += weight
		}
		return
	}
	stands := [2]float64{weight, 0} // without a branch: which units leave, nobody foretells
	states = states[:len(values)]
	for k, state := range states {
		all[k] |= state &^ leaves
		weights[k] += stands[state/leaves&1]
	}
}

// differ begins to note each unit's weight and states.
func (s *sums) differ(size int) {
	if !s.alike {
		return
	}
	s.alike = false
	state := State(0)
	if s.whole != 0 {
		state = Scored
	}
	for k := range size {
		s.weight[k], s.states[k] = s.whole, state
	}
}

// settle turns a node's sums into its values, and writes the scores asked for.
func (w *worker) settle(n int, s *sums) {
	at, values := &w.nodes[n], s.value[:w.size]
	if at.mean {
		s.divide(values)
	}
	if !s.alike {
		for k := range values {
			if s.weight[k] == 0 {
				s.states[k] |= leaves
			}
		}
	}
	if at.round != 0 {
		for k, v := range values {
			values[k] = w.round(v, at.round, w.offAt[n], func() reform.Fraction { return w.exact(n, w.t, w.from+k) })
		}
	}
	if line := w.wanted[n]; line != nil {
		w.write(line, n, s)
	}
}

// divide makes means of sums.
func (s *sums) divide(values []float64) {
	if s.alike {
		inverse := 1 / s.whole
		for k := range values {
			values[k] *= inverse
		}
		return
	}
	for k := range values {
		if s.weight[k] > 0 {
			values[k] /= s.weight[k]
		}
	}
}

// write puts a node's scores on the board, at the decimals at which they are
// compared.
func (w *worker) write(line *Line, n int, s *sums) {
	off := w.offAt[n]
	if w.nodes[n].round != 0 {
		off = 0
	}
	inverse := 1 / float64(w.at)
	bound := off * inverse
	states, scores := line.States[w.from:w.from+w.size], line.Scores[w.from:w.from+w.size]
	for k, value := range s.value[:w.size] {
		if !s.alike && !s.states[k].has() {
			states[k], scores[k] = s.states[k], 0
			continue
		}
		y := value * inverse
		whole := int64(y)
		rest := y - float64(whole) - 0.5
		if y < 0 || math.Abs(rest) <= bound+4*unit*y {
			whole = w.doubtful(n, value, off, w.from+k)
		} else if rest > 0 {
			whole++
		}
		scores[k], states[k] = whole, Scored
		if math.Abs(value) <= off && w.nodes[n].ends && w.nothing(n, off, w.from+k) {
			states[k] = Zero
		}
	}
}

// nothing reports whether a score that cannot be told from zero is zero.
func (w *worker) nothing(n int, off float64, u int) bool {
	return off == 0 || w.rounded(w.exact(n, w.t, u), w.nodes[n].round).Sign() == 0
}

// doubtful rounds the score of one unit that lies near a half, or below zero.
func (w *worker) doubtful(n int, value, off float64, u int) int64 {
	rounded := w.round(value, w.at, off, func() reform.Fraction {
		return w.rounded(w.exact(n, w.t, u), w.nodes[n].round)
	})
	return int64(rounded) / w.at
}

// round rounds a value that may be off by so much to whole multiples of a step. Only
// where a half lies so near does it ask for the exact value.
func (w *worker) round(value float64, step int64, off float64, exact func() reform.Fraction) float64 {
	y := math.Abs(value) / float64(step)
	whole := math.Floor(y)
	rest := y - whole - 0.5
	switch bound := off/float64(step) + 4*unit*y; {
	case off == 0 && step == 1:
		return value // a whole number of steps already
	case math.Abs(rest) <= bound:
		return w.rounded(exact(), step).Float()
	case rest > 0:
		whole++
	}
	return math.Copysign(whole*float64(step), value)
}
