package framework

import (
	"fmt"
	"slices"
	"strings"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// multiplier is an indicator whose score multiplies another's ratio, and where that
// is said.
type multiplier struct{ id, path string }

// multipliers checks that the scores which multiply others are there, and that none
// multiplies itself.
func (c *checker) multipliers(f reform.Framework) {
	met := map[string]visit{}
	for _, i := range f.Indicators() {
		for _, m := range c.multipliersOf(i) {
			other, known := c.indicators[m.id]
			switch {
			case !known:
				c.Unknown(m.path, "indicator", m.id, c.indicatorIDs)
			case !other.Scored() || other.Max <= 0:
				c.Fault(m.path, "%s has no most points of which a share could be taken: name an indicator with max", m.id)
			}
		}
		if met[i.ID] == unseen {
			c.rings(i, nil, met)
		}
	}
}

func (c *checker) multipliersOf(i reform.Indicator) []multiplier {
	path := c.first["node "+i.ID] + ".rule"
	var all []multiplier
	if i.Rule.TimesScore != "" {
		all = append(all, multiplier{i.Rule.TimesScore, path + ".times_score"})
	}
	for n, a := range i.Rule.Alternatives {
		if a.Rule.TimesScore != "" {
			all = append(all, multiplier{a.Rule.TimesScore, fmt.Sprintf("%s.alternatives[%d].rule.times_score", path, n)})
		}
	}
	return all
}

// visit is how far a walk along multipliers has come with one of them.
type visit int

const (
	unseen visit = iota
	open
	done
)

// rings follows an indicator to those that multiply it; trail are those before it.
func (c *checker) rings(i reform.Indicator, trail []string, met map[string]visit) {
	met[i.ID] = open
	trail = append(trail, i.ID)
	for _, m := range c.multipliersOf(i) {
		next, known := c.indicators[m.id]
		switch {
		case met[m.id] == open:
			ring := slices.Concat(trail[slices.Index(trail, m.id):], []string{m.id})
			c.Fault(m.path, "this score would multiply itself: %s", keyfile.Clip(strings.Join(ring, " × ")))
		case met[m.id] == unseen && known:
			c.rings(next, trail, met)
		}
	}
	met[i.ID] = done
}
