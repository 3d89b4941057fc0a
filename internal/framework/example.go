package framework

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// What bounds the work of a file's examples: the values that they give, those of the
// other units included, and what an example costs that gives none.
const (
	mostWork = 100_000
	eachWork = 10
)

// example checks what a worked example says, before it is reckoned.
func (c *checker) example(i reform.Indicator, e reform.Example, reads []string, path string) {
	for _, id := range slices.Sorted(maps.Keys(e.Given)) {
		at := keyfile.Under(path+".given", id)
		g, known := c.figures[id]
		_, isRead := slices.BinarySearch(reads, id)
		switch absent := reform.Absence(e.Given[id]); {
		case !isRead:
			c.Unknown(at, "figure of this rule", id, reads)
		case !known || absent == reform.NotReported || absent == reform.NoPractice:
		case absent == reform.NotApplicable && !g.Optional:
			c.Fault(at, "%s must be reported: \"not_applicable\" is an answer only with optional: true", id)
		case absent == reform.NotApplicable:
		default:
			if why := wrong(g, e.Given[id]); why != "" {
				c.Fault(at, "%s", why)
			}
		}
	}
	multiplied := i.Rule.TimesScore != "" || slices.ContainsFunc(i.Rule.Alternatives, func(a reform.Alternative) bool { return a.Rule.TimesScore != "" })
	c.share(e.Factor, path+".factor")
	switch {
	case multiplied && e.Factor == "":
		c.Fault(path+".factor", "say what share of its points the indicator of times_score has: add \"factor\"")
	case !multiplied && e.Factor != "":
		c.Fault(path+".factor", "this rule has no times_score that could be the factor: delete it")
	case len(e.Others) > 0 && !i.Rule.Relative() && c.framework.WhenMissing(i) != reform.FillGroupMean:
		c.Fault(path+".others", "this rule does not compare units: delete others")
	case e.Earns == "" && (e.State == "" || e.State == reform.Scored):
		c.Fault(path+".earns", "say what this example earns: add \"earns\", or the state that has no points")
	}
	c.code(e.Group, path+".group")
}

// tryExamples scores every worked example and compares.
func (c *checker) tryExamples(f reform.Framework) {
	work := 0
	for _, i := range f.Indicators() {
		path := c.first["node "+i.ID]
		alone := f
		alone.Figures = nil
		for _, id := range c.reads(i) {
			alone.Figures = append(alone.Figures, c.figures[id])
		}
		for n, e := range i.Examples {
			at := fmt.Sprintf("%s.examples[%d]", path, n)
			work += eachWork + (1+len(alone.Figures))*(1+len(e.Others))
			if work > mostWork {
				c.Fault(at, "the examples up to here give more than %d values: delete some", mostWork)
				return
			}
			c.tryExample(&alone, i, e, at)
		}
	}
}

func (c *checker) tryExample(f *reform.Framework, i reform.Indicator, e reform.Example, path string) {
	got, err := score.Try(f, i, e)
	if err != nil {
		c.Fault(path, "this example cannot be reckoned: %v", err)
		return
	}
	states := e.State == got.State || e.State == "" && got.State.Counts()
	if states && c.earns(got, e.Earns) {
		return
	}
	if states && got.HasPoints() && e.Earns != "" {
		c.Fault(path, "this example earns %s, not %s: correct the rule, or the example", decimalOf(got.Exact.Rat()), e.Earns)
		return
	}
	c.Fault(path, "this example %s, but says that it %s: correct the rule, or the example", came(got), meant(e))
}

// earns reports whether a score is what an example says. A fraction without an end
// is what its first decimals say, if they are as many as points have.
func (c *checker) earns(got reform.Score, want reform.Decimal) bool {
	earns, said := want.Fraction()
	switch {
	case !said:
		return true
	case !got.HasPoints() && got.State != reform.Zero:
		return false
	case got.Exact.Cmp(earns) == 0:
		return true
	}
	decimals := want.Decimals()
	return decimals >= reform.PointDecimals && got.Exact.Rounded(decimals, reform.HalfUp).Cmp(earns) == 0
}

// came says what became of an example.
func came(got reform.Score) string {
	var parts []string
	if !got.State.Counts() {
		parts = append(parts, "is "+string(got.State))
	}
	if got.HasPoints() {
		parts = append(parts, "earns "+decimalOf(got.Exact.Rat()))
	}
	return strings.Join(parts, " and ")
}

// meant says what an example was to become.
func meant(e reform.Example) string {
	var parts []string
	if e.State != "" {
		parts = append(parts, "is "+string(e.State))
	}
	if e.Earns != "" {
		parts = append(parts, "earns "+string(e.Earns))
	}
	return strings.Join(parts, " and ")
}
