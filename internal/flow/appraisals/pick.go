package appraisals

import (
	"context"
	"fmt"
	"slices"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// The bits by which an entry is picked: one for each RiskSign, and two beside them.
const (
	cleanBit uint16 = 1 << (iota + 8)
	returnedBit
)

func signsOf(i *Item) (bits uint16) {
	for _, part := range i.Risk.Parts {
		bits |= 1 << slices.Index(RiskSigns, part.Sign)
	}
	if i.Clean {
		bits |= cleanBit
	}
	if i.Returned {
		bits |= returnedBit
	}
	return bits
}

func bitsOf(sources []reform.Source) (bits uint8) {
	for _, s := range sources {
		bits |= 1 << slices.Index(reform.Sources, s)
	}
	return bits
}

// pick is what of a queue is for one person, by places: a page asks it of half a million
// entries.
type pick struct {
	appraises, settles []bool            // units
	mine               []bool            // indicators
	conflicts          []reform.Obstacle // units that they never judge, whatever the claim
	words              []uint8           // of which sources of a unit they have said something themselves
	units              map[string]int32
	nodes              map[string]int16
	self               int16 // number of the person among those to whom something was given; 0: nothing was
}

// speaks reports whether the person has a say on a claim in the turn that it is, and it
// was not given to somebody else.
func (p *pick) speaks(e *entry) bool {
	if e.settling {
		return p.settles[e.unit]
	}
	return p.appraises[e.unit] && p.mine[e.node] && (e.holder == 0 || e.holder == p.self)
}

// others reports whether the person would have a say, had the claim not been given to
// somebody else.
func (p *pick) others(e *entry) bool {
	return e.holder != 0 && e.holder != p.self && p.appraises[e.unit] && p.mine[e.node]
}

// conflict is why the person may not judge a claim all the same.
func (p *pick) conflict(e *entry) reform.Obstacle {
	if held := p.conflicts[e.unit]; held == reform.OwnUnit || p.words[e.unit]&e.sources == 0 {
		return held
	}
	return reform.OwnWord
}

func (p *pick) may(e *entry) bool { return p.speaks(e) && p.conflict(e) == "" }

// narrow is an Ask by places and bits.
type narrow struct {
	units []bool // nil: any
	node  int16  // -1: any
	bits  uint16
	none  bool // nothing is like that
}

func (n narrow) has(e *entry) bool {
	return !n.none && (n.units == nil || n.units[e.unit]) && (n.node < 0 || n.node == e.node) && e.signs&n.bits == n.bits
}

func (p *pick) narrowed(ask Ask) narrow {
	n := narrow{node: -1}
	if ask.Units != nil {
		n.units = make([]bool, len(p.appraises))
		for id := range ask.Units {
			if place, ok := p.units[id]; ok {
				n.units[place] = true
			}
		}
	}
	if ask.Indicator != "" {
		place, ok := p.nodes[ask.Indicator]
		n.node, n.none = place, !ok
	}
	switch Flag(ask.Flag) {
	case FlagClean:
		n.bits = cleanBit
	case FlagReturned:
		n.bits = returnedBit
	case FlagConflict, FlagGiven, "":
	default:
		sign := slices.Index(RiskSigns, RiskSign(ask.Flag))
		n.none = n.none || sign < 0
		n.bits = 1 << max(sign, 0)
	}
	return n
}

// picked is the queue of a cycle, and what of it is for a person.
func (d *Desk) picked(ctx context.Context, who reform.User, cycle string) (*waiting, *pick, error) {
	w, t, err := d.waiting(ctx, cycle)
	if err != nil {
		return nil, nil, err
	}
	units, err := d.tree(ctx)
	if err != nil {
		return nil, nil, err
	}
	p := d.reaching(w, t, units, who)
	spoken, err := d.Board.Store.SpokenFor(ctx, cycle, who.ID)
	if err != nil {
		return nil, nil, err
	}
	permits, err := d.Board.Store.Permits(ctx, cycle)
	if err != nil {
		return nil, nil, err
	}
	p.disinterested(who, w.procedure, units, spoken, permits)
	return w, p, nil
}

// reached is what people have a say on in a cycle, as it stands until people, units or
// rules change: walking a tree of thousands for each of them takes longer than all else.
type reached struct {
	full  string
	units map[string]int32
	nodes map[string]int16
	picks map[string]pick
}

// reaching is what a person has a say on, without any conflict of interest noted yet.
func (d *Desk) reaching(w *waiting, t *reform.Tally, units []reform.Unit, who reform.User) *pick {
	key := fmt.Sprint(who.ID, who.Role, who.Unit, who.Disabled, who.Areas)
	d.mu.Lock()
	defer d.mu.Unlock()
	r := d.reached[t.Cycle.ID]
	if r == nil || r.full != w.full || len(r.units) != len(t.Units) {
		r = &reached{full: w.full, units: make(map[string]int32, len(t.Units)), nodes: map[string]int16{}, picks: map[string]pick{}}
		for n, u := range t.Units {
			r.units[u.ID] = int32(n)
		}
		for n, i := range t.Framework.Indicators() {
			r.nodes[i.ID] = int16(n)
		}
		d.reached[t.Cycle.ID] = r
	}
	p, known := r.picks[key]
	if !known {
		p = r.pickOf(who, t, units)
		r.picks[key] = p
	}
	p.self = int16(slices.Index(w.holders, who.ID) + 1) //nolint:gosec // as many as judge
	p.conflicts, p.words = make([]reform.Obstacle, len(t.Units)), make([]uint8, len(t.Units))
	return &p
}

// pickOf walks the tree for one person.
func (r *reached) pickOf(who reform.User, t *reform.Tally, units []reform.Unit) pick {
	p := pick{appraises: make([]bool, len(t.Units)), settles: make([]bool, len(t.Units)), units: r.units, nodes: r.nodes}
	toAppraise, toSettle := access.Reach(who, access.Appraise, units), access.Reach(who, access.Settle, units)
	for n, u := range t.Units {
		p.appraises[n], p.settles[n] = toAppraise[u.ID], toSettle[u.ID]
	}
	for _, i := range t.Framework.Indicators() {
		p.mine = append(p.mine, len(who.Areas) == 0 || slices.ContainsFunc(t.Framework.Above(i.ID), who.Judges))
	}
	return p
}

// disinterested notes every conflict of interest of a person but those that a permit
// sets aside. It says what Procedure.ConflictOf says, for all units at once.
func (p *pick) disinterested(who reform.User, procedure reform.Procedure, units []reform.Unit, spoken []reform.Report, permits []reform.Permit) {
	note := func(unit string, o reform.Obstacle) {
		if n, ok := p.units[unit]; ok {
			p.conflicts[n] = o
		}
	}
	if procedure.Kin && who.Home != "" {
		for _, u := range reform.Subtree(units, who.Home) {
			note(u.ID, reform.KinUnit)
		}
		parents := map[string]string{}
		for _, u := range units {
			parents[u.ID] = u.Parent
		}
		for above, n := parents[who.Home], 0; above != "" && n < len(units); above, n = parents[above], n+1 {
			note(above, reform.KinUnit)
		}
	}
	home := who.Home
	if home == "" {
		home = who.Unit
	}
	note(home, reform.OwnUnit)
	for _, r := range spoken {
		if n, ok := p.units[r.Unit]; ok {
			p.words[n] |= bitsOf([]reform.Source{r.Source})
		}
	}
	for _, permit := range permits {
		if permit.GrantedBy != "" && permit.Exempts(who.ID, permit.Cycle, permit.Unit) {
			note(permit.Unit, "")
			if n, ok := p.units[permit.Unit]; ok {
				p.words[n] = 0
			}
		}
	}
}

// tree is all units, read again when people or units have changed.
func (d *Desk) tree(ctx context.Context) ([]reform.Unit, error) {
	version, err := d.Board.Store.PeopleVersion(ctx)
	if err != nil {
		return nil, err
	}
	d.mu.Lock()
	units, known := d.units, d.unitsAt == version && d.units != nil
	d.mu.Unlock()
	if known {
		return units, nil
	}
	if units, err = d.Board.Store.Units(ctx); err != nil {
		return nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.units, d.unitsAt = units, version
	return units, nil
}

// waiting is what waits in one version of the record.
type waiting struct {
	seq       int64                     // of the newest event before it was looked at
	full      string                    // what made it begin anew: the versions of people and procedure
	entries   []entry                   // in order; none is ever changed
	by        map[string]map[string]int // by unit, then by who judged: how many judgements in force
	procedure reform.Procedure
	holders   []string // to whom anything was ever given, by number from 1
}

// merge joins what waits of units that were looked at again with what waits of the
// others. Of half a million only what was found is sorted, and looked for its place.
func merge(old, found []entry, again []bool) []entry {
	kept := make([]entry, 0, len(old))
	for _, e := range old {
		if !again[e.unit] {
			kept = append(kept, e)
		}
	}
	slices.SortFunc(found, inOrder)
	if len(kept) == 0 || len(found) == 0 {
		return append(kept, found...)
	}
	all := make([]entry, 0, len(kept)+len(found))
	for _, e := range found {
		n, _ := slices.BinarySearchFunc(kept, e, inOrder)
		all = append(append(all, kept[:n]...), e)
		kept = kept[n:]
	}
	return append(all, kept...)
}

// due is when an item's turn is; one without a limit comes after all others.
func due(e entry) time.Time {
	if e.Turn.Due.IsZero() {
		return endless
	}
	return e.Turn.Due
}

var endless = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
