package store

import (
	"context"
	"crypto/rand"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Lot returns by what it is drawn which claims of a cycle are judged twice.
func (s *Store) Lot(ctx context.Context, cycle string) (reform.Lot, error) {
	lot, err := gorm.G[reform.Lot](s.db).Where("cycle = ?", cycle).Take(ctx)
	return lot, wrap(err, "lot of cycle %s", cycle)
}

// sow makes the lot of a cycle that has none, within the first deed that wants it: of no
// claim that is judged could anybody have known beforehand whether it would be drawn. The
// log tells of the seed no more than its pledge, by a deed that leaves the board as it is:
// no queue has to be looked through again.
func (s *Store) sow(ctx context.Context, tx *gorm.DB, cycle, by string, at time.Time) error {
	held, err := gorm.G[reform.Lot](tx).Where("cycle = ?", cycle).Limit(1).Find(ctx)
	if err != nil || len(held) > 0 {
		return err
	}
	lot := reform.Lot{Cycle: cycle, Seed: rand.Text(), At: at, By: by}
	if err := gorm.G[reform.Lot](tx).Create(ctx, &lot); err != nil {
		return err
	}
	return s.tell(ctx, tx, reform.Event{
		At: at, By: by, Deed: reform.DrewDeed, Cycle: cycle, Subject: reform.SubjectOf("lot", cycle), Detail: "lot, seed of sha256 " + lot.Pledge(),
	})
}

func lotRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	lots, err := gorm.G[reform.Lot](tx).Where("cycle = ?", key[0]).Find(ctx)
	for _, l := range lots {
		rows = append(rows, []any{l.Seed, moment(l.At), l.By})
	}
	return rows, err
}
