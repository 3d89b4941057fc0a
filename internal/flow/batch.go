package flow

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"strings"
	"time"

	"reformboard/internal/bundle"
	"reformboard/internal/reform"
)

// Batches that were handed in wait in the store until RunBatches comes to them: in this
// process, or in one that starts after it was ended.

// StartBatch looks through an archive that Files has kept, and records it as a batch of
// which nothing has been done. Its error is a container.Refusal when the archive is no
// batch.
func (b *Board) StartBatch(ctx context.Context, batch reform.Batch) (reform.Batch, error) {
	cycle, err := b.Store.Cycle(ctx, batch.Cycle)
	if err != nil {
		return batch, err
	}
	if phase := cycle.Phase(batch.At); phase != reform.Open {
		return batch, fmt.Errorf("%w: cycle %s is %s", reform.ErrForbidden, cycle.ID, phase)
	}
	err = b.unbundle(batch, func(files []bundle.File) error {
		batch.Total = len(files)
		return nil
	})
	if err != nil {
		return batch, err
	}
	batch.ID = rand.Text()
	if err := b.Store.SaveBatch(ctx, batch); err != nil {
		return batch, err
	}
	select {
	case b.arrived <- struct{}{}:
	default: // there is one already, and they are all looked for
	}
	return batch, nil
}

// unbundle opens the archive of a batch for as long as something is done with it.
func (b *Board) unbundle(batch reform.Batch, do func([]bundle.File) error) error {
	archive, err := b.Files.Open(batch.SHA256)
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

// RunBatches works through the batches that have not come to their end, one after the
// other, until the context ends: it looks for them at once, when one arrives, and whenever
// again says so, since another instance may have died over one. Files under way at the end
// are finished. What a batch fails of is told and ends that batch only.
func (b *Board) RunBatches(ctx context.Context, again <-chan time.Time, now func() time.Time, failed func(error)) {
	for {
		unfinished, err := b.Store.UnfinishedBatches(ctx)
		for _, batch := range unfinished {
			if err := b.RunBatch(ctx, batch.ID, now); err != nil && ctx.Err() == nil {
				failed(err)
			}
		}
		if err != nil && ctx.Err() == nil {
			failed(err)
		}
		select {
		case <-ctx.Done():
			return
		case <-b.arrived:
		case <-again:
		}
	}
}

// RunBatch goes on with a batch where it stands, unless somebody else is at it or it has
// come to its end. What stops it before that for good is recorded as its Failure.
func (b *Board) RunBatch(ctx context.Context, id string, now func() time.Time) error {
	release, ok, err := b.Store.ClaimBatch(ctx, id)
	if err != nil || !ok {
		return err
	}
	defer release()
	batch, err := b.Store.Batch(ctx, id) // as whoever had it before has left it
	if err != nil || batch.FinishedAt != nil {
		return err
	}
	err = b.takeBatch(ctx, batch)
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
	return errors.Join(err, b.Store.FinishBatch(ctx, id, now(), failure))
}

// errElsewhere is wrapped when a claim was lost, with the connection that held it, and
// another instance has gone on with the batch.
var errElsewhere = errors.New("another instance is at the batch")

func (b *Board) takeBatch(ctx context.Context, batch reform.Batch) error {
	done := map[int]bool{}
	for _, item := range batch.Items {
		done[item.Place] = true
	}
	return b.unbundle(batch, func(files []bundle.File) error {
		l := Load{Cycle: batch.Cycle, Source: batch.Source, By: batch.By, At: batch.At, Submit: batch.Submit, Files: files, Done: done}
		return b.TakeAll(ctx, l, func(item reform.BatchItem) error {
			item.Batch = batch.ID
			err := b.Store.SaveBatchItem(context.WithoutCancel(ctx), item)
			if errors.Is(err, reform.ErrConflict) {
				return fmt.Errorf("%w: %w", errElsewhere, err)
			}
			return err
		})
	})
}
