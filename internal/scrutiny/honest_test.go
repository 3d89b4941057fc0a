package scrutiny_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"

	"reformboard/internal/reform"
)

// kindOf is how an invented figure comes about.
type kindOf int

const (
	grows    kindOf = iota // with the unit's size
	few                    // of them, by chance
	alike                  // the same for all: counted by the parent body
	bursts                 // some periods have none
	mostly                 // a part: nearly everybody has all of it, some have less
	partly                 // a part, as units differ
	measured               // a number
	percent
	running // counted from the start of the year
)

// world invents honest reports: units differ in size and quality, quarters in season,
// and every count by chance, more than Poisson's.
type world struct {
	framework *reform.Framework
	kinds     []kindOf
	of        []int // parts: the place of their whole
	level     []float64
	wobble    []float64 // from period to period, as a standard deviation of logarithms
}

func newWorld(figures int) *world {
	w := &world{framework: &reform.Framework{}}
	r := rand.New(rand.NewPCG(4, 766))
	add := func(k kindOf, of int, level, wobble float64) int {
		id := fmt.Sprintf("f%03d", len(w.kinds))
		g := reform.Figure{ID: id, Kind: reform.Count, Title: reform.Words{VI: id}, Source: reform.FromUnit}
		switch k {
		case measured:
			g.Kind, g.Decimals = reform.Number, 2
		case percent:
			g.Kind, g.Decimals = reform.Percentage, 2
		case running:
			g.Cumulative = true
		case grows, few, alike, bursts, mostly, partly:
		}
		w.framework.Figures = append(w.framework.Figures, g)
		w.kinds, w.of, w.level, w.wobble = append(w.kinds, k), append(w.of, of), append(w.level, level), append(w.wobble, wobble)
		return len(w.kinds) - 1
	}
	for len(w.kinds) < figures {
		whole := add(grows, -1, math.Exp(2+7*r.Float64()), 0.05+0.15*r.Float64())
		for _, k := range []kindOf{mostly, partly, partly} {
			part := add(k, whole, 0.2+0.7*r.Float64(), 0.1)
			w.framework.Checks = append(w.framework.Checks, reform.Check{
				Parts: []string{w.framework.Figures[part].ID}, Whole: w.framework.Figures[whole].ID,
			})
		}
		add(few, -1, 1+8*r.Float64(), 0)
		add(bursts, -1, 5+50*r.Float64(), 0.2)
		add(alike, -1, 20+100*r.Float64(), 0)
		add(measured, -1, math.Exp(6*r.Float64()), 0.2)
		add(percent, -1, 0.3+0.6*r.Float64(), 0.1)
		add(running, -1, 2+20*r.Float64(), 0.2)
	}
	return w
}

// unit is what stays the same of a unit.
type unit struct {
	size    float64   // how great it is
	quality float64   // a deviate
	gifts   []float64 // by figure
	wholly  []bool    // parts: it has all of it
}

func (w *world) unit(r *rand.Rand) unit {
	u := unit{size: math.Exp(0.9 * r.NormFloat64()), quality: r.NormFloat64()}
	for range w.kinds {
		u.gifts = append(u.gifts, r.NormFloat64())
		u.wholly = append(u.wholly, r.Float64() < 0.92)
	}
	return u
}

// years says what a unit reports for each of so many quarters.
func (w *world) years(r *rand.Rand, u unit, quarters int) [][]reform.Value {
	all := make([][]reform.Value, quarters)
	sums := make([]float64, len(w.kinds))
	for q := range quarters {
		season := 1 + 0.25*math.Sin(float64(q)*math.Pi/2+1)
		values := make([]float64, len(w.kinds))
		for n, k := range w.kinds {
			shake := math.Exp(w.wobble[n] * r.NormFloat64())
			chance := 1 / (1 + math.Exp(-(math.Log(w.level[n]/(1-w.level[n])) + 0.5*u.quality + 0.6*u.gifts[n] + 0.25*r.NormFloat64())))
			switch k {
			case grows:
				values[n] = clustered(r, w.level[n]*u.size*season*shake*math.Exp(0.5*u.gifts[n])*math.Pow(1.03, float64(q)))
			case few:
				values[n] = clustered(r, w.level[n])
			case alike:
				values[n] = math.Round(w.level[n] * (1 + 0.1*float64(q%3)))
			case bursts:
				if r.Float64() < 0.6 {
					values[n] = clustered(r, w.level[n]*shake)
				}
			case mostly:
				if u.wholly[n] {
					chance = 1 - 0.004*math.Abs(r.NormFloat64())
				}
				values[n] = binomial(r, values[w.of[n]], chance)
			case partly:
				values[n] = binomial(r, values[w.of[n]], chance)
			case measured:
				values[n] = math.Round(100*w.level[n]*math.Exp(0.6*u.gifts[n])*shake) / 100
			case percent:
				values[n] = math.Round(10000*chance) / 100
			case running:
				if q%4 == 0 {
					sums[n] = 0
				}
				sums[n] += clustered(r, w.level[n]*shake/2)
				values[n] = sums[n]
			}
		}
		for n, v := range values {
			all[q] = append(all[q], reform.Value{Figure: w.framework.Figures[n].ID, Text: strconv.FormatFloat(v, 'f', -1, 64)})
		}
	}
	return all
}

// clustered is a count whose variance is half as much again as a Poisson one's.
func clustered(r *rand.Rand, mean float64) float64 {
	if mean > 200 {
		return max(0, math.Round(mean+math.Sqrt(1.5*mean)*r.NormFloat64()))
	}
	return poisson(r, mean*gamma(r, 2*mean)/(2*mean))
}

// gamma draws by Marsaglia and Tsang (ACM Transactions on Mathematical Software 2000).
func gamma(r *rand.Rand, shape float64) float64 {
	if shape < 1 {
		return gamma(r, shape+1) * math.Pow(r.Float64(), 1/shape)
	}
	d := shape - 1.0/3
	for {
		x := r.NormFloat64()
		v := math.Pow(1+x/math.Sqrt(9*d), 3)
		if v > 0 && math.Log(r.Float64()) < x*x/2+d-d*v+d*math.Log(v) {
			return d * v
		}
	}
}

func poisson(r *rand.Rand, mean float64) float64 {
	n, p := 0.0, r.Float64()
	for limit := math.Exp(-mean); p > limit; n++ {
		p *= r.Float64()
	}
	return n
}

func binomial(r *rand.Rand, of, chance float64) float64 {
	if of > 200 {
		return min(of, max(0, math.Round(of*chance+math.Sqrt(of*chance*(1-chance))*r.NormFloat64())))
	}
	n := 0.0
	for range int(of) {
		if r.Float64() < chance {
			n++
		}
	}
	return n
}

// quarter names a quarter by how many there were before.
func quarter(q int) reform.Period {
	return reform.Period(fmt.Sprintf("%d-Q%d", 2022+q/4, q%4+1))
}
