package flow

import (
	"archive/zip"
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"runtime"
	"slices"

	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// WriteForms writes a .zip with the form of every unit that reports in a cycle, a folder
// for each peer group. Nothing is written when there is no such form. The forms are made
// on all processors and written as they come; a few of them are in memory at a time.
func (b *Board) WriteForms(ctx context.Context, w io.Writer, cycle string, l reform.Language) error {
	all, err := b.handout(ctx, cycle, l)
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	archive := zip.NewWriter(w)
	for slot := range all.begin(ctx) {
		made := <-slot
		if made.err != nil {
			return made.err
		}
		file, err := archive.CreateHeader(&zip.FileHeader{Name: made.name, Method: zip.Deflate, Modified: all.form.Cycle.Opens.In(b.Zone)})
		if err != nil {
			return fmt.Errorf("write forms of cycle %s: %w", cycle, err)
		}
		if _, err := file.Write(made.content); err != nil {
			return fmt.Errorf("write forms of cycle %s: %w", cycle, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("write forms of cycle %s: %w", cycle, err)
	}
	return nil
}

// handout is what the forms of a cycle have in common.
type handout struct {
	board  *Board
	method method
	form   workbook.Form // without a unit
	units  []reform.Unit
	groups map[string]reform.PeerGroup
	past   *reform.Tally // nil: there was no cycle before
}

func (b *Board) handout(ctx context.Context, cycle string, l reform.Language) (*handout, error) {
	h := &handout{board: b, form: workbook.Form{Source: reform.FromUnit, Language: l}, groups: map[string]reform.PeerGroup{}}
	var err error
	if h.form.Cycle, err = b.Store.Cycle(ctx, cycle); err != nil {
		return nil, err
	}
	if h.method, err = b.method(ctx, h.form.Cycle.Framework); err != nil {
		return nil, err
	}
	h.form.Framework = *h.method.framework
	if h.form.Key, err = b.FormKey(ctx); err != nil {
		return nil, err
	}
	var groups []reform.PeerGroup
	if h.units, groups, err = b.Reporting(ctx, h.form.Cycle); err != nil {
		return nil, err
	}
	if len(h.units) == 0 || len(h.form.Framework.FiguresOf(h.form.Source)) == 0 {
		return nil, fmt.Errorf("%w: nobody reports in cycle %s", reform.ErrNotFound, cycle)
	}
	for _, g := range groups {
		h.groups[g.ID] = g
	}
	past, err := b.Earlier(ctx, &reform.Tally{Cycle: h.form.Cycle, Framework: h.form.Framework}, 1)
	if err != nil || len(past) == 0 {
		return h, err
	}
	h.past, err = b.tally(ctx, past[0].ID, reform.SelfScored)
	return h, err
}

// made is one form, or why there is none.
type made struct {
	name    string
	content []byte
	err     error
}

// begin makes the forms in order, as many at once as there are processors; each comes
// through a channel of its own. It ends with the context.
func (h *handout) begin(ctx context.Context) <-chan chan made {
	slots := make(chan chan made, runtime.GOMAXPROCS(0))
	go func() {
		defer close(slots)
		const together = 100 // units whose reports are read at once
		for units := range slices.Chunk(h.units, together) {
			contents, err := h.contents(ctx, units)
			for _, unit := range units {
				slot := make(chan made, 1)
				select {
				case slots <- slot:
				case <-ctx.Done():
					return
				}
				if err != nil {
					slot <- made{err: err}
					return
				}
				go func() { slot <- h.make(unit, contents[unit.ID]) }()
			}
		}
	}()
	return slots
}

// contents reads what stands in the forms of some units.
func (h *handout) contents(ctx context.Context, units []reform.Unit) (map[string]filling, error) {
	ids := make([]string, len(units))
	contents := map[string]filling{}
	for n, u := range units {
		ids[n] = u.ID
	}
	newest, err := h.board.Store.NewestReports(ctx, h.form.Cycle.ID, ids)
	if err != nil {
		return nil, err
	}
	submitted, err := h.board.Store.SubmittedReportsOf(ctx, h.form.Cycle.ID, ids)
	if err != nil {
		return nil, err
	}
	for _, r := range newest {
		if c := contents[r.Unit]; r.Source == h.form.Source {
			c.report = r
			contents[r.Unit] = c
		}
	}
	for _, r := range submitted {
		if c := contents[r.Unit]; r.Source != h.form.Source {
			c.others = append(c.others, r)
			contents[r.Unit] = c
		}
	}
	if h.past == nil {
		return contents, nil
	}
	last, err := h.board.Store.SubmittedReportsOf(ctx, h.past.Cycle.ID, ids)
	if err != nil {
		return nil, err
	}
	for _, r := range last {
		if c := contents[r.Unit]; r.Source == h.form.Source {
			c.last = lastOf(h.past, r)
			contents[r.Unit] = c
		}
	}
	return contents, nil
}

func (h *handout) make(unit reform.Unit, content filling) made {
	form := h.form
	form.Cycle, form.Unit, form.Group = form.Cycle.For(unit), unit, h.groups[unit.PeerGroup]
	var book bytes.Buffer
	err := h.board.print(&book, form, h.method, content)
	folder := cmp.Or(FileName(form.Group.Name().In(form.Language)), FileName(form.Group.ID))
	return made{folder + "/" + FormName(form.Cycle.ID, unit.ID, form.Source), book.Bytes(), err}
}
