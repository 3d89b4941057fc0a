package store

import (
	"context"
	"strings"
	"time"
	"unicode"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// FirstSubmitted says when each unit's report of one source was first submitted in a
// cycle.
func (s *Store) FirstSubmitted(ctx context.Context, cycle string, source reform.Source) (map[string]time.Time, error) {
	reports, err := gorm.G[reform.Report](s.db).Select("unit", "version", "submitted_at").
		Where("cycle = ? AND source = ? AND status = ?", cycle, source, reform.Submitted).
		Order(s.dialect.bytewise("unit") + ", version DESC").Find(ctx)
	first := make(map[string]time.Time, len(reports))
	for _, r := range reports {
		first[r.Unit] = *r.SubmittedAt // the earliest version is the last of its unit
	}
	return first, wrap(err, "first reports in cycle %s", cycle)
}

// ReportOfCode finds the submitted version of a report that a receipt's code is of, however
// the code is written, without Values. A code follows from a report and is not kept.
func (s *Store) ReportOfCode(ctx context.Context, code string) (reform.Report, error) {
	code = bare(code)
	cycles, err := s.Cycles(ctx)
	if err != nil {
		return reform.Report{}, err
	}
	for _, c := range cycles {
		reports, err := gorm.G[reform.Report](s.db).Where("cycle = ? AND status = ?", c.ID, reform.Submitted).
			Order(s.dialect.bytewise("unit", "source") + ", version").Find(ctx)
		if err != nil {
			return reform.Report{}, wrap(err, "reports of cycle %s", c.ID)
		}
		for _, r := range reports {
			if bare(r.Code()) == code {
				return r, nil
			}
		}
	}
	return reform.Report{}, wrap(gorm.ErrRecordNotFound, "receipt")
}

// bare is a code without what people put between its letters.
func bare(code string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Dash, r) {
			return -1
		}
		return r
	}, strings.ToLower(code))
}
