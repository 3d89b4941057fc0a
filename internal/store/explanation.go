package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// SaveExplanation adds what a unit answers to a judgement, if that is still the newest
// and the turn has not ended since.
func (s *Store) SaveExplanation(ctx context.Context, e reform.Explanation) error {
	utc(&e.At)
	event := reform.Event{
		At: e.At, By: e.By, Deed: reform.AnsweredDeed, Cycle: e.Cycle, Unit: e.Unit, Subject: reform.SubjectOf("explanations", e.Cycle, e.Unit),
		Detail: fmt.Sprintf("indicator %s, version %d, %s, %s", e.Indicator, e.Version, e.Stance, digest(e)),
	}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		d, err := docket(ctx, tx, e.Cycle, e.Unit)
		if err != nil {
			return err
		}
		held, _ := d.Answer(e.Indicator)
		switch {
		case d.Review.Stage == reform.Final:
			return reform.Objection{Obstacle: reform.IsFinal, Indicator: e.Indicator}
		case d.Review.Version != e.Review || held.Version != e.Version-1 || len(d.Versions(e.Indicator)) != e.Appraisal:
			return reform.Objection{Obstacle: reform.JudgedSince, Indicator: e.Indicator}
		}
		return gorm.G[reform.Explanation](tx).Create(ctx, &e)
	})
	return wrap(err, "save explanation of %s in cycle %s", e.Unit, e.Cycle)
}

func explanationRows(ctx context.Context, s *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	explanations, err := gorm.G[reform.Explanation](tx).Where("cycle = ? AND unit = ?", key[0], key[1]).Order(s.dialect.bytewise("indicator") + ", version").Find(ctx)
	for _, e := range explanations {
		rows = append(rows, []any{e.Indicator, e.Version, e.Turn, e.Review, e.Appraisal, e.Stance, e.Text, e.Papers, e.By, moment(e.At)})
	}
	return rows, err
}
