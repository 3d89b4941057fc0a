package robust

import (
	"fmt"

	"reformboard/internal/reform"
)

// Field is what a trial is made on: a matrix of units and parts.
type Field struct {
	Units  []string
	Parts  []Part
	Values []float64 // unit after unit; the greater the better
	// Factors are by how much more than its weight a part counts for a unit because
	// siblings without a score have left theirs to it: 1 in a complete row, 0 where
	// there is no value. Nil: all are 1.
	Factors []float64
}

// Part is an Indicator that counts inside the maximum.
type Part struct {
	ID      string
	Area    string  // its parent
	Weight  float64 // effective: of the total
	Bounded bool    // its value is a share of its most points
}

// cell returns the value of a unit's part, and the factor of its weight.
func (f Field) cell(unit, part int) (value, factor float64) {
	i := unit*len(f.Parts) + part
	if f.Factors == nil {
		return f.Values[i], 1
	}
	return f.Values[i], f.Factors[i]
}

// FieldOf makes the field of scorecards, those of the units that are ranked. A value
// is the share of the indicator's most points or, where it has none, the exact score.
//
// What has no score counts as the framework counts it: as nothing where its points
// stay in the maximum, or leave it without the total being stretched; else its weight
// goes to its siblings, area by area, or to all.
//
// Note: trial scores are weighted means of the indicators, so that a weight means the
// same in every draw. Caps, coverage, roots and majorities of areas are left out.
func FieldOf(f *reform.Framework, cards []reform.Scorecard) (Field, error) {
	tree := grow(f)
	leaves := tree.leaves()
	field := Field{Factors: make([]float64, 0, len(cards)*len(leaves))}
	for _, l := range leaves {
		field.Parts = append(field.Parts, Part{ID: l.id, Area: l.area, Weight: l.share.Float(), Bounded: l.indicator.Max > 0})
	}
	complete := true
	for i := range cards {
		card := &cards[i]
		cells, err := cellsOf(f, leaves, card)
		if err != nil {
			return Field{}, err
		}
		row := make([]float64, len(leaves))
		tree.spread(reading{cells, card}, 1, 1, row)
		for n, c := range cells {
			complete = complete && row[n] == 1
			field.Values = append(field.Values, c.value)
		}
		field.Units = append(field.Units, card.Unit)
		field.Factors = append(field.Factors, row...)
	}
	if complete {
		field.Factors = nil
	}
	return field, nil
}

// reading is one scorecard as the trial reads it.
type reading struct {
	cells []cell // one a part
	card  *reform.Scorecard
}

// cell is what is known of a unit's part.
type cell struct {
	value float64
	gap   gap
}

// cellsOf reads the cells of one scorecard. The error is a scorecard of another
// framework.
func cellsOf(f *reform.Framework, leaves []*node, card *reform.Scorecard) ([]cell, error) {
	cells := make([]cell, len(leaves))
	for n, l := range leaves {
		if l.place >= len(card.Scores) || card.Scores[l.place].Indicator != l.id {
			return nil, fmt.Errorf("robustness: the scorecard of %s is not one of framework %s: score %d is not that of %s", card.Unit, f.ID, l.place+1, l.id)
		}
		s := card.Scores[l.place]
		cells[n] = cell{value: value(l, s), gap: gapOf(f, l, s)}
	}
	return cells, nil
}

// value is what a score brings to the trial: points granted without a score too.
func value(l *node, s reform.Score) float64 {
	earned := s.Exact
	if !s.State.Counts() {
		earned = s.Earned.Fraction()
	}
	if l.indicator.Max > 0 {
		earned = earned.Quo(l.indicator.Max.Fraction())
	}
	return earned.Float()
}
