package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Uploads lists what was received for a report, newest first.
func (s *Store) Uploads(ctx context.Context, cycle, unit string, source reform.Source) ([]reform.Upload, error) {
	uploads, err := gorm.G[reform.Upload](s.db).
		Where("cycle = ? AND unit = ? AND source = ?", cycle, unit, source).
		Order("seq DESC, at DESC, version DESC, " + s.dialect.bytewise("id")).Find(ctx)
	return uploads, wrap(err, "uploads of %s in cycle %s", unit, cycle)
}

// Upload returns one upload.
func (s *Store) Upload(ctx context.Context, id string) (reform.Upload, error) {
	upload, err := gorm.G[reform.Upload](s.db).Where("id = ?", id).Take(ctx)
	return upload, wrap(err, "upload %s", id)
}

// SaveUpload keeps what came in, and the attachments that came with it. It makes no
// draft: AcceptUpload does, when somebody has seen what it would change.
func (s *Store) SaveUpload(ctx context.Context, u reform.Upload, attachments ...reform.Attachment) error {
	utc(&u.At)
	u.Version = 0
	event := received(u)
	attachments = slices.Clone(attachments)
	for i := range attachments {
		utc(&attachments[i].At)
		event.Detail += ", with sha256 " + attachments[i].SHA256
	}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		last, err := lastEvent(ctx, tx)
		if err != nil {
			return err
		}
		u.Seq = last.Seq + 1 // that of this change's own event
		if err := gorm.G[reform.Upload](tx).Create(ctx, &u); err != nil {
			return err
		}
		return add(ctx, tx, attachments)
	})
	return wrap(err, "save upload of %s in cycle %s", u.Unit, u.Cycle)
}

// accept notes that an upload has become a version of its report. That happens to
// an upload once: it is a conflict when another has accepted it meanwhile.
func accept(ctx context.Context, tx *gorm.DB, r reform.Report, upload string) error {
	changed, err := gorm.G[reform.Upload](tx).
		Where("id = ? AND cycle = ? AND unit = ? AND source = ? AND version = 0", upload, r.Cycle, r.Unit, r.Source).
		Update(ctx, "version", r.Version)
	if err != nil || changed == 1 {
		return err
	}
	held, err := gorm.G[reform.Upload](tx).Where("id = ? AND cycle = ? AND unit = ? AND source = ?", upload, r.Cycle, r.Unit, r.Source).Take(ctx)
	if err != nil {
		return err
	}
	return fmt.Errorf("%w: this file has become version %d already", reform.ErrConflict, held.Version)
}

// received is the event of an upload.
func received(u reform.Upload) reform.Event {
	return reform.Event{At: u.At, By: u.By, Deed: reform.ReceivedDeed, Cycle: u.Cycle, Unit: u.Unit, Detail: detail(u.Source, u.Version, u.SHA256)}
}

// AcceptedUploads lists the uploads of some units' own reports that somebody accepted,
// by unit and version.
func (s *Store) AcceptedUploads(ctx context.Context, cycle string, units []string) ([]reform.Upload, error) {
	uploads, err := gorm.G[reform.Upload](s.db).Where("cycle = ? AND unit IN ? AND source = ? AND version > 0", cycle, units, reform.FromUnit).
		Order("unit, version").Find(ctx)
	return uploads, wrap(err, "uploads of %d units in cycle %s", len(units), cycle)
}

// detail names a version of a report, and the bytes it was read from.
func detail(source reform.Source, version int, sha256 string) string {
	return fmt.Sprintf("source %s, version %d, sha256 %s", source, version, sha256)
}
