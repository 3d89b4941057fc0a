package composite

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

func TestCopeland(t *testing.T) {
	for _, test := range []struct {
		name    string
		weights string
		columns string // one part a line, one unit a cell
		want    string
	}{
		{"one part is its order", "1", "3 1 2", "2 -2 0"},
		{"equals are even", "1", "3 1 3", "1 -2 1"},
		{"the majority by weight", "1 3", "3 1\n1 3", "-1 1"},
		{"half and half is even", "1 1", "3 1\n1 3", "0 0"},
		{"a circle", "1 1 1", "1 2 3\n2 3 1\n3 1 2", "0 0 0"},
		{"a gap speaks for neither", "1 9", "3 1\n- 3", "1 -1"},
		{"nothing in common is even", "1 1", "3 -\n- 1", "0 0"},
		{"no part at all", "1 1", "3 - 1\n2 - 1", "1 - -1"},
		{"a part that weighs nothing", "1 0", "3 - 1\n1 2 3", "1 - -1"},
		{"fractional weights", "0.1 0.2 0.30000000000000004", "1 2\n1 2\n2 1", "1 -1"},
		{"one unit", "1", "3", "0"},
	} {
		var columns [][]Cell
		for line := range strings.SplitSeq(test.columns, "\n") {
			columns = append(columns, column(t, line))
		}
		var weights []reform.Fraction
		for _, cell := range column(t, test.weights) {
			weights = append(weights, cell.Fraction)
		}
		if got := written(Copeland(weights, columns)); got != test.want {
			t.Errorf("%s: got %s, want %s", test.name, got, test.want)
		}
	}
	if got := Copeland(nil, nil); len(got) != 0 {
		t.Errorf("of nothing: %v", got)
	}
}

func TestCopelandLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		units := rapid.IntRange(1, 7).Draw(t, "units")
		var weights []reform.Fraction
		var columns [][]Cell
		for range rapid.IntRange(1, 5).Draw(t, "parts") {
			weights = append(weights, reform.NewFraction(rapid.Int64Range(0, 4).Draw(t, "weight"), 3))
			columns = append(columns, drawnCells(units).Draw(t, "column"))
		}
		got := Copeland(weights, columns)

		order := drawnOrder(t, units)
		var reordered [][]Cell
		for _, c := range columns {
			reordered = append(reordered, shuffled(c, order))
		}
		if a, b := written(shuffled(got, order)), written(Copeland(weights, reordered)); a != b {
			t.Fatalf("in another order: %s, not %s", b, a)
		}
		var sum reform.Fraction // what one wins another loses
		for i, cell := range got {
			sum = sum.Add(cell.Fraction)
			if want := reference(weights, columns, i); cell != want {
				t.Fatalf("unit %d: got %v, want %v", i, cell, want)
			}
		}
		if sum.Sign() != 0 {
			t.Fatalf("the scores %s add up to %s", written(got), sum)
		}
	})
}

// reference is the definition, word for word: o is the share of the weight compared
// that is for the unit, equals halved, and the score Σ sign(o-1/2).
func reference(weights []reform.Fraction, columns [][]Cell, i int) Cell {
	var score int64
	var has reform.Fraction
	half := reform.NewFraction(1, 2)
	for part, c := range columns {
		if c[i].Known {
			has = has.Add(weights[part])
		}
	}
	if has.Sign() == 0 {
		return Cell{}
	}
	for j := range columns[0] {
		var outranks, compared reform.Fraction
		for part, c := range columns {
			if j == i || !c[i].Known || !c[j].Known {
				continue
			}
			compared = compared.Add(weights[part])
			switch c[i].Cmp(c[j].Fraction) {
			case 1:
				outranks = outranks.Add(weights[part])
			case 0:
				outranks = outranks.Add(weights[part].Mul(half))
			}
		}
		if compared.Sign() > 0 {
			score += int64(outranks.Quo(compared).Cmp(half))
		}
	}
	return Cell{Fraction: reform.NewFraction(score, 1), Known: true}
}
