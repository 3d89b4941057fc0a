package dashboards

import (
	"reformboard/dashboards/frame"
	"reformboard/internal/reform"
)

// compareSamples sets six, two, one and no units side by side.
func compareSamples(v frame.Voice, now *reform.Tally, before []*reform.Tally) []sampled {
	ask := func(units ...string) Comparison {
		return Comparison{Units: units, Past: before, May: func(string) bool { return true }}
	}
	own := ask("unit-08")
	own.May = func(unit string) bool { return unit == "unit-08" }
	return []sampled{
		{"compare", NewCompare(v, now, ask("unit-08", "unit-03", "unit-13"))},
		{"compare-six", NewCompare(v, now, ask("unit-08", "unit-01", "unit-12", "unit-27", "unit-28", "unit-41", "unit-02", "nobody"))},
		{"compare-own", NewCompare(v, now, own)},
		{"compare-none", NewCompare(v, now, ask())},
		{"compare-empty", NewCompare(v, emptyTally(), ask("unit-01", "unit-06"))},
	}
}
