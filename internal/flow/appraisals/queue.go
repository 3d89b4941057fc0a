package appraisals

import (
	"cmp"
	"context"
	"time"

	"reformboard/internal/reform"
)

// Item is one claim that waits to be judged.
type Item struct {
	Unit      string
	Indicator string
	Turn      *reform.Turn
	Seen      int           // version of the newest judgement; 0: none
	Report    int           // version of the report that says it
	Claimed   *reform.Score // as reported
	Risk      Risk
	Since     time.Time // when what is judged came
	Returned  bool      // it waits for the unit to mend it
	Clean     bool      // it may be accepted together with others
}

// Flag is what a queue can be narrowed to.
type Flag string

const (
	FlagClean    Flag = "clean"    // may be accepted together with others
	FlagReturned Flag = "returned" // waits for the unit to mend it
	FlagConflict Flag = "conflict" // waits for somebody else: this person may not judge it
	FlagGiven    Flag = "given"    // waits for somebody else: it was given to them
)

// Flags lists every Flag that is no RiskSign.
var Flags = []Flag{FlagClean, FlagReturned, FlagConflict, FlagGiven}

// Ask is what somebody wants to see of a queue.
type Ask struct {
	Cycle     string
	Units     map[string]bool // nil: any
	Indicator string          // empty: any
	Flag      string          // a Flag or a RiskSign; empty: any
	From      int             // so many are passed over
	Most      int
}

// Line is an item as one person meets it.
type Line struct {
	*Item
	Conflict reform.Obstacle // why they may not judge it, whatever their role; empty: they may
	Holder   string          // to whom else it was given; empty: to nobody
}

// View is a part of a person's queue.
type View struct {
	Lines   []Line
	All     int // that wait for the person
	Found   int // of those, as asked
	Clean   int // of those found, that may be accepted together
	Refused int // of all, that a conflict of interest leaves to somebody else
	Given   int // beside all, that were given to somebody else
}

// entry is an item with what it is picked by, side by side in memory: there may be half
// a million, and each page looks at all, so that its numbers are as narrow as they may be.
type entry struct {
	*Item
	unit                 int32
	weight, node, holder int16 // holder: to whom it was given, by number; 0: to nobody
	signs                uint16
	sources              uint8 // on whose figures it rests, a bit each
	settling             bool
}

// inOrder puts what asks most for a look first, of that the oldest, and of that what is
// due first.
func inOrder(a, b entry) int {
	if a.weight != b.weight {
		return int(b.weight - a.weight)
	}
	return cmp.Or(a.Since.Compare(b.Since), due(a).Compare(due(b)), int(a.unit-b.unit), int(a.node-b.node))
}

// Queue lists what waits for a person in a cycle and is no conflict of interest: what
// asks most for a look first, and of that the oldest. Nobody may change what it returns.
func (d *Desk) Queue(ctx context.Context, who reform.User, cycle string) ([]*Item, error) {
	w, p, err := d.picked(ctx, who, cycle)
	if err != nil {
		return nil, err
	}
	var items []*Item
	for n := range w.entries {
		if p.may(&w.entries[n]) {
			items = append(items, w.entries[n].Item)
		}
	}
	return items, nil
}

// Look shows a part of a person's queue.
func (d *Desk) Look(ctx context.Context, who reform.User, ask Ask) (View, error) {
	var view View
	w, p, err := d.picked(ctx, who, ask.Cycle)
	if err != nil {
		return view, err
	}
	narrowed := p.narrowed(ask)
	for n := range w.entries {
		e := &w.entries[n]
		if !p.speaks(e) {
			if p.others(e) {
				view.give(e, w, ask, narrowed.has(e))
			}
			continue
		}
		conflict := p.conflict(e)
		if conflict == "" {
			view.All++
		} else {
			view.Refused++
		}
		if (conflict != "") != (ask.Flag == string(FlagConflict)) || ask.Flag == string(FlagGiven) || !narrowed.has(e) {
			continue
		}
		if view.Found >= ask.From && len(view.Lines) < ask.Most {
			view.Lines = append(view.Lines, Line{e.Item, conflict, ""})
		}
		view.Found++
		if e.signs&cleanBit != 0 && conflict == "" {
			view.Clean++
		}
	}
	return view, nil
}

// give counts what was given to somebody else, and shows it to who asks for it.
func (v *View) give(e *entry, w *waiting, ask Ask, asked bool) {
	v.Given++
	if ask.Flag != string(FlagGiven) || !asked {
		return
	}
	if v.Found >= ask.From && len(v.Lines) < ask.Most {
		v.Lines = append(v.Lines, Line{e.Item, "", w.holders[e.holder-1]})
	}
	v.Found++
}

// Next is the item after one in what a person asks to see of a queue, or the first where
// that one is the last or no longer there; nil: nothing else waits that they may judge.
func (d *Desk) Next(ctx context.Context, who reform.User, ask Ask, unit, indicator string) (*Item, error) {
	w, p, err := d.picked(ctx, who, ask.Cycle)
	if err != nil {
		return nil, err
	}
	narrowed := p.narrowed(ask)
	var first *Item
	passed := false
	for n := range w.entries {
		e := &w.entries[n]
		if !p.may(e) || !narrowed.has(e) {
			continue
		}
		if e.Unit == unit && e.Indicator == indicator {
			passed = true
			continue
		}
		if e.signs&returnedBit != 0 && ask.Flag != string(FlagReturned) {
			continue // it is the unit's to mend
		}
		if passed {
			return e.Item, nil
		}
		if first == nil {
			first = e.Item
		}
	}
	return first, nil
}
