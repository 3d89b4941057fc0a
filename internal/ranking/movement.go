package ranking

import (
	"maps"
	"slices"
	"sort"

	"reformboard/internal/reform"
)

// Totals are the totals of the units that are ranked, as they are compared.
type Totals map[string]reform.Fraction

// TotalsOf are the totals of a ranking.
func TotalsOf(r reform.Ranking) Totals {
	totals := make(Totals, len(r.Standings))
	for _, s := range r.Standings {
		totals[s.Unit] = s.Exact
	}
	return totals
}

// Scene is what movement is explained from: the same units scored four times, each
// time with one thing changed.
type Scene struct {
	Before   Totals // the cycle before, by the method of then
	Restated Totals // the reports of then, by the method of now; Before where the method is the same
	Reported Totals // this cycle as the units scored themselves; Now where nobody appraises
	Now      Totals // this cycle after appraisal
}

// Split explains the movement of every unit that stands in all four of a scene's
// totals. Who is missing from one of them cannot be followed through: for the
// others it leaves with the first step and joins with the last.
func Split(s Scene) map[string]reform.Movement {
	common := s.common()
	first, last := s.Before.ranks(), s.Now.ranks()
	before := Ranks(s.Before.of(common), nil)
	restated := s.Restated.of(common)
	method := Ranks(restated, nil)
	now := Ranks(s.Now.of(common), nil)
	order := bestFirst(restated, nil)

	// alone is the rank of a unit that alone has another total.
	alone := func(i int, total reform.Fraction) int {
		better := sort.Search(len(order), func(n int) bool { return !total.Less(restated[order[n]]) })
		if total.Less(restated[i]) {
			better-- // the unit itself, as it was
		}
		return better + 1
	}
	split := make(map[string]reform.Movement, len(common))
	for i, unit := range common {
		own, appraised := alone(i, s.Reported[unit]), alone(i, s.Now[unit])
		split[unit] = reform.Movement{
			Before: first[unit], Now: last[unit],
			Left:      first[unit] - before[i].Least,
			Method:    before[i].Least - method[i].Least,
			Own:       method[i].Least - own,
			Appraisal: own - appraised,
			Others:    appraised - now[i].Least,
			Joined:    now[i].Least - last[unit],
		}
	}
	return split
}

// common lists the units that stand in all four.
func (s Scene) common() []string {
	var units []string
	for _, unit := range slices.Sorted(maps.Keys(s.Before)) {
		_, restated := s.Restated[unit]
		_, reported := s.Reported[unit]
		_, now := s.Now[unit]
		if restated && reported && now {
			units = append(units, unit)
		}
	}
	return units
}

// of lists the totals of some units.
func (t Totals) of(units []string) []reform.Fraction {
	totals := make([]reform.Fraction, len(units))
	for i, unit := range units {
		totals[i] = t[unit]
	}
	return totals
}

// Among ranks some units among themselves; who has no total has no rank.
func (t Totals) Among(units map[string]bool) map[string]int {
	some := make(Totals, len(units))
	for unit, total := range t {
		if units[unit] {
			some[unit] = total
		}
	}
	return some.ranks()
}

// ranks ranks all the units there are.
func (t Totals) ranks() map[string]int {
	units := slices.Sorted(maps.Keys(t))
	ranks := make(map[string]int, len(units))
	for i, r := range Ranks(t.of(units), nil) {
		ranks[units[i]] = r.Least
	}
	return ranks
}
