package formula

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"reformboard/internal/reform"
)

// dimension is what a number counts.
type dimension struct {
	units  map[string]int // to which power; empty: a plain number
	bare   bool           // made of literals alone
	priced bool           // a literal multiplies or divides it: so many points for each
}

// payable reports whether a number can be read as points: a plain number, or
// things counted times the points for each.
func (d dimension) payable() bool {
	if len(d.units) == 0 {
		return true
	}
	for _, power := range d.units {
		return d.priced && len(d.units) == 1 && power == 1
	}
	return false
}

// result checks that what a formula gives is points.
func (c *checker) result(root *term) {
	if d := c.dimension(root); !d.payable() && len(c.faults) == 0 {
		c.fault(root, root.String(), "“%s” %s, and the result must be points: divide by a figure counted alike, or multiply by the points for each, as in 0.5 * done",
			clip(root.String()), d)
	}
}

// dimension works out what a number counts; for a condition it only looks inside.
func (c *checker) dimension(t *term) dimension {
	switch t.op {
	case literal:
		return dimension{bare: true}
	case figure:
		return c.unitOf(t.id)
	case answers:
		return dimension{}
	case choose:
		c.dimension(t.of[0])
		return c.alike(t.of[1], t.of[2], c.dimension(t.of[1]), c.dimension(t.of[2]), true)
	default:
		return c.joined(t)
	}
}

func (c *checker) joined(t *term) dimension {
	first := t.of[0]
	d := c.dimension(first)
	for _, other := range t.of[1:] {
		left, e := first, c.dimension(other)
		if d.bare {
			first = other // whose unit it will be
		}
		switch t.op {
		case both, either:
		case multiply:
			d = d.times(e, 1)
		case divide:
			d = d.times(e, -1)
		case add, subtract:
			d = c.alike(t.of[0], other, d, e, false)
		default: // comparisons, least, greatest
			d = c.alike(left, other, d, e, true)
		}
	}
	return d
}

func (c *checker) unitOf(id string) dimension {
	f := c.figures[id]
	unit := strings.TrimSpace(f.Unit.In(reform.English))
	if id == Points || unit == "" || f.Kind == reform.Percentage {
		return dimension{}
	}
	return dimension{units: map[string]int{unit: 1}}
}

// times multiplies what two numbers count; with power -1 it divides.
func (d dimension) times(e dimension, power int) dimension {
	if d.bare && e.bare {
		return d
	}
	units := map[string]int{}
	maps.Copy(units, d.units)
	for unit, n := range e.units {
		units[unit] += n * power
		if units[unit] == 0 {
			delete(units, unit)
		}
	}
	return dimension{units: units, priced: d.priced || e.priced || d.bare || e.bare}
}

// alike gives what two numbers count together, or says that they cannot be added,
// compared or chosen between. A literal that is not in a sum takes on any unit.
func (c *checker) alike(left, right *term, d, e dimension, literals bool) dimension {
	switch {
	case maps.Equal(d.units, e.units):
		return dimension{units: d.units, bare: d.bare && e.bare, priced: d.priced && e.priced}
	case d.bare && (literals || left.zero()):
		return e
	case e.bare && (literals || right.zero()):
		return d
	case d.payable() && e.payable():
		return dimension{}
	}
	c.fault(right, right.String(), "“%s” %s, but “%s” %s: divide by a figure counted alike, or multiply by the points for each, before they stand together",
		clip(left.String()), d, clip(right.String()), e)
	return d
}

func (t *term) zero() bool { return t.op == literal && t.number.Sign() == 0 }

// String says what is counted, as the end of a sentence.
func (d dimension) String() string {
	if len(d.units) == 0 {
		return "is a plain number"
	}
	var over, under []string
	for _, unit := range slices.Sorted(maps.Keys(d.units)) {
		power := d.units[unit]
		side := &over
		if power < 0 {
			side, power = &under, -power
		}
		if power > 1 {
			unit = fmt.Sprintf("%s^%d", unit, power)
		}
		*side = append(*side, unit)
	}
	if len(over) == 0 {
		over = []string{"1"}
	}
	text := "counts " + strings.Join(over, " × ")
	if len(under) > 0 {
		text += " / " + strings.Join(under, " / ")
	}
	return text
}
