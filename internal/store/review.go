package store

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Reviews lists how far the units of a cycle have come, by unit; one that is not there
// is in the first turn still.
func (s *Store) Reviews(ctx context.Context, cycle string) ([]reform.Review, error) {
	reviews, err := newestReviews(ctx, s.db.Order(s.dialect.bytewise("unit")), cycle)
	return reviews, wrap(err, "reviews of cycle %s", cycle)
}

func newestReviews(ctx context.Context, db *gorm.DB, cycle string) ([]reform.Review, error) {
	return gorm.G[reform.Review](db).Where(`cycle = ? AND (unit, version) IN (
		SELECT unit, MAX(version) FROM reviews WHERE cycle = ? GROUP BY unit)`, cycle, cycle).Find(ctx)
}

// ReviewVersions lists every version of a review, the oldest first.
func (s *Store) ReviewVersions(ctx context.Context, cycle, unit string) ([]reform.Review, error) {
	reviews, err := gorm.G[reform.Review](s.db).Where("cycle = ? AND unit = ?", cycle, unit).Order("version").Find(ctx)
	return reviews, wrap(err, "review of %s in cycle %s", unit, cycle)
}

// Docket returns all that was said on a unit's claims in a cycle, as of one moment. What
// its claims are, the framework says.
func (s *Store) Docket(ctx context.Context, cycle, unit string) (reform.Docket, error) {
	var d reform.Docket
	err := s.snapshot(ctx, func(tx *gorm.DB) (err error) {
		if d, err = docket(ctx, tx, cycle, unit); err != nil || d.Report.Version == 0 {
			return err
		}
		d.Report.Values, err = gorm.G[reform.Value](tx).
			Where("cycle = ? AND unit = ? AND source = ? AND version = ?", cycle, unit, d.Report.Source, d.Report.Version).
			Order(s.dialect.bytewise("figure")).Find(ctx)
		return err
	})
	return d, wrap(err, "docket of %s in cycle %s", unit, cycle)
}

// Dockets returns those of some units that have submitted a report, by unit, without
// reading each for itself.
func (s *Store) Dockets(ctx context.Context, cycle string, units []string) (map[string]*reform.Docket, error) {
	dockets := make(map[string]*reform.Docket, len(units))
	reports, err := s.SubmittedReportsOf(ctx, cycle, units)
	if err != nil {
		return nil, err
	}
	p, err := procedure(ctx, s.db, cycle)
	if err != nil {
		return nil, wrap(err, "procedure of cycle %s", cycle)
	}
	for _, r := range reports {
		if r.Source == reform.FromUnit {
			dockets[r.Unit] = &reform.Docket{Procedure: p, Report: r, Review: reform.Review{Cycle: cycle, Unit: r.Unit}}
		}
	}
	reviews, err := newestReviews(ctx, s.db, cycle)
	if err != nil {
		return nil, wrap(err, "reviews of cycle %s", cycle)
	}
	for _, r := range reviews {
		if d := dockets[r.Unit]; d != nil {
			d.Review = r
		}
	}
	appraisals, err := s.AppraisalsOf(ctx, cycle, units)
	if err != nil {
		return nil, err
	}
	for _, a := range appraisals {
		if d := dockets[a.Unit]; d != nil {
			d.Appraisals = append(d.Appraisals, a)
		}
	}
	explanations, err := gorm.G[reform.Explanation](s.db).Where("cycle = ? AND unit IN ?", cycle, units).Order("unit, indicator, version").Find(ctx)
	for _, e := range explanations {
		if d := dockets[e.Unit]; d != nil {
			d.Explanations = append(d.Explanations, e)
		}
	}
	return dockets, wrap(err, "explanations of cycle %s", cycle)
}

// docket is a Docket without the values of the report.
func docket(ctx context.Context, tx *gorm.DB, cycle, unit string) (d reform.Docket, err error) {
	if d.Procedure, err = procedure(ctx, tx, cycle); err != nil {
		return d, err
	}
	if d.Review, err = review(ctx, tx, cycle, unit); err != nil {
		return d, err
	}
	d.Report, err = versions(tx, cycle, unit, reform.FromUnit).Where("status = ?", reform.Submitted).Take(ctx)
	if err != nil && !errors.Is(err, gorm.ErrRecordNotFound) {
		return d, err
	}
	if d.Appraisals, err = gorm.G[reform.Appraisal](tx).Where("cycle = ? AND unit = ?", cycle, unit).Order("seq").Find(ctx); err != nil {
		return d, err
	}
	d.Explanations, err = gorm.G[reform.Explanation](tx).Where("cycle = ? AND unit = ?", cycle, unit).Order("indicator, version").Find(ctx)
	return d, err
}

// review is the newest version of a unit's review; version 0 before the first.
func review(ctx context.Context, tx *gorm.DB, cycle, unit string) (reform.Review, error) {
	held, err := gorm.G[reform.Review](tx).Where("cycle = ? AND unit = ?", cycle, unit).Order("version DESC").Limit(1).Find(ctx)
	if err != nil || len(held) == 0 {
		return reform.Review{Cycle: cycle, Unit: unit}, err
	}
	return held[0], nil
}

// SaveReview adds the version of a review that follows the newest, if nobody has said
// anything on the unit's claims since it was drawn up.
func (s *Store) SaveReview(ctx context.Context, r reform.Review) error {
	utc(&r.At)
	deed := reform.EndedDeed
	if r.Stage == reform.Final {
		deed = reform.FinishedDeed
	}
	err := s.change(ctx, reviewEvent(r, deed), func(tx *gorm.DB) error { return addReview(ctx, tx, r) })
	return wrap(err, "save review of %s in cycle %s", r.Unit, r.Cycle)
}

// reviewEvent is the event of a version of a review.
func reviewEvent(r reform.Review, deed reform.Deed) reform.Event {
	return reform.Event{
		At: r.At, By: r.By, Deed: deed, Cycle: r.Cycle, Unit: r.Unit, Subject: reform.SubjectOf("reviews", r.Cycle, r.Unit),
		Detail: fmt.Sprintf("review, version %d, %s %s, %s", r.Version, r.Stage, r.Turn, digest(r)),
	}
}

func reviewRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	reviews, err := gorm.G[reform.Review](tx).Where("cycle = ? AND unit = ?", key[0], key[1]).Order("version").Find(ctx)
	for _, r := range reviews {
		rows = append(rows, []any{r.Version, r.Stage, r.Turn, r.Claims, r.Permit, r.Report, r.Spoken, moment(r.At), r.By})
	}
	return rows, err
}

func addReview(ctx context.Context, tx *gorm.DB, r reform.Review) error {
	d, err := docket(ctx, tx, r.Cycle, r.Unit)
	if err != nil {
		return err
	}
	if d.Review.Version != r.Version-1 || len(d.Appraisals)+len(d.Explanations) != r.Spoken {
		return reform.Objection{Obstacle: reform.JudgedSince}
	}
	if d.Report.Version != r.Report {
		return reportedSince(r.Report, d.Report.Version)
	}
	return gorm.G[reform.Review](tx).Create(ctx, &r)
}

func reportedSince(seen, newest int) error {
	return reform.Objection{Obstacle: reform.ReportedSince, Found: strconv.Itoa(seen), Wanted: strconv.Itoa(newest)}
}

// unlocked objects to submitting a report of a unit that is being judged.
func unlocked(ctx context.Context, tx *gorm.DB, r reform.Report) error {
	held, err := review(ctx, tx, r.Cycle, r.Unit)
	if err != nil || held.Version == 0 {
		return err
	}
	if r.Source != reform.FromUnit && held.Stage != reform.Final {
		return nil
	}
	d, err := docket(ctx, tx, r.Cycle, r.Unit)
	if err != nil {
		return err
	}
	return d.Review.Locks(d.Appraisals, d.Report.Version)
}
