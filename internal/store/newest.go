package store

import (
	"context"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// newestOf is the newest version of each of the reports of some units in a cycle, by
// every source, and newestSubmittedOf the newest submitted one. Both read reports and
// report_values alike; the cycle's id and the units fill the holes twice.
const (
	newestOf = `cycle = ? AND unit IN ? AND (unit, source, version) IN (
	SELECT unit, source, MAX(version) FROM reports WHERE cycle = ? AND unit IN ? GROUP BY unit, source)`
	newestSubmittedOf = `cycle = ? AND unit IN ? AND (unit, source, version) IN (
	SELECT unit, source, MAX(version) FROM reports WHERE cycle = ? AND unit IN ? AND status = 'submitted' GROUP BY unit, source)`
)

// NewestReports lists the newest version of each report of some units, with Values by
// figure: what Report returns for one.
func (s *Store) NewestReports(ctx context.Context, cycle string, units []string) ([]reform.Report, error) {
	reports, err := s.reports(ctx, cycle, newestOf, cycle, units, cycle, units)
	return reports, wrap(err, "reports of %d units in cycle %s", len(units), cycle)
}

// SubmittedReportsOf lists what counts of some units: what SubmittedReport returns for
// one.
func (s *Store) SubmittedReportsOf(ctx context.Context, cycle string, units []string) ([]reform.Report, error) {
	reports, err := s.reports(ctx, cycle, newestSubmittedOf, cycle, units, cycle, units)
	return reports, wrap(err, "submitted reports of %d units in cycle %s", len(units), cycle)
}

// reports lists the versions of a cycle's reports that a condition on unit, source and
// version picks, at most one of each, with Values.
func (s *Store) reports(ctx context.Context, cycle, picked string, holes ...any) ([]reform.Report, error) {
	var reports []reform.Report
	var values []reform.Value
	err := s.snapshot(ctx, func(tx *gorm.DB) (err error) {
		reports, err = gorm.G[reform.Report](tx).Where(picked, holes...).Order(s.dialect.bytewise("unit", "source")).Find(ctx)
		if err != nil {
			return err
		}
		values, err = gorm.G[reform.Value](tx).Where(picked, holes...).Order(s.dialect.bytewise("unit", "source", "figure")).Find(ctx)
		if err != nil {
			return err
		}
		return trace(ctx, values, gorm.G[reform.Report](tx).Where("cycle = ?", cycle))
	})
	attach(reports, values)
	return reports, err
}

// Reporters says of each unit that has handed something in by a source how far its
// report has come: submitted once is submitted, whatever drafts there are since.
func (s *Store) Reporters(ctx context.Context, cycle string, source reform.Source) (map[string]reform.Status, error) {
	reports, err := gorm.G[reform.Report](s.db).Distinct("unit", "status").
		Where("cycle = ? AND source = ?", cycle, source).Find(ctx)
	reporters := map[string]reform.Status{}
	for _, r := range reports {
		if reporters[r.Unit] != reform.Submitted {
			reporters[r.Unit] = r.Status
		}
	}
	return reporters, wrap(err, "who reports in cycle %s", cycle)
}
