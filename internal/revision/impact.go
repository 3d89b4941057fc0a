package revision

import (
	"cmp"
	"slices"

	"reformboard/internal/reform"
)

// Effect is what another edition does to one unit on the same reports.
type Effect struct {
	Unit          string
	Before, After reform.Standing // Rank 0: not ranked, with the reason
	Points        reform.Fraction // more of the total; 0 where one of the two is not ranked
	Places        int             // gained; 0 where one of the two is not ranked
}

// Impact lists the units whose total, rank, grade or reason not to be ranked
// differs between two rankings of the same units: those that come into the ranking
// or fall out of it first, then by the points they gain or lose, then by places.
func Impact(before, after reform.Ranking) []Effect {
	var all []Effect
	for _, unit := range units(before, after) {
		old, _ := before.Standing(unit)
		now, _ := after.Standing(unit)
		e := Effect{Unit: unit, Before: old, After: now}
		if old.Rank > 0 && now.Rank > 0 {
			e.Points, e.Places = now.Exact.Sub(old.Exact), old.Rank-now.Rank
		}
		if e.Points.Sign() != 0 || e.Places != 0 || old.Grade != now.Grade || old.Reason != now.Reason || (old.Rank > 0) != (now.Rank > 0) {
			all = append(all, e)
		}
	}
	slices.SortStableFunc(all, func(a, b Effect) int {
		return cmp.Or(
			cmp.Compare(b.comesOrGoes(), a.comesOrGoes()),
			size(b.Points).Cmp(size(a.Points)),
			cmp.Compare(max(b.Places, -b.Places), max(a.Places, -a.Places)),
		)
	})
	return all
}

// comesOrGoes is 1 for a unit that is ranked only once.
func (e Effect) comesOrGoes() int {
	if (e.Before.Rank > 0) == (e.After.Rank > 0) {
		return 0
	}
	return 1
}

func size(f reform.Fraction) reform.Fraction {
	if f.Sign() < 0 {
		return f.Neg()
	}
	return f
}

// units lists all units, as the later ranking has them.
func units(before, after reform.Ranking) []string {
	var all []string
	seen := map[string]bool{}
	for _, list := range [][]reform.Standing{after.Standings, after.Unranked, before.Standings, before.Unranked} {
		for _, s := range list {
			if !seen[s.Unit] {
				seen[s.Unit] = true
				all = append(all, s.Unit)
			}
		}
	}
	return all
}
