// Package receipt shows how any score came about: of an indicator, an area, a
// facet, or the total.
//
// Its one rule: it repeats the sum from the Working and never scores. What leaves
// bring to the total, with what was rounded, capped and stretched on the way, adds up
// to the total exactly (see [Ledger]); a sum that does not is an error of ours, and
// no receipt.
package receipt

import (
	"errors"
	"fmt"
	"slices"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
)

// Total is the node of the total.
const Total = "total"

// Kind is what a Receipt is for.
type Kind string

const (
	OfIndicator Kind = "indicator"
	OfArea      Kind = "area"
	OfFacet     Kind = "facet"
	OfTotal     Kind = "total"
)

// Receipt shows how one score came about. As JSON it is a data format: sentences
// and formatted numbers stand in both languages ("vi", "en"); points are decimals and
// exact numbers fractions in lowest terms ("3", "5/12"), both as text, so that no
// reader makes a float of them; what is not there is left out.
type Receipt struct {
	Unit      string         `json:"unit"`
	Cycle     string         `json:"cycle"`
	Framework string         `json:"framework"`         // its id: one edition, never changed
	Version   string         `json:"version,omitempty"` // of the program; set by who prints the receipt
	Node      string         `json:"node"`              // id of the indicator, area or facet, or "total"
	Kind      Kind           `json:"kind"`
	Title     reform.Words   `json:"title"`
	State     reform.State   `json:"state"`
	Earned    *reform.Points `json:"earned,omitempty"` // as shown; left out without a score
	Max       reform.Points  `json:"max"`              // 0 when its points have left the maximum, or on a scale without end
	Exact     *Number        `json:"exact,omitempty"`  // before rounding
	Value     *Number        `json:"value,omitempty"`  // handed on to the level above: rounded where the framework rounds here
	Brings    *Number        `json:"brings,omitempty"` // to the total; left out where a mean on the way cannot be divided
	Filled    reform.Fill    `json:"filled,omitempty"` // how it came to a score though nothing was reported
	Formula   reform.Words   `json:"formula"`          // the rule in words
	Inputs    []Input        `json:"inputs,omitempty"` // of an indicator
	Parts     []Part         `json:"parts,omitempty"`  // of anything else
	Steps     []Step         `json:"steps,omitempty"`  // the sum, line by line; none without a score
	Adjusted  []Adjustment   `json:"adjusted,omitempty"`
	Rounding  reform.Words   `json:"rounding"`
	Decisions []reform.Words `json:"decisions"` // of appraisers: what was judged of the claim, and counts
}

// Input is one value that went in, and where it was read.
type Input struct {
	Figure  string         `json:"figure"`
	Title   reform.Words   `json:"title"`
	Unit    reform.Words   `json:"unit,omitzero"` // what is counted
	Value   string         `json:"value"`         // as reported: a decimal, an option's id, a day
	Says    reform.Words   `json:"says"`          // the same for people, or why there is none
	Absence reform.Absence `json:"absence,omitempty"`
	Why     reform.Words   `json:"why,omitzero"` // of what is read from the record: how it came about
	Sheet   string         `json:"sheet,omitempty"`
	Cell    string         `json:"cell,omitempty"`
	File    string         `json:"file,omitempty"`
	SHA256  string         `json:"sha256,omitempty"`
}

// Step is one line of the sum.
type Step struct {
	Label  reform.Words `json:"label"`
	Sum    reform.Words `json:"sum"` // with the figures filled in
	Result reform.Words `json:"result"`
	Exact  string       `json:"exact,omitempty"` // the fraction behind a result that was cut off
}

// Part is one part of an area, facet or total.
type Part struct {
	Node        string       `json:"node"`
	Title       reform.Words `json:"title"`
	State       reform.State `json:"state"`
	Value       Number       `json:"value"`                 // as its own level hands it on; 0 without a score
	Weight      Number       `json:"weight"`                // relative inside the whole; in a sum, 1
	Share       *Number      `json:"share,omitempty"`       // of the weight; left out in a sum, and when the part has left
	Contributes *Number      `json:"contributes,omitempty"` // to the whole; left out where parts do not add up

	kind   Kind            // of the node
	counts bool            // false: the part has left
	factor reform.Fraction // Contributes is Value times this
}

// Adjustment is what was added to, or taken from, what the parts contribute.
type Adjustment struct {
	Reason Adjusting `json:"reason"`
	Points Number    `json:"points"`
}

// Adjusting is why a sum was adjusted.
type Adjusting string

const (
	Rounded Adjusting = "rounded"
	Held    Adjusting = "held" // between the least and the most
)

// errNotExplained: the card lacks what a receipt is made from.
var errNotExplained = errors.New("the scorecard was not drawn up to be explained")

// Of shows how a score of a unit came about. The scorecard must be one drawn up to
// be explained. An empty node is the total; an indicator goes before an area of the
// same id.
func Of(f *reform.Framework, cycle string, card reform.Scorecard, node string) (Receipt, error) {
	r, err := of(f, &card, node)
	if err != nil {
		return r, fmt.Errorf("receipt for %q of %s: %w", node, card.Unit, err)
	}
	if _, brings, err := ledger(f, &card); err == nil {
		r.Brings = brings[r.Kind][r.Node]
	}
	r.Cycle = cycle
	return r, nil
}

// of is Of but for what only the whole card tells.
func of(f *reform.Framework, card *reform.Scorecard, node string) (Receipt, error) {
	if i, ok := f.Indicator(node); ok {
		return ofIndicator(f, card, i)
	}
	if a, ok := areaOf(f, node); ok {
		return ofArea(f, card, a)
	}
	for _, facet := range f.Facets {
		if facet.ID == node {
			return ofFacet(f, card, facet)
		}
	}
	if node == "" || node == Total {
		return ofTotal(f, card)
	}
	return Receipt{}, fmt.Errorf("%w: no indicator, area or facet of %s", reform.ErrNotFound, f.ID)
}

func areaOf(f *reform.Framework, id string) (reform.Area, bool) {
	for _, a := range f.AllAreas() {
		if a.ID == id {
			return a.Area, true
		}
	}
	return reform.Area{}, false
}

// All are the receipts of all indicators, in the framework's order.
func All(f *reform.Framework, cycle string, card reform.Scorecard) ([]Receipt, error) {
	whole, err := Whole(f, cycle, card)
	return slices.DeleteFunc(whole, func(r Receipt) bool { return r.Kind != OfIndicator }), err
}

// begin fills in what every receipt has.
func begin(f *reform.Framework, card *reform.Scorecard, kind Kind, node string) Receipt {
	return Receipt{Unit: card.Unit, Framework: f.ID, Kind: kind, Node: node, Decisions: []reform.Words{}}
}

// inBoth says something in both languages.
func inBoth(say func(l reform.Language) string) reform.Words {
	return reform.Words{VI: say(reform.Vietnamese), EN: say(reform.English)}
}

// roundedTo says how one level is rounded.
func roundedTo(f *reform.Framework, decimals *int) reform.Words {
	return inBoth(func(l reform.Language) string { return locale.RoundedTo(l, decimals, f.Rounding.Mode) })
}
