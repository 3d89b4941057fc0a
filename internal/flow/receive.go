package flow

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// Delivery is a workbook as it comes in.
type Delivery struct {
	Cycle   string
	Unit    string
	Source  reform.Source
	By      string
	At      time.Time
	Name    string // as the sender calls the file
	Content []byte
}

// Outcome is what came of a Delivery. Report is nil when nothing could be read;
// Unchanged is true when these bytes are what the newest version was made from.
type Outcome struct {
	Upload    reform.Upload
	Report    *reform.Report
	Unchanged bool
}

// Receive keeps the workbook, reads it, and stores the good values as a draft.
// What cannot be read is kept and recorded all the same.
func (b *Board) Receive(ctx context.Context, d Delivery) (Outcome, error) {
	form, err := b.Form(ctx, d.Cycle, d.Unit, d.Source)
	if err != nil {
		return Outcome{}, err
	}
	if phase := form.Cycle.Phase(d.At); phase != reform.Open {
		return Outcome{}, fmt.Errorf("%w: cycle %s is %s", reform.ErrForbidden, d.Cycle, phase)
	}
	newest, err := b.Store.Report(ctx, d.Cycle, d.Unit, d.Source)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return Outcome{}, err
	}
	upload := reform.Upload{
		ID: rand.Text(), Cycle: d.Cycle, Unit: d.Unit, Source: d.Source,
		Name: d.Name, Size: int64(len(d.Content)), At: d.At, By: d.By,
	}
	if upload.SHA256, err = b.Files.Keep(d.Content); err != nil {
		return Outcome{}, err
	}
	if newest.Version > 0 && newest.SHA256 == upload.SHA256 {
		return b.unchanged(ctx, newest)
	}
	out, err := b.read(ctx, d.Content, form, newest.Version+1, upload)
	if errors.Is(err, reform.ErrConflict) {
		return b.overtaken(ctx, upload, err)
	}
	return out, err
}

// overtaken asks who saved a version meanwhile: with the same bytes it was a
// double click, and nobody has to be told of a conflict.
func (b *Board) overtaken(ctx context.Context, u reform.Upload, conflict error) (Outcome, error) {
	newest, err := b.Store.Report(ctx, u.Cycle, u.Unit, u.Source)
	if err != nil || newest.SHA256 != u.SHA256 {
		return Outcome{}, errors.Join(conflict, err)
	}
	return b.unchanged(ctx, newest)
}

func (b *Board) read(ctx context.Context, content []byte, form workbook.Form, version int, u reform.Upload) (Outcome, error) {
	reading, err := workbook.Read(content, form)
	if err != nil {
		return Outcome{}, err
	}
	u.Findings = reading.Findings
	if reading.Refused() {
		return Outcome{Upload: u}, b.Store.SaveUpload(ctx, u)
	}
	u.Version = version
	report := reform.Report{
		Cycle: u.Cycle, Unit: u.Unit, Source: u.Source, Version: version, Status: reform.Draft,
		File: u.Name, SHA256: u.SHA256, SavedAt: u.At, SavedBy: u.By, Values: reading.Values,
	}
	return Outcome{Upload: u, Report: &report}, b.Store.SaveDraft(ctx, report, u)
}

// unchanged finds the upload that the newest version was made from.
func (b *Board) unchanged(ctx context.Context, newest reform.Report) (Outcome, error) {
	uploads, err := b.Store.Uploads(ctx, newest.Cycle, newest.Unit, newest.Source)
	if err != nil {
		return Outcome{}, err
	}
	for _, u := range uploads {
		if u.Version == newest.Version {
			return Outcome{Upload: u, Report: &newest, Unchanged: true}, nil
		}
	}
	return Outcome{}, fmt.Errorf("the upload of version %d of %s in %s is missing", newest.Version, newest.Unit, newest.Cycle)
}
