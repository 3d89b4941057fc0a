package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Uploads lists what was received for a report, newest first.
func (s *Store) Uploads(ctx context.Context, cycle, unit string, source reform.Source) ([]reform.Upload, error) {
	uploads, err := gorm.G[reform.Upload](s.db).
		Where("cycle = ? AND unit = ? AND source = ?", cycle, unit, source).
		Order("at DESC, version DESC, " + s.dialect.bytewise("id")).Find(ctx)
	return uploads, wrap(err, "uploads of %s in cycle %s", unit, cycle)
}

// Upload returns one upload.
func (s *Store) Upload(ctx context.Context, id string) (reform.Upload, error) {
	upload, err := gorm.G[reform.Upload](s.db).Where("id = ?", id).Take(ctx)
	return upload, wrap(err, "upload %s", id)
}

// SaveUpload keeps an upload that made no draft.
func (s *Store) SaveUpload(ctx context.Context, u reform.Upload) error {
	utc(&u.At)
	u.Version = 0
	err := s.change(ctx, received(u), func(tx *gorm.DB) error {
		return gorm.G[reform.Upload](tx).Create(ctx, &u)
	})
	return wrap(err, "save upload of %s in cycle %s", u.Unit, u.Cycle)
}

// received is the event of an upload.
func received(u reform.Upload) reform.Event {
	return reform.Event{At: u.At, By: u.By, Deed: reform.ReceivedDeed, Cycle: u.Cycle, Unit: u.Unit, Detail: detail(u.Source, u.Version, u.SHA256)}
}

// detail names a version of a report, and the bytes it was read from.
func detail(source reform.Source, version int, sha256 string) string {
	return fmt.Sprintf("source %s, version %d, sha256 %s", source, version, sha256)
}
