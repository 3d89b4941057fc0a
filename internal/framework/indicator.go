package framework

import (
	"fmt"
	"slices"

	"reformboard/internal/reform"
)

func (c *checker) indicator(i reform.Indicator, at place) {
	path := at.path
	c.node(i.ID, path+".id")
	c.points(i, at)
	c.endless(i, at)
	c.ratio(i.Target, path+".target")
	c.applies(i.Applies, path+".applies")
	c.evidence(i.Evidence, path+".evidence")
	c.rule(i, path+".rule")
	reads := c.reads(i)
	for _, id := range reads {
		c.used[id] = true
	}
	for n, e := range i.Examples {
		if c.Full() || !c.Sound(path+".rule") {
			break // what it can be given is not sure
		}
		c.example(i, e, reads, fmt.Sprintf("%s.examples[%d]", path, n))
	}
}

// reads lists the figures that decide what an indicator earns.
func (c *checker) reads(i reform.Indicator) []string {
	ids := append(i.Rule.Figures(), c.named(i.Rule)...)
	for _, a := range i.Rule.Alternatives {
		ids = append(ids, c.named(a.Rule)...)
	}
	if i.Applies.Figure != "" {
		ids = append(ids, i.Applies.Figure)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (c *checker) applies(a reform.Applicability, path string) {
	if a.Figure != "" {
		c.numeric(a.Figure, path+".figure")
	}
	for n, group := range a.Groups {
		c.code(group, fmt.Sprintf("%s.groups[%d]", path, n))
	}
}

// points checks what an indicator can earn and cost.
func (c *checker) points(i reform.Indicator, at place) {
	path := at.path
	switch {
	case i.Max < 0:
		c.Fault(path+".max", "the most points cannot be below 0: write a penalty as min")
	case i.Min > 0:
		c.Fault(path+".min", "the least points cannot be above 0: delete min")
	case i.Min < 0 && !at.outside:
		c.Fault(path+".min", "points below 0 are for an area with outside: true")
	case i.Min < 0 && !canCost(i.Rule):
		c.Fault(path+".min", "only a rule of kind counted, deduction, formula or given can go below 0")
	case !i.Scored() && i.Max != 0:
		c.Fault(path+".max", "an indicator for information earns nothing: delete max")
	case at.endless && i.Max != 0:
		c.Fault(path+".max", "the framework has no max, so that nothing in it has one: delete it, or write all of them")
	case i.Scored() && i.Max == 0 && i.Min == 0 && !at.endless && c.ReadWell(path):
		c.Fault(path+".max", "the indicator can earn nothing: give it points, or the rule kind information")
	}
}

// canCost reports whether a rule can give points below zero.
func canCost(rule reform.Rule) bool {
	switch rule.Kind {
	case reform.Deduction, reform.Counted, reform.Formula, reform.Given:
		return true
	case reform.Alternatives:
		return slices.ContainsFunc(rule.Alternatives, func(a reform.Alternative) bool { return canCost(a.Rule) })
	default:
		return false
	}
}

// endless checks that nothing gives a share of the most points where there are none.
func (c *checker) endless(i reform.Indicator, at place) {
	path := at.path
	if i.NotApplicable == reform.Rescale {
		c.Fault(path+".not_applicable", "only a framework stretches its total: write leave, full, siblings or zero")
	}
	if i.Max != 0 || i.Min != 0 || !i.Scored() || !at.endless || !c.ReadWell(path) {
		return
	}
	if c.framework.WhenNotApplicable(i) == reform.GiveFull {
		said := "not_applicable"
		if i.NotApplicable != "" {
			said = path + ".not_applicable"
		}
		c.Fault(said, "an indicator without max has no full points to be given: write leave")
	}
	for n, a := range i.Rule.Alternatives {
		c.endlessRule(a.Rule, fmt.Sprintf("%s.rule.alternatives[%d].rule", path, n))
	}
	c.endlessRule(i.Rule, path+".rule")
}

func (c *checker) endlessRule(rule reform.Rule, path string) {
	switch {
	case rule.IfZero == reform.ZeroEarnsFull:
		c.Fault(path+".if_zero", "an indicator without max has no full points: write zero, suppressed or not_applicable")
	case rule.Kind == "" || rule.Kind == reform.Alternatives || rule.Kind == reform.Normalised || rule.Kind == reform.Formula || rule.Kind == reform.Given:
	default:
		c.Fault(path+".kind", "a rule of kind %s earns a share of max, and there is none: write max, or use the kind normalised", rule.Kind)
	}
}
