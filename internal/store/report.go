package store

import (
	"context"
	"fmt"
	"slices"
	"time"

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
	reports, err := s.reports(ctx, cycle, newestSubmitted, cycle, cycle)
	return reports, wrap(err, "submitted reports in cycle %s", cycle)
}

// SubmittedVersions lists the reports of SubmittedReports by unit, source and version
// alone: enough to know which of them are new.
func (s *Store) SubmittedVersions(ctx context.Context, cycle string) ([]reform.Report, error) {
	reports, err := gorm.G[reform.Report](s.db).Select("unit, source, version").Where(newestSubmitted, cycle, cycle).
		Order(s.dialect.bytewise("unit", "source")).Find(ctx)
	return reports, wrap(err, "versions of the submitted reports in cycle %s", cycle)
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

// SubmittedReport returns the newest submitted version of a report, with Values by
// figure: the one of SubmittedReports, without reading the others.
func (s *Store) SubmittedReport(ctx context.Context, cycle, unit string, source reform.Source) (reform.Report, error) {
	submitted := versions(s.db, cycle, unit, source).Where("status = ?", reform.Submitted)
	return s.report(ctx, submitted, "submitted report of %s in cycle %s", unit, cycle)
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

// SpokenFor names the reports of a cycle of which a person has saved or submitted a
// version, once each, without more than their keys.
func (s *Store) SpokenFor(ctx context.Context, cycle, person string) ([]reform.Report, error) {
	reports, err := gorm.G[reform.Report](s.db).Select("cycle, unit, source").Group("cycle, unit, source").
		Where("cycle = ? AND (saved_by = ? OR submitted_by = ?)", cycle, person, person).Order(s.dialect.bytewise("unit") + ", source").Find(ctx)
	return reports, wrap(err, "reports by %s in cycle %s", person, cycle)
}

// versions asks for a report's versions, newest first.
func versions(db *gorm.DB, cycle, unit string, source reform.Source) gorm.ChainInterface[reform.Report] {
	return gorm.G[reform.Report](db).Where("cycle = ? AND unit = ? AND source = ?", cycle, unit, source).Order("version DESC")
}

// report takes the first of the versions asked for. One version never changes
// but for its status, so the two queries need no snapshot.
func (s *Store) report(ctx context.Context, asked gorm.ChainInterface[reform.Report], what string, operands ...any) (reform.Report, error) {
	r, err := asked.Take(ctx)
	if err == nil {
		r.Values, err = gorm.G[reform.Value](s.db).
			Where("cycle = ? AND unit = ? AND source = ? AND version = ?", r.Cycle, r.Unit, r.Source, r.Version).
			Order(s.dialect.bytewise("figure")).Find(ctx)
	}
	if err == nil {
		err = trace(ctx, r.Values, versions(s.db, r.Cycle, r.Unit, r.Source))
	}
	return r, wrap(err, what, operands...)
}

// trace names the workbooks of values that an earlier version of their report took.
func trace(ctx context.Context, values []reform.Value, versions gorm.ChainInterface[reform.Report]) error {
	if !slices.ContainsFunc(values, older) {
		return nil
	}
	reports, err := versions.Find(ctx)
	if err != nil {
		return err
	}
	type key struct {
		unit    string
		source  reform.Source
		version int
	}
	from := map[key]reform.Report{}
	for _, r := range reports {
		from[key{r.Unit, r.Source, r.Version}] = r
	}
	for i, v := range values {
		if older(v) {
			r := from[key{v.Unit, v.Source, v.Since}]
			values[i].File, values[i].SHA256 = r.File, r.SHA256
		}
	}
	return nil
}

// older reports whether a value stands since an earlier version.
func older(v reform.Value) bool { return v.Since != v.Version }

// AcceptUpload adds a version of a report, as a draft, made of an upload that
// SaveUpload has kept. The version must be the next one, and the upload one that
// nobody has accepted: of two officers at once, the second is told to look again.
func (s *Store) AcceptUpload(ctx context.Context, r reform.Report, upload string) error {
	utc(&r.SavedAt)
	event := told(r, reform.SavedDeed, r.SavedBy, r.SavedAt)
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if err := addDraft(ctx, tx, r); err != nil {
			return err
		}
		return accept(ctx, tx, r, upload)
	})
	return wrap(err, "accept upload %s as the report of %s in cycle %s", upload, r.Unit, r.Cycle)
}

// told is the event of a version of a report.
func told(r reform.Report, deed reform.Deed, by string, at time.Time) reform.Event {
	return reform.Event{
		At: at, By: by, Deed: deed, Cycle: r.Cycle, Unit: r.Unit, Detail: detail(r.Source, r.Version, r.SHA256),
		Subject: reportSubject(r.Cycle, r.Unit, r.Source, r.Version),
	}
}

// addDraft adds the version that follows the newest.
func addDraft(ctx context.Context, tx *gorm.DB, r reform.Report) error {
	if err := expect(ctx, tx, r, r.Version-1); err != nil {
		return err
	}
	r.Status, r.SubmittedAt, r.SubmittedBy = reform.Draft, nil, ""
	if err := gorm.G[reform.Report](tx).Create(ctx, &r); err != nil {
		return err
	}
	return add(ctx, tx, owned(r))
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
		if v.Since == 0 {
			v.Since = r.Version
		}
		values[i] = v
	}
	return values
}

// SubmitReport keeps what Report.Submit has done: the version must be the newest
// and still a draft, and the unit not one that is being judged.
func (s *Store) SubmitReport(ctx context.Context, r reform.Report) error {
	what := fmt.Sprintf("submit report of %s in cycle %s", r.Unit, r.Cycle)
	if r.Status != reform.Submitted || r.SubmittedAt == nil {
		return fmt.Errorf("%s: %w: version %d has not been submitted by anybody", what, reform.ErrInvalid, r.Version)
	}
	at := *r.SubmittedAt
	utc(&at)
	r.SubmittedAt = &at
	event := told(r, reform.SubmittedDeed, r.SubmittedBy, at)
	err := s.change(ctx, event, func(tx *gorm.DB) error {
		if err := expect(ctx, tx, r, r.Version); err != nil {
			return err
		}
		if err := unlocked(ctx, tx, r); err != nil {
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
		if err := saveReasons(ctx, tx, r); err != nil {
			return err
		}
		_, err = gorm.G[reform.Cycle](tx).Where("id = ?", r.Cycle).Update(ctx, "version", gorm.Expr("version + 1"))
		return err
	})
	return wrap(err, "%s", what)
}

// saveReasons keeps why the doubtful values of a report stand: that is said when it
// is submitted.
func saveReasons(ctx context.Context, tx *gorm.DB, r reform.Report) error {
	for _, v := range r.Values {
		if v.Reason == "" {
			continue
		}
		_, err := gorm.G[reform.Value](tx).
			Where("cycle = ? AND unit = ? AND source = ? AND version = ? AND figure = ?", r.Cycle, r.Unit, r.Source, r.Version, v.Figure).
			Update(ctx, "reason", v.Reason)
		if err != nil {
			return err
		}
	}
	return nil
}
