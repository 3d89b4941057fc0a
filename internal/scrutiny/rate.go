package scrutiny

import (
	"math"
	"slices"

	"reformboard/internal/reform"
)

// pair is a count and the count it is a part of, by their places.
type pair struct{ part, whole int }

// pairsOf lists what a framework measures as a part of a whole: where a check binds
// the two, or a rule holds one count against another. Where a check does not, peers
// tell whether it is a part.
func pairsOf(f *reform.Framework, p places) []pair {
	var all []pair
	add := func(part, whole string) {
		from, ok := p[part]
		to, known := p[whole]
		if ok && known && f.Figures[from].Kind == reform.Count && f.Figures[to].Kind == reform.Count && !slices.Contains(all, pair{from, to}) {
			all = append(all, pair{from, to})
		}
	}
	for _, c := range f.Checks {
		for _, part := range c.Parts {
			if !c.Before {
				add(part, c.Whole)
			}
		}
	}
	var rules func(reform.Rule)
	rules = func(r reform.Rule) {
		if r.Measures() && len(r.Of) == 1 && len(r.Over) == 1 {
			add(r.Of[0], r.Over[0])
		}
		for _, a := range r.Alternatives {
			rules(a.Rule)
		}
	}
	for _, i := range f.Indicators() {
		rules(i.Rule)
	}
	return all
}

// rate is how peers' parts of a whole lie: on the scale on which a share varies by
// chance alike wherever it lies, the angle whose sine squared it is.
type rate struct {
	pair
	centre    float64 // median of the peers' angles
	low, high float64
	apart     float64 // variance between peers beyond chance
}

// angle is a share of a whole as an angle, and the variance that chance gives it. A
// base of none has no share.
func (p pair) angle(c column) (angle, variance float64, ok bool) {
	part, ok := number(c[p.part])
	whole, known := number(c[p.whole])
	if !ok || !known || part < 0 || whole < part || whole == 0 {
		return 0, 0, false
	}
	return math.Asin(math.Sqrt(part / whole)), 1 / (4 * whole), true
}

// rateOf learns one rate. False when too few peers have it, or one of fifty has more
// of the part than of the whole: then it is none.
func rateOf(p pair, columns []column) (rate, bool) {
	angles := make([]float64, 0, len(columns))
	variances := make([]float64, 0, len(columns))
	greater := 0
	for _, c := range columns {
		if a, v, ok := p.angle(c); ok {
			angles, variances = append(angles, a), append(variances, v)
			continue
		}
		part, ok := number(c[p.part])
		whole, known := number(c[p.whole])
		if ok && known && part > whole {
			greater++
		}
	}
	if len(angles) < leastPeers || greater > left(len(angles)) {
		return rate{}, false
	}
	r := rate{pair: p, centre: median(slices.Clone(angles))}
	r.apart = apart(angles, variances, r.centre)
	slices.Sort(angles)
	without := left(len(angles))
	r.low, r.high = angles[without], angles[len(angles)-1-without]
	return r, true
}

// apart is the variance between units that chance does not explain, as Spiegelhalter
// adds it to the limits of a funnel plot (Statistics in Medicine 24, 2005, 1185–1202;
// Quality and Safety in Health Care 14, 2005, 347–351): by the method of moments,
// from deviations of which the outer tenth at each end is drawn in.
func apart(angles, variances []float64, centre float64) float64 {
	const drawnIn = 10
	z := make([]float64, len(angles))
	var weight, squares float64
	for n, a := range angles {
		z[n] = (a - centre) / math.Sqrt(variances[n])
		weight += 1 / variances[n]
		squares += 1 / (variances[n] * variances[n])
	}
	slices.Sort(z)
	low, high := z[len(z)/drawnIn], z[len(z)-1-len(z)/drawnIn]
	sum := 0.0
	for _, v := range z {
		v = min(max(v, low), high)
		sum += v * v
	}
	return max(0, (sum-float64(len(z)-1))/(weight-squares/weight))
}

// timesShare is how many times less than all peers' shares, or more, a share is before
// it is called far. Where every other unit has done all, one that has done half is
// weak and no mistake; one that wrote a tenth may be.
const timesShare = 4

// far reports whether a unit's share is a fraction of all its peers' or many times as
// great, and outside the limits of chance on a base of its size.
func (r rate) far(c column) bool {
	a, variance, ok := r.angle(c)
	if !ok || share(a)*timesShare >= share(r.low) && share(a) <= timesShare*share(r.high) {
		return false
	}
	return math.Abs(a-r.centre) > farZ*math.Sqrt(variance+r.apart)
}

// share is the part of a whole that an angle stands for.
func share(angle float64) float64 { return math.Pow(math.Sin(angle), 2) }
