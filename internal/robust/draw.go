package robust

import (
	"encoding/csv"
	"io"
	"iter"
	"math/rand/v2"
	"strconv"

	"reformboard/internal/reform"
)

// Draw is what one draw of a trial came to.
type Draw struct {
	Number    int                      // from 0
	Dropped   int                      // place of the part left out; -1: none
	Normalise reform.NormMethod        // AsItStands, MinMax, ZScore or Percentile
	Aggregate reform.AggregationMethod // Mean or Geometric
	Weights   []float64                // one a part, 0 for the one left out; their sum is not 1
}

// normalisings and averagings are what is drawn from; the first is that of a trial
// that does not draw.
var (
	normalisings = []reform.NormMethod{reform.AsItStands, reform.MinMax, reform.ZScore, reform.Percentile}
	averagings   = []reform.AggregationMethod{reform.Mean, reform.Geometric}
)

// Draws draws a trial's draws anew, one after the other.
//
// Draw n uses a generator of its own: PCG-DXSM with 128 bits of state, the upper
// half of which is the trial's seed and the lower n (Go: math/rand/v2.NewPCG(seed,
// n)). Let u be its next 64 bits without the last 11, as a fraction of 2^53: from 0
// up to, not with, 1. A choice of k things is the whole part of u·k. One u each is
// taken for, in this order:
//
//  1. with LeaveOneOut: one of 1 + parts; 0 leaves none out, i the i-th part;
//  2. with Normalise: one of as it stands, min-max, z-score, percentile;
//  3. with Aggregate: one of arithmetic mean, geometric mean;
//  4. for each part, the one left out too: its weight × (1 + Weights·(2u-1)).
func Draws(f Field, t Trial) iter.Seq[Draw] {
	return func(yield func(Draw) bool) {
		for n := range t.Draws {
			w := worker{drawn: Draw{Weights: make([]float64, len(f.Parts))}}
			if w.draw(f, t, n); !yield(w.drawn) {
				return
			}
		}
	}
}

// draw draws one draw, in the order that Draws states.
func (w *worker) draw(f Field, t Trial, n int) {
	w.generator.Seed(t.Seed, uint64(n)) //nolint:gosec // n is not below zero
	d := &w.drawn
	d.Number, d.Dropped, d.Normalise, d.Aggregate = n, -1, normalisings[0], averagings[0]
	if t.LeaveOneOut {
		d.Dropped = w.choose(1+len(f.Parts)) - 1
	}
	if t.Normalise {
		d.Normalise = normalisings[w.choose(len(normalisings))]
	}
	if t.Aggregate {
		d.Aggregate = averagings[w.choose(len(averagings))]
	}
	for p := range f.Parts {
		d.Weights[p] = f.Parts[p].Weight * (1 + float64(t.Weights*(2*unit(&w.generator)-1)))
	}
	if d.Dropped >= 0 {
		d.Weights[d.Dropped] = 0
	}
}

func (w *worker) choose(k int) int { return int(unit(&w.generator) * float64(k)) }

func unit(g *rand.PCG) float64 { return float64(g.Uint64()>>11) / (1 << 53) }

// WriteDraws writes every draw of a trial as CSV, with all digits of the weights: what
// was left out, how values were normalised and averaged, and each part's weight.
func WriteDraws(w io.Writer, f Field, t Trial) error {
	if err := t.fits(f); err != nil {
		return err
	}
	out := csv.NewWriter(w)
	row := []string{"draw", "dropped", "normalisation", "aggregation"}
	for _, p := range f.Parts {
		row = append(row, "weight:"+p.ID)
	}
	_ = out.Write(row) // Error below tells
	for d := range Draws(f, t) {
		dropped := ""
		if d.Dropped >= 0 {
			dropped = f.Parts[d.Dropped].ID
		}
		row = append(row[:0], strconv.Itoa(d.Number), dropped, string(d.Normalise), string(d.Aggregate))
		for _, weight := range d.Weights {
			row = append(row, digits(weight))
		}
		_ = out.Write(row)
	}
	out.Flush()
	return out.Error()
}

// WriteField writes what the draws are made on as CSV, a line a cell: the value and
// the factor by which the part's weight counts for that unit.
func WriteField(w io.Writer, f Field) error {
	out := csv.NewWriter(w)
	_ = out.Write([]string{"unit", "part", "bounded", "value", "factor"}) // Error below tells
	for u, unit := range f.Units {
		for p, part := range f.Parts {
			value, factor := f.cell(u, p)
			_ = out.Write([]string{unit, part.ID, strconv.FormatBool(part.Bounded), digits(value), digits(factor)})
		}
	}
	out.Flush()
	return out.Error()
}

// digits writes as many digits as tell a float64 from every other.
func digits(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }
