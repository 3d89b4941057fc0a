// Package batches takes the workbooks of many units at once, and goes on where it was
// interrupted.
//
// Its one rule: what becomes of a file is for flow to say. Here is only known whose it
// may be, whose turn it is, and what came of it.
package batches

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"reformboard/internal/bundle"
	"reformboard/internal/flow"
	"reformboard/internal/reform"
)

// Queue is the batches that were handed in: they wait in the store until Work comes to
// them, in this process or in one that starts after it was ended.
type Queue struct {
	board   *flow.Board
	arrived chan struct{} // a batch, while Work waits for one
}

// NewQueue returns the queue of a board.
func NewQueue(b *flow.Board) *Queue { return &Queue{board: b, arrived: make(chan struct{}, 1)} }

// Add looks through an archive that Files has kept, and records it as a batch of
// which nothing has been done. Its error is a container.Refusal when the archive is no
// batch.
func (q *Queue) Add(ctx context.Context, batch reform.Batch) (reform.Batch, error) {
	cycle, err := q.board.Store.Cycle(ctx, batch.Cycle)
	if err != nil {
		return batch, err
	}
	if phase := cycle.Phase(batch.At); phase != reform.Open {
		return batch, fmt.Errorf("%w: cycle %s is %s", reform.ErrForbidden, cycle.ID, phase)
	}
	err = q.unbundle(batch, func(files []bundle.File) error {
		batch.Total = len(files)
		return nil
	})
	if err != nil {
		return batch, err
	}
	batch.ID = rand.Text()
	if err := q.board.Store.SaveBatch(ctx, batch); err != nil {
		return batch, err
	}
	select {
	case q.arrived <- struct{}{}:
	default: // there is one already, and they are all looked for
	}
	return batch, nil
}

// unbundle opens the archive of a batch for as long as something is done with it.
func (q *Queue) unbundle(batch reform.Batch, do func([]bundle.File) error) error {
	archive, err := q.board.Files.Open(batch.SHA256)
	if err != nil {
		return err
	}
	defer archive.Close() //nolint:errcheck // was only read
	about, err := archive.Stat()
	if err != nil {
		return fmt.Errorf("open batch %s: %w", batch.Name, err)
	}
	files, err := bundle.Open(archive, about.Size())
	if err != nil {
		return err //nolint:wrapcheck // a Refusal is a finding on its way
	}
	return do(files)
}

// Work works through the batches that have not come to their end, one after the
// other, until the context ends: it looks for them at once, when one arrives, and whenever
// again says so, since another instance may have died over one. Files under way at the end
// are finished. What a batch fails of is told and ends that batch only.
func (q *Queue) Work(ctx context.Context, again <-chan time.Time, now func() time.Time, failed func(error)) {
	for {
		unfinished, err := q.board.Store.UnfinishedBatches(ctx)
		for _, batch := range unfinished {
			if err := q.Run(ctx, batch.ID, now); err != nil && ctx.Err() == nil {
				failed(err)
			}
		}
		if err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-q.arrived:
		case <-again:
		}
	}
}

// Run goes on with a batch where it stands, unless somebody else is at it or it has
// come to its end. What stops it before that for good is recorded as its Failure.
func (q *Queue) Run(ctx context.Context, id string, now func() time.Time) error {
	release, ok, err := q.board.Store.ClaimBatch(ctx, id)
	if err != nil || !ok {
		return err
	}
	defer release()
	batch, err := q.board.Store.Batch(ctx, id) // as whoever had it before has left it
	if err != nil || batch.FinishedAt != nil {
		return err
	}
	err = q.goOn(ctx, batch)
	if ctx.Err() != nil {
		return fmt.Errorf("batch %s waits for another time: %w", id, ctx.Err())
	}
	if errors.Is(err, errElsewhere) {
		return err
	}
	failure := ""
	if err != nil {
		failure = strings.ToValidUTF8(err.Error(), "_")
	}
	return errors.Join(err, q.board.Store.FinishBatch(ctx, id, now(), failure))
}

// errElsewhere is wrapped when a claim was lost, with the connection that held it, and
// another instance has gone on with the batch.
var errElsewhere = errors.New("another instance is at the batch")

func (q *Queue) goOn(ctx context.Context, batch reform.Batch) error {
	done := map[int]bool{}
	for _, item := range batch.Items {
		done[item.Place] = true
	}
	return q.unbundle(batch, func(files []bundle.File) error {
		l := Load{Cycle: batch.Cycle, Source: batch.Source, By: batch.By, At: batch.At, Submit: batch.Submit, Files: files, Done: done}
		return Take(ctx, q.board, l, func(item reform.BatchItem) error {
			item.Batch = batch.ID
			err := q.board.Store.SaveBatchItem(context.WithoutCancel(ctx), item)
			if errors.Is(err, reform.ErrConflict) {
				return fmt.Errorf("%w: %w", errElsewhere, err)
			}
			return err
		})
	})
}
