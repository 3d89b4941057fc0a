package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"reformboard/internal/reform"
)

// SeenNotices says which notices a person has read, by key.
func (s *Store) SeenNotices(ctx context.Context, reader string) (map[string]bool, error) {
	rows, err := gorm.G[reform.SeenNotice](s.db).Where("reader = ?", reader).Find(ctx)
	seen := make(map[string]bool, len(rows))
	for _, r := range rows {
		seen[r.Notice] = true
	}
	return seen, wrap(err, "notices read by %s", reader)
}

// SaveSeenNotices notes that a person has read some notices. It writes no event: nothing
// of the board has changed, and nobody else sees it.
func (s *Store) SaveSeenNotices(ctx context.Context, reader string, at time.Time, notices []string) error {
	utc(&at)
	rows := make([]reform.SeenNotice, len(notices))
	for i, n := range notices {
		rows[i] = reform.SeenNotice{Reader: reader, Notice: n, At: at}
	}
	err := s.write(ctx, func(tx *gorm.DB) error {
		if len(rows) == 0 {
			return nil
		}
		return gorm.G[reform.SeenNotice](tx, clause.OnConflict{DoNothing: true}).CreateInBatches(ctx, &rows, batchSize)
	})
	return wrap(err, "save notices read by %s", reader)
}
