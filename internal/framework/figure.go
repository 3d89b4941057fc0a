package framework

import (
	"fmt"
	"slices"

	"reformboard/internal/reform"
)

// mostDecimals is more than any published figure has.
const mostDecimals = 6

func (c *checker) figure(g reform.Figure, path string) {
	c.unique("figure", g.ID, path+".id")
	if g.Section != "" && !slices.Contains(c.areas, g.Section) {
		c.unknown(path+".section", "area", g.Section, c.areas)
	}
	if g.Decimals < 0 || g.Decimals > mostDecimals {
		c.fault(path+".decimals", "a figure has from 0 to %d decimals", mostDecimals)
	}
	if g.Decimals > 0 && (g.Kind == reform.Count || g.Kind == reform.Choice) {
		c.fault(path+".decimals", "a %s has no decimals: delete this, or use the kind number", g.Kind)
	}
	if g.Unit.Empty() && (g.Kind == reform.Count || g.Kind == reform.Number) {
		c.fault(path+".unit", "say what is counted, such as {vi: hồ sơ, en: dossiers}")
	}
	c.limits(g, path)
	c.options(g, path)
}

func (c *checker) limits(g reform.Figure, path string) {
	least, most := g.Least.Rat(), g.Most.Rat()
	for name, limit := range map[string]reform.Decimal{"least": g.Least, "most": g.Most} {
		switch {
		case limit == "":
		case g.Kind == reform.Choice:
			c.fault(path+"."+name, "a choice has no limits: delete this")
		case g.Kind == reform.Percentage && (limit.Rat().Sign() < 0 || limit.Rat().Cmp(hundred) > 0):
			c.fault(path+"."+name, "a percentage lies between 0 and 100")
		}
	}
	if most != nil && (least == nil && most.Sign() < 0 || least != nil && least.Cmp(most) > 0) {
		c.fault(path+".most", "the most must not be below the least, which is 0 unless written")
	}
}

func (c *checker) options(g reform.Figure, path string) {
	if g.Kind != reform.Choice {
		if len(g.Options) > 0 {
			c.fault(path+".options", "only a choice has options: delete them, or use the kind choice")
		}
		return
	}
	if len(g.Options) < 2 {
		c.fault(path+".options", "a choice needs at least two options")
	}
	for i, o := range g.Options {
		c.unique("option of "+g.ID, o.ID, fmt.Sprintf("%s.options[%d].id", path, i))
	}
}

// named finds the figure that stands at a path of the file.
func (c *checker) named(id, path string) (reform.Figure, bool) {
	g, ok := c.figures[id]
	if !ok && id != "" {
		c.unknown(path, "figure", id, c.known)
	}
	return g, ok
}

// numeric finds a figure that can be added up.
func (c *checker) numeric(id, path string) (reform.Figure, bool) {
	g, ok := c.named(id, path)
	if ok && g.Kind == reform.Choice {
		c.fault(path, "%s is a choice, which cannot be counted: name a figure of another kind", id)
		return g, false
	}
	return g, ok
}
