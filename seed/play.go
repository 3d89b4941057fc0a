package seed

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"runtime"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/reform"
	"reformboard/internal/workbook"
)

// played is a cycle and the reports that come in for it, in order of time.
type played struct {
	cycle     reform.Cycle
	procedure *reform.Procedure // nil: the usual one
	reports   []report
}

// report is one filled form and when it comes in. A draft is not submitted.
type report struct {
	form  workbook.Form // with the values that are filled in
	at    time.Time
	draft bool
}

// playCycle stores the cycle and hands its reports in. Forms are written ahead on
// all processors; they are received one by one, in order.
func playCycle(ctx context.Context, b *flow.Board, p played, now time.Time, progress io.Writer) error {
	if err := b.Store.SaveCycle(ctx, By, now, p.cycle); err != nil {
		return err
	}
	if p.procedure != nil {
		if err := b.Store.SaveProcedure(ctx, *p.procedure); err != nil {
			return err
		}
	}
	key, err := b.FormKey(ctx)
	if err != nil {
		return err
	}
	for n := range p.reports {
		p.reports[n].form.Key = key
	}
	for n, written := range writeAll(p.reports) {
		content, err := written()
		if err != nil {
			return err
		}
		if err := handIn(ctx, b, p.reports[n], content); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(progress, "  %-24s %d reports\n", p.cycle.ID, len(p.reports))
	return err
}

// writeAll begins to write the workbooks, as many at once as there are
// processors; each function waits for its own.
func writeAll(reports []report) []func() ([]byte, error) {
	type result struct {
		content []byte
		err     error
	}
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	waits := make([]func() ([]byte, error), len(reports))
	for n, r := range reports {
		done := make(chan result, 1)
		go func() {
			places <- struct{}{}
			defer func() { <-places }()
			var content bytes.Buffer
			err := workbook.Write(&content, r.form)
			done <- result{content.Bytes(), err}
		}()
		waits[n] = func() ([]byte, error) {
			got := <-done
			return got.content, got.err
		}
	}
	return waits
}

func handIn(ctx context.Context, b *flow.Board, r report, content []byte) error {
	f := r.form
	out, taken, err := b.Take(ctx, flow.Delivery{
		Cycle: f.Cycle.ID, Unit: f.Unit.ID, Source: f.Source, By: By, At: r.at,
		Name: f.Cycle.ID + "_" + f.Unit.ID + ".xlsx", Content: content,
	})
	if err != nil {
		return err
	}
	if taken == nil {
		return fmt.Errorf("%w: the form of %s was not read: %+v", reform.ErrInvalid, f.Unit.ID, out.Upload.Findings)
	}
	for _, f := range out.Upload.Findings {
		if f.Severity == reform.Error {
			return fmt.Errorf("%w: the demonstration's own figure %s in %s: %s", reform.ErrInvalid, f.Figure, out.Upload.Name, f.Problem)
		}
	}
	if r.draft {
		return nil
	}
	seen := flow.Draft{Cycle: f.Cycle.ID, Unit: f.Unit.ID, Source: f.Source, Version: taken.Version, Reasons: map[string]string{}}
	doubtful, err := b.Doubtful(ctx, *taken)
	if err != nil {
		return err
	}
	for _, f := range doubtful {
		seen.Reasons[f.Figure] = reason
	}
	_, err = b.Submit(ctx, seen, By, r.at)
	return err
}

// reason is what the demonstration says of values that the board doubts.
const reason = "Số liệu của bản trình diễn, đã đối chiếu với nguồn khi nạp."
