package store

import (
	"context"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Attachments lists the papers that came with a report, newest first, and by name
// where they came together.
func (s *Store) Attachments(ctx context.Context, cycle, unit string, source reform.Source) ([]reform.Attachment, error) {
	attachments, err := gorm.G[reform.Attachment](s.db).
		Where("cycle = ? AND unit = ? AND source = ?", cycle, unit, source).
		Order("at DESC, " + s.dialect.bytewise("name", "id")).Find(ctx)
	return attachments, wrap(err, "attachments of %s in cycle %s", unit, cycle)
}

// Attachment returns one attachment. They are saved by SaveUpload.
func (s *Store) Attachment(ctx context.Context, id string) (reform.Attachment, error) {
	attachment, err := gorm.G[reform.Attachment](s.db).Where("id = ?", id).Take(ctx)
	return attachment, wrap(err, "attachment %s", id)
}
