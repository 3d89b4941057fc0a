package framework

import (
	"fmt"
	"math/big"
	"slices"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// Bounds of what a file may say.
var (
	one     = big.NewRat(1, 1)
	ten     = big.NewRat(10, 1)
	hundred = big.NewRat(100, 1)

	minusHundred = big.NewRat(-100, 1)
)

// mostRankDecimals is finer than any published rank.
const mostRankDecimals = 12

// checker looks for what is wrong with the meaning of a framework whose keys have
// been read.
type checker struct {
	*keyfile.File
	framework  reform.Framework
	figures    map[string]reform.Figure
	areas      map[string]bool
	indicators map[string]reform.Indicator

	figureIDs, areaIDs, indicatorIDs, nodeIDs []string // for hints

	used   map[string]bool   // figures that some indicator reads
	unsure bool              // a formula cannot be read, and may use any figure
	first  map[string]string // where an id was first written
}

func check(file *keyfile.File, f reform.Framework) {
	c := checker{
		File: file, framework: f,
		figures: map[string]reform.Figure{}, areas: map[string]bool{}, indicators: map[string]reform.Indicator{},
		used: map[string]bool{}, first: map[string]string{},
	}
	c.note(f)
	c.id(f.ID, "id")
	c.id(f.Series, "series")
	c.share(f.Coverage, "coverage")
	c.rounding(f)
	c.grades(f)
	for i, g := range f.Figures {
		c.figure(g, fmt.Sprintf("figures[%d]", i))
	}
	c.allAreas(f)
	c.multipliers(f)
	c.facets(f)
	c.changes(f)
	for i, check := range f.Checks {
		c.parts(check, fmt.Sprintf("checks[%d]", i))
	}
	for i, g := range f.Figures {
		if !c.used[g.ID] && g.ID != "" && !c.unsure && c.ReadWell("areas") {
			c.Fault(fmt.Sprintf("figures[%d]", i), "no indicator reads %s: delete it, or add it to a rule", g.ID)
		}
	}
	if c.Sound("") {
		c.tryExamples(f)
	}
}

// note remembers what can be referred to.
func (c *checker) note(f reform.Framework) {
	for _, g := range f.Figures {
		if _, twice := c.figures[g.ID]; !twice && g.ID != "" {
			c.figures[g.ID] = g
			c.figureIDs = append(c.figureIDs, g.ID)
		}
	}
	for _, a := range f.AllAreas() {
		c.areas[a.ID] = true
		c.areaIDs = append(c.areaIDs, a.ID)
		for _, i := range a.Indicators {
			c.indicators[i.ID] = i
			c.indicatorIDs = append(c.indicatorIDs, i.ID)
		}
	}
	c.nodeIDs = slices.Concat(c.areaIDs, c.indicatorIDs)
}

// share checks a share of the whole; nothing written is no matter.
func (c *checker) share(d reform.Decimal, path string) {
	if share := d.Rat(); share != nil && (share.Sign() < 0 || share.Cmp(one) > 0) {
		c.Fault(path, "a share from 0 to 1 is expected here: write 80 %% as 0.8")
	}
}

// ratio checks a ratio, which may pass 1 but is surely no percentage.
func (c *checker) ratio(d reform.Decimal, path string) {
	if ratio := d.Rat(); ratio != nil && (ratio.Sign() <= 0 || ratio.Cmp(ten) > 0) {
		c.Fault(path, "a ratio above 0 and up to 10 is expected here: write 80 %% as 0.8")
	}
}

// above checks a number that must be above zero.
func (c *checker) above(d reform.Decimal, path string) {
	if number := d.Rat(); number != nil && number.Sign() <= 0 {
		c.Fault(path, "a number above 0 is expected here")
	}
}

func (c *checker) rounding(f reform.Framework) {
	r := f.Rounding
	for name, decimals := range map[string]*int{"indicator": r.Indicator, "area": r.Area, "total": r.Total} {
		if decimals != nil && (*decimals < 0 || *decimals > reform.PointDecimals) {
			c.Fault("rounding."+name, "points have from 0 to %d decimals", reform.PointDecimals)
		}
	}
	c.finer(f)
	switch ranked := f.Ranks.Decimals; {
	case ranked == nil:
	case *ranked < 0 || *ranked > mostRankDecimals:
		c.Fault("ranks.decimals", "scores are compared at 0 to %d decimals", mostRankDecimals)
	case r.Total != nil && *ranked > *r.Total:
		c.Fault("ranks.decimals", "totals are rounded to %d decimals: they cannot be compared at %d", *r.Total, *ranked)
	}
}

// finer checks that no most points have more decimals than their level keeps: 1.25
// rounded to 1.3 would be more than there is to earn.
func (c *checker) finer(f reform.Framework) {
	r := f.Rounding
	check := func(level string, keeps *int, id string, limits ...reform.Points) {
		for _, limit := range limits {
			if keeps != nil && *keeps >= 0 && limit.Decimal().Decimals() > *keeps {
				c.Fault("rounding."+level, "%s has %s points, which %d decimals do not hold: keep %d", id, limit, *keeps, limit.Decimal().Decimals())
			}
		}
	}
	for _, a := range f.AllAreas() {
		check("area", r.Area, a.ID, a.Max, a.Min)
		for _, i := range a.Indicators {
			check("indicator", r.Indicator, i.ID, i.Max, i.Min)
		}
	}
	check("total", r.Total, "the framework", f.Max)
}

func (c *checker) grades(f reform.Framework) {
	for i, g := range f.Grades {
		path := fmt.Sprintf("grades[%d]", i)
		c.id(g.ID, path+".id")
		c.unique("grade", g.ID, path+".id")
		if i > 0 && g.From >= f.Grades[i-1].From {
			c.Fault(path+".from", "grades stand from the best down: this must be less than %s", f.Grades[i-1].From)
		}
		if f.Max > 0 && (g.From < 0 || g.From > f.Max) && c.ReadWell("max") {
			c.Fault(path+".from", "a grade begins between 0 and the framework's %s points", f.Max)
		}
	}
}

// parts checks that a unit can be told at once when its parts pass the whole. What is
// carried over from the period before earns nothing, and is asked all the same.
func (c *checker) parts(check reform.Check, path string) {
	if check.Before && check.Equal {
		c.Fault(path+".equal", "what is carried over is always all of it: delete equal, or before")
	}
	whole, known := c.numeric(check.Whole, path+".whole")
	named := map[string]bool{check.Whole: true}
	for i, id := range check.Parts {
		at := fmt.Sprintf("%s.parts[%d]", path, i)
		part, ok := c.numeric(id, at)
		switch {
		case !ok || !known:
		case named[id]:
			c.Fault(at, "%s already stands in this check: name another figure", id)
		case part.Source != whole.Source:
			c.Fault(at, "%s and %s come from different sources, so no report holds both", id, whole.ID)
		case part.Source == reform.FromRecord:
			c.Fault(at, "%s is read from the record, and stands in no report: delete this check", id)
		}
		named[id] = true
	}
	if check.Before {
		for id := range named {
			c.used[id] = true
		}
	}
}
