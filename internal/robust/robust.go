// Package robust tells how far a rank may be trusted: what becomes of it when
// weights, normalisation and averaging, on which reasonable people differ, are
// drawn by lot many times over (OECD/JRC, Handbook on Constructing Composite
// Indicators, 2008, step 7; Saisana, Saltelli and Tarantola 2005).
//
// Its one rule: all chance comes from a seed by the generator stated at Draws. The
// same Field and Trial give the same bytes, on one processor or many, and another
// program can replay each draw from what WriteField and WriteDraws write.
//
// It reckons in float64, for its ranks are those of trial scores: package ranking
// alone makes a rank that is published.
package robust

import (
	"fmt"
	"runtime"
	"sync"

	"reformboard/internal/reform"
)

// Trial is what is drawn by lot, and how often.
type Trial struct {
	Draws       int
	Seed        uint64
	Weights     float64 // each weight is drawn within so much of itself: 0.25 for ±25 %
	Normalise   bool    // values as they stand, min-max, z-scores or percentiles
	Aggregate   bool    // arithmetic or geometric mean
	LeaveOneOut bool    // one part left out, or none
	TopK        int     // how many places are "the top"; 0: none
	Pairs       bool    // count who stands above whom, for at most MostInPairs units
	Workers     int     // how many work at once, to no other result; 0: one a processor
}

// MostDraws is the most draws of a trial. At so many, chance moves a share by less
// than a quarter of a per cent: more would tell nothing more.
const MostDraws = 50_000

// MostUnits is the most units of a trial, MostInPairs the most of one with Pairs.
const (
	MostUnits   = 65_000
	MostInPairs = 500
)

// mostMemory is the most ranks kept at once: half a GiB of them.
const mostMemory = 1 << 28

// mostCells are the most values of a field, of which a trial keeps up to nine boards:
// some 1.2 GB.
const mostCells = 1 << 24

// Within is the share of the draws between Place.Low and Place.High.
const Within = 0.90

// Place is how one unit fared.
type Place struct {
	Unit      string
	Rank      int     // by the weights as they stand: what the draws are held against
	Mean      float64 // of its ranks in all draws
	Low, High int     // 5th and 95th percentile: the least rank that so many draws do not exceed
	Median    int
	Top       float64 // share of the draws that put it among the first TopK
}

// Result is what came of a Trial.
type Result struct {
	Places []Place     // one a unit, in the field's order
	Shift  float64     // how many places a unit moves on average: mean of |rank - Rank|
	Above  [][]float64 // with Pairs: share of the draws in which the row's unit stands above the column's
}

// Run carries a trial out.
func Run(f Field, t Trial) (Result, error) {
	if err := t.fits(f); err != nil {
		return Result{}, err
	}
	all := newBoards(f, t)
	kept := newLedger(len(f.Units), t.Draws)
	t.share(t.Draws, func(from, step int) {
		w := newWorker(f)
		for n := from; n < t.Draws; n += step {
			w.draw(f, t, n)
			kept.write(n, w.rank(all))
		}
	})
	w := newWorker(f)
	w.draw(f, Trial{}, 0) // nothing is left to chance
	return t.sum(f, w.rank(all), kept), nil
}

// share has workers do n things, each from its own on in steps.
func (t Trial) share(n int, work func(from, step int)) {
	workers := t.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	workers = max(1, min(workers, n))
	var all sync.WaitGroup
	for from := range workers {
		all.Go(func() { work(from, workers) })
	}
	all.Wait()
}

// fits reports why the trial cannot be carried out on a field.
func (t Trial) fits(f Field) error {
	units, parts := len(f.Units), len(f.Parts)
	wrong := func(format string, args ...any) error {
		return fmt.Errorf("%w: robustness: "+format, append([]any{reform.ErrInvalid}, args...)...)
	}
	switch {
	case parts > mostCells/max(units, 1):
		return wrong("%d units of %d parts: at most %d parts for so many", units, parts, mostCells/units)
	case len(f.Values) != units*parts || f.Factors != nil && len(f.Factors) != units*parts:
		return wrong("%d units of %d parts want %d values, not %d", units, parts, units*parts, len(f.Values))
	case parts == 0:
		return wrong("there is no part to weigh")
	case units > MostUnits:
		return wrong("%d units are more than %d", units, MostUnits)
	case t.Draws < 1 || t.Draws > MostDraws:
		return wrong("%d draws: ask for 1 to %d", t.Draws, MostDraws)
	case t.Draws*units > mostMemory:
		return wrong("%d draws of %d units: ask for at most %d", t.Draws, units, mostMemory/units)
	case !(t.Weights >= 0 && t.Weights < 1):
		return wrong("weights within %v of themselves: ask for 0 up to, not with, 1", t.Weights)
	case t.TopK < 0:
		return wrong("the first %d places: ask for 0 or more", t.TopK)
	case t.Pairs && units > MostInPairs:
		return wrong("pairs of %d units: at most %d", units, MostInPairs)
	case t.LeaveOneOut && parts < 2:
		return wrong("the only part cannot be left out")
	}
	return nil
}
