package appraisals

import (
	"context"
	"slices"

	"reformboard/internal/reform"
)

// Waits is how many claims wait for a person in one turn.
type Waits struct {
	Turn   reform.Turn
	Claims int
}

// Waits counts what waits for a person in each turn of a cycle, but for what waits for a
// unit to mend it.
func (d *Desk) Waits(ctx context.Context, who reform.User, cycle string) ([]Waits, error) {
	w, p, err := d.picked(ctx, who, cycle)
	if err != nil {
		return nil, err
	}
	var all []Waits
	for n := range w.entries {
		e := &w.entries[n]
		if e.signs&returnedBit != 0 || !p.may(e) {
			continue
		}
		at := slices.IndexFunc(all, func(w Waits) bool { return w.Turn.ID == e.Turn.ID })
		if at < 0 {
			at, all = len(all), append(all, Waits{Turn: *e.Turn})
		}
		all[at].Claims++
	}
	return all, nil
}
