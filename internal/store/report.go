package store

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// newestSubmitted is the newest submitted version of each unit and source in a
// cycle. It reads reports and report_values alike; the cycle's id fills both holes.
const newestSubmitted = `cycle = ? AND (unit, source, version) IN (
	SELECT unit, source, MAX(version) FROM reports WHERE cycle = ? AND status = 'submitted' GROUP BY unit, source)`

// Reported counts the units whose own report in a cycle has been submitted; a
// draft saved since takes nothing back.
func (s *Store) Reported(ctx context.Context, cycle string) (int, error) {
	n, err := gorm.G[reform.Report](s.db).Distinct("unit").
		Where("cycle = ? AND source = ? AND status = ?", cycle, reform.FromUnit, reform.Submitted).Count(ctx, "unit")
	return int(n), wrap(err, "count reports in cycle %s", cycle)
}

// SubmittedReports lists what counts in a cycle: the newest submitted version of
// each report by unit and source, with Values by figure.
func (s *Store) SubmittedReports(ctx context.Context, cycle string) ([]reform.Report, error) {
	var reports []reform.Report
	var values []reform.Value
	err := s.snapshot(ctx, func(tx *gorm.DB) (err error) {
		reports, err = gorm.G[reform.Report](tx).Where(newestSubmitted, cycle, cycle).Order(s.dialect.bytewise("unit", "source")).Find(ctx)
		if err != nil {
			return err
		}
		values, err = gorm.G[reform.Value](tx).Where(newestSubmitted, cycle, cycle).Order(s.dialect.bytewise("unit", "source", "figure")).Find(ctx)
		return err
	})
	attach(reports, values)
	return reports, wrap(err, "submitted reports in cycle %s", cycle)
}

// attach cuts the values into the reports' own; both are ordered by unit and source.
func attach(reports []reform.Report, values []reform.Value) {
	for i, r := range reports {
		n := 0
		for n < len(values) && values[n].Unit == r.Unit && values[n].Source == r.Source {
			n++
		}
		reports[i].Values, values = values[:n:n], values[n:]
	}
}

// Report returns the newest version of a report, with Values by figure.
func (s *Store) Report(ctx context.Context, cycle, unit string, source reform.Source) (reform.Report, error) {
	return s.report(ctx, versions(s.db, cycle, unit, source), "report of %s in cycle %s", unit, cycle)
}

// ReportVersion returns one version of a report, with Values by figure.
func (s *Store) ReportVersion(ctx context.Context, cycle, unit string, source reform.Source, version int) (reform.Report, error) {
	return s.report(ctx, versions(s.db, cycle, unit, source).Where("version = ?", version), "version %d of the report of %s in cycle %s", version, unit, cycle)
}

// ReportVersions lists every version of a report, newest first, without Values.
func (s *Store) ReportVersions(ctx context.Context, cycle, unit string, source reform.Source) ([]reform.Report, error) {
	reports, err := versions(s.db, cycle, unit, source).Find(ctx)
	return reports, wrap(err, "versions of the report of %s in cycle %s", unit, cycle)
}

// versions asks for a report's versions, newest first.
func versions(db *gorm.DB, cycle, unit string, source reform.Source) gorm.ChainInterface[reform.Report] {
	return gorm.G[reform.Report](db).Where("cycle = ? AND unit = ? AND source = ?", cycle, unit, source).Order("version DESC")
}

// report takes the first of the versions asked for. One version never changes
// but for its status, so the two queries need no snapshot.
func (s *Store) report(ctx context.Context, versions gorm.ChainInterface[reform.Report], what string, operands ...any) (reform.Report, error) {
	r, err := versions.Take(ctx)
	if err == nil {
		r.Values, err = gorm.G[reform.Value](s.db).
			Where("cycle = ? AND unit = ? AND source = ? AND version = ?", r.Cycle, r.Unit, r.Source, r.Version).
			Order(s.dialect.bytewise("figure")).Find(ctx)
	}
	return r, wrap(err, what, operands...)
}

// SaveDraft adds a version of a report, as a draft, and the upload it was read
// from. The version must be the next one: of two officers who save at once, the
// second is told to look again.
func (s *Store) SaveDraft(ctx context.Context, r reform.Report, u reform.Upload) error {
	utc(&r.SavedAt, &u.At)
	r.Status, r.SubmittedAt, r.SubmittedBy = reform.Draft, nil, ""
	u.Version = r.Version
	err := s.change(ctx, received(u), func(tx *gorm.DB) error {
		if err := expect(ctx, tx, r, r.Version-1); err != nil {
			return err
		}
		if err := gorm.G[reform.Upload](tx).Create(ctx, &u); err != nil {
			return err
		}
		if err := gorm.G[reform.Report](tx).Create(ctx, &r); err != nil {
			return err
		}
		return upsert(ctx, tx, owned(r)...)
	})
	return wrap(err, "save report of %s in cycle %s", r.Unit, r.Cycle)
}

// expect refuses to go on when the newest version of a report is another.
func expect(ctx context.Context, tx *gorm.DB, r reform.Report, version int) error {
	versions, err := versions(tx, r.Cycle, r.Unit, r.Source).Limit(1).Find(ctx)
	if err != nil {
		return err
	}
	held := 0
	if len(versions) > 0 {
		held = versions[0].Version
	}
	if held != version {
		return fmt.Errorf("%w: the newest version is %d, not %d; look at it and try again", reform.ErrConflict, held, version)
	}
	return nil
}

// owned gives each value the key of its report: whoever reads a workbook does
// not know which version it will be.
func owned(r reform.Report) []reform.Value {
	values := make([]reform.Value, len(r.Values))
	for i, v := range r.Values {
		v.Cycle, v.Unit, v.Source, v.Version = r.Cycle, r.Unit, r.Source, r.Version
		values[i] = v
	}
	return values
}

// SubmitReport keeps what Report.Submit has done: the version must be the newest
// and still a draft.
func (s *Store) SubmitReport(ctx context.Context, r reform.Report) error {
	what := fmt.Sprintf("submit report of %s in cycle %s", r.Unit, r.Cycle)
	if r.Status != reform.Submitted || r.SubmittedAt == nil {
		return fmt.Errorf("%s: %w: version %d has not been submitted by anybody", what, reform.ErrInvalid, r.Version)
	}
	at := *r.SubmittedAt
	utc(&at)
	r.SubmittedAt = &at
	event := reform.Event{At: at, By: r.SubmittedBy, Deed: reform.SubmittedDeed, Cycle: r.Cycle, Unit: r.Unit, Detail: detail(r.Source, r.Version, r.SHA256)}
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if err := expect(ctx, tx, r, r.Version); err != nil {
			return err
		}
		changed, err := versions(tx, r.Cycle, r.Unit, r.Source).Where("version = ? AND status = ?", r.Version, reform.Draft).
			Select("status", "submitted_at", "submitted_by").Updates(ctx, r)
		if err != nil {
			return err
		}
		if changed == 0 {
			return fmt.Errorf("%w: version %d was already submitted", reform.ErrConflict, r.Version)
		}
		_, err = gorm.G[reform.Cycle](tx).Where("id = ?", r.Cycle).Update(ctx, "version", gorm.Expr("version + 1"))
		return err
	})
	return wrap(err, "%s", what)
}
