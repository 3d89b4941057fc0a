package composite

import (
	"math/big"

	"reformboard/internal/reform"
)

// Copeland scores each unit by the units it beats by weighted majority, less those
// that beat it (D. G. Saari and V. R. Merlin, The Copeland method, 1996); columns
// holds for every part what each unit has.
//
// A pair is compared on the parts that both have, and on their weights alone, so
// that a gap in the figures speaks for neither; a pair with no such part is even. A
// unit without any part that weighs something is unknown.
//
// Its work grows with the square of the units.
func Copeland(weights []reform.Fraction, columns [][]Cell) []Cell {
	if len(columns) == 0 {
		return nil
	}
	scores := make([]int64, len(columns[0]))
	known := make([]bool, len(scores))
	heavy, places := electorate(weights, columns)
	for i := range scores {
		for _, part := range places {
			known[i] = known[i] || part[i] > 0
		}
		for j := range i {
			result := int64(duel(heavy, places, i, j))
			scores[i] += result
			scores[j] -= result
		}
	}
	cells := make([]Cell, len(scores))
	for i, score := range scores {
		if known[i] {
			cells[i] = Cell{Fraction: reform.NewFraction(score, 1), Known: true}
		}
	}
	return cells
}

// electorate returns the parts that weigh something: their weights as whole
// numbers, which add up fast, and the units' places in them.
func electorate(weights []reform.Fraction, columns [][]Cell) (heavy []reform.Fraction, places [][]int) {
	for part, w := range wholeNumbers(weights) {
		if w.Sign() > 0 {
			heavy = append(heavy, reform.FractionOf(new(big.Rat).SetInt(w)))
			places = append(places, Places(columns[part], false))
		}
	}
	return heavy, places
}

// duel returns 1 when unit i beats unit j, -1 when j beats i, and else 0. What is
// for i, less what is against, is above zero exactly when more than half of the
// weight compared is for i, an even part being halved.
func duel(weights []reform.Fraction, places [][]int, i, j int) int {
	var lead reform.Fraction
	for part, place := range places {
		switch a, b := place[i], place[j]; {
		case a == 0 || b == 0 || a == b:
		case a > b:
			lead = lead.Add(weights[part])
		default:
			lead = lead.Sub(weights[part])
		}
	}
	return lead.Sign()
}
