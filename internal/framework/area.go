package framework

import (
	"fmt"
	"reflect"
	"strings"

	"reformboard/internal/reform"
)

// place is what an area or indicator is told by what stands around it.
type place struct {
	path    string
	outside bool // beside the framework's maximum
	endless bool // on a scale without an end, where nothing has most points
}

func (c *checker) allAreas(f reform.Framework) {
	var sum reform.Points
	inside := 0
	for _, a := range f.Areas {
		if !a.Outside {
			sum += a.Max
			inside++
		}
	}
	endless := f.Max == 0 && sum == 0
	for i, a := range f.Areas {
		at := place{path: fmt.Sprintf("areas[%d]", i), outside: a.Outside, endless: endless && !a.Outside}
		c.weight(a.Weight, false, at.path)
		c.area(a, at)
	}
	switch {
	case !c.ReadWell("max") || !c.ReadWell("areas"):
	case f.Max < 0:
		c.Fault("max", "the most points cannot be below 0")
	case f.Max == 0 && sum > 0 && !c.Written("max"):
		c.Fault("max", "\"max\" is missing, and the areas add up to %s points: write max: %s", sum, sum)
	case sum != f.Max:
		c.Fault("max", "the framework has %s points, but its areas add up to %s", f.Max, sum)
	case endless && inside != 1:
		c.Fault("areas", "without \"max\" there is one area that holds all the others: write max, or such an area")
	case endless && f.NotApplicable == reform.Rescale:
		c.Fault("not_applicable", "without \"max\" no total can be stretched to it: write leave, or give max")
	}
}

// area returns the least that the area can come to.
func (c *checker) area(a reform.Area, at place) reform.Points {
	path := at.path
	c.node(a.ID, path+".id")
	if a.Outside && strings.Count(path, "[") > 1 {
		c.Fault(path+".outside", "only an area at the top can stand outside the framework's maximum")
	}
	if len(a.Areas)+len(a.Indicators) == 0 {
		c.Fault(path, "an area needs indicators, or areas of its own")
	}
	c.combine(a.Combine, path+".combine")
	c.limits(a, at)
	c.weights(a, path)
	weighs := !a.Combine.Adds() || !c.ReadWell(path+".combine")
	var total sum
	for i, indicator := range a.Indicators {
		inner := at.inside(a, indicator.Max, fmt.Sprintf("%s.indicators[%d]", path, i))
		c.weight(indicator.Weight, weighs, inner.path)
		c.indicator(indicator, inner)
		total.add(indicator.Max, indicator.Min)
		if indicator.Scored() {
			c.sameScale(a, indicator.Max, inner)
		}
	}
	for i, part := range a.Areas {
		inner := at.inside(a, part.Max, fmt.Sprintf("%s.areas[%d]", path, i))
		c.weight(part.Weight, weighs, inner.path)
		total.add(part.Max, c.area(part, inner))
		c.sameScale(a, part.Max, inner)
	}
	if a.Combine.Adds() && c.ReadWell(path) {
		c.addsUp(a, total, path)
	}
	if a.Capped {
		return a.Min
	}
	return total.least
}

// sum is what the parts of an area can earn and cost together.
type sum struct{ most, least reform.Points }

func (s *sum) add(most, least reform.Points) { s.most, s.least = s.most+most, s.least+least }

// inside is the place of a part of an area. Copeland compares units and not points,
// so that each part may be on a scale of its own.
func (at place) inside(a reform.Area, most reform.Points, path string) place {
	at.path = path
	if a.Combine.Method == reform.Copeland {
		at.endless = most == 0
	}
	return at
}

// addsUp checks an area that is the sum of its parts.
func (c *checker) addsUp(a reform.Area, parts sum, path string) {
	switch {
	case !a.Capped && parts.most > 0 && !c.Written(path+".max"):
		c.Fault(path+".max", "\"max\" is missing, and what the area holds adds up to %s: write max: %s", parts.most, parts.most)
	case !a.Capped && parts.most != a.Max:
		c.Fault(path+".max", "the area has %s points, but what it holds adds up to %s", a.Max, parts.most)
	case a.Capped && parts.most < a.Max:
		c.Fault(path+".max", "the area has %s points, but what it holds comes to no more than %s", a.Max, parts.most)
	case a.Capped && parts.least > a.Min:
		c.Fault(path+".min", "the area can cost %s points, but what it holds costs no more than %s", -a.Min, -parts.least)
	}
}

// limits checks the least and the most that an area can come to.
func (c *checker) limits(a reform.Area, at place) {
	path := at.path
	switch {
	case !c.ReadWell(path + ".max"):
	case a.Max < 0:
		c.Fault(path+".max", "the most points cannot be below 0: write a penalty as min")
	case a.Combine.Method == reform.Copeland && a.Max != 0:
		c.Fault(path+".max", "an area of method copeland counts units, not points: delete max")
	case a.Combine.Method == reform.Copeland && !at.endless:
		c.Fault(path+".combine.method", "an area of method copeland has no most points: it stands only in a framework without max")
	case at.endless && a.Max != 0:
		c.Fault(path+".max", "the framework has no max, so that nothing in it has one: delete it, or write all of them")
	case !at.endless && a.Max == 0 && !a.Combine.Adds():
		c.Fault(path+".max", "an area that takes a mean needs max: the points that its parts are measured on")
	}
	switch {
	case a.Capped && !a.Combine.Adds():
		c.Fault(path+".capped", "only an area whose points add up is capped: a mean never passes its parts")
	case a.Capped && a.Max == 0 && a.Min == 0 && c.ReadWell(path):
		c.Fault(path+".capped", "a capped area needs max, or min below 0")
	case a.Min > 0:
		c.Fault(path+".min", "the least points cannot be above 0: delete min")
	case a.Min < 0 && (!a.Capped || !at.outside):
		c.Fault(path+".min", "only a capped area outside the framework's maximum has a least: write capped: true, or delete min")
	}
}

// sameScale checks that a part of a mean is measured on the scale of the whole.
func (c *checker) sameScale(a reform.Area, most reform.Points, part place) {
	if !a.Combine.Adds() && a.Combine.Method != reform.Copeland && a.Max > 0 && most != a.Max && !part.endless && c.ReadWell(part.path+".max") {
		c.Fault(part.path+".max", "the area around it takes a mean on a scale of %s points: write max: %s", a.Max, a.Max)
	}
}

// weight checks the weight of one part.
func (c *checker) weight(w reform.Decimal, weighs bool, path string) {
	switch weight := w.Rat(); {
	case weight == nil:
	case !weighs:
		c.Fault(path+".weight", "weights count only inside an area that takes a mean: delete it, or give that area combine")
	case weight.Sign() < 0:
		c.Fault(path+".weight", "a weight is 0 or more")
	}
}

// weights checks that something in a mean weighs.
func (c *checker) weights(a reform.Area, path string) {
	if a.Combine.Adds() || !c.ReadWell(path) {
		return
	}
	for _, i := range a.Indicators {
		if w := i.Weight.Rat(); w == nil || w.Sign() != 0 {
			return
		}
	}
	for _, part := range a.Areas {
		if w := part.Weight.Rat(); w == nil || w.Sign() != 0 {
			return
		}
	}
	if len(a.Areas)+len(a.Indicators) > 0 {
		c.Fault(path+".combine", "all parts of this area weigh 0: give one of them a weight")
	}
}

// combinations are the keys of each way to combine parts.
var combinations = map[reform.AggregationMethod]parameter{
	reform.Sum:       {may: "coverage cover_by"},
	reform.Mean:      {may: "coverage cover_by"},
	reform.Geometric: {must: "if_not_positive", may: "floor coverage cover_by"},
	reform.Harmonic:  {must: "if_not_positive", may: "floor coverage cover_by"},
	reform.PowerMean: {must: "power if_not_positive", may: "floor coverage cover_by"},
	reform.Minimum:   {may: "coverage cover_by"},
	reform.Copeland:  {may: "coverage cover_by"},
}

func (c *checker) combine(a reform.Aggregation, path string) {
	keys, known := combinations[a.Method]
	if !known {
		return
	}
	c.belong(reflect.TypeFor[reform.Aggregation](), keys, path, "combination", "method", string(a.Method))
	c.share(a.Coverage, path+".coverage")
	c.above(a.Floor, path+".floor")
	c.exponent(a.Power, path+".power")
	hasFloor := c.Written(path + ".floor")
	switch {
	case a.CoverBy != "" && !c.Written(path+".coverage"):
		c.Fault(path+".cover_by", "without \"coverage\" nothing is asked for: delete it, or add coverage")
	case a.IfNotPositive == reform.RaiseToFloor && !hasFloor:
		c.Fault(path+".floor", "say what a part of zero or less counts as: add \"floor\", above 0")
	case hasFloor && a.IfNotPositive != reform.RaiseToFloor && keys.must != "":
		c.Fault(path+".floor", "a floor belongs to if_not_positive: floor: delete it, or write that")
	}
}

// exponent checks a power that a score is raised to.
func (c *checker) exponent(d reform.Decimal, path string) {
	if power := d.Rat(); power != nil && (power.Sign() == 0 || power.Cmp(hundred) > 0 || power.Cmp(minusHundred) < 0) {
		c.Fault(path, "a power other than 0, from -100 to 100, is expected here")
	}
}
