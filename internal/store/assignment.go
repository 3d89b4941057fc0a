package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Assignments lists to whom claims of some units were given, each unit's in their order.
func (s *Store) Assignments(ctx context.Context, cycle string, units []string) ([]reform.Assignment, error) {
	all, err := gorm.G[reform.Assignment](s.db).Where("cycle = ? AND unit IN ?", cycle, units).Order(s.dialect.bytewise("unit") + ", number").Find(ctx)
	return all, wrap(err, "assignments of %d units in cycle %s", len(units), cycle)
}

// SaveAssignment adds an assignment, the one after those that were seen.
func (s *Store) SaveAssignment(ctx context.Context, a reform.Assignment) error {
	utc(&a.At)
	event := reform.Event{
		At: a.At, By: a.By, Deed: reform.AssignedDeed, Cycle: a.Cycle, Unit: a.Unit, Subject: reform.SubjectOf("assignments", a.Cycle, a.Unit),
		Detail: fmt.Sprintf("number %d, area %q, indicator %q, to %q, %s", a.Number, a.Area, a.Indicator, a.Person, digest(a)),
	}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		held, err := gorm.G[reform.Assignment](tx).Where("cycle = ? AND unit = ?", a.Cycle, a.Unit).Order("number DESC").Limit(1).Find(ctx)
		if err != nil {
			return err
		}
		newest := 0
		if len(held) > 0 {
			newest = held[0].Number
		}
		if a.Number != newest+1 {
			return reform.Objection{Obstacle: reform.GivenSince}
		}
		return gorm.G[reform.Assignment](tx).Create(ctx, &a)
	})
	return wrap(err, "save assignment of %s in cycle %s", a.Unit, a.Cycle)
}

func assignmentRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	all, err := gorm.G[reform.Assignment](tx).Where("cycle = ? AND unit = ?", key[0], key[1]).Order("number").Find(ctx)
	for _, a := range all {
		rows = append(rows, []any{a.Number, a.Area, a.Indicator, a.Person, a.Text, a.By, moment(a.At)})
	}
	return rows, err
}
