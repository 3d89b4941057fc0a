package flow

import (
	"context"
	"fmt"
	"time"

	"reformboard/internal/reform"
)

// Draft is the version of a report that a person has seen.
type Draft struct {
	Cycle   string
	Unit    string
	Source  reform.Source
	Version int
}

// Submit makes a draft the source's word. When somebody has saved another version
// since the person saw this one, nothing is submitted.
func (b *Board) Submit(ctx context.Context, seen Draft, by string, at time.Time) (reform.Report, error) {
	c, err := b.Store.Cycle(ctx, seen.Cycle)
	if err != nil {
		return reform.Report{}, err
	}
	if phase := c.Phase(at); phase != reform.Open {
		return reform.Report{}, fmt.Errorf("%w: cycle %s is %s", reform.ErrForbidden, c.ID, phase)
	}
	report, err := b.Store.Report(ctx, seen.Cycle, seen.Unit, seen.Source)
	if err != nil {
		return reform.Report{}, err
	}
	if report.Version != seen.Version {
		return reform.Report{}, fmt.Errorf("%w: version %d has been saved since", reform.ErrConflict, report.Version)
	}
	if report.Status == reform.Submitted && report.SubmittedBy == by {
		return report, nil // a second click
	}
	if err := report.Submit(by, at); err != nil {
		return reform.Report{}, err
	}
	return report, b.Store.SubmitReport(ctx, report)
}
