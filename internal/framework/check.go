package framework

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"reformboard/internal/reform"
)

// Bounds of what a file may say.
var (
	one     = big.NewRat(1, 1)
	ten     = big.NewRat(10, 1)
	hundred = big.NewRat(100, 1)
)

// checker looks for what is wrong with the meaning of a framework whose keys have
// been read.
type checker struct {
	*reader
	unread  Faults // of the keys: what stands beneath them is not judged twice
	figures map[string]reform.Figure
	known   []string // ids of the figures, for a hint
	areas   []string
	used    map[string]bool   // figures that some indicator reads
	first   map[string]string // where an id was first written
}

func (r *reader) check(f reform.Framework) {
	c := checker{
		reader: r, unread: r.faults,
		figures: map[string]reform.Figure{}, used: map[string]bool{}, first: map[string]string{},
	}
	for _, g := range f.Figures {
		if _, twice := c.figures[g.ID]; !twice && g.ID != "" {
			c.figures[g.ID] = g
			c.known = append(c.known, g.ID)
		}
	}
	for _, a := range f.AllAreas() {
		c.areas = append(c.areas, a.ID)
	}
	c.id(f.ID, "id")
	c.id(f.Series, "series")
	c.share(f.Coverage, "coverage")
	c.rounding(f.Rounding)
	c.grades(f)
	for i, g := range f.Figures {
		c.figure(g, fmt.Sprintf("figures[%d]", i))
	}
	c.allAreas(f)
	for i, check := range f.Checks {
		c.parts(check, fmt.Sprintf("checks[%d]", i))
	}
	for i, g := range f.Figures {
		if !c.used[g.ID] && g.ID != "" && c.readWell("areas") {
			c.fault(fmt.Sprintf("figures[%d]", i), "no indicator reads %s: delete it, or add it to a rule", g.ID)
		}
	}
}

// id checks an id: what stands in addresses, workbooks and file names.
func (c *checker) id(id, path string) {
	const allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
	body := strings.TrimLeft(id, allowed+"._-")
	if body != "" || len(id) > 64 || strings.Trim(id[:min(1, len(id))], allowed) != "" {
		c.fault(path, "an id begins with a letter or digit and holds at most 64 letters a-z, digits and . _ -")
	}
}

// unique checks an id that no other of its kind may have.
func (c *checker) unique(kind, id, path string) {
	c.id(id, path)
	if at, taken := c.first[kind+" "+id]; taken && id != "" {
		c.fault(path, "%q is already the id of %s: choose another", clip(id), at)
		return
	}
	c.first[kind+" "+id] = strings.TrimSuffix(path, ".id")
}

// share checks a share of the whole; nothing written is no matter.
func (c *checker) share(d reform.Decimal, path string) {
	if share := d.Rat(); share != nil && (share.Sign() < 0 || share.Cmp(one) > 0) {
		c.fault(path, "a share from 0 to 1 is expected here: write 80 %% as 0.8")
	}
}

// ratio checks a ratio, which may pass 1 but is surely no percentage.
func (c *checker) ratio(d reform.Decimal, path string) {
	if ratio := d.Rat(); ratio != nil && (ratio.Sign() <= 0 || ratio.Cmp(ten) > 0) {
		c.fault(path, "a ratio above 0 and up to 10 is expected here: write 80 %% as 0.8")
	}
}

func (c *checker) rounding(r reform.Rounding) {
	for name, decimals := range map[string]*int{"indicator": r.Indicator, "area": r.Area, "total": r.Total} {
		if decimals != nil && (*decimals < 0 || *decimals > reform.PointDecimals) {
			c.fault("rounding."+name, "points have from 0 to %d decimals", reform.PointDecimals)
		}
	}
}

func (c *checker) grades(f reform.Framework) {
	for i, g := range f.Grades {
		path := fmt.Sprintf("grades[%d]", i)
		c.unique("grade", g.ID, path+".id")
		if i > 0 && g.From >= f.Grades[i-1].From {
			c.fault(path+".from", "grades stand from the best down: this must be less than %s", f.Grades[i-1].From)
		}
		if g.From < 0 || g.From > f.Max && c.readWell("max") {
			c.fault(path+".from", "a grade begins between 0 and the framework's %s points", f.Max)
		}
	}
}

// parts checks that a unit can be told at once when its parts pass the whole.
func (c *checker) parts(check reform.Check, path string) {
	whole, known := c.numeric(check.Whole, path+".whole")
	for i, id := range check.Parts {
		at := fmt.Sprintf("%s.parts[%d]", path, i)
		part, ok := c.numeric(id, at)
		switch {
		case !ok || !known:
		case slices.Contains(check.Parts[:i], id) || id == check.Whole:
			c.fault(at, "%s already stands in this check: name another figure", id)
		case part.Source != whole.Source:
			c.fault(at, "%s and %s come from different sources, so no report holds both", id, whole.ID)
		}
	}
}
