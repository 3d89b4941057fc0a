package flow

import (
	"context"
	"fmt"
	"strings"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
)

// Draft is the version of a report that a person has seen, and why its doubtful
// values stand.
type Draft struct {
	Cycle   string
	Unit    string
	Source  reform.Source
	Version int
	Reasons map[string]string // by figure
}

// Submit makes a draft the source's word. When somebody has saved another version
// since the person saw this one, nothing is submitted; and nothing while a doubtful
// value has no reason, which wraps reform.ErrInvalid, or something is claimed that is
// neither shown nor explained, which wraps ErrUnproved.
func (b *Board) Submit(ctx context.Context, seen Draft, by string, at time.Time) (reform.Report, error) {
	form, err := b.Form(ctx, seen.Cycle, seen.Unit, seen.Source)
	if err != nil {
		return reform.Report{}, err
	}
	if err := b.takes(ctx, form.Cycle, seen.Unit, seen.Source, at); err != nil {
		return reform.Report{}, err
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
	for i := range report.Values {
		v := &report.Values[i]
		if reason := strings.TrimSpace(seen.Reasons[v.Figure]); reason != "" {
			v.Reason = reason
		}
	}
	doubtful, err := b.Doubtful(ctx, report)
	if err != nil {
		return reform.Report{}, err
	}
	for _, f := range doubtful {
		if v, _ := report.Value(f.Figure); !v.Reasoned() {
			return reform.Report{}, fmt.Errorf("%w: %s needs a reason", reform.ErrInvalid, f.Figure)
		}
	}
	unproved, err := b.Unproved(ctx, report, at)
	if err != nil {
		return reform.Report{}, err
	}
	if len(unproved) > 0 {
		return reform.Report{}, fmt.Errorf("%w: indicator %s", ErrUnproved, unproved[0].ID)
	}
	if err := report.Submit(by, at); err != nil {
		return reform.Report{}, err
	}
	return report, b.Store.SubmitReport(ctx, report)
}

// Doubtful lists the values of a draft that need a reason before it is submitted.
func (b *Board) Doubtful(ctx context.Context, r reform.Report) ([]reform.Finding, error) {
	form, err := b.Form(ctx, r.Cycle, r.Unit, r.Source)
	if err != nil {
		return nil, err
	}
	doubts, err := b.doubts(ctx, form)
	if err != nil {
		return nil, err
	}
	doubts.Values = r.Values
	var found []reform.Finding
	for _, f := range scrutiny.Of(doubts) {
		if f.Problem.Justified() {
			found = append(found, f)
		}
	}
	return found, nil
}
