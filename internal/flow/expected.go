package flow

import (
	"context"
	"errors"
	"slices"

	"reformboard/internal/container"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// MostBytes is the largest workbook that is taken.
const MostBytes = container.MostBytes

// Expected scores a report as if it were submitted as it stands, beside what has
// been submitted by the other sources and, where that counts, by other units.
func (b *Board) Expected(ctx context.Context, r reform.Report) (reform.Scorecard, error) {
	form, err := b.Form(ctx, r.Cycle, r.Unit, r.Source)
	if err != nil {
		return reform.Scorecard{}, err
	}
	t := reform.Tally{Cycle: form.Cycle, Framework: form.Framework, Units: []reform.Unit{form.Unit}}
	var in score.Input
	if form.Framework.NeedsOthers() {
		if t.Units, _, err = b.Reporting(ctx, form.Cycle); err != nil {
			return reform.Scorecard{}, err
		}
		in, err = b.Input(ctx, &t)
	} else {
		in, err = b.alone(ctx, &t, r)
	}
	if err != nil {
		return reform.Scorecard{}, err
	}
	m, err := b.method(ctx, form.Cycle.Framework)
	if err != nil {
		return reform.Scorecard{}, err
	}
	reports := []reform.Report{r}
	if err := b.TellFirst(ctx, m.framework, reports); err != nil {
		return reform.Scorecard{}, err
	}
	return m.expected(in, reports[0])
}

// alone gathers what a unit's own scores are made from, but for the report at hand.
func (b *Board) alone(ctx context.Context, t *reform.Tally, r reform.Report) (score.Input, error) {
	in := score.Input{Cycle: t.Cycle, Units: t.Units, Zone: b.Zone}
	var err error
	if in.Reports, err = b.otherSources(ctx, r); err != nil || !looksBack(&t.Framework) {
		return in, err
	}
	past, err := b.Earlier(ctx, t, 1)
	if err != nil || len(past) == 0 {
		return in, err
	}
	for _, s := range reform.Reporters {
		before, err := b.Store.SubmittedReport(ctx, past[0].ID, r.Unit, s)
		if err == nil {
			in.Before = append(in.Before, before)
		} else if !errors.Is(err, reform.ErrNotFound) {
			return in, err
		}
	}
	return in, nil
}

// expected scores one report beside others; one that it replaces does not count.
func (m method) expected(in score.Input, r reform.Report) (reform.Scorecard, error) {
	if r.SubmittedAt == nil {
		r.SubmittedAt = &r.SavedAt
	}
	in.Reports = slices.DeleteFunc(in.Reports, func(old reform.Report) bool { return old.Unit == r.Unit && old.Source == r.Source })
	in.Reports = append(in.Reports, r)
	cards, err := m.Cycle(in)
	if err != nil {
		return reform.Scorecard{}, err
	}
	at := slices.IndexFunc(cards, func(c reform.Scorecard) bool { return c.Unit == r.Unit })
	if at < 0 {
		return reform.Scorecard{}, reform.ErrNotFound
	}
	return cards[at], nil
}

// otherSources are the newest submitted reports of a unit's other sources.
func (b *Board) otherSources(ctx context.Context, r reform.Report) ([]reform.Report, error) {
	var reports []reform.Report
	for _, s := range reform.Reporters {
		if s == r.Source {
			continue
		}
		other, err := b.Store.SubmittedReport(ctx, r.Cycle, r.Unit, s)
		if errors.Is(err, reform.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		reports = append(reports, other)
	}
	return reports, nil
}
