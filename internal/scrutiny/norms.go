package scrutiny

import (
	"math"
	"slices"

	"reformboard/internal/reform"
)

// Norms is what the peers of one group report for a period. It is small, is made once
// and serves every report of the group, at the same time if need be.
//
// A unit's own report may be among its peers. It would move a median by one place,
// which is no matter; and as one value is left out at each end of what peers report,
// it cannot be the limit that it is held against.
type Norms struct {
	levels map[string]level
	sizes  spread // of units, as logarithms; zero: none known
	rates  []rate
}

// level is how great a figure is among peers, as a logarithm.
type level struct {
	plain  spread // as it stands
	sized  spread // with each unit's size taken off
	bySize bool   // sized tells more
	shared bool   // its share of a whole tells most
}

// leastPeers is from how many peers on they are compared with; leastSizes from how
// many counts on a unit's size is known.
const (
	leastPeers = 8
	leastSizes = 5
)

// NormsOf learns from the newest reports of one peer group and one source.
func NormsOf(f *reform.Framework, peers []reform.Report) Norms {
	places := placesOf(f)
	columns := make([]column, len(peers))
	for n, r := range peers {
		columns[n] = places.column(f, r.Values)
	}
	n := Norms{levels: map[string]level{}}
	logs := make([][]float64, len(columns))
	for unit, c := range columns {
		logs[unit] = logarithms(f, c)
	}
	for place, g := range f.Figures {
		values := make([]float64, 0, len(logs))
		for _, l := range logs {
			if !math.IsNaN(l[place]) {
				values = append(values, l[place])
			}
		}
		if len(values) >= leastPeers {
			n.levels[g.ID] = level{plain: spreadOf(values, left(len(values)))}
		}
	}
	if sizes := n.takeSizes(f, logs); len(sizes) >= leastPeers {
		n.sizes = spreadOf(sizes, left(len(sizes)))
	}
	for _, p := range pairsOf(f, places) {
		if r, ok := rateOf(p, columns); ok {
			n.rates = append(n.rates, r)
			n.share(f.Figures[p.part].ID)
		}
	}
	return n
}

// share notes that a figure is looked at as a share.
func (n Norms) share(figure string) {
	if l, ok := n.levels[figure]; ok {
		l.shared = true
		n.levels[figure] = l
	}
}

// left is how many of so many peers are left out at each end: one, that nobody is
// held against himself, or two in a hundred, that no mistake of others hides his.
func left(peers int) int { return max(1, peers/50) }

// logarithms are the numbers of a report in the framework's order; NaN where there is
// none, or nothing.
func logarithms(f *reform.Framework, c column) []float64 {
	logs := make([]float64, len(f.Figures))
	for place, g := range f.Figures {
		logs[place] = math.NaN()
		if n, ok := number(c[place]); ok && n > 0 && g.Kind.Numeric() {
			logs[place] = math.Log(n)
		}
	}
	return logs
}

// size is by how much a unit's counts are greater than those of the middle unit, as
// the median of logarithms: a province of ten times the people has ten times the
// dossiers, and no mistake in its report. False when too few counts are known.
func (n Norms) size(f *reform.Framework, logs []float64) (float64, bool) {
	away := make([]float64, 0, len(logs))
	for place, g := range f.Figures {
		if l, ok := n.levels[g.ID]; ok && g.Kind == reform.Count && !math.IsNaN(logs[place]) {
			away = append(away, logs[place]-l.plain.centre)
		}
	}
	if len(away) < leastSizes {
		return 0, false
	}
	return median(away), true
}

// takeSizes learns how counts lie once each unit's size is taken off, and which of
// the two tells more: what a parent body counted for all does not grow with a unit.
// It returns the sizes that are known.
func (n Norms) takeSizes(f *reform.Framework, logs [][]float64) []float64 {
	sizes := make([]float64, len(logs))
	for unit, l := range logs {
		size, ok := n.size(f, l)
		if !ok {
			size = math.NaN()
		}
		sizes[unit] = size
	}
	for place, g := range f.Figures {
		l, ok := n.levels[g.ID]
		if !ok || g.Kind != reform.Count {
			continue
		}
		values := make([]float64, 0, len(logs))
		for unit := range logs {
			if v := logs[unit][place] - sizes[unit]; !math.IsNaN(v) {
				values = append(values, v)
			}
		}
		if len(values) >= leastPeers {
			l.sized = spreadOf(values, left(len(values)))
			l.bySize = l.sized.scale < l.plain.scale
			n.levels[g.ID] = l
		}
	}
	return slices.DeleteFunc(sizes, math.IsNaN)
}
