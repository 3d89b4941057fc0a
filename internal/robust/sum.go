package robust

// abreast is how many units are kept side by side: as many as one line of the
// processor's memory holds.
const abreast = 32

// ledger keeps the ranks of all draws: of the first units in the order of draws,
// then of the next, so that a draw is written in a few strokes and a unit is summed
// up in one.
type ledger struct {
	units, draws int
	ranks        []uint16
}

func newLedger(units, draws int) ledger {
	groups := (units + abreast - 1) / abreast
	return ledger{units: units, draws: draws, ranks: make([]uint16, groups*draws*abreast)}
}

// group is the n-th group of units: the number of its first, how many they are, and
// their ranks, draw after draw.
func (l ledger) group(n int) (first, size int, ranks []uint16) {
	first = n * abreast
	return first, min(abreast, l.units-first), l.ranks[first*l.draws : (first+abreast)*l.draws]
}

// write keeps the ranks of a draw, read gives them back.
func (l ledger) write(draw int, ranks []uint16) {
	for at := draw * abreast; len(ranks) > 0; at += l.draws * abreast {
		ranks = ranks[copy(l.ranks[at:at+abreast], ranks):]
	}
}

func (l ledger) read(draw int, ranks []uint16) {
	for at := draw * abreast; len(ranks) > 0; at += l.draws * abreast {
		ranks = ranks[copy(ranks, l.ranks[at:at+abreast]):]
	}
}

// sum sums the ranks of all draws up.
func (t Trial) sum(f Field, plain []uint16, kept ledger) Result {
	units := len(f.Units)
	r := Result{Places: make([]Place, units)}
	shifts := make([]int, units)
	groups := (units + abreast - 1) / abreast
	t.share(groups, func(from, step int) {
		counts := make([]uint16, abreast*(units+1))
		for n := from; n < groups; n += step {
			first, size, ranks := kept.group(n)
			clear(counts)
			for len(ranks) > 0 {
				for i, rank := range ranks[:size] {
					counts[i*(units+1)+int(rank)]++
				}
				ranks = ranks[abreast:]
			}
			for i := range size {
				u := first + i
				r.Places[u], shifts[u] = t.fared(f.Units[u], int(plain[u]), counts[i*(units+1):(i+1)*(units+1)])
			}
		}
	})
	all := 0
	for _, shift := range shifts {
		all += shift
	}
	if units > 0 {
		r.Shift = float64(all) / float64(t.Draws) / float64(units)
	}
	if t.Pairs {
		r.Above = t.above(kept)
	}
	return r
}

// fared sums one unit up; counts says how many draws gave it each rank. The second
// result is by how many places they moved it, all together.
func (t Trial) fared(unit string, plain int, counts []uint16) (Place, int) {
	p := Place{Unit: unit, Rank: plain}
	so, sum, top, shift := 0, 0, 0, 0
	for rank, count := range counts {
		if count == 0 {
			continue
		}
		n := int(count)
		so += n
		sum += n * rank
		shift += n * max(rank-plain, plain-rank)
		if rank <= t.TopK {
			top += n
		}
		if p.Low == 0 && so*20 >= t.Draws {
			p.Low = rank
		}
		if p.Median == 0 && so*2 >= t.Draws {
			p.Median = rank
		}
		if p.High == 0 && so*20 >= t.Draws*19 {
			p.High = rank
		}
	}
	p.Mean = float64(sum) / float64(t.Draws)
	p.Top = float64(top) / float64(t.Draws)
	return p, shift
}

// above counts for every two units how often the one stands above the other.
func (t Trial) above(kept ledger) [][]float64 {
	units := kept.units
	counts := make([]int32, units*units)
	t.share(units, func(from, step int) {
		ranks := make([]uint16, units)
		for n := range kept.draws {
			kept.read(n, ranks)
			for a := from; a < units; a += step {
				row := counts[a*units : (a+1)*units]
				for b, rank := range ranks {
					// 1 where the row's rank is less: the sign of the difference.
					row[b] += int32(uint32(int32(ranks[a])-int32(rank)) >> 31) //nolint:gosec // 0 or 1
				}
			}
		}
	})
	shares := make([][]float64, units)
	for a := range shares {
		shares[a] = make([]float64, units)
		for b := range shares[a] {
			shares[a][b] = float64(counts[a*units+b]) / float64(t.Draws)
		}
	}
	return shares
}
