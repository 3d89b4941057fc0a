package ranking

import (
	"cmp"
	"math"
	"slices"

	"reformboard/internal/reform"
)

// Rank is a place in an order in which equals share.
type Rank struct {
	Least int // 1 is best; equals share the best of their places: 1, 2, 2, 4. 0: not ranked
	Dense int // the same without gaps: 1, 2, 2, 3
	Tied  int // how many share it, this one included
}

// Place is the rank as a tie rule gives it.
func (r Rank) Place(ties reform.Ties) reform.Decimal {
	return reform.Standing{Rank: r.Least, Dense: r.Dense, Tied: r.Tied}.Place(ties)
}

// Ranks ranks a list of values, the greatest first: an area's or an indicator's
// scores. Those that are not known have no rank; with known nil, all are.
func Ranks(values []reform.Fraction, known []bool) []Rank {
	ranks := make([]Rank, len(values))
	order := bestFirst(values, known)
	eachTie(values, order, func(place int, r Rank) { ranks[order[place]] = r })
	return ranks
}

// eachTie hands out the ranks of values that are in order, the best first.
func eachTie(values []reform.Fraction, order []int32, give func(place int, r Rank)) {
	for from, dense := 0, 1; from < len(order); dense++ {
		best := values[order[from]]
		to := from + 1
		for to < len(order) && equal(best, values[order[to]]) {
			to++
		}
		for place := from; place < to; place++ {
			give(place, Rank{Least: from + 1, Dense: dense, Tied: to - from})
		}
		from = to
	}
}

// equal is Cmp, quicker where the two are written alike.
func equal(a, b reform.Fraction) bool { return a == b || a.Cmp(b) == 0 }

// bestFirst lists where the known values are, the greatest first, equals as they
// are listed.
//
// Note: the nearest float64 never puts a lesser number before a greater one, it can
// only make the two equal. So floats deal the values into buckets, and what they
// cannot tell apart there is compared exactly: the order is exact, at the cost of
// one of floats.
func bestFirst(values []reform.Fraction, known []bool) []int32 {
	near, high, scale := nearest(values, known)
	starts := make([]int32, len(values)+1)
	for i, x := range near {
		if known == nil || known[i] {
			starts[int((high-x)*scale)+1]++
		}
	}
	for b := 1; b < len(starts); b++ {
		starts[b] += starts[b-1]
	}
	order := make([]int32, starts[len(values)])
	for i, x := range near {
		if known == nil || known[i] {
			bucket := int((high - x) * scale)
			order[starts[bucket]] = int32(i)
			starts[bucket]++
		}
	}
	better := func(a, b int32) int {
		if near[a] == near[b] && values[a] != values[b] {
			return cmp.Or(values[b].Cmp(values[a]), cmp.Compare(a, b))
		}
		return cmp.Or(cmp.Compare(near[b], near[a]), cmp.Compare(a, b))
	}
	from := int32(0) // each bucket's start has moved on to its end
	for _, to := range starts[:len(values)] {
		if to-from > 1 {
			slices.SortFunc(order[from:to], better)
		}
		from = to
	}
	return order
}

// nearest returns the nearest float64 of each known value, the greatest of them,
// and the scale that brings the way from there to the least to the last bucket.
// Where floats are too short for the values, all are called 0, and share a bucket.
func nearest(values []reform.Fraction, known []bool) (near []float64, high, scale float64) {
	near = make([]float64, len(values))
	low, high := math.Inf(1), math.Inf(-1)
	for i := range values {
		if known == nil || known[i] {
			x := values[i].Float()
			near[i] = x
			low, high = min(low, x), max(high, x)
		}
	}
	scale = float64(len(values)-1) / (high - low)
	if !(high-low <= math.MaxFloat64) || !(scale <= math.MaxFloat64) {
		clear(near)
		return near, 0, 0
	}
	return near, high, scale
}
