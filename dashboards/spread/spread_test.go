package spread

import (
	"strings"
	"testing"

	"reformboard/internal/reform"
)

func TestQuantilesLieBetweenUnits(t *testing.T) {
	for text, want := range map[string][5]reform.Percent{
		"":              {},
		"0.5":           {50_00, 50_00, 50_00, 50_00, 50_00},
		"0.8 0.2":       {20_00, 35_00, 50_00, 65_00, 80_00},
		"0.4 0.1 0.3":   {10_00, 20_00, 30_00, 35_00, 40_00},
		"1 0 0.2 0.4 0": {0, 0, 20_00, 40_00, 100_00},
	} {
		var levels []reform.Fraction
		for one := range strings.FieldsSeq(text) {
			f, _ := reform.Decimal(one).Fraction()
			levels = append(levels, f)
		}
		q := QuantilesOf(levels)
		if got := [5]reform.Percent{q.Least, q.Quarter, q.Median, q.Three, q.Greatest}; got != want || q.Units != len(levels) {
			t.Errorf("%q: got %v, want %v", text, got, want)
		}
	}
}
