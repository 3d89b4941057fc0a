package scrutiny

import (
	"math"
	"strconv"

	"reformboard/internal/reform"
)

// places tells where a figure stands in its framework.
type places map[string]int

func placesOf(f *reform.Framework) places {
	p := make(places, len(f.Figures))
	for place, g := range f.Figures {
		p[g.ID] = place
	}
	return p
}

// column is one report's values in the framework's order; nil where it has none.
type column []*reform.Value

func (p places) column(f *reform.Framework, values []reform.Value) column {
	c := make(column, len(f.Figures))
	next := 0 // values mostly come in the framework's order
	for n := range values {
		place, ok := next, next < len(c) && f.Figures[next].ID == values[n].Figure
		if !ok {
			place, ok = p[values[n].Figure]
		}
		if ok {
			c[place] = &values[n]
			next = place + 1
		}
	}
	return c
}

// of finds a figure's value; nil: there is none.
func (c column) of(p places, id string) *reform.Value {
	if place, ok := p[id]; ok {
		return c[place]
	}
	return nil
}

// number is a value as statistics take it. False when there is none.
func number(v *reform.Value) (float64, bool) {
	switch {
	case v == nil:
		return 0, false
	case v.Absence == reform.NoPractice:
		return 0, true
	case v.Absence != reform.Present:
		return 0, false
	}
	n, err := strconv.ParseFloat(v.Text, 64)
	return n, err == nil && !math.IsNaN(n) && !math.IsInf(n, 0)
}
