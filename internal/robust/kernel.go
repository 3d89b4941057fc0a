package robust

import "math/rand/v2"

// steps is the grid on which trial scores from 0 to 1 are compared, so that scores
// which are equal but for the last bits of a float64 tie.
//
// Note: a power of two, so that no fraction people weigh with, a third or a decimal,
// lies just between two steps, where the last bits would decide after all.
const steps = 1 << 31

// The sort takes the bits of a place on the grid in passes, the lowest first.
const (
	passes   = 3
	passBits = 11
	passMask = 1<<passBits - 1
)

// worker draws and ranks, one draw after another, in memory of its own.
type worker struct {
	generator   rand.PCG
	drawn       Draw
	weights     []float64
	totals      []float64
	shares      []float64
	keys        []uint32
	order, next []uint16
	ranks       []uint16
	starts      [passes][passMask + 1]uint16 // where units with these bits begin
}

func newWorker(f Field) *worker {
	units, parts := len(f.Units), len(f.Parts)
	padded := (units + lanes - 1) / lanes * lanes
	return &worker{
		drawn:   Draw{Weights: make([]float64, parts)},
		weights: make([]float64, parts),
		totals:  make([]float64, padded),
		shares:  make([]float64, padded),
		keys:    make([]uint32, units),
		order:   make([]uint16, units),
		next:    make([]uint16, units),
		ranks:   make([]uint16, units),
	}
}

// rank ranks the units by what was drawn: the greatest trial score is 1, equals
// share the least rank.
//
// With w a part's drawn weight over the sum of all, a unit's score is the sum of w ×
// cell, part after part; in a field with gaps, over the sum of w × factor, and 0
// where nothing is left of the unit. It is compared at the nearest of the steps. The
// ranks stand until the next draw.
func (w *worker) rank(all boards) []uint16 {
	b := all[w.drawn.Normalise][w.drawn.Aggregate]
	sum := 0.0
	for _, weight := range w.drawn.Weights {
		sum += weight
	}
	for p, weight := range w.drawn.Weights {
		w.weights[p] = weight / sum
	}
	add(w.totals, b.cells, w.weights)
	if b.factors != nil {
		add(w.shares, b.factors, w.weights)
		for u, share := range w.shares {
			if share == 0 {
				w.totals[u], share = 0, 1
			}
			w.totals[u] /= share
		}
	}
	w.place(w.totals[:len(w.ranks)])
	w.sort()
	w.hand()
	return w.ranks
}

// add adds each unit's cells up, weighted, part after part.
//
// Note: a float64 sum in the order of the parts can be repeated anywhere to the last
// bit. Eight units at once, not one in several strands, keep the processor busy
// without another order, and float64 keeps it from fusing the two operations, which
// only some processors can.
func add(totals, cells, weights []float64) {
	for len(totals) >= lanes {
		var a, b, c, d, e, f, g, h float64
		for _, w := range weights {
			x := (*[lanes]float64)(cells)
			a += float64(w * x[0])
			b += float64(w * x[1])
			c += float64(w * x[2])
			d += float64(w * x[3])
			e += float64(w * x[4])
			f += float64(w * x[5])
			g += float64(w * x[6])
			h += float64(w * x[7])
			cells = cells[lanes:]
		}
		*(*[lanes]float64)(totals) = [lanes]float64{a, b, c, d, e, f, g, h}
		totals = totals[lanes:]
	}
}

// place puts every score on the grid, upside down, and counts the bits to sort by.
func (w *worker) place(totals []float64) {
	w.starts = [passes][passMask + 1]uint16{}
	keys, starts := w.keys[:len(totals)], &w.starts
	for u, total := range totals {
		k := steps - uint32(float64(total*steps)+0.5)
		keys[u] = k
		starts[0][k&passMask]++
		starts[1][k>>passBits&passMask]++
		starts[2][k>>(2*passBits)&passMask]++
	}
	var first, second, third uint16
	for i := range starts[0] {
		starts[0][i], first = first, first+starts[0][i]
		starts[1][i], second = second, second+starts[1][i]
		starts[2][i], third = third, third+starts[2][i]
	}
}

// sort puts the units in order.
func (w *worker) sort() {
	for u := range w.order {
		w.order[u] = uint16(u)
	}
	for pass := range w.starts {
		starts, shift := &w.starts[pass], pass*passBits
		for _, u := range w.order {
			at := &starts[w.keys[u]>>shift&passMask]
			w.next[*at] = u
			*at++
		}
		w.order, w.next = w.next, w.order
	}
}

// hand gives out the ranks.
func (w *worker) hand() {
	rank := uint16(0)
	for i, u := range w.order {
		if i == 0 || w.keys[u] != w.keys[w.order[i-1]] {
			rank = uint16(i) + 1
		}
		w.ranks[u] = rank
	}
}
