package flow

import (
	"context"
	"fmt"
	"slices"

	"reformboard/internal/reform"
	"reformboard/internal/scrutiny"
	"reformboard/internal/workbook"
)

// Difference says what an upload would change in the newest version of its report,
// and what that would earn. Accept does what it says.
func (b *Board) Difference(ctx context.Context, upload string, chosen Chosen) (reform.Difference, error) {
	d, _, err := b.difference(ctx, upload, chosen, nil)
	if err != nil || d.Report.Version == 0 {
		return d, err
	}
	if d.Newest.Version > 0 {
		before, err := b.Expected(ctx, d.Newest)
		if err != nil {
			return d, err
		}
		d.Before = &before
	}
	after, err := b.Expected(ctx, d.Report)
	d.After = &after
	return d, err
}

// Chosen are the figures whose alterations a person wants; nil: all of them.
type Chosen map[string]bool

// difference reads the upload again, if need be, and holds it against the newest version.
func (b *Board) difference(ctx context.Context, id string, chosen Chosen, said *workbook.Reading) (reform.Difference, reform.Upload, error) {
	u, err := b.Store.Upload(ctx, id)
	if err != nil {
		return reform.Difference{}, u, err
	}
	form, err := b.Form(ctx, u.Cycle, u.Unit, u.Source)
	if err != nil {
		return reform.Difference{}, u, err
	}
	desk, err := b.desk(ctx, form)
	if err != nil {
		return reform.Difference{}, u, err
	}
	desk.said = said
	d, err := b.held(ctx, desk, u, chosen)
	return d, u, err
}

// held holds what came in against the newest version: the one code for the dry run
// and for the commit. An upload of which nobody has told what it says is read.
func (b *Board) held(ctx context.Context, at desk, u reform.Upload, chosen Chosen) (reform.Difference, error) {
	d := reform.Difference{Newest: at.newest}
	if at.said == nil {
		r, err := b.reading(ctx, at.form, u, nil)
		if err != nil {
			return d, err
		}
		at.said = &r
	}
	r := *at.said
	ofReading := func(f reform.Finding) bool { return !f.LeftOut() } // found again whenever it is read
	d.Findings = slices.Concat(r.Findings, slices.DeleteFunc(slices.Clone(u.Findings), ofReading))
	if r.Refused() {
		return d, nil
	}
	base := at.newest // no value of ours stood in a foreign form
	if u.Recipe == "" {
		var err error
		if base, err = b.base(ctx, at, r.Version); err != nil {
			return d, err
		}
	}
	d.Alterations = alterations(at, base, r, chosen)
	d.Report = reform.Report{
		Cycle: u.Cycle, Unit: u.Unit, Source: u.Source, Version: at.newest.Version + 1, Status: reform.Draft,
		File: u.Name, SHA256: u.SHA256, SavedAt: u.At, SavedBy: u.By,
	}
	doubts, err := b.doubts(ctx, at.form)
	if err != nil {
		return d, err
	}
	settle(&d, at.form, doubts)
	return d, nil
}

// base is what stood in the form before a person changed it: what is still so was not
// touched, and takes back nothing that others have said since.
func (b *Board) base(ctx context.Context, at desk, version int) (reform.Report, error) {
	switch version {
	case 0:
		return reform.Report{}, nil
	case at.newest.Version:
		return at.newest, nil
	}
	base, err := b.Store.ReportVersion(ctx, at.form.Cycle.ID, at.form.Unit.ID, at.form.Source, version)
	if err != nil {
		return reform.Report{}, fmt.Errorf("the version that the form was made from: %w", err)
	}
	return base, nil
}

// alterations lists what a reading would change, in the order of the framework.
func alterations(at desk, base reform.Report, r workbook.Reading, chosen Chosen) []reform.Alteration {
	var found []reform.Alteration
	said := reform.Report{Values: r.Values}
	for _, g := range at.form.Framework.FiguresOf(at.form.Source) {
		read, ok := said.Value(g.ID)
		if !ok || !r.Taken(g.ID) {
			continue
		}
		old, was := valueOf(at.newest, g.ID), valueOf(base, g.ID)
		if read.Said(was) || read.Said(old) {
			continue
		}
		found = append(found, reform.Alteration{
			Figure: g, Old: old, New: read, Clash: !old.Said(was), Left: chosen != nil && !chosen[g.ID],
		})
	}
	return found
}

// valueOf is what a report says for a figure; not reported where it has no such value.
func valueOf(r reform.Report, figure string) reform.Value {
	if v, ok := r.Value(figure); ok {
		return v
	}
	return reform.Value{Figure: figure, Absence: reform.NotReported}
}

// settle puts the next version together. A value that cannot stand beside the others
// is left as it was; if that cannot stand either, it is left out.
func settle(d *reform.Difference, form workbook.Form, doubts scrutiny.Case) {
	d.Report.Values = merged(*d, form)
	doubts.Values = d.Report.Values
	found := scrutiny.Of(doubts)
	untaken := scrutiny.Untaken(found)
	if len(untaken) > 0 {
		for i := range d.Alterations {
			a := &d.Alterations[i]
			a.Left = a.Left || untaken[a.Figure.ID]
		}
		d.Report.Values = merged(*d, form)
		doubts.Values = d.Report.Values
		again := scrutiny.Of(doubts)
		for figure := range scrutiny.Untaken(again) {
			drop(d, form, figure)
		}
		found = joined(found, again)
	}
	d.Findings = append(slices.Clone(d.Findings), found...)
}

// merged are the newest values with the alterations that are not left.
func merged(d reform.Difference, form workbook.Form) []reform.Value {
	var values []reform.Value
	for _, g := range form.Framework.FiguresOf(form.Source) {
		v := valueOf(d.Newest, g.ID)
		for _, a := range d.Alterations {
			if a.Figure.ID == g.ID && !a.Left {
				v = a.New
			}
		}
		values = append(values, v)
	}
	return values
}

// drop leaves a value out of the next version, and says so.
func drop(d *reform.Difference, form workbook.Form, figure string) {
	for i := range d.Report.Values {
		v := &d.Report.Values[i]
		if v.Figure != figure {
			continue
		}
		old := valueOf(d.Newest, figure)
		*v = reform.Value{Figure: figure, Absence: reform.NotReported, Origin: v.Origin}
		g, _ := form.Framework.Figure(figure)
		if !old.Said(*v) && !slices.ContainsFunc(d.Alterations, func(a reform.Alteration) bool { return a.Figure.ID == figure }) {
			d.Alterations = append(d.Alterations, reform.Alteration{Figure: g, Old: old, New: *v})
		}
	}
}

// joined are the errors of a first look, and what a second look found.
func joined(first, second []reform.Finding) []reform.Finding {
	var all []reform.Finding
	for _, f := range first {
		same := func(g reform.Finding) bool { return g.Figure == f.Figure && g.Problem == f.Problem }
		if f.Severity == reform.Error && !slices.ContainsFunc(second, same) {
			all = append(all, f)
		}
	}
	return append(all, second...)
}
