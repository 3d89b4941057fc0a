package flow

import (
	"context"
	"errors"

	"reformboard/internal/reform"
)

// Take receives a workbook and accepts at once all that could be read of it, for who
// hands in many and looks at the findings afterwards. The report is nil when nothing
// could be read, or nothing is said; it is the newest version where that says all of it
// already.
func (b *Board) Take(ctx context.Context, d Delivery) (Outcome, *reform.Report, error) {
	out, err := b.Receive(ctx, d)
	if err != nil || out.Upload.Refused() {
		return out, nil, err
	}
	if out.Unchanged {
		report, err := b.Accept(ctx, Acceptance{Upload: out.Upload.ID, Version: out.Upload.Version, By: d.By, At: d.At})
		return out, &report, err
	}
	report, err := b.acceptNewest(ctx, out, d)
	if err != nil || report.Version == 0 {
		return out, nil, err
	}
	if report.SHA256 == out.Upload.SHA256 {
		out.Upload.Version = report.Version
	}
	return out, &report, nil
}

// acceptNewest accepts what comes beside what anybody has saved by then; a form takes
// back nothing that it has not seen. Whoever is faster may be so a few times.
func (b *Board) acceptNewest(ctx context.Context, out Outcome, d Delivery) (reform.Report, error) {
	u := out.Upload
	for tries := 3; ; tries-- {
		versions, err := b.Store.ReportVersions(ctx, u.Cycle, u.Unit, u.Source)
		if err != nil {
			return reform.Report{}, err
		}
		seen := Acceptance{Upload: u.ID, By: d.By, At: d.At, Unseen: true, said: out.said}
		if len(versions) > 0 {
			seen.Version = versions[0].Version
		}
		report, err := b.Accept(ctx, seen)
		if !errors.Is(err, reform.ErrConflict) || tries == 0 {
			return report, err
		}
	}
}
