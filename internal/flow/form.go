package flow

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"reformboard/internal/reform"
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
	form.Language = l
	report, err := b.Store.Report(ctx, cycle, unit, source)
	if err != nil && !errors.Is(err, reform.ErrNotFound) {
		return err
	}
	form.Values = report.Values
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
	if form.Framework, err = b.Store.Framework(ctx, form.Cycle.Framework); err != nil {
		return form, err
	}
	units, groups, err := b.reporting(ctx, form.Cycle)
	if err != nil {
		return form, err
	}
	for _, u := range units {
		if u.ID == unit {
			form.Unit = u
		}
	}
	for _, g := range groups {
		if g.ID == form.Unit.PeerGroup {
			form.Group = g
		}
	}
	if form.Unit.ID == "" || len(form.Framework.FiguresOf(source)) == 0 {
		return form, fmt.Errorf("%w: no %s report of %q in cycle %s", reform.ErrNotFound, source, unit, cycle)
	}
	return form, nil
}

// reporting lists the units that report in a cycle and the groups they are in.
func (b *Board) reporting(ctx context.Context, c reform.Cycle) ([]reform.Unit, []reform.PeerGroup, error) {
	all, err := b.Store.Units(ctx)
	if err != nil {
		return nil, nil, err
	}
	every, err := b.Store.PeerGroups(ctx)
	if err != nil {
		return nil, nil, err
	}
	var units []reform.Unit
	used := map[string]bool{}
	for _, u := range reform.Subtree(all, c.Body) {
		if u.PeerGroup != "" {
			units = append(units, u)
			used[u.PeerGroup] = true
		}
	}
	var groups []reform.PeerGroup
	for _, g := range every {
		if used[g.ID] {
			groups = append(groups, g)
		}
	}
	return units, groups, nil
}
