package framework

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// mostDecimals is as many as a published figure has that is a float64 written out.
const mostDecimals = 20

func (c *checker) figure(g reform.Figure, path string) {
	c.code(g.ID, path+".id")
	c.unique("figure", g.ID, path+".id")
	if g.Section != "" && !c.areas[g.Section] {
		c.Unknown(path+".section", "area", g.Section, c.areaIDs)
	}
	if g.Decimals < 0 || g.Decimals > mostDecimals {
		c.Fault(path+".decimals", "a figure has from 0 to %d decimals", mostDecimals)
	}
	if g.Decimals > 0 && (g.Kind == reform.Count || g.Kind == reform.Choice || g.Kind == reform.Date) {
		c.Fault(path+".decimals", "a %s has no decimals: delete this, or use the kind number", g.Kind)
	}
	if g.Unit.Empty() && (g.Kind == reform.Count || g.Kind == reform.Number) {
		c.Fault(path+".unit", "say what is counted, such as {vi: hồ sơ, en: dossiers}")
	}
	if g.Cumulative && g.Kind != reform.Count && g.Kind != reform.Number {
		c.Fault(path+".cumulative", "a %s is not counted up over a year: delete this, or use the kind count or number", g.Kind)
	}
	c.bounds(g, path)
	c.options(g, path)
	c.record(g, path)
}

// record checks a figure of the record: the board counts it itself, so that nothing is to be
// said of how somebody would report it.
func (c *checker) record(g reform.Figure, path string) {
	if g.Source != reform.FromRecord {
		if g.Reads != "" {
			c.Fault(path+".reads", "only a figure of source record reads it: delete this, or use the source record")
		}
		return
	}
	if g.Reads == "" && c.ReadWell(path) {
		c.Fault(path, "what of the record? Add \"reads\" with one of %s", options[reform.Fact]())
	}
	if g.Kind != reform.Count && g.Kind != "" {
		c.Fault(path+".kind", "what is read from the record is a count")
	}
	for _, key := range []string{"section", "decimals", "least", "most", "optional", "cumulative"} {
		if c.Written(path + "." + key) {
			c.Fault(path+"."+key, "nobody reports %s: delete this", g.ID)
		}
	}
}

func (c *checker) bounds(g reform.Figure, path string) {
	least, most := g.Least.Rat(), g.Most.Rat()
	for name, limit := range map[string]reform.Decimal{"least": g.Least, "most": g.Most} {
		switch {
		case limit == "":
		case g.Kind == reform.Choice || g.Kind == reform.Date:
			c.Fault(path+"."+name, "a %s has no limits: delete this", g.Kind)
		case g.Kind == reform.Percentage && (limit.Rat().Sign() < 0 || limit.Rat().Cmp(hundred) > 0):
			c.Fault(path+"."+name, "a percentage lies between 0 and 100")
		}
	}
	if most != nil && (least == nil && most.Sign() < 0 || least != nil && least.Cmp(most) > 0) {
		c.Fault(path+".most", "the most must not be below the least, which is 0 unless written")
	}
}

func (c *checker) options(g reform.Figure, path string) {
	if g.Kind != reform.Choice {
		if len(g.Options) > 0 {
			c.Fault(path+".options", "only a choice has options: delete them, or use the kind choice")
		}
		return
	}
	if len(g.Options) < 2 {
		c.Fault(path+".options", "a choice needs at least two options")
	}
	for i, o := range g.Options {
		c.id(o.ID, fmt.Sprintf("%s.options[%d].id", path, i))
		c.unique("option of "+g.ID, o.ID, fmt.Sprintf("%s.options[%d].id", path, i))
	}
}

func optionsOf(g reform.Figure) []string {
	ids := make([]string, len(g.Options))
	for i, o := range g.Options {
		ids[i] = o.ID
	}
	return ids
}

// limitsOf is the least and the most that a figure can be; most is nil where it has
// no end.
func limitsOf(g reform.Figure) (least, most *big.Rat) {
	least, most = g.Least.Rat(), g.Most.Rat()
	if least == nil {
		least = new(big.Rat)
	}
	if most == nil && g.Kind == reform.Percentage {
		most = hundred
	}
	return least, most
}

// figureNamed finds the figure that stands at a path of the file.
func (c *checker) figureNamed(id, path string) (reform.Figure, bool) {
	g, ok := c.figures[id]
	if !ok && id != "" {
		c.Unknown(path, "figure", id, c.figureIDs)
	}
	return g, ok
}

// numeric finds a figure that can be added up.
func (c *checker) numeric(id, path string) (reform.Figure, bool) {
	g, ok := c.figureNamed(id, path)
	if ok && !g.Kind.Numeric() {
		c.Fault(path, "%s is a %s, which cannot be counted: name a figure of another kind", id, g.Kind)
		return g, false
	}
	return g, ok
}

// date finds a figure that is a day.
func (c *checker) date(id, path string) (reform.Figure, bool) {
	g, ok := c.figureNamed(id, path)
	if ok && g.Kind != reform.Date {
		c.Fault(path, "%s is no date: name a figure of kind date", id)
		return g, false
	}
	return g, ok
}

// wrong says why a figure cannot have a value, or nothing.
func wrong(g reform.Figure, text string) string {
	switch g.Kind {
	case reform.Choice:
		if !slices.ContainsFunc(g.Options, func(o reform.Option) bool { return o.ID == text }) {
			return fmt.Sprintf("it is no answer of %s: write one of %s", g.ID, keyfile.Clip(strings.Join(optionsOf(g), ", ")))
		}
		return ""
	case reform.Date:
		if !reform.IsDay(text) {
			return "write the day as 2026-03-31"
		}
		return ""
	case reform.Count, reform.Number, reform.Percentage:
	}
	number, err := reform.ParseDecimal(text)
	if err != nil {
		return "write the number in digits, such as 2 or 0.75"
	}
	least, most := limitsOf(g)
	switch {
	case number.Decimals() > 0 && g.Decimals == 0:
		return g.ID + " is a whole number"
	case number.Decimals() > g.Decimals:
		return fmt.Sprintf("%s has at most %d decimals", g.ID, g.Decimals)
	case number.Rat().Cmp(least) < 0:
		return fmt.Sprintf("%s is at least %s", g.ID, decimalOf(least))
	case most != nil && number.Rat().Cmp(most) > 0:
		return fmt.Sprintf("%s is at most %s", g.ID, decimalOf(most))
	}
	return ""
}

// decimalOf writes a number for a message: with all its decimals, or the first six.
func decimalOf(number *big.Rat) string {
	const longest = 12
	decimals, exact := number.FloatPrec()
	if !exact || decimals > longest {
		return number.FloatString(6) + "…"
	}
	return number.FloatString(decimals)
}
