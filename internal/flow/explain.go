package flow

import (
	"context"
	"slices"

	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// Explained is the Tally of a cycle in which the scorecard of one unit shows how
// each of its scores came about. It is made when somebody asks: workings of all
// units would be many times the scores.
func (b *Board) Explained(ctx context.Context, cycle, unit string) (*reform.Tally, error) {
	return b.ExplainedOn(ctx, cycle, unit, reform.SelfScored)
}

// ExplainedOn is Explained on another basis.
func (b *Board) ExplainedOn(ctx context.Context, cycle, unit string, on reform.Basis) (*reform.Tally, error) {
	t, err := b.TallyOn(ctx, cycle, on)
	if err != nil {
		return nil, err
	}
	at := slices.IndexFunc(t.Scorecards, func(c reform.Scorecard) bool { return c.Unit == unit })
	if at < 0 {
		return nil, reform.ErrNotFound
	}
	in, err := b.Input(ctx, t)
	if err != nil {
		return nil, err
	}
	m, err := b.method(ctx, t.Cycle.Framework)
	if err != nil {
		return nil, err
	}
	card, err := m.Explain(in, unit)
	if err != nil {
		return nil, err
	}
	explained := *t
	explained.Scorecards = slices.Clone(t.Scorecards)
	explained.Scorecards[at] = card
	return &explained, nil
}

// Input gathers what a cycle's scores are made from: its submitted reports, what was
// judged of them on the tally's basis and, where the framework lets the last period
// stand in, the reports of the cycle before.
func (b *Board) Input(ctx context.Context, t *reform.Tally) (score.Input, error) {
	in := score.Input{Cycle: t.Cycle, Units: t.Units, Zone: b.Zone}
	var err error
	if in.Reports, err = b.Store.SubmittedReports(ctx, t.Cycle.ID); err != nil {
		return in, err
	}
	if err = b.TellFirst(ctx, &t.Framework, in.Reports); err != nil {
		return in, err
	}
	judged := func() ([]reform.Appraisal, error) { return b.Store.Appraisals(ctx, t.Cycle.ID) }
	if in.Appraisals, err = b.counting(ctx, t, judged); err != nil {
		return in, err
	}
	if !looksBack(&t.Framework) {
		return in, nil
	}
	past, err := b.Earlier(ctx, t, 1)
	if err != nil || len(past) == 0 {
		return in, err
	}
	in.Before, err = b.Store.SubmittedReports(ctx, past[0].ID)
	return in, err
}

// TellFirst notes on the units' own reports of a cycle when each first came, where a
// framework asks for that.
func (b *Board) TellFirst(ctx context.Context, f *reform.Framework, reports []reform.Report) error {
	if len(reports) == 0 || !f.ReadsRecord() {
		return nil
	}
	first, err := b.Store.FirstSubmitted(ctx, reports[0].Cycle, reform.FromUnit)
	if err != nil {
		return err
	}
	for n := range reports {
		r := &reports[n]
		at, came := first[r.Unit]
		if came && r.Source == reform.FromUnit && (r.SubmittedAt == nil || at.Before(*r.SubmittedAt)) {
			r.FirstAt = &at
		}
	}
	return nil
}

// looksBack reports whether a framework lets the last period stand in for anything.
func looksBack(f *reform.Framework) bool {
	return slices.ContainsFunc(f.Indicators(), func(i reform.Indicator) bool { return f.WhenMissing(i) == reform.FillLastPeriod })
}
