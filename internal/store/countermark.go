package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Countermarks lists the marks of a cycle by a second appraiser, in the order in which
// they were given.
func (s *Store) Countermarks(ctx context.Context, cycle string) ([]reform.Countermark, error) {
	marks, err := gorm.G[reform.Countermark](s.db).Where("cycle = ?", cycle).Order("at, " + s.dialect.bytewise("unit", "indicator")).Find(ctx)
	return marks, wrap(err, "countermarks of cycle %s", cycle)
}

// AppraisalsMarkedTwice lists those of Appraisals that a countermark is held against.
func (s *Store) AppraisalsMarkedTwice(ctx context.Context, cycle string) ([]reform.Appraisal, error) {
	appraisals, err := gorm.G[reform.Appraisal](s.db).Where(`cycle = ? AND EXISTS (SELECT 1 FROM countermarks c WHERE c.cycle = appraisals.cycle
		AND c.unit = appraisals.unit AND c.indicator = appraisals.indicator AND c.appraisal = appraisals.version)`, cycle).Order("seq").Find(ctx)
	return appraisals, wrap(err, "appraisals marked twice in cycle %s", cycle)
}

// SaveCountermark adds what a second person judged of a claim, once, of the report that
// counts. Whoever has judged the claim is no second person.
func (s *Store) SaveCountermark(ctx context.Context, c reform.Countermark) error {
	utc(&c.At)
	event := reform.Event{
		At: c.At, By: c.By, Deed: reform.RemarkedDeed, Cycle: c.Cycle, Unit: c.Unit, Subject: reform.SubjectOf("countermarks", c.Cycle, c.Unit),
		Detail: fmt.Sprintf("indicator %s, beside version %d, %s", c.Indicator, c.Appraisal, digest(c)),
	}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		held, err := gorm.G[reform.Countermark](tx).Where("cycle = ? AND unit = ? AND indicator = ?", c.Cycle, c.Unit, c.Indicator).Limit(1).Find(ctx)
		if err != nil {
			return err
		}
		d, err := docket(ctx, tx, c.Cycle, c.Unit)
		if err != nil {
			return err
		}
		if len(held) > 0 {
			return reform.Objection{Obstacle: reform.NotDrawn, Indicator: c.Indicator}
		}
		if d.Report.Version != c.Report {
			return reportedSince(c.Report, d.Report.Version)
		}
		for _, a := range d.Versions(c.Indicator) {
			if a.By == c.By {
				return reform.Objection{Obstacle: reform.NotDrawn, Indicator: c.Indicator}
			}
		}
		return gorm.G[reform.Countermark](tx).Create(ctx, &c)
	})
	return wrap(err, "save countermark of %s in cycle %s", c.Unit, c.Cycle)
}

func countermarkRows(ctx context.Context, s *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	marks, err := gorm.G[reform.Countermark](tx).Where("cycle = ? AND unit = ?", key[0], key[1]).Order(s.dialect.bytewise("indicator")).Find(ctx)
	for _, c := range marks {
		rows = append(rows, []any{c.Indicator, c.Appraisal, c.Report, c.Claimed, c.Most, c.Verdict, c.Points, c.Ground, c.Text, c.By, moment(c.At)})
	}
	return rows, err
}
