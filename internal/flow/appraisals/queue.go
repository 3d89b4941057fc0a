package appraisals

import (
	"cmp"
	"context"
	"slices"
	"time"

	"reformboard/internal/access"
	"reformboard/internal/reform"
)

// Item is one claim that waits to be judged.
type Item struct {
	Unit      string
	Indicator string
	Turn      reform.Turn
	Seen      int           // version of the newest judgement; 0: none
	Claimed   *reform.Score // as reported
	Risk      Risk
	Since     time.Time // when what is judged came
	Returned  bool      // it waits for the unit to mend it
	Clean     bool      // it may be accepted together with others
	unitPlace int
	nodePlace int
}

// Share is how much of the work on a cycle waits for one person, and how much they have
// done.
type Share struct {
	User    reform.User
	Waiting int
	Judged  int // claims whose judgement in force is theirs
}

// waiting is what waits in one version of the record.
type waiting struct {
	seq   int64                     // of the newest event before it was looked at
	full  string                    // what made it begin anew: the versions of people and procedure
	items []*Item                   // in order; none is ever changed
	by    map[string]map[string]int // by unit, then by who judged: how many judgements in force
}

// Queue lists what waits for a person in a cycle, what asks most for a look first, and
// of that the oldest. Nobody may change what it returns.
func (d *Desk) Queue(ctx context.Context, who reform.User, cycle string) ([]*Item, error) {
	w, t, err := d.waiting(ctx, cycle)
	if err != nil {
		return nil, err
	}
	units, err := d.Board.Store.Units(ctx)
	if err != nil {
		return nil, err
	}
	return w.of(who, t, units), nil
}

// of picks the items in which a person speaks. It goes by place: there may be half a
// million.
func (w *waiting) of(who reform.User, t *reform.Tally, units []reform.Unit) []*Item {
	appraises, settles := make([]bool, len(t.Units)), make([]bool, len(t.Units))
	toAppraise, toSettle := access.Reach(who, access.Appraise, units), access.Reach(who, access.Settle, units)
	for n, u := range t.Units {
		appraises[n], settles[n] = toAppraise[u.ID] && u.ID != who.Home, toSettle[u.ID] && u.ID != who.Home
	}
	indicators := t.Framework.Indicators()
	mine := make([]bool, len(indicators))
	for n, i := range indicators {
		mine[n] = len(who.Areas) == 0 || slices.ContainsFunc(t.Framework.Above(i.ID), who.Judges)
	}
	var items []*Item
	for _, i := range w.items {
		if i.Turn.Kind == reform.Settling && settles[i.unitPlace] || i.Turn.Kind == reform.Appraising && appraises[i.unitPlace] && mine[i.nodePlace] {
			items = append(items, i)
		}
	}
	return items
}

// inOrder puts what asks most for a look first, and of that the oldest.
func inOrder(a, b *Item) int {
	return cmp.Or(b.Risk.Weight-a.Risk.Weight, a.Since.Compare(b.Since), a.unitPlace-b.unitPlace, a.nodePlace-b.nodePlace)
}

// merge joins what waits of units that were looked at again with what waits of the
// others: sorting all of half a million would keep people waiting.
func merge(old, found []*Item, again map[string]bool) []*Item {
	slices.SortFunc(found, inOrder)
	all := make([]*Item, 0, len(old)+len(found))
	for _, i := range old {
		if again[i.Unit] {
			continue
		}
		for len(found) > 0 && inOrder(found[0], i) < 0 {
			all, found = append(all, found[0]), found[1:]
		}
		all = append(all, i)
	}
	return append(all, found...)
}

// Shares says how the work on a cycle is spread over those who judge in it.
func (d *Desk) Shares(ctx context.Context, cycle string) ([]Share, error) {
	w, t, err := d.waiting(ctx, cycle)
	if err != nil {
		return nil, err
	}
	units, err := d.Board.Store.Units(ctx)
	if err != nil {
		return nil, err
	}
	users, err := d.Board.Store.Users(ctx)
	if err != nil {
		return nil, err
	}
	judged := map[string]int{}
	for _, by := range w.by {
		for user, n := range by {
			judged[user] += n
		}
	}
	var shares []Share
	for _, u := range users {
		s := Share{User: u, Waiting: len(w.of(u, t, units)), Judged: judged[u.ID]}
		if s.Waiting+s.Judged > 0 {
			shares = append(shares, s)
		}
	}
	return shares, nil
}

// Bulk is what one click accepts, and undoes.
type Bulk struct {
	Cycle string
	ID    string // shared by its judgements
	Items []*Item
}

// Accept accepts all items of a bulk, or none: each must be clean, wait for this person
// still, and be no conflict of interest. It returns how many there are.
func (d *Desk) Accept(ctx context.Context, who reform.User, b Bulk, at time.Time) (int, error) {
	queue, err := d.Queue(ctx, who, b.Cycle)
	if err != nil {
		return 0, err
	}
	type key struct{ unit, indicator string }
	mine := make(map[key]*Item, len(queue))
	for _, i := range queue {
		mine[key{i.Unit, i.Indicator}] = i
	}
	dockets := map[string]*opened{}
	var judged []reform.Appraisal
	for _, i := range b.Items {
		if now, ok := mine[key{i.Unit, i.Indicator}]; !ok || !now.Clean || now.Seen != i.Seen {
			if n, err := d.accepted(ctx, who, b); err != nil || n == len(b.Items) {
				return n, err // a second click
			}
			return 0, reform.Objection{Obstacle: reform.JudgedSince, Indicator: i.Indicator}
		}
		c := dockets[i.Unit]
		if c == nil {
			if c, err = d.open(ctx, b.Cycle, i.Unit); err != nil {
				return 0, err
			}
			dockets[i.Unit] = c
		}
		a, err := d.judge(ctx, c, who, reform.Appraisal{Cycle: b.Cycle, Unit: i.Unit, Indicator: i.Indicator, Version: i.Seen, Verdict: reform.Accepted, By: who.ID, Bulk: b.ID}, at)
		if err != nil {
			return 0, err
		}
		judged = append(judged, a)
		c.Appraisals = append(c.Appraisals, a)
	}
	return len(judged), d.Board.Store.SaveAppraisals(ctx, judged)
}

// accepted counts the judgements that a bulk has made already.
func (d *Desk) accepted(ctx context.Context, who reform.User, b Bulk) (int, error) {
	all, err := d.Board.Store.Appraisals(ctx, b.Cycle)
	n := 0
	for _, a := range all {
		if b.ID != "" && a.Bulk == b.ID && a.By == who.ID && a.Verdict == reform.Accepted {
			n++
		}
	}
	return n, err
}

// Undo takes back what a person accepted with one click, as far as nobody has judged
// otherwise since, for ten minutes. It returns how much.
func (d *Desk) Undo(ctx context.Context, who reform.User, cycle, bulk string, at time.Time) (int, error) {
	all, err := d.Board.Store.Appraisals(ctx, cycle)
	if err != nil {
		return 0, err
	}
	dockets := map[string]*opened{}
	var undone []reform.Appraisal
	refused := error(reform.Objection{Obstacle: reform.NothingToUndo})
	for _, a := range all {
		if bulk == "" || a.Bulk != bulk || a.By != who.ID || a.Verdict == reform.Withdrawn {
			continue
		}
		c := dockets[a.Unit]
		if c == nil {
			if c, err = d.open(ctx, cycle, a.Unit); err != nil {
				return 0, err
			}
			dockets[a.Unit] = c
		}
		back, err := c.Withdraw(a.Indicator, bulk, at)
		if err != nil {
			refused = err
			continue
		}
		undone = append(undone, back)
	}
	if len(undone) == 0 {
		return 0, refused
	}
	return len(undone), d.Board.Store.SaveAppraisals(ctx, undone)
}
