package receipt

import (
	"fmt"

	"reformboard/internal/reform"
)

// Whole are the receipts of everything that was scored, from the total down: each
// area before what is in it, and last the facets.
func Whole(f *reform.Framework, cycle string, card reform.Scorecard) ([]Receipt, error) {
	_, brings, err := ledger(f, &card)
	if err != nil {
		return nil, fmt.Errorf("receipts of %s: %w", card.Unit, err)
	}
	var all []Receipt
	add := func(r Receipt, err error) error {
		if err != nil {
			return fmt.Errorf("receipt for %q of %s: %w", r.Node, card.Unit, err)
		}
		r.Cycle, r.Brings = cycle, brings[r.Kind][r.Node]
		all = append(all, r)
		return nil
	}
	if err := add(ofTotal(f, &card)); err != nil {
		return nil, err
	}
	for _, a := range f.AllAreas() {
		if err := add(ofArea(f, &card, a.Area)); err != nil {
			return nil, err
		}
		for _, i := range a.Indicators {
			if err := add(ofIndicator(f, &card, i)); err != nil {
				return nil, err
			}
		}
	}
	for _, facet := range f.Facets {
		if err := add(ofFacet(f, &card, facet)); err != nil {
			return nil, err
		}
	}
	return all, nil
}
