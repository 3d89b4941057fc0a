package appraisals

import (
	"context"
	"time"

	"reformboard/internal/reform"
)

// Bulk is what one click accepts, and undoes.
type Bulk struct {
	Cycle string
	ID    string // shared by its judgements
	Items []*Item
}

// Accept accepts all items of a bulk, or none: each must be clean, wait for this person
// still, and be no conflict of interest. It returns how many there are.
func (d *Desk) Accept(ctx context.Context, who reform.User, b Bulk, at time.Time) (int, error) {
	mine, err := d.mine(ctx, who, b)
	if err != nil {
		return 0, err
	}
	dockets := map[string]*opened{}
	var judged []reform.Appraisal
	for _, i := range b.Items {
		if now, ok := mine[claimKey{i.Unit, i.Indicator}]; !ok || !now.Clean || now.Seen != i.Seen || i.Report != 0 && now.Report != i.Report {
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
		a, err := d.judge(ctx, c, who, reform.Appraisal{Cycle: b.Cycle, Unit: i.Unit, Indicator: i.Indicator, Version: i.Seen, Report: i.Report, Verdict: reform.Accepted, By: who.ID, Bulk: b.ID}, at)
		if err != nil {
			return 0, err
		}
		judged = append(judged, a)
		c.Appraisals = append(c.Appraisals, a)
	}
	return len(judged), d.Board.Store.SaveAppraisals(ctx, judged)
}

// claimKey names a claim in a cycle.
type claimKey struct{ unit, indicator string }

// mine are those items of a bulk that still wait for a person.
func (d *Desk) mine(ctx context.Context, who reform.User, b Bulk) (map[claimKey]*Item, error) {
	w, p, err := d.picked(ctx, who, b.Cycle)
	if err != nil {
		return nil, err
	}
	asked := make(map[claimKey]bool, len(b.Items))
	units := map[int32]bool{}
	for _, i := range b.Items {
		asked[claimKey{i.Unit, i.Indicator}] = true
		if n, ok := p.units[i.Unit]; ok {
			units[n] = true
		}
	}
	found := make(map[claimKey]*Item, len(b.Items))
	for n := range w.entries {
		if e := &w.entries[n]; units[e.unit] && p.speaks(e) && asked[claimKey{e.Unit, e.Indicator}] {
			found[claimKey{e.Unit, e.Indicator}] = e.Item
		}
	}
	return found, nil
}

// accepted counts the judgements that a bulk has made already.
func (d *Desk) accepted(ctx context.Context, who reform.User, b Bulk) (int, error) {
	all, err := d.Board.Store.AppraisalsInBulk(ctx, b.Cycle, b.ID)
	n := 0
	for _, a := range all {
		if a.By == who.ID && a.Verdict == reform.Accepted {
			n++
		}
	}
	return n, err
}

// Undo takes back what a person accepted with one click, as far as nobody has judged
// otherwise since, for ten minutes. It returns how much.
func (d *Desk) Undo(ctx context.Context, who reform.User, cycle, bulk string, at time.Time) (int, error) {
	all, err := d.Board.Store.AppraisalsInBulk(ctx, cycle, bulk)
	if err != nil {
		return 0, err
	}
	dockets := map[string]*opened{}
	var undone []reform.Appraisal
	refused := error(reform.Objection{Obstacle: reform.NothingToUndo})
	for _, a := range all {
		if a.By != who.ID || a.Verdict == reform.Withdrawn {
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
