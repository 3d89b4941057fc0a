package score

import (
	"fmt"
	"testing"

	"reformboard/internal/reform"
)

// TestCasesAreThoseTheUnitCounted says of how many things a ratio is a part: of none
// where anything but the unit's own counts comes in.
func TestCasesAreThoseTheUnitCounted(t *testing.T) {
	plain := ratioOf("1", 10).Rule
	of := func(change func(r *reform.Rule)) reform.Rule {
		r := plain
		change(&r)
		return r
	}
	steps := reform.Rule{Kind: reform.Steps, Of: plain.Of, Over: plain.Over, IfZero: plain.IfZero, Below: reform.BelowNothing, Steps: []reform.Step{{From: "0.5", Pay: "1"}}}
	for _, c := range []struct {
		what string
		rule reform.Rule
		kind reform.FigureKind
		said string
		want int64
	}{
		{"a ratio", plain, reform.Count, "u done 30, due 40", 40},
		{"steps", steps, reform.Count, "u done 30, due 40", 40},
		{"more than all", plain, reform.Count, "u done 50, due 40", 40},
		{"a sum", of(func(r *reform.Rule) { r.Over = []string{"due", "done"} }), reform.Count, "u done 30, due 40", 70},
		{"nothing done", plain, reform.Count, "u done 0, due 40", 40},
		{"nothing due", plain, reform.Count, "u done 0, due 0", 0},
		{"no practice", plain, reform.Count, "u done none, due 40", 0},
		{"not said", plain, reform.Count, "u done 30", 0},
		{"a percentage", of(func(r *reform.Rule) { r.Over = nil }), reform.Count, "u done 30", 0},
		{"money", plain, reform.Number, "u done 30, due 40", 0},
		{"a coefficient", of(func(r *reform.Rule) { r.Times = "share" }), reform.Count, "u done 30, due 40, share 50", 0},
		{"another period's", of(func(r *reform.Rule) { r.OverElse = &reform.Fallback{Figure: "year", DividedBy: "4"} }), reform.Count, "u done 30, year 80", 0},
		{"this period's", of(func(r *reform.Rule) { r.OverElse = &reform.Fallback{Figure: "year", DividedBy: "4"} }), reform.Count, "u done 30, due 40, year 80", 40},
	} {
		t.Run(c.what, func(t *testing.T) {
			f := oneArea(reform.Area{ID: "a", Indicators: []reform.Indicator{{ID: "1", Max: 10 * reform.Point, Rule: c.rule}}})
			for n := range f.Figures {
				f.Figures[n].Kind = c.kind
			}
			s, _ := scoredOn(t, f, Input{}, c.said)[0].Score("1")
			if s.Cases != c.want {
				t.Errorf("got %d cases (%s, %v), want %d", s.Cases, s.State, fmt.Sprint(s.Measured), c.want)
			}
		})
	}
}
