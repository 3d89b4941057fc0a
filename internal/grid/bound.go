package grid

import "reformboard/internal/reform"

// unit is half the distance between 1 and the next float64: how far one operation
// can be off, as a share of its result.
const unit = 0x1p-53

// plan is what a table makes of a grid: factors, and how far each sum can be off.
type plan struct {
	factor []float64 // by leaf: what a figure, or a ratio of two, is multiplied by
	off    []float64 // by leaf, of a value not yet rounded
	offAt  []float64 // by node, likewise
}

// plan bounds every error. A leaf's value takes at most four operations. A sum of n
// terms of at most m in all is off by what its terms are and n+3 operations on m;
// twice that is taken, for the bound's own rounding.
func (g *Grid) plan(t *Table) plan {
	p := plan{factor: make([]float64, len(g.leaves)), off: make([]float64, len(g.leaves)), offAt: make([]float64, len(g.nodes))}
	most := make([]float64, len(g.leaves))
	for n := range g.leaves {
		l := &g.leaves[n]
		most[n] = float64(l.max)
		switch l.kind {
		case reform.Ratio:
			of, over := &t.Columns[l.of[0]], &t.Columns[l.over[0]]
			p.factor[n] = reform.NewFraction(l.max, 1).Mul(reform.NewFraction(powerOfTen(over.decimals), powerOfTen(of.decimals))).Quo(l.full).Float()
		case reform.Constant:
		default:
			of := &t.Columns[l.of[0]]
			f := reform.NewFraction(g.scale, powerOfTen(of.decimals)).Float()
			p.factor[n], most[n] = f, f*float64(of.most)
		}
		p.off[n] = 8 * unit * most[n]
	}
	mostAt := make([]float64, len(g.nodes))
	for n := range g.nodes {
		mostAt[n], p.offAt[n] = p.bound(g, n, most, mostAt)
	}
	return p
}

// bound returns how large a node's value can be, and how far off.
func (p *plan) bound(g *Grid, n int, most, mostAt []float64) (large, off float64) {
	at := &g.nodes[n]
	for _, part := range at.parts {
		var m, o float64
		round := int64(0)
		if part.leaf {
			m, o, round = most[part.at], p.off[part.at], g.leaves[part.at].round
		} else {
			m, o, round = mostAt[part.at], p.offAt[part.at], g.nodes[part.at].round
		}
		if round != 0 {
			o = 0 // a whole number of steps
		}
		if at.mean {
			large, off = max(large, m), max(off, o)
		} else {
			large, off = large+m, off+o
		}
	}
	if at.mean || off > 0 || large > 1/unit {
		off += 2 * float64(len(at.parts)+3) * unit * large
	}
	return large, off
}
