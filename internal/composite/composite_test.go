package composite

import (
	"math/big"
	"strings"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// number reads "1/3", "-2" or "0.25".
func number(t rapid.TB, text string) reform.Fraction {
	t.Helper()
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return reform.FractionOf(r)
}

// column reads "3 - 1/2": one cell a unit, - where there is none.
func column(t rapid.TB, text string) []Cell {
	t.Helper()
	var cells []Cell
	for field := range strings.FieldsSeq(text) {
		if field == "-" {
			cells = append(cells, Cell{})
			continue
		}
		cells = append(cells, Cell{Fraction: number(t, field), Known: true})
	}
	return cells
}

// written is what column reads.
func written(cells []Cell) string {
	fields := make([]string, len(cells))
	for i, cell := range cells {
		fields[i] = "-"
		if cell.Known {
			fields[i] = cell.String()
		}
	}
	return strings.Join(fields, " ")
}

// parts reads "2 8×3": values, and their weights where they are not 1.
func parts(t rapid.TB, text string) []Part {
	t.Helper()
	var read []Part
	for field := range strings.FieldsSeq(text) {
		value, weight, weighted := strings.Cut(field, "×")
		part := Part{Value: number(t, value), Weight: reform.NewFraction(1, 1)}
		if weighted {
			part.Weight = number(t, weight)
		}
		read = append(read, part)
	}
	return read
}

// drawnCells draws a column with ties and gaps.
func drawnCells(units int) *rapid.Generator[[]Cell] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Cell {
		if rapid.IntRange(0, 4).Draw(t, "gap") == 0 {
			return Cell{}
		}
		x := rapid.Int64Range(-20, 20).Draw(t, "x")
		return Cell{Fraction: reform.NewFraction(x, rapid.Int64Range(1, 4).Draw(t, "per")), Known: true}
	}), units, units)
}

// drawnParts draws parts above zero, with weights as decimals.
func drawnParts() *rapid.Generator[[]Part] {
	return rapid.SliceOfN(rapid.Custom(func(t *rapid.T) Part {
		return Part{
			Value:  reform.NewFraction(rapid.Int64Range(1, 1_000_000).Draw(t, "value"), 10_000),
			Weight: reform.NewFraction(rapid.Int64Range(1, 300).Draw(t, "weight"), 100),
		}
	}), 1, 6)
}

// shuffled returns a column in another order of units.
func shuffled[T any](column []T, order []int) []T {
	out := make([]T, len(column))
	for i, at := range order {
		out[i] = column[at]
	}
	return out
}

func drawnOrder(t *rapid.T, n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return rapid.Permutation(order).Draw(t, "order")
}
