package receipts

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/receipt"
	"reformboard/internal/reform"
)

// Earlier is the same score in the cycle before.
type Earlier struct {
	Period    string
	Earned    string
	Most      string // empty: a scale without end
	State     reform.State
	StateSays string
	Change    string // in points, with its sign; empty: one of the two has no score
	Receipt   string
}

// WithBefore puts the score of the cycle before beside this one. A framework that did
// not know it yet, and a unit that was not there, have none.
func (p Receipt) WithBefore(v frame.Voice, before *reform.Tally) Receipt {
	card, known := before.Scorecard(p.unit)
	if !known {
		return p
	}
	state, earned, most, known := pointsAt(&before.Framework, card, p.kind, p.node)
	if !known {
		return p
	}
	e := Earlier{
		Period: v.Period(before.Cycle.Period), Earned: frame.None, State: state, StateSays: v.StateSays(state),
		Receipt: frame.OnBasis(frame.ReceiptURL(before.Cycle.ID, p.unit, p.node), before),
	}
	if most > 0 {
		e.Most = v.Most(most)
	}
	if state.Counts() {
		e.Earned = v.Points(earned)
		if p.earned != nil && p.State.Counts() {
			if e.Change, _ = v.Change(*p.earned - earned); e.Change == "" {
				e.Change = v.Say("page.receipt.before.same")
			}
		}
	}
	p.Earlier = &e
	return p
}

// pointsAt finds what a node of a scorecard earned, of how many.
func pointsAt(f *reform.Framework, card reform.Scorecard, kind receipt.Kind, node string) (state reform.State, earned, most reform.Points, known bool) {
	switch kind {
	case receipt.OfTotal:
		if card.Submitted == nil { // silence is not zero
			return reform.NotSubmitted, 0, card.Max, true
		}
		return card.State, card.Total, mostPoints(f, kind, card.Max), true
	case receipt.OfArea:
		s, ok := card.Subtotal(node)
		return s.State, s.Earned, s.Max, ok
	case receipt.OfFacet:
		for _, s := range card.Facets {
			if s.Area == node {
				return s.State, s.Earned, s.Max, true
			}
		}
	case receipt.OfIndicator:
		s, ok := card.Score(node)
		return s.State, s.Earned, s.Max, ok
	}
	return "", 0, 0, false
}

// receiptsBeside are the receipts of the indicators before and after, in the framework's
// order; empty at either end and for what is no indicator.
func receiptsBeside(v frame.Voice, t *reform.Tally, unit string, r receipt.Receipt) (previous, next frame.Link) {
	if r.Kind != receipt.OfIndicator {
		return previous, next
	}
	all := t.Framework.Indicators()
	link := func(i reform.Indicator) frame.Link {
		return frame.Link{Text: v.Words(i.Title), Note: i.ID, URL: frame.OnBasis(frame.ReceiptURL(t.Cycle.ID, unit, i.ID), t)}
	}
	for n, i := range all {
		if i.ID != r.Node {
			continue
		}
		if n > 0 {
			previous = link(all[n-1])
		}
		if n+1 < len(all) {
			next = link(all[n+1])
		}
	}
	return previous, next
}

// WithSides sets the score on each basis beside the others, from a tally on each; none
// while nobody has judged anything.
func (p Receipt) WithSides(v frame.Voice, sides []*reform.Tally) Receipt {
	for n, link := range p.Bases {
		card, _ := sides[n].Scorecard(p.unit)
		state, _, _ := card.Node(p.node)
		earned := earnedOn(&card, p.node)
		if p.kind == receipt.OfTotal {
			state, earned = card.State, card.Total
		}
		link.Note = v.StateSays(state)
		if state.Counts() {
			link.Note = v.Points(earned)
		}
		p.Sides = append(p.Sides, link)
	}
	return p
}

func earnedOn(card *reform.Scorecard, node string) reform.Points {
	if s, ok := card.Score(node); ok {
		return s.Earned
	}
	for _, list := range [][]reform.Subtotal{card.Subtotals, card.Facets} {
		for _, s := range list {
			if s.Area == node {
				return s.Earned
			}
		}
	}
	return 0
}
