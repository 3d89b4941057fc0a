package store

import (
	"context"
	"fmt"
	"strconv"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Procedure returns how the claims of a cycle are judged: the newest version or, where
// nobody has set one, the usual.
func (s *Store) Procedure(ctx context.Context, cycle string) (reform.Procedure, error) {
	p, err := procedure(ctx, s.db, cycle)
	return p, wrap(err, "procedure of cycle %s", cycle)
}

func procedure(ctx context.Context, db *gorm.DB, cycle string) (reform.Procedure, error) {
	held, err := gorm.G[reform.Procedure](db).Where("cycle = ?", cycle).Order("version DESC").Limit(1).Find(ctx)
	if err != nil || len(held) == 0 {
		return reform.Usual(cycle), err
	}
	return held[0], nil
}

// SaveProcedure adds a version of a procedure, the one after that which was seen. A
// turn in which a unit stands cannot be left out, nor, once anybody has judged, the first
// be another.
func (s *Store) SaveProcedure(ctx context.Context, p reform.Procedure) error {
	utc(&p.SavedAt)
	event := reform.Event{At: p.SavedAt, By: p.SavedBy, Deed: reform.SavedDeed, Cycle: p.Cycle, Detail: fmt.Sprintf("procedure, version %d, %s", p.Version, digest(p))}
	event.Subject = reform.SubjectOf("procedure", p.Cycle, strconv.Itoa(p.Version))
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		held, err := procedure(ctx, tx, p.Cycle)
		if err != nil {
			return err
		}
		if held.Version != p.Version-1 {
			return fmt.Errorf("%w: version %d has been saved since", reform.ErrConflict, held.Version)
		}
		reviews, err := newestReviews(ctx, tx, p.Cycle)
		if err != nil {
			return err
		}
		for _, r := range reviews {
			if _, place := p.Turn(r.Turn); r.Stage == reform.InTurn && place < 0 {
				return reform.Objection{Obstacle: reform.NoSuchTurn, Found: r.Turn}
			}
		}
		judged, err := gorm.G[reform.Appraisal](tx).Where("cycle = ?", p.Cycle).Limit(1).Find(ctx)
		if err != nil {
			return err
		}
		if len(judged) > 0 && p.First() != held.First() {
			return reform.Objection{Obstacle: reform.NoSuchTurn, Found: held.First()}
		}
		if err := s.sow(ctx, tx, p.Cycle, p.SavedBy, p.SavedAt); err != nil {
			return err
		}
		return gorm.G[reform.Procedure](tx).Create(ctx, &p)
	})
	return wrap(err, "save procedure of cycle %s", p.Cycle)
}

// procedureRows takes turns and grounds as they were read: a field that a later program
// adds to them must be left out of their JSON while it is zero.
func procedureRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	version, err := strconv.Atoi(key[1])
	if err != nil {
		return nil, nil //nolint:nilerr // no procedure has such a version
	}
	held, err := gorm.G[reform.Procedure](tx).Where("cycle = ? AND version = ?", key[0], version).Find(ctx)
	for _, p := range held {
		row := []any{p.Turns, p.Final, p.Kin, p.Grounds, moment(p.SavedAt), p.SavedBy}
		if p.Twice != 0 {
			row = append(row, p.Twice)
		}
		rows = append(rows, row)
	}
	return rows, err
}
