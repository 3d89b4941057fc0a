package store

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Batches lists a cycle's batches, newest first, without Items.
func (s *Store) Batches(ctx context.Context, cycle string) ([]reform.Batch, error) {
	batches, err := gorm.G[reform.Batch](s.db).Where("cycle = ?", cycle).Order("at DESC, " + s.dialect.bytewise("id")).Find(ctx)
	return batches, wrap(err, "batches of cycle %s", cycle)
}

// UnfinishedBatches lists the batches of every cycle that have not come to their
// end, oldest first, without Items: what a server that starts again goes on with.
func (s *Store) UnfinishedBatches(ctx context.Context) ([]reform.Batch, error) {
	batches, err := gorm.G[reform.Batch](s.db).Where("finished_at IS NULL").Order("at, " + s.dialect.bytewise("id")).Find(ctx)
	return batches, wrap(err, "unfinished batches")
}

// Batch returns one batch with its Items as they lie in the archive.
func (s *Store) Batch(ctx context.Context, id string) (reform.Batch, error) {
	var batch reform.Batch
	err := s.snapshot(ctx, func(tx *gorm.DB) (err error) {
		if batch, err = gorm.G[reform.Batch](tx).Where("id = ?", id).Take(ctx); err != nil {
			return err
		}
		batch.Items, err = gorm.G[reform.BatchItem](tx).Where("batch = ?", id).Order("place").Find(ctx)
		return err
	})
	return batch, wrap(err, "batch %s", id)
}

// SaveBatch adds a batch of which nothing has been done.
func (s *Store) SaveBatch(ctx context.Context, b reform.Batch) error {
	utc(&b.At)
	b.Done, b.FinishedAt, b.Failure = 0, nil, ""
	event := reform.Event{At: b.At, By: b.By, Deed: reform.ReceivedDeed, Cycle: b.Cycle, Detail: begun(b)}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		return gorm.G[reform.Batch](tx).Create(ctx, &b)
	})
	return wrap(err, "save batch %s", b.ID)
}

// SaveBatchItem adds what came of one file, and counts it as Done. The same file
// once more, or one after the batch has finished, is a conflict: somebody else is at
// it. It writes no event: what the file changed has its own.
func (s *Store) SaveBatchItem(ctx context.Context, item reform.BatchItem) error {
	err := s.write(ctx, func(tx *gorm.DB) error {
		if err := gorm.G[reform.BatchItem](tx).Create(ctx, &item); err != nil {
			return err
		}
		return unfinished(gorm.G[reform.Batch](tx).Where("id = ? AND finished_at IS NULL", item.Batch).
			Update(ctx, "done", gorm.Expr("done + 1")))
	})
	return wrap(err, "save file %d of batch %s", item.Place, item.Batch)
}

// FinishBatch closes a batch, once: at its end, or where it failed.
func (s *Store) FinishBatch(ctx context.Context, id string, at time.Time, failure string) error {
	utc(&at)
	held, err := gorm.G[reform.Batch](s.db).Where("id = ?", id).Take(ctx)
	if err != nil {
		return wrap(err, "finish batch %s", id)
	}
	event := reform.Event{At: at, By: held.By, Deed: reform.SavedDeed, Cycle: held.Cycle, Detail: begun(held) + ": finished"}
	if failure != "" {
		event.Detail = begun(held) + ": stopped"
	}
	err = s.change(ctx, event, func(tx *gorm.DB) error {
		return unfinished(gorm.G[reform.Batch](tx).Where("id = ? AND finished_at IS NULL", id).
			Select("finished_at", "failure").Updates(ctx, reform.Batch{FinishedAt: &at, Failure: failure}))
	})
	return wrap(err, "finish batch %s", id)
}

// unfinished refuses a change that has met no batch still at work.
func unfinished(changed int, err error) error {
	if err == nil && changed == 0 {
		return fmt.Errorf("%w: the batch has finished", reform.ErrConflict)
	}
	return err
}

// begun names a batch, and the bytes it was unpacked from.
func begun(b reform.Batch) string {
	return fmt.Sprintf("batch %s, source %s, %d files, sha256 %s", b.ID, b.Source, b.Total, b.SHA256)
}
