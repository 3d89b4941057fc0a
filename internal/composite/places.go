package composite

import (
	"slices"

	"reformboard/internal/reform"
)

// Places ranks a column from the least value: 1 for the least, equals share the
// least place, 0 where there is no value. Where less is better, the greatest value
// has place 1.
func Places(column []Cell, lowerIsBetter bool) []int {
	order := make([]int, 0, len(column))
	for i, cell := range column {
		if cell.Known {
			order = append(order, i)
		}
	}
	compare := func(i, j int) int { return column[i].Cmp(column[j].Fraction) }
	if lowerIsBetter {
		compare = func(i, j int) int { return column[j].Cmp(column[i].Fraction) }
	}
	slices.SortFunc(order, compare)
	places := make([]int, len(column))
	for at, i := range order {
		places[i] = at + 1
		if at > 0 && compare(order[at-1], i) == 0 {
			places[i] = places[order[at-1]]
		}
	}
	return places
}

// placesFrom returns the places of a column as values, counted from another first.
func placesFrom(first int64, column []Cell) []Cell {
	cells := make([]Cell, len(column))
	for i, place := range Places(column, false) {
		if place > 0 {
			cells[i] = Cell{Fraction: reform.NewFraction(int64(place)-1+first, 1), Known: true}
		}
	}
	return cells
}
