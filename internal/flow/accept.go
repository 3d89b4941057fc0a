package flow

import (
	"context"
	"errors"
	"fmt"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// Acceptance is a person's word that an upload becomes the next version of a report.
type Acceptance struct {
	Upload  string
	Version int // the newest version when the person saw the difference; 0: none
	Chosen  Chosen
	By      string
	At      time.Time
	// Unseen says that nobody has looked at the difference: where somebody else changed
	// a value since the form was made, that stays, and where nothing is new, nothing is
	// saved.
	Unseen bool

	said *workbook.Reading // what the upload says, where that is known already
}

// Accept saves the next version of a report, as a draft. When somebody else has saved
// a version since the person saw the difference, nothing is saved; a second click is no
// mistake.
func (b *Board) Accept(ctx context.Context, a Acceptance) (reform.Report, error) {
	report, err := b.accept(ctx, a)
	if !errors.Is(err, reform.ErrConflict) {
		return report, err
	}
	u, lost := b.Store.Upload(ctx, a.Upload)
	if lost != nil || u.Version == 0 {
		return reform.Report{}, errors.Join(err, lost)
	}
	return b.Store.ReportVersion(ctx, u.Cycle, u.Unit, u.Source, u.Version)
}

func (b *Board) accept(ctx context.Context, a Acceptance) (reform.Report, error) {
	d, u, err := b.difference(ctx, a.Upload, a.Chosen, a.said)
	if err == nil && a.Unseen && clashes(d, a.By) > 0 {
		chosen := Chosen{}
		for _, alteration := range d.Alterations {
			chosen[alteration.Figure.ID] = !alteration.Clash
		}
		d, u, err = b.difference(ctx, a.Upload, chosen, a.said)
	}
	if err != nil {
		return reform.Report{}, err
	}
	form, err := b.Form(ctx, u.Cycle, u.Unit, u.Source)
	if err != nil {
		return reform.Report{}, err
	}
	if err := b.takes(ctx, form.Cycle, u.Unit, u.Source, a.At); err != nil {
		return reform.Report{}, err
	}
	switch {
	case u.Version > 0:
		return reform.Report{}, fmt.Errorf("%w: upload %s was accepted already", reform.ErrConflict, u.ID)
	case d.Report.Version == 0:
		return reform.Report{}, fmt.Errorf("%w: nothing could be read of upload %s", reform.ErrInvalid, u.ID)
	case d.Newest.Version != a.Version:
		return reform.Report{}, fmt.Errorf("%w: version %d has been saved since", reform.ErrConflict, d.Newest.Version)
	case a.Unseen && !d.Alters():
		return d.Newest, nil
	}
	d.Report.SavedAt, d.Report.SavedBy = a.At, a.By
	return d.Report, b.Store.AcceptUpload(ctx, d.Report, u.ID)
}

// clashes counts the values that somebody else than this person changed since the form
// was made.
func clashes(d reform.Difference, by string) int {
	n := 0
	if d.Newest.SavedBy == by {
		return n
	}
	for _, a := range d.Alterations {
		if a.Clash {
			n++
		}
	}
	return n
}
