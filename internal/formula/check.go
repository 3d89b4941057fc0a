package formula

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"reformboard/internal/reform"
	"reformboard/internal/spelling"
)

// checker collects what is wrong with a formula among the figures of a framework.
type checker struct {
	source   []rune
	figures  map[string]reform.Figure
	min, max reform.Points
	spans    map[*term]span // of every number, as its surroundings allow
	faults   []placed
}

type placed struct {
	at int
	Fault
}

// Check says what is wrong with a formula over these figures for an indicator of
// these points: an unknown name, an option its choice does not have, a sum of
// different units, a division that may be by zero, a result that may pass the most
// points or fall below the least. An indicator without either, as on an index whose
// scale has no end, bounds no result. The faults stand in the order of the text.
func (f *Formula) Check(figures map[string]reform.Figure, min, max reform.Points) []Fault {
	c := &checker{source: []rune(f.source), figures: figures, min: min, max: max, spans: map[*term]span{}}
	c.names(f.root)
	if len(c.faults) == 0 { // what is unknown has no unit and no bounds
		c.result(f.root)
		c.bounds(f.root)
	}
	slices.SortStableFunc(c.faults, func(a, b placed) int { return cmp.Compare(a.at, b.at) })
	var faults []Fault
	for _, p := range c.faults {
		faults = append(faults, p.Fault)
	}
	return faults
}

func (c *checker) fault(t *term, name, format string, args ...any) {
	c.faults = append(c.faults, placed{t.at, faultAt(c.source, t.at, name, format, args...)})
}

// endless reports whether the indicator has no points to stay within.
func (c *checker) endless() bool { return c.min == 0 && c.max == 0 }

// names checks that each figure is known, once, and is what it is used as.
func (c *checker) names(root *term) {
	unknown := map[string]bool{}
	root.walk(func(t *term) {
		if t.op != figure && t.op != answers || unknown[t.id] {
			return
		}
		f, known := c.figures[t.id]
		switch {
		case t.id == Points:
			if c.endless() {
				c.fault(t, Points, "“%s” is the most points, and this indicator has none: write a number", Points)
			}
		case !known:
			unknown[t.id] = true
			c.fault(t, t.id, "no figure is called “%s”%s", clip(t.id), c.hint(t.id))
		case t.op == answers:
			c.option(t, f)
		case f.Kind == reform.Choice:
			c.fault(t, t.id, "“%s” is a choice, not a number: compare it with an option, as in %s == %q", t.id, t.name(), optionOf(f))
		case !f.Kind.Numeric():
			c.fault(t, t.id, "“%s” is a date, which no formula reads: use a rule of kind deadline", t.id)
		}
	})
}

// option checks a choice that is compared with a text.
func (c *checker) option(t *term, f reform.Figure) {
	if f.Kind != reform.Choice {
		c.fault(t, t.id, "“%s” is no choice: compare it with a number, without quotes", t.id)
		return
	}
	var ids []string
	for _, o := range f.Options {
		if o.ID == t.option {
			return
		}
		ids = append(ids, o.ID)
	}
	c.fault(t, t.option, "“%s” has no option “%s”: it has %s", t.id, clip(t.option), clip(strings.Join(ids, ", ")))
}

func optionOf(f reform.Figure) string {
	if len(f.Options) == 0 {
		return "…"
	}
	return f.Options[0].ID
}

// hint names the figure that was probably meant.
func (c *checker) hint(got string) string {
	ids := slices.Sorted(maps.Keys(c.figures))
	for _, id := range ids {
		// on-time is read as on less time.
		if slices.Contains(strings.Split(id, "-"), got) && id != got {
			return fmt.Sprintf("; did you mean figure(%q)?", id)
		}
	}
	if near := spelling.Nearest(got, ids); near != "" {
		return fmt.Sprintf("; did you mean %s?", near)
	}
	return ": write the id of one of the framework's figures"
}
