package weakness

import (
	"math"

	"reformboard/internal/reform"
)

// tail and farTail are the chances beyond one limit: 95 % and 99.8 % lie between both.
const tail, farTail = 0.025, 0.001

// limitSteps is how many places of the axis the limits are drawn at.
const limitSteps = 40

// Counted is one unit's ratio as counts: so many of so many cases.
type Counted struct {
	Unit     string
	Of, Over int64
}

// Funnel holds each unit's ratio against the pooled ratio of all. It is nil when there
// are fewer than two units to compare, or all reached everything or nothing.
//
// The limits are those of the exact binomial distribution, interpolated between whole
// cases; the upper one is the lower one of the cases not met. Source: D. Spiegelhalter,
// Funnel plots for comparing institutional performance, Statistics in Medicine 24
// (2005), 1185–1202, appendix A.1.1.
func Funnel(indicator string, counted []Counted) *reform.Funnel {
	f := &reform.Funnel{Indicator: indicator}
	least, most := int64(math.MaxInt64), int64(0)
	for _, c := range counted {
		if c.Over <= 0 || c.Of < 0 || c.Of > c.Over {
			f.LeftOut++
			continue
		}
		f.Of, f.Over = f.Of+c.Of, f.Over+c.Over
		least, most = min(least, c.Over), max(most, c.Over)
		f.Points = append(f.Points, reform.FunnelPoint{Unit: c.Unit, Of: c.Of, Over: c.Over, Small: c.Over < reform.SmallSample})
	}
	if len(f.Points) < 2 || f.Of == 0 || f.Of == f.Over {
		return nil
	}
	pooled := float64(f.Of) / float64(f.Over)
	for n, p := range f.Points {
		place := placeOf(p.Of, p.Over, pooled)
		f.Points[n].Place = place
		if !place.Inside() {
			f.Outside++
		}
		if place == reform.FarAbove || place == reform.FarUnder {
			f.Far++
		}
	}
	n := int64(len(f.Points))
	f.Overdispersed = 1-atMost(int64(f.Outside)-1, n, 2*tail) < farTail
	f.Limits = limits(least, most, pooled)
	return f
}

// placeOf judges a ratio by the chance of one at least as far out.
func placeOf(of, over int64, pooled float64) reform.FunnelPlace {
	n := float64(over)
	from := float64(of) - n*pooled
	if spread := n * pooled * (1 - pooled); spread > 10 && from*from < spread { // within one deviation
		return reform.Within
	}
	far, near, k, p := reform.FarUnder, reform.Under, of, pooled
	if from > 0 {
		far, near, k, p = reform.FarAbove, reform.Above, over-of, 1-pooled
	}
	switch beyond := atMost(k, over, p); {
	case beyond < farTail:
		return far
	case beyond < tail:
		return near
	}
	return reform.Within
}

// limits lie at even steps of the logarithm of the cases.
func limits(least, most int64, pooled float64) []reform.FunnelLimit {
	var all []reform.FunnelLimit
	from, to := math.Log(float64(least)), math.Log(float64(most))
	last := int64(0)
	for step := range limitSteps + 1 {
		n := int64(math.Round(math.Exp(from + (to-from)*float64(step)/limitSteps)))
		if n == last {
			continue
		}
		last = n
		all = append(all, reform.FunnelLimit{
			Over: n, Low: lower(n, pooled, tail), FarLow: lower(n, pooled, farTail),
			High: 1 - lower(n, 1-pooled, tail), FarHigh: 1 - lower(n, 1-pooled, farTail),
		})
	}
	return all
}

// lower is the share under which a ratio over n cases lies with the chance alpha.
func lower(n int64, p, alpha float64) float64 {
	mean, reach := float64(n)*p, 6*math.Sqrt(float64(n)*p*(1-p))+2
	low, high := max(0, int64(mean-reach)), min(n, int64(mean)+1) // the least r with F(r) ≥ alpha
	for low < high {
		if middle := (low + high) / 2; atMost(middle, n, p) >= alpha {
			high = middle
		} else {
			low = middle + 1
		}
	}
	inside := exactly(low, n, p)
	if inside == 0 {
		return float64(low) / float64(n)
	}
	return max(0, float64(low)-(atMost(low, n, p)-alpha)/inside) / float64(n)
}
