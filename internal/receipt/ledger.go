package receipt

import (
	"fmt"

	"reformboard/internal/reform"
)

// Entry is one line of what a total is made of.
type Entry struct {
	Kind   EntryKind `json:"kind"`
	Node   string    `json:"node"`
	Points Number    `json:"points"`
}

// EntryKind is what an Entry stands for.
type EntryKind string

const (
	LeafBrings  EntryKind = "score"   // what an indicator brings
	WholeBrings EntryKind = "area"    // what an area brings whose parts do not add up, such as a geometric mean
	WasRounded  EntryKind = "rounded" // what rounding added or took at a node
	WasHeld     EntryKind = "held"    // what its limits took or added at a node
)

// entryOf is how an adjustment stands in the ledger.
var entryOf = map[Adjusting]EntryKind{Rounded: WasRounded, Held: WasHeld}

// Ledger divides the total of an explained scorecard among all that it was made of.
// The points add up to it exactly, whatever was weighed, stretched, rounded or held on
// the way. Without a total there are no entries.
func Ledger(f *reform.Framework, card reform.Scorecard) ([]Entry, error) {
	entries, _, err := ledger(f, &card)
	if err != nil {
		return nil, fmt.Errorf("ledger of %s: %w", card.Unit, err)
	}
	return entries, nil
}

// brought is what each node of a kind brings to the total.
type brought map[Kind]map[string]*Number

func ledger(f *reform.Framework, card *reform.Scorecard) ([]Entry, brought, error) {
	total, _, err := totalSum(f, card)
	if err != nil {
		return nil, nil, err
	}
	b := book{f: f, card: card, brings: brought{OfIndicator: {}, OfArea: {}, OfTotal: {Total: total.Value}}}
	if total.Value == nil {
		return nil, b.brings, nil
	}
	err = b.divide(total, reform.NewFraction(1, 1))
	return b.entries, b.brings, err
}

// book is a ledger being written.
type book struct {
	f       *reform.Framework
	card    *reform.Scorecard
	entries []Entry
	brings  brought
}

func (b *book) enter(kind EntryKind, node string, points reform.Fraction) {
	if points.Sign() != 0 {
		b.entries = append(b.entries, Entry{kind, node, Number{points}})
	}
}

// divide enters what the parts of a whole bring; factor is what a point of the whole
// is worth in the total.
func (b *book) divide(whole Receipt, factor reform.Fraction) error {
	for _, a := range whole.Adjusted {
		b.enter(entryOf[a.Reason], whole.Node, a.Points.Mul(factor))
	}
	for _, part := range whole.Parts {
		if part.Contributes == nil {
			continue
		}
		if err := b.part(part, factor.Mul(part.factor)); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) part(part Part, factor reform.Fraction) error {
	brings := part.Value.Mul(factor)
	if part.kind == OfIndicator {
		b.brings[OfIndicator][part.Node] = known(brings)
		b.enter(LeafBrings, part.Node, brings)
		return nil
	}
	a, _ := areaOf(b.f, part.Node)
	b.brings[OfArea][part.Node] = known(brings)
	if !a.Combine.Adds() && a.Combine.Method != reform.Mean {
		b.enter(WholeBrings, part.Node, brings)
		return nil
	}
	inside, _, err := areaSum(b.f, b.card, a)
	if err != nil || inside.Value == nil {
		return err
	}
	return b.divide(inside, factor)
}
