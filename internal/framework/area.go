package framework

import (
	"fmt"
	"strings"

	"reformboard/internal/reform"
)

func (c *checker) allAreas(f reform.Framework) {
	var sum reform.Points
	for i, a := range f.Areas {
		c.area(a, fmt.Sprintf("areas[%d]", i), a.Outside)
		if !a.Outside {
			sum += a.Max
		}
	}
	if sum != f.Max && c.readWell("max") && c.readWell("areas") {
		c.fault("max", "the framework has %s points, but its areas add up to %s", f.Max, sum)
	}
}

func (c *checker) area(a reform.Area, path string, outside bool) {
	c.unique("area", a.ID, path+".id")
	if a.Outside && strings.Count(path, "[") > 1 {
		c.fault(path+".outside", "only an area at the top can stand outside the framework's maximum")
	}
	if len(a.Areas)+len(a.Indicators) == 0 {
		c.fault(path, "an area needs indicators, or areas of its own")
	}
	var sum reform.Points
	for i, indicator := range a.Indicators {
		c.indicator(indicator, fmt.Sprintf("%s.indicators[%d]", path, i), outside)
		sum += indicator.Max
	}
	for i, part := range a.Areas {
		c.area(part, fmt.Sprintf("%s.areas[%d]", path, i), outside)
		sum += part.Max
	}
	if sum != a.Max && c.readWell(path) {
		c.fault(path+".max", "the area has %s points, but what it holds adds up to %s", a.Max, sum)
	}
}

func (c *checker) indicator(i reform.Indicator, path string, outside bool) {
	c.unique("indicator", i.ID, path+".id")
	c.points(i, path, outside)
	c.ratio(i.Target, path+".target")
	if i.Applies.Figure != "" {
		c.numeric(i.Applies.Figure, path+".applies.figure")
		c.used[i.Applies.Figure] = true
	}
	for n, group := range i.Applies.Groups {
		c.id(group, fmt.Sprintf("%s.applies.groups[%d]", path, n))
	}
	c.rule(i, path+".rule")
}

// points checks what an indicator can earn and cost.
func (c *checker) points(i reform.Indicator, path string, outside bool) {
	countsThings := i.Rule.Kind == reform.Deduction || i.Rule.Kind == reform.Counted
	switch {
	case i.Max < 0:
		c.fault(path+".max", "the most points cannot be below 0: write a penalty as min")
	case i.Min > 0:
		c.fault(path+".min", "the least points cannot be above 0: delete min")
	case i.Min < 0 && !outside:
		c.fault(path+".min", "points below 0 are for an area with outside: true")
	case i.Min < 0 && !countsThings:
		c.fault(path+".min", "only a rule of kind counted or deduction can go below 0")
	case i.Rule.Kind == reform.Information && i.Max != 0:
		c.fault(path+".max", "an indicator for information earns nothing: write 0")
	case i.Rule.Kind != reform.Information && !i.Scored() && c.readWell(path):
		c.fault(path+".max", "the indicator can earn nothing: give it points, or the rule kind information")
	}
}

// readWell reports whether all keys at and beneath a path could be read, so that
// what follows from them can be judged.
func (c *checker) readWell(path string) bool {
	for _, f := range c.unread {
		rest, beneath := strings.CutPrefix(f.Path, path)
		if beneath && (rest == "" || strings.ContainsAny(rest[:1], ".[")) {
			return false
		}
	}
	return true
}
