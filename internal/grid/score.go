package grid

import (
	"fmt"
	"sync"

	"reformboard/internal/reform"
)

// Board is what a Table earns.
type Board struct {
	Indicators [][]State // by indicator in the framework's order, by unit
	Areas      []Line    // those asked for
}

// Line is the scores of all units for one area, or the total.
type Line struct {
	ID     string
	States []State
	// Scores are in units of the last decimal at which they are compared: 83.45 at
	// two decimals is 8345. Where there is no score it is 0, and States says why.
	Scores []int64
}

// lane is how many units are scored together: their figures and sums stay in the
// fastest memory.
const lane = 256

// Score scores every unit for the areas asked for by id ("total" is the total), on
// so many processors. What has no score has a state that says why.
func (g *Grid) Score(t *Table, processors int, areas ...string) (*Board, error) {
	b := &Board{Indicators: make([][]State, len(g.leaves))}
	b.Areas = make([]Line, len(areas))
	for n, id := range areas {
		if _, known := g.places[id]; !known {
			return nil, fmt.Errorf("%w: area %q", reform.ErrNotFound, id)
		}
		b.Areas[n] = Line{ID: id, States: make([]State, t.Units), Scores: make([]int64, t.Units)}
	}
	states := make([]State, len(g.leaves)*t.Units)
	for n := range b.Indicators {
		b.Indicators[n] = states[n*t.Units : (n+1)*t.Units : (n+1)*t.Units]
	}
	plan := g.plan(t)
	var group sync.WaitGroup
	for p := range processors {
		group.Go(func() {
			w := g.worker(t, b, plan)
			for from := p * lane; from < t.Units; from += processors * lane {
				w.block(from, min(from+lane, t.Units))
			}
		})
	}
	group.Wait()
	return b, nil
}

// Rescore scores one unit again, whose figures have changed, on a board that Score
// made of this table.
func (g *Grid) Rescore(b *Board, t *Table, unit int) {
	g.worker(t, b, g.plan(t)).block(unit, unit+1)
}
