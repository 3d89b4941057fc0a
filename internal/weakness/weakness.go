// Package weakness finds what is weak: the points still to be recovered, how they
// are spread, and whether the cause is everywhere or only somewhere.
//
// Its one rule: it judges scorecards and never scores. The last place is never
// left out, and a unit without a score is counted, not averaged in as zero.
package weakness

import (
	"cmp"
	"math/big"
	"slices"

	"reformboard/internal/reform"
)

// systemicShare is the share of units missing the target from which the fault is
// looked for in the rule, the tools or the means, and no longer in the units.
var systemicShare = big.NewRat(60, 100)

var half, fourFifths = big.NewRat(1, 2), big.NewRat(4, 5)

// Of weighs every indicator that earns points inside the maximum, the most
// recoverable first. Where points add up, Recoverable adds up over all of them to
// what the scorecards miss of their maximum. An indicator whose scale has no end has
// no most points to fall short of, and is left out.
func Of(f *reform.Framework, cards []reform.Scorecard) []reform.Weakness {
	var found []reform.Weakness
	for _, area := range f.Areas {
		if area.Outside {
			continue
		}
		within := reform.Framework{Areas: []reform.Area{area}}
		for _, i := range within.Indicators() {
			if i.Scored() && i.Max > 0 {
				found = append(found, of(i, cards))
			}
		}
	}
	slices.SortStableFunc(found, func(a, b reform.Weakness) int { return cmp.Compare(b.Recoverable, a.Recoverable) })
	return found
}

// mark is one unit's share of the most points.
type mark struct {
	unit  string
	share *big.Rat
	met   bool
}

func of(i reform.Indicator, cards []reform.Scorecard) reform.Weakness {
	w := reform.Weakness{Indicator: i.ID}
	var marks []mark
	for _, c := range cards {
		s, ok := c.Score(i.ID)
		if !ok || s.Max == 0 {
			continue
		}
		w.Asked++
		w.Recoverable += s.Max - s.Earned
		if !s.State.Counts() {
			w.Unreported += s.Max - s.Earned
			continue
		}
		share := new(big.Rat).Quo(s.Earned.Rat(), s.Max.Rat())
		marks = append(marks, mark{c.Unit, share, s.Level().Cmp(i.Aim()) >= 0})
	}
	w.Units = len(marks)
	if w.Units > 0 {
		spread(&w, marks)
	}
	w.Reach = reach(w, marks)
	return w
}

// spread describes how the shares lie; there is at least one.
func spread(w *reform.Weakness, marks []mark) {
	slices.SortStableFunc(marks, func(a, b mark) int { return a.share.Cmp(b.share) })
	least, greatest := marks[0].share, marks[len(marks)-1].share
	sum := new(big.Rat)
	for _, m := range marks {
		sum.Add(sum, m.share)
		if m.share.Cmp(half) < 0 {
			w.Below50++
		}
		if m.share.Cmp(fourFifths) < 0 {
			w.Below80++
		}
		if !m.met {
			w.BelowTarget++
		}
		if m.share.Cmp(least) == 0 {
			w.AtLeast = append(w.AtLeast, m.unit)
		}
	}
	w.Mean = reform.PercentOf(sum, big.NewRat(int64(len(marks)), 1))
	w.Median = reform.PercentOfShare(median(marks))
	w.Least, w.Greatest = reform.PercentOfShare(least), reform.PercentOfShare(greatest)
}

// median of an even number of marks is the mean of the middle two.
func median(sorted []mark) *big.Rat {
	n := len(sorted)
	sum := new(big.Rat).Add(sorted[(n-1)/2].share, sorted[n/2].share)
	return sum.Mul(sum, half)
}

// reach says where to look. The half is counted and not averaged: the median
// unit misses its target when more than half of the units do.
func reach(w reform.Weakness, marks []mark) reform.Reach {
	switch {
	case len(marks) == 0:
		return reform.NoData
	case w.BelowTarget == 0:
		return reform.Met
	case 2*w.BelowTarget > len(marks), share(w.BelowTarget, w.Asked).Cmp(systemicShare) >= 0:
		return reform.Systemic
	}
	return reform.Local
}

func share(part, whole int) *big.Rat { return big.NewRat(int64(part), int64(whole)) }
