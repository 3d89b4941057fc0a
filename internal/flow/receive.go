package flow

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// Delivery is a workbook as it comes in.
type Delivery struct {
	Cycle       string
	Unit        string
	Source      reform.Source
	By          string
	At          time.Time
	Name        string // as the sender calls the file; empty: Content was typed into a page, and is an Entry
	Content     []byte
	SHA256      string // of what is kept already, with its Size: Content is not asked for then
	Size        int64
	Attachments []reform.Attachment // that came with it, already kept
	Found       []reform.Finding    // of what should have come with it and was left out
	Recipe      string              // the reform.Recipe.Key that reads it; empty: it is written on a form of ours

	said *workbook.Reading // what it says, where that is known already
}

// Entry is a report as it was typed into a page.
type Entry struct {
	Version int               `json:"version"` // of the report that the page showed; 0: none
	Typed   map[string]string `json:"typed"`   // by figure; what is left out was left alone
}

// Outcome is what came of a Delivery. Unchanged: these bytes are what the newest
// version was made from, nothing more of them can be kept, and Upload is the one that
// made it.
type Outcome struct {
	Upload    reform.Upload
	Unchanged bool

	Clashes int // values that somebody else has changed since the form was made

	said *workbook.Reading // what it says
}

// Receive keeps the workbook, reads it, and records what was found. It changes no
// report: that is for whoever has seen the Difference to Accept. What cannot be read
// is kept and recorded all the same.
func (b *Board) Receive(ctx context.Context, d Delivery) (Outcome, error) {
	form, err := b.Form(ctx, d.Cycle, d.Unit, d.Source)
	if err != nil {
		return Outcome{}, err
	}
	if err := b.takes(ctx, form.Cycle, d.Unit, d.Source, d.At); err != nil {
		return Outcome{}, err
	}
	upload := reform.Upload{
		ID: rand.Text(), Cycle: d.Cycle, Unit: d.Unit, Source: d.Source,
		Name: d.Name, At: d.At, By: d.By, SHA256: d.SHA256, Size: d.Size, Recipe: d.Recipe, Findings: d.Found,
	}
	if upload.SHA256 == "" {
		upload.Size = int64(len(d.Content))
		if upload.SHA256, err = b.Files.Keep(d.Content); err != nil {
			return Outcome{}, err
		}
	}
	desk, err := b.desk(ctx, form)
	if err != nil {
		return Outcome{}, err
	}
	if desk.said = d.said; desk.said == nil {
		r, err := b.reading(ctx, form, upload, d.Content)
		if err != nil {
			return Outcome{}, err
		}
		desk.said = &r
	}
	difference, err := b.held(ctx, desk, upload, nil)
	if err != nil {
		return Outcome{}, err
	}
	// What was left out when these bytes were kept may be wanted now.
	if desk.newest.Version > 0 && desk.newest.SHA256 == upload.SHA256 && len(d.Attachments)+len(d.Found) == 0 && !difference.Alters() {
		if out, err := b.unchanged(ctx, desk.newest); err != nil || out.Upload.Recipe == d.Recipe {
			return out, err
		}
	}
	upload.Findings = difference.Findings
	for i := range d.Attachments {
		a := &d.Attachments[i]
		a.ID, a.Cycle, a.Unit, a.Source, a.At, a.By = rand.Text(), d.Cycle, d.Unit, d.Source, d.At, d.By
	}
	return Outcome{Upload: upload, Clashes: clashes(difference, d.By), said: desk.said}, b.Store.SaveUpload(ctx, upload, d.Attachments...)
}

// reading reads what was uploaded, or typed, when its turn has come.
func (b *Board) reading(ctx context.Context, form workbook.Form, u reform.Upload, content []byte) (r workbook.Reading, err error) {
	err = b.turns.take(ctx, u.Size, func() error {
		if content == nil {
			if content, err = b.Files.Read(u.SHA256); err != nil {
				return err
			}
		}
		if u.Recipe != "" {
			r, err = b.readForeign(ctx, form, u, content)
			return err
		}
		if u.Name != "" {
			r, err = workbook.Read(content, form)
			return err
		}
		entry, err := entryIn(content)
		r = workbook.Enter(form, entry.Typed, entry.Version)
		return err
	})
	return r, err
}

// Entry is what was typed into a page and came in as an upload.
func (b *Board) Entry(u reform.Upload) (Entry, error) {
	content, err := b.Files.Read(u.SHA256)
	if err != nil {
		return Entry{}, err
	}
	return entryIn(content)
}

func entryIn(content []byte) (e Entry, err error) {
	if err := json.Unmarshal(content, &e); err != nil {
		return e, fmt.Errorf("%w: what was typed into the page: %w", reform.ErrInvalid, err)
	}
	return e, nil
}

// unchanged finds the upload that the newest version was made from.
func (b *Board) unchanged(ctx context.Context, newest reform.Report) (Outcome, error) {
	uploads, err := b.Store.Uploads(ctx, newest.Cycle, newest.Unit, newest.Source)
	if err != nil {
		return Outcome{}, err
	}
	for _, u := range uploads {
		if u.Version == newest.Version {
			return Outcome{Upload: u, Unchanged: true}, nil
		}
	}
	return Outcome{}, fmt.Errorf("the upload of version %d of %s in %s is missing", newest.Version, newest.Unit, newest.Cycle)
}

// desk is one source's report of a unit being made.
type desk struct {
	form   workbook.Form
	newest reform.Report     // Version 0: none yet
	said   *workbook.Reading // what came in for it; nil: that is to be read
}

func (b *Board) desk(ctx context.Context, form workbook.Form) (desk, error) {
	newest, err := b.Store.Report(ctx, form.Cycle.ID, form.Unit.ID, form.Source)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return desk{}, err
	}
	return desk{form: form, newest: newest}, nil
}
