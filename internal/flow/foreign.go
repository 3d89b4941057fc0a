package flow

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"reformboard/internal/answer"
	"reformboard/internal/container"
	"reformboard/internal/recipe"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
	"reformboard/internal/workbook"
)

// Foreign is a form that is not the board's own, as it comes in for a cycle. The file is
// kept.
type Foreign struct {
	Cycle  string
	Recipe string // id
	Unit   string // whose form it is; empty where each of its rows is a unit
	SHA256 string
	Name   string
}

// Sheaf is what a foreign form would change: a Difference for each unit and source that
// it speaks of.
type Sheaf struct {
	Known     Known
	Cycle     reform.Cycle
	Framework reform.Framework
	Size      int64
	Shares    []Share
	Outside   []reform.Unit    // that it speaks of too, and that do not report in the cycle
	Findings  []reform.Finding // of the form as a whole; they stand in nobody's way
	Refused   bool
}

// Share is what a foreign form says of one unit.
type Share struct {
	Unit       reform.Unit
	Source     reform.Source
	Difference reform.Difference
	Given      int           // values that the form has
	Upload     reform.Upload // by which it has become the unit's draft; without an ID: it has not
	said       workbook.Reading
}

// Key names a share among those of its form.
func (s Share) Key() string { return string(s.Source) + " " + s.Unit.ID }

// Alters reports whether there is anything in it to be kept.
func (s Share) Alters() bool {
	return s.Difference.Alters()
}

// Foreign reads a foreign form and changes nothing.
func (b *Board) Foreign(ctx context.Context, f Foreign) (Sheaf, error) {
	var s Sheaf
	var err error
	if s.Known, err = b.Recipe(ctx, f.Recipe); err != nil {
		return s, err
	}
	if s.Cycle, err = b.Store.Cycle(ctx, f.Cycle); err != nil {
		return s, err
	}
	m, err := b.method(ctx, s.Cycle.Framework)
	if err != nil {
		return s, err
	}
	s.Framework = *m.framework
	if f.SHA256 == "" {
		return s, nil
	}
	content, err := b.Sampled(f.SHA256)
	if err != nil {
		return s, err
	}
	s.Size = int64(len(content))
	units, err := b.about(ctx, s.Known.Form, s.Cycle, f.Unit)
	if err != nil {
		return s, err
	}
	var result recipe.Result
	err = b.turns.take(ctx, s.Size, func() (err error) {
		result, err = followed(content, s.Known.Form, m.framework, units)
		return err
	})
	if err != nil {
		return s, err
	}
	s.Refused = result.Refused()
	return s, b.shares(ctx, &s, f, result, units)
}

// about lists the units that a form may speak of: all of the body, or the one whose form
// it is.
func (b *Board) about(ctx context.Context, r recipe.Recipe, c reform.Cycle, unit string) ([]reform.Unit, error) {
	all, err := b.Store.Units(ctx)
	if err != nil {
		return nil, err
	}
	units := reform.Subtree(all, c.Body)
	if r.Rows != recipe.OfTotal {
		return units, nil
	}
	units = slices.DeleteFunc(units, func(u reform.Unit) bool { return u.ID != unit })
	if len(units) == 0 {
		return nil, fmt.Errorf("%w: unit %q in cycle %s", reform.ErrNotFound, unit, c.ID)
	}
	return units, nil
}

// followed reads a form by a recipe. Why a file cannot be read is a Finding.
func followed(content []byte, r recipe.Recipe, f *reform.Framework, units []reform.Unit) (recipe.Result, error) {
	book, err := spreadsheet.Read(content, container.Received)
	if refused, ok := errors.AsType[container.Refusal](err); ok {
		return recipe.Result{Findings: []reform.Finding{reform.Finding(refused)}}, nil
	}
	if err != nil {
		return recipe.Result{}, fmt.Errorf("read form %s: %w", r.ID, err)
	}
	return r.Apply(book, f, units, answer.NewReader(reform.Vietnamese).Cells(book)), nil
}

func (b *Board) shares(ctx context.Context, s *Sheaf, f Foreign, result recipe.Result, units []reform.Unit) error {
	_, s.Findings = result.Own()
	for _, report := range result.Reports {
		if given(report) == 0 && report.Source != reform.FromUnit { // nobody asked for it
			continue
		}
		unit := units[slices.IndexFunc(units, func(u reform.Unit) bool { return u.ID == report.Unit })]
		form, err := b.Form(ctx, f.Cycle, report.Unit, report.Source)
		if errors.Is(err, reform.ErrNotFound) {
			if given(report) > 0 {
				s.Outside = append(s.Outside, unit)
			}
			continue
		}
		if err != nil {
			return err
		}
		desk, err := b.desk(ctx, form)
		if err != nil {
			return err
		}
		share := Share{Unit: unit, Source: report.Source, Given: given(report), said: spoken(result, form)}
		desk.said = &share.said
		upload := reform.Upload{Cycle: f.Cycle, Unit: unit.ID, Source: report.Source, Name: f.Name, SHA256: f.SHA256, Recipe: s.Known.Kept.Key()}
		if share.Difference, err = b.held(ctx, desk, upload, nil); err != nil {
			return err
		}
		if share.Upload, err = b.became(ctx, upload); err != nil {
			return err
		}
		s.Shares = append(s.Shares, share)
	}
	return nil
}

// given counts the values that say something.
func given(r reform.Report) int {
	n := 0
	for _, v := range r.Values {
		if v.Absence != reform.NotReported {
			n++
		}
	}
	return n
}

// became finds the upload by which a file has become a draft already.
func (b *Board) became(ctx context.Context, u reform.Upload) (reform.Upload, error) {
	uploads, err := b.Store.Uploads(ctx, u.Cycle, u.Unit, u.Source)
	at := slices.IndexFunc(uploads, func(old reform.Upload) bool {
		return old.SHA256 == u.SHA256 && old.Version > 0 && recipeID(old.Recipe) == recipeID(u.Recipe)
	})
	if err != nil || at < 0 {
		return reform.Upload{}, err
	}
	return uploads[at], nil
}

func recipeID(key string) string {
	id, _, _ := strings.Cut(key, "@")
	return id
}

// spoken is what a foreign form says of one unit, as a reading of the board's own form.
// What it does not ask for, and what is blank in it, it leaves alone.
func spoken(result recipe.Result, form workbook.Form) workbook.Reading {
	r := workbook.Reading{Alone: map[string]bool{}}
	if result.Refused() {
		r.Findings = result.Findings
	}
	var said reform.Report
	own, whole := result.Own()
	for i, report := range result.Reports {
		if report.Unit == form.Unit.ID && report.Source == form.Source {
			said = report
			r.Findings = append(r.Findings, own[i]...)
		}
	}
	if said.Unit == "" && !result.Refused() {
		r.Findings = []reform.Finding{{Origin: reform.Origin{Sheet: result.Sheet}, Problem: reform.MissingRow, Severity: reform.Refused, Label: form.Unit.Name()}}
	}
	for _, f := range whole {
		if f.Cell == "" && f.Figure != "" { // a column that this unit lacks with all others
			r.Findings = append(r.Findings, f)
		}
	}
	r.Findings = slices.DeleteFunc(r.Findings, func(f reform.Finding) bool {
		g, known := form.Framework.Figure(f.Figure)
		return known && g.Source != form.Source
	})
	for _, g := range form.Framework.FiguresOf(form.Source) {
		v, ok := said.Value(g.ID)
		if !ok || v.Absence == reform.NotReported {
			v, r.Alone[g.ID] = reform.Value{Figure: g.ID, Absence: reform.NotReported}, true
		}
		r.Values = append(r.Values, v)
	}
	return r
}

// readForeign reads an upload by the very recipe that it came with.
func (b *Board) readForeign(ctx context.Context, form workbook.Form, u reform.Upload, content []byte) (workbook.Reading, error) {
	row, err := b.Store.RecipeByKey(ctx, u.Recipe)
	if err != nil {
		return workbook.Reading{}, err
	}
	r, err := recipe.Read(row.ID, strings.NewReader(row.Text))
	if err != nil {
		return workbook.Reading{}, fmt.Errorf("recipe %s: %w", u.Recipe, err)
	}
	units, err := b.about(ctx, r, form.Cycle, form.Unit.ID)
	if err != nil {
		return workbook.Reading{}, err
	}
	result, err := followed(content, r, &form.Framework, units)
	return spoken(result, form), err
}

// Kept is what came of the shares that a person wanted to keep.
type Kept struct {
	Drafts    int
	Overtaken int // somebody has saved another version since the person saw the share
}

// TakeForeign makes the chosen shares of a foreign form the drafts of their units. The
// newest version that the person saw of each stands beside its Key. A share that is kept
// already, or has nothing to be kept, is passed over.
func (b *Board) TakeForeign(ctx context.Context, f Foreign, seen map[string]int, by string, at time.Time) (Kept, error) {
	var kept Kept
	known, err := b.Recipe(ctx, f.Recipe)
	if err != nil {
		return kept, err
	}
	if known.Kept.Version == 0 { // whatever the program comes with later, this is what was followed
		known.Kept.By, known.Kept.At = by, at
		if _, err := b.SaveRecipe(ctx, known.Kept); err != nil {
			return kept, err
		}
	}
	sheaf, err := b.Foreign(ctx, f)
	if err != nil {
		return kept, err
	}
	for _, share := range sheaf.Shares {
		version, chosen := seen[share.Key()]
		if !chosen || !share.Alters() {
			continue
		}
		err := fmt.Errorf("%w: version %d has been saved since", reform.ErrConflict, share.Difference.Newest.Version)
		if share.Difference.Newest.Version == version {
			err = b.takeShare(ctx, sheaf, f, share, Acceptance{Version: version, By: by, At: at})
		}
		switch {
		case err == nil:
			kept.Drafts++
		case errors.Is(err, reform.ErrConflict):
			kept.Overtaken++
		default:
			return kept, err
		}
	}
	return kept, nil
}

func (b *Board) takeShare(ctx context.Context, s Sheaf, f Foreign, share Share, a Acceptance) error {
	out, err := b.Receive(ctx, Delivery{
		Cycle: f.Cycle, Unit: share.Unit.ID, Source: share.Source, By: a.By, At: a.At,
		Name: cmp.Or(f.Name, f.SHA256), SHA256: f.SHA256, Size: s.Size, Recipe: s.Known.Kept.Key(), said: &share.said,
	})
	if err != nil {
		return err
	}
	a.Upload, a.said = out.Upload.ID, &share.said
	_, err = b.Accept(ctx, a)
	return err
}
