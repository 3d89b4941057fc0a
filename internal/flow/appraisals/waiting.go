package appraisals

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"reformboard/internal/reform"
)

// DrawUp looks what waits in the newest cycles, so that after a start nobody has to wait
// for that. One that fails keeps none of the others waiting.
func (d *Desk) DrawUp(ctx context.Context) error {
	cycles, err := d.Board.Newest(ctx)
	if err != nil {
		return err
	}
	var failed error
	for _, c := range cycles {
		if ctx.Err() == nil {
			_, _, err := d.waiting(ctx, c.ID)
			failed = errors.Join(failed, err)
		}
	}
	return errors.Join(failed, ctx.Err())
}

// waiting brings the queue of a cycle up to date, or returns it where it is. Of many who
// ask at once, one looks and the others wait.
func (d *Desk) waiting(ctx context.Context, cycle string) (*waiting, *reform.Tally, error) {
	// The number is read before all else: what happens meanwhile is looked at again.
	seq, err := d.Board.Store.BoardVersion(ctx)
	if err != nil {
		return nil, nil, err
	}
	t, err := d.Board.Tally(ctx, cycle)
	if err != nil {
		return nil, nil, err
	}
	people, err := d.Board.Store.PeopleVersion(ctx)
	if err != nil {
		return nil, nil, err
	}
	procedure, err := d.Board.Store.Procedure(ctx, cycle)
	if err != nil {
		return nil, nil, err
	}
	w := &waiting{seq: seq, full: fmt.Sprint(people, procedure.Version, t.Framework.ID), procedure: procedure}
	if known := d.known(cycle); w.isIn(known) {
		return known, t, nil
	}
	leave, err := d.looking.Enter(ctx, cycle)
	if err != nil {
		return nil, nil, err
	}
	defer leave()
	old := d.known(cycle)
	if w.isIn(old) {
		return old, t, nil // while we waited
	}
	if err := d.since(ctx, w, t, old); err != nil {
		return nil, nil, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if old == nil || old.seq <= w.seq {
		d.queues[cycle] = w
	}
	return w, t, nil
}

// known is what was found to wait in a cycle when it was last looked at; nil: never.
func (d *Desk) known(cycle string) *waiting {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.queues[cycle]
}

// isIn reports whether another look has found all that this one would.
func (w *waiting) isIn(known *waiting) bool {
	return known != nil && known.full == w.full && known.seq >= w.seq
}

// since looks at the units alone of which something was said since an older look, and at
// all where the cycle, its rules or its people are others.
func (d *Desk) since(ctx context.Context, w *waiting, t *reform.Tally, old *waiting) (err error) {
	units := t.Units
	w.by = map[string]map[string]int{}
	if old != nil && old.full == w.full && !t.Framework.NeedsOthers() {
		w.entries, w.by, w.holders = old.entries, maps.Clone(old.by), slices.Clip(old.holders)
		if units, err = d.touched(ctx, t, old); err != nil {
			return err
		}
	}
	return d.look(ctx, w, t, units)
}

// touched lists the units of which something was said since a queue was brought up to
// date; all of them where the cycle itself was changed.
func (d *Desk) touched(ctx context.Context, t *reform.Tally, old *waiting) ([]reform.Unit, error) {
	events, err := d.Board.Store.CycleEvents(ctx, t.Cycle.ID, old.seq)
	if err != nil {
		return nil, err
	}
	said := map[string]bool{}
	for _, e := range events {
		if !e.Board {
			continue // somebody has looked at something, or taken it home
		}
		if e.Unit == "" {
			return t.Units, nil
		}
		said[e.Unit] = true
	}
	units := slices.Clone(t.Units)
	return slices.DeleteFunc(units, func(u reform.Unit) bool { return !said[u.ID] }), nil
}

// look fills in what waits of some units.
func (d *Desk) look(ctx context.Context, w *waiting, t *reform.Tally, units []reform.Unit) error {
	if len(units) == 0 {
		return nil
	}
	ids := make([]string, len(units))
	for n, u := range units {
		ids[n] = u.ID
	}
	dockets, err := d.Board.Store.Dockets(ctx, t.Cycle.ID, ids)
	if err != nil {
		return err
	}
	doubts, err := d.doubts(ctx, t.Cycle.ID, ids)
	if err != nil {
		return err
	}
	handed, err := d.given(ctx, t.Cycle.ID, ids)
	if err != nil {
		return err
	}
	past, err := d.Board.Past(ctx, t, 1)
	if err != nil {
		return err
	}
	s := scene{tally: t, doubts: doubts, before: map[string]*reform.Scorecard{}, cards: map[string]*reform.Scorecard{}, claims: map[string][]reform.Claim{}, places: map[string]int{}}
	if len(past) > 0 && past[0].Framework.ID == t.Framework.ID {
		s.before = byUnit(past[0])
	}
	s.cards = byUnit(t)
	for n, i := range t.Framework.Indicators() {
		s.places[i.ID] = n
	}
	var found []entry
	asked, again := map[string]bool{}, make([]bool, len(t.Units))
	for _, id := range ids {
		asked[id] = true
	}
	for place, u := range t.Units {
		if !asked[u.ID] {
			continue
		}
		again[place] = true
		delete(w.by, u.ID)
		docket := dockets[u.ID]
		if docket == nil {
			continue
		}
		if docket.Claims, err = s.claimsOf(ctx, d, u.PeerGroup); err != nil {
			return err
		}
		w.by[u.ID] = judges(docket)
		items := s.items(docket, place)
		for n := range items {
			if e := &items[n]; !e.settling {
				e.holder = w.numberOf(handed.holder(e.Unit, e.Indicator, &t.Framework))
			}
		}
		found = append(found, items...)
	}
	w.entries = merge(w.entries, found, again)
	return nil
}

// numberOf is the number of somebody to whom something was given; 0 for nobody.
func (w *waiting) numberOf(person string) int16 {
	if person == "" {
		return 0
	}
	n := slices.Index(w.holders, person)
	if n < 0 {
		n, w.holders = len(w.holders), append(w.holders, person)
	}
	return int16(n + 1) //nolint:gosec // as many as judge
}

// judges counts whose judgements are in force.
func judges(d *reform.Docket) map[string]int {
	by := map[string]int{}
	if len(d.Appraisals) == 0 {
		return by
	}
	for _, c := range d.Claims {
		if a, ok := d.InForce(c.Indicator.ID); ok {
			by[a.By]++
		}
	}
	return by
}

// doubts counts, by unit and figure, what was found in the workbooks that the newest
// versions were read from and may yet be wrong.
func (d *Desk) doubts(ctx context.Context, cycle string, units []string) (map[string]map[string]int, error) {
	uploads, err := d.Board.Store.AcceptedUploads(ctx, cycle, units)
	if err != nil {
		return nil, err
	}
	found := map[string]map[string]int{}
	for _, u := range uploads { // the newest of a unit last
		found[u.Unit] = map[string]int{}
		for _, f := range u.Findings {
			if f.Severity == reform.Warning || f.Severity == reform.Error {
				found[u.Unit][f.Figure]++
			}
		}
	}
	return found, nil
}

// scene is what the items of a cycle are made from.
type scene struct {
	tally  *reform.Tally
	doubts map[string]map[string]int
	before map[string]*reform.Scorecard
	cards  map[string]*reform.Scorecard
	claims map[string][]reform.Claim // by peer group
	places map[string]int            // of the indicators in the framework
}

func byUnit(t *reform.Tally) map[string]*reform.Scorecard {
	cards := make(map[string]*reform.Scorecard, len(t.Scorecards))
	for n := range t.Scorecards {
		cards[t.Scorecards[n].Unit] = &t.Scorecards[n]
	}
	return cards
}

func (s *scene) claimsOf(ctx context.Context, d *Desk, group string) ([]reform.Claim, error) {
	claims, known := s.claims[group]
	if known {
		return claims, nil
	}
	claims, err := d.Board.Claims(ctx, s.tally.Framework.ID, group)
	s.claims[group] = claims
	return claims, err
}

// items are the claims of a unit that wait to be judged.
func (s *scene) items(d *reform.Docket, place int) []entry {
	turn, ok := d.Turn()
	if !ok || !turn.Judging() || d.Review.Stage == reform.Final {
		return nil
	}
	owed := map[string]bool{}
	for _, id := range d.Owed() {
		owed[id] = true
	}
	reasons := map[string]bool{}
	for _, v := range d.Report.Values {
		reasons[v.Figure] = v.Reason != ""
	}
	var items []entry
	for _, c := range d.Claims {
		if owed[c.Indicator.ID] {
			e := s.item(d, c, reasons)
			e.Turn, e.settling, e.unit = &turn, turn.Kind == reform.Settling, int32(place) //nolint:gosec // a body has thousands of units, not billions
			items = append(items, e)
		}
	}
	return items
}

// item is one claim of a unit that waits to be judged.
func (s *scene) item(d *reform.Docket, c reform.Claim, reasons map[string]bool) entry {
	unit := d.Report.Unit
	i := &Item{Unit: unit, Indicator: c.Indicator.ID, Report: d.Report.Version, Claimed: scoreOn(s.cards[unit], c.Indicator.ID)}
	f := facts{score: i.Claimed, before: scoreOn(s.before[unit], c.Indicator.ID), aim: aimOf(c.Indicator), most: s.tally.Framework.Max}
	for _, figure := range c.Figures {
		f.doubts += s.doubts[unit][figure]
		if reasons[figure] {
			f.reasons++
		}
	}
	if d.Report.SubmittedAt != nil {
		i.Since = *d.Report.SubmittedAt
	}
	i.Seen = len(d.Versions(c.Indicator.ID))
	if a, ok := d.InForce(c.Indicator.ID); ok {
		i.Returned = a.Verdict == reform.Returned
	}
	i.Risk = riskOf(f)
	i.Clean = i.Seen == 0 && i.Claimed.State.Counts() && i.Risk.Clean()
	node := int16(s.places[c.Indicator.ID])                                                                        //nolint:gosec // nor is a framework that long
	return entry{Item: i, weight: int16(i.Risk.Weight), node: node, signs: signsOf(i), sources: bitsOf(c.Sources)} //nolint:gosec // a few hundreds at most
}

func scoreOn(card *reform.Scorecard, indicator string) *reform.Score {
	if card == nil {
		return &reform.Score{}
	}
	for n := range card.Scores {
		if card.Scores[n].Indicator == indicator {
			return &card.Scores[n]
		}
	}
	return &reform.Score{}
}
