package composite

import (
	"cmp"
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
	fight := func(i, j int) int { return duel(heavy, places, i, j) }
	if light := small(heavy); light != nil {
		fight = func(i, j int) int { return quickDuel(light, places, i, j) }
	}
	for i := range scores {
		for _, part := range places {
			known[i] = known[i] || part[i] > 0
		}
		for j := range i {
			result := int64(fight(i, j))
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
// numbers, and the units' places in them.
func electorate(weights []reform.Fraction, columns [][]Cell) (heavy []*big.Int, places [][]int) {
	for part, w := range wholeNumbers(weights) {
		if w.Sign() > 0 {
			heavy = append(heavy, w)
			places = append(places, Places(columns[part], false))
		}
	}
	return heavy, places
}

// small returns weights whose sums fit 64 bits, which add up fast; nil where they do
// not.
func small(weights []*big.Int) []int64 {
	sum := new(big.Int)
	fit := make([]int64, len(weights))
	for part, w := range weights {
		sum.Add(sum, w)
		fit[part] = w.Int64()
	}
	if !sum.IsInt64() {
		return nil
	}
	return fit
}

// duel returns 1 when unit i beats unit j, -1 when j beats i, and else 0. What is
// for i, less what is against, is above zero exactly when more than half of the
// weight compared is for i, an even part being halved.
func duel(weights []*big.Int, places [][]int, i, j int) int {
	lead := new(big.Int)
	for part, place := range places {
		switch a, b := place[i], place[j]; {
		case a == 0 || b == 0 || a == b:
		case a > b:
			lead.Add(lead, weights[part])
		default:
			lead.Sub(lead, weights[part])
		}
	}
	return lead.Sign()
}

// quickDuel is duel with small weights.
func quickDuel(weights []int64, places [][]int, i, j int) int {
	lead := int64(0)
	for part, place := range places {
		switch a, b := place[i], place[j]; {
		case a == 0 || b == 0 || a == b:
		case a > b:
			lead += weights[part]
		default:
			lead -= weights[part]
		}
	}
	return cmp.Compare(lead, 0)
}
