package flow

import (
	"context"
	"errors"
	"fmt"
	"io"

	"reformboard/internal/marking"
	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// Mark writes the file of an upload back with its mistakes marked: those of the
// Difference while it waits to be accepted, and after that those found when it came.
func (b *Board) Mark(ctx context.Context, w io.Writer, upload string, l reform.Language) error {
	u, err := b.Store.Upload(ctx, upload)
	if err != nil {
		return err
	}
	if u.Name == "" || u.Refused() {
		return fmt.Errorf("%w: upload %s has no workbook to mark", reform.ErrNotFound, upload)
	}
	found := u.Findings
	if u.Version == 0 {
		d, _, err := b.difference(ctx, upload, nil, nil)
		if err != nil {
			return err
		}
		found = d.Findings
	}
	return b.turns.take(ctx, u.Size, func() error {
		content, err := b.Files.Read(u.SHA256)
		if err != nil {
			return err
		}
		return marking.Write(w, content, found, l)
	})
}

// Carried counts the answers of a refused file that Carry moves to the right form.
func (b *Board) Carried(ctx context.Context, u reform.Upload) (int, error) {
	form, err := b.Form(ctx, u.Cycle, u.Unit, u.Source)
	if err != nil {
		return 0, err
	}
	n := 0
	err = b.turns.take(ctx, u.Size, func() error {
		content, err := b.Files.Read(u.SHA256)
		if err != nil {
			return err
		}
		reading, err := workbook.Carry(content, form)
		if err != nil || reading.Refused() {
			return err
		}
		for _, v := range reading.Values {
			if v.Absence != reform.NotReported {
				n++
			}
		}
		return nil
	})
	return n, err
}

// Before is what a unit reported a period ago, and when that was; no Values: nothing.
func (b *Board) Before(ctx context.Context, form workbook.Form) (reform.Period, []reform.Value, error) {
	cycles, err := b.Earlier(ctx, &reform.Tally{Cycle: form.Cycle, Framework: form.Framework}, 1)
	if err != nil || len(cycles) == 0 {
		return "", nil, err
	}
	report, err := b.Store.SubmittedReport(ctx, cycles[0].ID, form.Unit.ID, form.Source)
	if errors.Is(err, reform.ErrNotFound) {
		return cycles[0].Period, nil, nil
	}
	return cycles[0].Period, report.Values, err
}
