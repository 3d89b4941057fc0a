package grid

import (
	"cmp"
	"slices"
)

// Ranks gives the units of each group their ranks by score, the greatest first;
// equals share the least rank: 1, 2, 2, 4. A unit without a score has rank 0. group
// says which group each unit belongs to, of so many; nil puts all in one.
func (l *Line) Ranks(group []uint16, groups int) []int32 {
	ranks := make([]int32, len(l.Scores))
	if group == nil {
		groups = 1
	}
	type place struct {
		units, rank int32
		score       int64
	}
	places := make([]place, groups)
	for _, u := range l.order() {
		g := uint16(0)
		if group != nil {
			g = group[u]
		}
		p, score := &places[g], l.Scores[u]
		p.units++
		if p.units == 1 || score != p.score {
			p.rank, p.score = p.units, score
		}
		ranks[u] = p.rank
	}
	return ranks
}

// order lists the units with a score, the greatest first.
func (l *Line) order() []int32 {
	units := make([]int32, 0, len(l.Scores))
	least, greatest := int64(0), int64(-1)
	for u, score := range l.Scores {
		if !l.States[u].has() {
			continue
		}
		if len(units) == 0 {
			least, greatest = score, score
		}
		least, greatest = min(least, score), max(greatest, score)
		units = append(units, int32(u))
	}
	// Scores at their decimals are few: where they are not many more than the units,
	// counting how many have each sorts them in two passes.
	if width := greatest - least + 1; width > 0 && width <= 8*int64(len(units)) {
		return l.counted(units, greatest, int(width))
	}
	slices.SortStableFunc(units, func(a, b int32) int { return cmp.Compare(l.Scores[b], l.Scores[a]) })
	return units
}

// counted sorts by counting.
func (l *Line) counted(units []int32, greatest int64, width int) []int32 {
	from := make([]int32, width+1)
	for _, u := range units {
		from[greatest-l.Scores[u]+1]++
	}
	for s := 1; s < width; s++ {
		from[s] += from[s-1]
	}
	sorted := make([]int32, len(units))
	for _, u := range units {
		s := greatest - l.Scores[u]
		sorted[from[s]] = u
		from[s]++
	}
	return sorted
}
