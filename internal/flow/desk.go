package flow

import (
	"context"

	"reformboard/internal/container"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// MostBytes is the largest workbook that is taken.
const MostBytes = container.MostBytes

// Expected scores a report as if it were submitted as it stands, beside what the
// other sources have submitted.
func (b *Board) Expected(ctx context.Context, r reform.Report) (reform.Scorecard, error) {
	form, err := b.Form(ctx, r.Cycle, r.Unit, r.Source)
	if err != nil {
		return reform.Scorecard{}, err
	}
	reports := []reform.Report{r}
	if r.SubmittedAt == nil {
		reports[0].SubmittedAt = &r.SavedAt
	}
	for _, s := range reform.Sources {
		if s == r.Source {
			continue
		}
		other, ok, err := b.submitted(ctx, r.Cycle, r.Unit, s)
		if err != nil {
			return reform.Scorecard{}, err
		}
		if ok {
			reports = append(reports, other)
		}
	}
	cards, err := score.Cycle(&form.Framework, form.Cycle, []reform.Unit{form.Unit}, reports)
	if err != nil {
		return reform.Scorecard{}, err
	}
	return cards[0], nil
}

// submitted is the newest submitted version of a source's report, with values.
func (b *Board) submitted(ctx context.Context, cycle, unit string, source reform.Source) (reform.Report, bool, error) {
	versions, err := b.Store.ReportVersions(ctx, cycle, unit, source)
	if err != nil {
		return reform.Report{}, false, err
	}
	for _, v := range versions {
		if v.Status == reform.Submitted {
			r, err := b.Store.ReportVersion(ctx, cycle, unit, source, v.Version)
			return r, err == nil, err
		}
	}
	return reform.Report{}, false, nil
}
