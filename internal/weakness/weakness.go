// Package weakness finds what is weak: the points still to be recovered, how they
// are spread, whether the cause is everywhere or only somewhere, and where the levels
// of the cycles before lead.
//
// Its one rule: it judges scorecards and never scores. The last place is never
// left out, and a unit without a score is counted, not averaged in as zero.
package weakness

import (
	"cmp"
	"slices"

	"reformboard/internal/reform"
)

// systemicShare is the share of units missing the target from which the fault is
// looked for in the rule, the tools or the means, and no longer in the units.
var systemicShare = reform.NewFraction(60, 100)

var half, fourFifths = reform.NewFraction(1, 2), reform.NewFraction(4, 5)

// Of weighs every indicator that earns points inside the maximum, the most
// recoverable first. Where points add up, Recoverable adds up over all of them to
// what the scorecards miss of their maximum. An indicator whose scale has no end has
// no most points to fall short of, and is left out.
func Of(f *reform.Framework, cards []reform.Scorecard) []reform.Weakness {
	var found []reform.Weakness
	for _, p := range placed(f) {
		found = append(found, of(p, cards))
	}
	slices.SortStableFunc(found, func(a, b reform.Weakness) int { return cmp.Compare(b.Recoverable, a.Recoverable) })
	return found
}

// place is an indicator that can be weak, and where scorecards hold it.
type place struct {
	reform.Indicator
	at  int
	aim reform.Fraction
}

// placed lists the indicators that can be weak, in the framework's order.
func placed(f *reform.Framework) []place {
	var all []place
	at := 0
	for _, area := range f.Areas {
		within := reform.Framework{Areas: []reform.Area{area}}
		for _, i := range within.Indicators() {
			if !area.Outside && i.Scored() && i.Max > 0 {
				all = append(all, place{i, at, reform.FractionOf(i.Aim())})
			}
			at++
		}
	}
	return all
}

// on finds the score on a card.
func (p place) on(card *reform.Scorecard) *reform.Score { return card.ScoreAt(p.at, p.ID) }

// level is what a score holds against the aim. False when there is no score.
func level(s *reform.Score) (reform.Fraction, bool) {
	if !s.State.Counts() {
		return reform.Fraction{}, false
	}
	return s.Reached()
}

// mark is one unit's share of the most points.
type mark struct {
	unit  string
	share reform.Fraction
	met   bool
}

func of(p place, cards []reform.Scorecard) reform.Weakness {
	w := reform.Weakness{Indicator: p.ID}
	var marks []mark
	for n := range cards {
		s := p.on(&cards[n])
		if s.Max == 0 {
			continue
		}
		w.Asked++
		w.Recoverable += s.Max - s.Earned
		if !s.State.Counts() {
			w.Unreported += s.Max - s.Earned
			continue
		}
		reached, _ := level(s)
		marks = append(marks, mark{cards[n].Unit, s.Earned.Fraction().Quo(s.Max.Fraction()), !reached.Less(p.aim)})
	}
	w.Units = len(marks)
	if w.Units > 0 {
		spread(&w, marks)
	}
	w.Reach = reach(w)
	return w
}

// spread describes how the shares lie; there is at least one.
func spread(w *reform.Weakness, marks []mark) {
	slices.SortStableFunc(marks, func(a, b mark) int { return a.share.Cmp(b.share) })
	least, greatest := marks[0].share, marks[len(marks)-1].share
	var sum reform.Fraction
	for _, m := range marks {
		sum = sum.Add(m.share)
		if m.share.Less(half) {
			w.Below50++
		}
		if m.share.Less(fourFifths) {
			w.Below80++
		}
		if !m.met {
			w.BelowTarget++
		}
		if m.share.Cmp(least) == 0 {
			w.AtLeast = append(w.AtLeast, m.unit)
		}
	}
	w.Mean = percent(sum.Quo(reform.NewFraction(int64(len(marks)), 1)))
	w.Median = percent(middle(marks[(len(marks)-1)/2].share, marks[len(marks)/2].share))
	w.Least, w.Greatest = percent(least), percent(greatest)
}

func percent(share reform.Fraction) reform.Percent { return reform.PercentOfShare(share.Rat()) }

// middle is the median of an even number: the mean of the middle two.
func middle(a, b reform.Fraction) reform.Fraction { return a.Add(b).Mul(half) }

// reach says where to look. The half is counted and not averaged: the median
// unit misses its target when more than half of the units do.
func reach(w reform.Weakness) reform.Reach {
	switch {
	case w.Units == 0:
		return reform.NoData
	case w.BelowTarget == 0:
		return reform.Met
	case 2*w.BelowTarget > w.Units, !reform.NewFraction(int64(w.BelowTarget), int64(w.Asked)).Less(systemicShare):
		return reform.Systemic
	}
	return reform.Local
}
