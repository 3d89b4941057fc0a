package scrutiny

import (
	"math"

	"reformboard/internal/reform"
)

// farFromPeers finds shares and levels far from what peers report. What agrees with
// the unit's own past is its nature, was justified when it came first, and is left
// alone.
func (s *scrutiny) farFromPeers() {
	if len(s.Norms.levels) == 0 {
		return
	}
	now := s.looked(s.now)
	for place, g := range s.Framework.Figures {
		if l, known := s.Norms.levels[g.ID]; !known || l.shared || s.doubted[place] || s.usual[place] {
			continue
		}
		if low, high, far := now.far(s.Norms, g, place); far {
			s.say(place, reform.Finding{
				Problem: reform.FarFromPeers, Severity: reform.Warning,
				Wanted: between(rounded(low, g), rounded(high, g)),
			})
		}
	}
	s.shares()
}

// looked is a report's numbers as logarithms, and the unit's size by them.
type looked struct {
	logs  []float64
	size  float64
	sized bool
}

func (s *scrutiny) looked(c column) looked {
	l := looked{logs: logarithms(s.Framework, c)}
	l.size, l.sized = s.Norms.size(s.Framework, l.logs)
	return l
}

// far reports whether a figure lies far from its peers, and between which values they
// lie, by what tells more: as it stands, or for a unit of this size. A unit greater or
// smaller than its peers must be far by both: nobody knows how a figure grows beyond
// them.
func (l looked) far(n Norms, g reform.Figure, place int) (low, high float64, far bool) {
	norm, log := n.levels[g.ID], l.logs[place]
	if !l.sized || g.Kind != reform.Count {
		return norm.plain.far(log, 0, g.Kind)
	}
	alone := l.size < n.sizes.low || l.size > n.sizes.high
	if norm.bySize || alone {
		low, high, far = norm.sized.far(log, l.size, g.Kind)
	}
	if alone && !far {
		return 0, 0, false
	}
	if alone || !norm.bySize {
		return norm.plain.far(log, 0, g.Kind)
	}
	return low, high, far
}

// far is the same by one spread of logarithms, of which a size was taken off.
func (s spread) far(log, size float64, kind reform.FigureKind) (low, high float64, far bool) {
	near, far := s.beyond(log-size, factors[kind].few)
	if !far || kind == reform.Count && byChance(math.Exp(log), math.Exp(near+size)) {
		return 0, 0, false
	}
	return math.Exp(s.low + size), math.Exp(s.high + size), true
}

// shares looks at parts of wholes whose parts and wholes are not in doubt themselves.
func (s *scrutiny) shares() {
	for _, r := range s.Norms.rates {
		if s.doubted[r.part] || s.doubted[r.whole] || s.usual[r.part] || !r.far(s.now) {
			continue
		}
		whole, _ := number(s.now[r.whole])
		g := s.Framework.Figures[r.part]
		s.say(r.part, reform.Finding{
			Problem: reform.FarFromPeers, Severity: reform.Warning, Other: s.Framework.Figures[r.whole].Title,
			Wanted: between(rounded(whole*share(r.low), g), rounded(whole*share(r.high), g)),
		})
	}
}
