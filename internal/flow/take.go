package flow

import (
	"context"

	"reformboard/internal/reform"
)

// Take receives a workbook and accepts at once all that could be read of it, for who
// hands in many and looks at the findings afterwards. The report is nil when nothing
// could be read.
func (b *Board) Take(ctx context.Context, d Delivery) (Outcome, *reform.Report, error) {
	out, err := b.Receive(ctx, d)
	if err != nil || out.Upload.Refused() {
		return out, nil, err
	}
	version := out.Upload.Version
	if !out.Unchanged {
		newest, err := b.Store.ReportVersions(ctx, d.Cycle, d.Unit, d.Source)
		if err != nil {
			return out, nil, err
		}
		if len(newest) > 0 {
			version = newest[0].Version
		}
	}
	report, err := b.Accept(ctx, Acceptance{Upload: out.Upload.ID, Version: version, By: d.By, At: d.At})
	if err != nil {
		return out, nil, err
	}
	out.Upload.Version = report.Version
	return out, &report, nil
}
