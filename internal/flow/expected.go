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
	in := score.Input{Cycle: form.Cycle, Units: t.Units}
	if form.Framework.NeedsOthers() {
		if t.Units, _, err = b.reporting(ctx, form.Cycle); err != nil {
			return reform.Scorecard{}, err
		}
		in, err = b.input(ctx, &t)
	} else {
		in.Reports, err = b.otherSources(ctx, r)
	}
	if err != nil {
		return reform.Scorecard{}, err
	}
	if r.SubmittedAt == nil {
		r.SubmittedAt = &r.SavedAt
	}
	in.Reports = slices.DeleteFunc(in.Reports, func(old reform.Report) bool { return old.Unit == r.Unit && old.Source == r.Source })
	in.Reports = append(in.Reports, r)
	m, err := b.method(ctx, form.Cycle.Framework)
	if err != nil {
		return reform.Scorecard{}, err
	}
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
	for _, s := range reform.Sources {
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
