package robust

import (
	"math"

	"reformboard/internal/reform"
)

// lanes is how many units are added up side by side.
const lanes = 8

// board is a field normalised in one way and made ready for one kind of mean: a
// unit's trial score is the sum of weight × cell over that of weight × factor.
//
// Values are normalised a part at a time, over the units that have one:
//
//	AsItStands  x
//	MinMax      (x-min)/(max-min)
//	ZScore      (x-mean)/sd, with n-1
//	Percentile  share of the other units with less
//
// A part by which no unit differs gives all ½, and 0 as a z-score. For a geometric
// mean, values are first placed from 1 to 100 – a share of the most points as it is,
// held between 0 and 1, anything else between the part's least and greatest – and
// then the mean is taken of their logarithms, which has the same order.
//
// At last the whole board is moved and stretched to lie between 0 and 1. That
// changes no order, and gives one grid to all scores (see worker.rank).
type board struct {
	cells   []float64 // times the factor; in lanes: block of units, part, unit
	factors []float64 // likewise; nil when all are 1
}

// boards are the boards a trial may draw.
type boards map[reform.NormMethod]map[reform.AggregationMethod]board

func newBoards(f Field, t Trial) boards {
	var factors []float64
	if f.Factors != nil {
		factors = inLanes(f, func(u, p int) float64 { _, factor := f.cell(u, p); return factor })
	}
	all := boards{}
	for i, n := range normalisings {
		if i > 0 && !t.Normalise {
			continue
		}
		all[n] = map[reform.AggregationMethod]board{}
		for j, a := range averagings {
			if j > 0 && !t.Aggregate {
				continue
			}
			values := stretch(f, prepare(f, n, a))
			all[n][a] = board{factors: factors, cells: inLanes(f, func(u, p int) float64 {
				_, factor := f.cell(u, p)
				return values[u*len(f.Parts)+p] * factor
			})}
		}
	}
	return all
}

// prepare normalises every part for one kind of mean.
func prepare(f Field, n reform.NormMethod, a reform.AggregationMethod) []float64 {
	values := make([]float64, len(f.Values))
	for p, part := range f.Parts {
		var known []int
		var column []float64
		for u := range f.Units {
			if value, factor := f.cell(u, p); factor != 0 {
				known, column = append(known, u), append(column, value)
			}
		}
		column = normalise(n, column)
		if a == reform.Geometric {
			logarithms(column, n == reform.AsItStands && part.Bounded)
		}
		for i, u := range known {
			values[u*len(f.Parts)+p] = column[i]
		}
	}
	return values
}

// normalise normalises the known values of a part.
func normalise(n reform.NormMethod, column []float64) []float64 {
	low, high := ends(column)
	to := make([]float64, len(column))
	switch {
	case n == reform.AsItStands:
		copy(to, column)
	case n == reform.ZScore && low == high: // all 0
	case low == high:
		for i := range to {
			to[i] = 0.5
		}
	case n == reform.MinMax:
		for i, x := range column {
			to[i] = (x - low) / (high - low)
		}
	case n == reform.ZScore:
		mean, sd := spread(column)
		for i, x := range column {
			to[i] = (x - mean) / sd
		}
	case n == reform.Percentile:
		for i, less := range lesser(column) {
			to[i] = float64(less) / float64(len(column)-1)
		}
	}
	return to
}

// logarithms places values from 1 to 100 and takes the logarithm. Shares of the
// most points keep their own ends.
func logarithms(column []float64, shares bool) {
	low, high := ends(column)
	if shares {
		low, high = 0, 1
	}
	for i, x := range column {
		share := 0.5
		if low < high {
			share = min(max((x-low)/(high-low), 0), 1)
		}
		column[i] = math.Log(1 + float64(99*share))
	}
}

// stretch places all cells between 0 and 1.
func stretch(f Field, values []float64) []float64 {
	low, high := math.Inf(1), math.Inf(-1)
	each := func(do func(i int)) {
		for i := range values {
			if f.Factors == nil || f.Factors[i] != 0 {
				do(i)
			}
		}
	}
	each(func(i int) { low, high = min(low, values[i]), max(high, values[i]) })
	each(func(i int) {
		if values[i] -= low; low < high {
			values[i] /= high - low
		}
	})
	return values
}

// inLanes lays cells out so that eight units' values of a part lie side by side.
func inLanes(f Field, cell func(u, p int) float64) []float64 {
	parts := len(f.Parts)
	blocks := (len(f.Units) + lanes - 1) / lanes
	laid := make([]float64, blocks*parts*lanes)
	for u := range f.Units {
		for p := range parts {
			laid[(u/lanes*parts+p)*lanes+u%lanes] = cell(u, p)
		}
	}
	return laid
}
