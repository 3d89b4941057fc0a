package score

import (
	"fmt"

	"reformboard/internal/reform"
)

// total adds the areas up. Bonus and penalty areas stand at the top of the tree
// only: they count in the total and never in the maximum.
func (r *run) total() error {
	var inside, outside, all []part
	for _, a := range r.f.Areas {
		p, err := r.area(a)
		if err != nil {
			return err
		}
		all = append(all, p)
		if a.Outside {
			outside = append(outside, p)
		} else {
			inside = append(inside, p)
		}
	}
	for u := range r.cardsOf {
		if err := r.totalOf(u, inside, outside, all); err != nil {
			return fmt.Errorf("unit %s, total: %w", r.in.Units[u].ID, err)
		}
	}
	return nil
}

// totalOf adds up one unit's areas, stretched where the framework says so. A bonus is
// no total, and nobody escapes a penalty by saying nothing where silence blocks.
func (r *run) totalOf(u int, inside, outside, all []part) error {
	card := &r.cardsOf[u]
	var main, beside cell
	if main.state = stateOf(inside, u); main.state == reform.NotAsked {
		main.state = stateOf(all, u)
	}
	add(inside, u, &main)
	add(outside, u, &beside)
	main.blocks = main.blocks || beside.blocks
	stretched := main.value
	if r.f.NotApplicable == reform.Rescale && main.max > 0 {
		stretched = stretched.Mul(reform.NewFraction(int64(r.f.Max), int64(main.max)))
	}
	main.unless(!main.blocks)
	card.State, card.Max, card.Coverage = main.state, main.max, reform.Whole
	if main.span.Sign() > 0 {
		card.Coverage = reform.PercentOfShare(main.covered.Quo(main.span).Rat())
	}
	if r.explains(u) {
		card.Working = explained(reform.Aggregation{}, all, &main, u)
	}
	if !main.has() {
		return nil
	}
	var err error
	if _, card.Earned, err = r.rounded(main.value.Add(beside.value), r.f.Rounding.Total); err != nil {
		return err
	}
	main.exact = stretched.Add(beside.value)
	if card.Working != nil {
		card.Working.Exact = main.exact.Rat()
	}
	if card.Exact, card.Total, err = r.rounded(main.exact, r.f.Rounding.Total); err != nil {
		return err
	}
	if card.Exact.Sign() == 0 && card.Max > 0 {
		card.State = reform.Zero
	}
	if grade, ok := r.f.Grade(card.Exact); ok {
		card.Grade = grade.ID
	}
	return nil
}

// facets takes the mean of the same thing over several collections, of those that
// have a score; where none has, the facet has the gravest of their reasons.
func (r *run) facets() error {
	if len(r.f.Facets) == 0 {
		return nil
	}
	for u := range r.cardsOf {
		card := &r.cardsOf[u]
		for _, f := range r.f.Facets {
			s, err := r.facet(f, card)
			if err != nil {
				return fmt.Errorf("unit %s, facet %s: %w", card.Unit, f.ID, err)
			}
			card.Facets = append(card.Facets, s)
		}
	}
	return nil
}

func (r *run) facet(f reform.Facet, card *reform.Scorecard) (reform.Subtotal, error) {
	s := reform.Subtotal{Area: f.ID, State: reform.NotAsked}
	var sum reform.Fraction
	var count int64
	var most reform.Points
	for _, id := range f.Of {
		state, exact, top := card.Node(id)
		if !state.Counts() {
			s.State = worse(s.State, state)
			continue
		}
		sum, count, most = sum.Add(exact), count+1, max(most, top)
	}
	if count == 0 {
		return s, nil
	}
	var err error
	s.State, s.Max = reform.Scored, most
	s.Exact, s.Earned, err = r.rounded(sum.Quo(reform.NewFraction(count, 1)), r.f.Rounding.Area)
	if s.Exact.Sign() == 0 && most > 0 {
		s.State = reform.Zero
	}
	return s, err
}
