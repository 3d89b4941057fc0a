package flow

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/score"
	"reformboard/internal/workbook"
)

// WriteForm writes the form that one source fills in for a unit and cycle. What
// the newest version of the report says stands in it already, so that a person
// mends and completes instead of beginning again.
func (b *Board) WriteForm(ctx context.Context, w io.Writer, cycle, unit string, source reform.Source, l reform.Language) error {
	form, err := b.Form(ctx, cycle, unit, source)
	if err != nil {
		return err
	}
	report, err := b.Store.Report(ctx, cycle, unit, source)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return err
	}
	return b.writeForm(ctx, w, form, report, l)
}

// Carry writes the form with what can be read of a file that was refused because it
// was made for another unit, cycle or framework. Nothing is handed in so.
func (b *Board) Carry(ctx context.Context, w io.Writer, upload string, l reform.Language) error {
	u, err := b.Store.Upload(ctx, upload)
	if err != nil {
		return err
	}
	form, err := b.Form(ctx, u.Cycle, u.Unit, u.Source)
	if err != nil {
		return err
	}
	content, err := b.Files.Read(u.SHA256)
	if err != nil {
		return err
	}
	reading, err := workbook.Carry(content, form)
	if err != nil {
		return err
	}
	if reading.Refused() {
		return fmt.Errorf("%w: nothing in the file can be carried over", reform.ErrNotFound)
	}
	return b.writeForm(ctx, w, form, reform.Report{Values: reading.Values}, l)
}

// writeForm writes a form with the values of a report in its cells.
func (b *Board) writeForm(ctx context.Context, w io.Writer, form workbook.Form, report reform.Report, l reform.Language) error {
	m, err := b.method(ctx, form.Cycle.Framework)
	if err != nil {
		return err
	}
	form.Language = l
	content := filling{report: report}
	if content.others, err = b.otherSources(ctx, reform.Report{Cycle: form.Cycle.ID, Unit: form.Unit.ID, Source: form.Source}); err != nil {
		return err
	}
	if content.last, err = b.last(ctx, form); err != nil {
		return err
	}
	return b.print(w, form, m, content)
}

// filling is what stands in a form before a person fills it in.
type filling struct {
	report reform.Report   // whose values they are
	others []reform.Report // newest submitted ones of the unit's other sources
	last   workbook.Last
}

// print writes a form. It asks the store nothing.
func (b *Board) print(w io.Writer, form workbook.Form, m method, content filling) error {
	form.Values, form.Version, form.Last = content.report.Values, content.report.Version, content.last
	for _, r := range content.others {
		form.Known = append(form.Known, r.Values...)
	}
	if f := &form.Framework; !f.NeedsOthers() && !looksBack(f) && !f.ReadsRecord() { // more than this unit's own reports would count
		r := content.report
		r.Cycle, r.Unit, r.Source, r.SavedAt = form.Cycle.ID, form.Unit.ID, form.Source, form.Cycle.Opens
		card, err := m.expected(score.Input{Cycle: form.Cycle, Units: []reform.Unit{form.Unit}, Reports: slices.Clone(content.others)}, r)
		if err != nil {
			return err
		}
		form.Expected = &card
	}
	for _, at := range []*time.Time{&form.Cycle.DataFrom, &form.Cycle.DataTo, &form.Cycle.Opens, &form.Cycle.Due, &form.Cycle.Closes} {
		*at = at.In(b.Zone)
	}
	return workbook.Write(w, form)
}

// Form gathers what a form and its reader have to agree on.
func (b *Board) Form(ctx context.Context, cycle, unit string, source reform.Source) (workbook.Form, error) {
	form := workbook.Form{Source: source, Language: reform.Vietnamese}
	var err error
	if form.Cycle, err = b.Store.Cycle(ctx, cycle); err != nil {
		return form, err
	}
	m, err := b.method(ctx, form.Cycle.Framework)
	if err != nil {
		return form, err
	}
	form.Framework = *m.framework
	if form.Unit, err = b.Store.Unit(ctx, unit); err != nil {
		return form, err
	}
	within, err := b.Store.Within(ctx, unit, form.Cycle.Body)
	if err != nil {
		return form, err
	}
	if !slices.Contains(reform.Reporters, source) || !within || form.Unit.PeerGroup == "" || len(form.Framework.FiguresOf(source)) == 0 {
		return form, fmt.Errorf("%w: no %s report of %q in cycle %s", reform.ErrNotFound, source, unit, cycle)
	}
	form.Cycle = form.Cycle.For(form.Unit)
	if form.Group, err = b.Store.PeerGroup(ctx, form.Unit.PeerGroup); err != nil {
		return form, err
	}
	form.Key, err = b.FormKey(ctx)
	return form, err
}

// last is what the unit reported a period ago, and what that earned.
func (b *Board) last(ctx context.Context, form workbook.Form) (workbook.Last, error) {
	cycles, err := b.Earlier(ctx, &reform.Tally{Cycle: form.Cycle, Framework: form.Framework}, 1)
	if err != nil || len(cycles) == 0 {
		return workbook.Last{}, err
	}
	report, err := b.Store.SubmittedReport(ctx, cycles[0].ID, form.Unit.ID, form.Source)
	if errors.Is(err, reform.ErrNotFound) {
		return workbook.Last{}, nil
	}
	if err != nil {
		return workbook.Last{}, err
	}
	tally, err := b.tally(ctx, cycles[0].ID, reform.SelfScored)
	if err != nil {
		return workbook.Last{}, err
	}
	return lastOf(tally, report), nil
}

// lastOf is what a report of an earlier cycle said and earned.
func lastOf(t *reform.Tally, r reform.Report) workbook.Last {
	last := workbook.Last{Period: t.Cycle.Period, Framework: &t.Framework, Values: r.Values}
	if at := slices.IndexFunc(t.Scorecards, func(c reform.Scorecard) bool { return c.Unit == r.Unit }); at >= 0 {
		last.Scorecard = &t.Scorecards[at]
	}
	return last
}

// FormName is the name of the file of a form. It is unique among all forms, so that any
// two of them can lie in one folder.
func FormName(cycle, unit string, source reform.Source) string {
	name := cycle + "_" + unit
	if source != reform.FromUnit {
		name += "_" + string(source)
	}
	return FileName(name) + ".xlsx"
}

// FileName is a name that every system takes for a file or folder.
func FileName(name string) string {
	name = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, name)
	return strings.TrimRight(name, ". ")
}

// Reporting lists the units that report in a cycle and the groups they are in.
func (b *Board) Reporting(ctx context.Context, c reform.Cycle) ([]reform.Unit, []reform.PeerGroup, error) {
	all, err := b.Store.Units(ctx)
	if err != nil {
		return nil, nil, err
	}
	every, err := b.Store.PeerGroups(ctx)
	if err != nil {
		return nil, nil, err
	}
	units, groups := reform.Reporting(all, every, c.Body)
	return units, groups, nil
}
