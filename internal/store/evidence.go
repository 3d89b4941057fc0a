package store

import (
	"context"
	"fmt"
	"slices"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// EvidenceOf lists what a unit has to show, the newest first.
func (s *Store) EvidenceOf(ctx context.Context, unit string) ([]reform.Evidence, error) {
	all, err := gorm.G[reform.Evidence](s.db).Where("unit = ?", unit).Order("at DESC, " + s.dialect.bytewise("id")).Find(ctx)
	return all, wrap(err, "evidence of %s", unit)
}

// Evidence returns one piece of evidence.
func (s *Store) Evidence(ctx context.Context, id string) (reform.Evidence, error) {
	e, err := gorm.G[reform.Evidence](s.db).Where("id = ?", id).Take(ctx)
	return e, wrap(err, "evidence %s", id)
}

// Citations lists what is shown in a cycle for a unit's indicators, without what was
// withdrawn.
func (s *Store) Citations(ctx context.Context, cycle, unit string) ([]reform.Citation, error) {
	all, err := gorm.G[reform.Citation](s.db).Where("cycle = ? AND unit = ? AND withdrawn = ?", cycle, unit, false).
		Order("at, " + s.dialect.bytewise("indicator", "evidence")).Find(ctx)
	return all, wrap(err, "citations of %s in cycle %s", unit, cycle)
}

// SharedFiles says, of the files that a unit shows, which other units show them too.
func (s *Store) SharedFiles(ctx context.Context, unit string) (map[string][]string, error) {
	rows, err := gorm.G[reform.Evidence](s.db).Select("sha256", "unit").
		Where("unit <> ? AND sha256 IN (SELECT sha256 FROM evidence WHERE unit = ? AND sha256 <> '')", unit, unit).
		Order(s.dialect.bytewise("sha256", "unit")).Find(ctx)
	shared := map[string][]string{}
	for _, r := range rows {
		if !slices.Contains(shared[r.SHA256], r.Unit) {
			shared[r.SHA256] = append(shared[r.SHA256], r.Unit)
		}
	}
	return shared, wrap(err, "files that %s shares", unit)
}

// SaveEvidence adds evidence and shows it for an indicator. What it replaces is shown
// there no more; in other cycles, and for other indicators, it still is. What is shown there
// already is not added again: ErrConflict.
func (s *Store) SaveEvidence(ctx context.Context, e reform.Evidence, c reform.Citation) error {
	if err := e.Check(); err != nil {
		return err
	}
	utc(&e.At)
	c.Unit, c.Evidence, c.At, c.By, c.Withdrawn = e.Unit, e.ID, e.At, e.By, false
	event := cited(c)
	event.Detail += fmt.Sprintf(", %s, sha256 %s", e.Kind, e.SHA256)
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if e.Replaces != "" {
			if _, err := gorm.G[reform.Evidence](tx).Where("id = ? AND unit = ?", e.Replaces, e.Unit).Take(ctx); err != nil {
				return err
			}
			_, err := gorm.G[reform.Citation](tx).Where("cycle = ? AND unit = ? AND indicator = ? AND evidence = ?", c.Cycle, c.Unit, c.Indicator, e.Replaces).
				Update(ctx, "withdrawn", true)
			if err != nil {
				return err
			}
		}
		there, err := gorm.G[reform.Evidence](tx).Where("unit = ? AND id IN (SELECT evidence FROM citations WHERE cycle = ? AND unit = ? AND indicator = ? AND proof = ? AND withdrawn = ?)",
			e.Unit, c.Cycle, c.Unit, c.Indicator, c.Proof, false).Order("id").Find(ctx)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(there, e.Repeats) {
			return fmt.Errorf("%w: it is shown for %s already", reform.ErrConflict, c.Indicator)
		}
		if err := gorm.G[reform.Evidence](tx).Create(ctx, &e); err != nil {
			return err
		}
		return gorm.G[reform.Citation](tx).Create(ctx, &c)
	})
	return wrap(err, "save evidence of %s in cycle %s", e.Unit, c.Cycle)
}

// SaveCitation shows evidence that the unit has for an indicator, or withdraws it.
func (s *Store) SaveCitation(ctx context.Context, c reform.Citation) error {
	utc(&c.At)
	err := s.change(ctx, cited(c), func(tx *gorm.DB) error {
		if _, err := gorm.G[reform.Evidence](tx).Where("id = ? AND unit = ?", c.Evidence, c.Unit).Take(ctx); err != nil {
			return err
		}
		return upsert(ctx, tx, c)
	})
	return wrap(err, "cite evidence %s in cycle %s", c.Evidence, c.Cycle)
}

func cited(c reform.Citation) reform.Event {
	e := reform.Event{At: c.At, By: c.By, Deed: reform.CitedDeed, Cycle: c.Cycle, Unit: c.Unit, Subject: reform.SubjectOf("evidence", c.Cycle, c.Unit), Detail: "evidence " + c.Evidence + " for " + c.Indicator}
	if c.Withdrawn {
		e.Detail += ", withdrawn"
	}
	return e
}
