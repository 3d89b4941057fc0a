package flow

import (
	"context"
	"fmt"
	"time"

	"reformboard/internal/reform"
)

// Intake is what the judging of its claims says to another report of a unit.
type Intake struct {
	Locked error // an Objection: its claims are being judged, or final; nil: another may come
	Mends  bool  // something was returned, to be mended though the window has closed
}

// Intake asks it of the docket. The cycle is as the unit has it.
func (b *Board) Intake(ctx context.Context, c reform.Cycle, unit string, source reform.Source) (Intake, error) {
	if source != reform.FromUnit || c.Judged == 0 {
		return Intake{}, nil
	}
	d, err := b.Store.Docket(ctx, c.ID, unit)
	if err != nil || d.Report.Version == 0 {
		return Intake{}, err
	}
	return Intake{Locked: d.Review.Locks(d.Appraisals, d.Report.Version), Mends: d.Mends()}, nil
}

// Takes objects to a report that comes at a moment.
func (i Intake) Takes(c reform.Cycle, at time.Time) error {
	switch phase := c.Phase(at); {
	case i.Locked != nil:
		return i.Locked
	case phase == reform.Open, phase == reform.Closed && i.Mends:
		return nil
	default:
		return fmt.Errorf("%w: cycle %s is %s", reform.ErrForbidden, c.ID, phase)
	}
}

// takes objects to a report of the one who fills in a form.
func (b *Board) takes(ctx context.Context, c reform.Cycle, unit string, source reform.Source, at time.Time) error {
	i, err := b.Intake(ctx, c, unit, source)
	if err != nil {
		return err
	}
	return i.Takes(c, at)
}
