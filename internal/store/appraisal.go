package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// Appraisals lists all versions of what was judged in a cycle, in the order in which it
// was.
func (s *Store) Appraisals(ctx context.Context, cycle string) ([]reform.Appraisal, error) {
	return s.AppraisalsAfter(ctx, cycle, 0)
}

// AppraisalsAfter lists those of Appraisals that came after one of them.
func (s *Store) AppraisalsAfter(ctx context.Context, cycle string, seq int64) ([]reform.Appraisal, error) {
	appraisals, err := gorm.G[reform.Appraisal](s.db).Where("cycle = ? AND seq > ?", cycle, seq).Order("seq").Find(ctx)
	return appraisals, wrap(err, "appraisals of cycle %s", cycle)
}

// AppraisalsOf lists those of Appraisals that are of some units.
func (s *Store) AppraisalsOf(ctx context.Context, cycle string, units []string) ([]reform.Appraisal, error) {
	appraisals, err := gorm.G[reform.Appraisal](s.db).Where("cycle = ? AND unit IN ?", cycle, units).Order("seq").Find(ctx)
	return appraisals, wrap(err, "appraisals of %d units in cycle %s", len(units), cycle)
}

// SaveAppraisals adds what one person has judged of one cycle, all of it or nothing:
// each the version that follows the newest of its claim, in the sitting that it is, and
// of the report that counts.
func (s *Store) SaveAppraisals(ctx context.Context, judged []reform.Appraisal) error {
	if len(judged) == 0 {
		return nil
	}
	first := judged[0]
	rows := make([]reform.Appraisal, len(judged))
	for n, a := range judged {
		if a.Cycle != first.Cycle || a.By != first.By {
			return fmt.Errorf("save appraisals: %w: they are of several cycles or persons", reform.ErrInvalid)
		}
		utc(&a.At)
		rows[n] = a
	}
	err := s.changes(ctx, judgedEvents(rows), func(tx *gorm.DB) error {
		if err := inSitting(ctx, tx, rows); err != nil {
			return err
		}
		cycle, err := gorm.G[reform.Cycle](tx).Where("id = ?", first.Cycle).Take(ctx)
		if err != nil {
			return err
		}
		if err := s.sow(ctx, tx, first.Cycle, first.By, rows[0].At); err != nil {
			return err
		}
		for n := range rows {
			rows[n].Seq = cycle.Judged + int64(n) + 1
		}
		if err := add(ctx, tx, rows); err != nil {
			return err
		}
		_, err = gorm.G[reform.Cycle](tx).Where("id = ?", first.Cycle).Update(ctx, "judged", cycle.Judged+int64(len(rows)))
		return err
	})
	return wrap(err, "save %d appraisals in cycle %s", len(judged), first.Cycle)
}

// judgedEvents are an event for each unit of which something was judged: an event vouches
// for all that was judged of one unit.
func judgedEvents(rows []reform.Appraisal) (events []reform.Event) {
	var units []string
	of := map[string][]reform.Appraisal{}
	for _, a := range rows {
		if of[a.Unit] == nil {
			units = append(units, a.Unit)
		}
		of[a.Unit] = append(of[a.Unit], a)
	}
	for _, unit := range units {
		a := of[unit][0]
		events = append(events, reform.Event{
			At: a.At, By: a.By, Deed: reform.JudgedDeed, Cycle: a.Cycle, Unit: unit, Detail: judgedDetail(of[unit]), Subject: reform.SubjectOf("appraisals", a.Cycle, unit),
		})
	}
	return events
}

func appraisalRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	appraisals, err := gorm.G[reform.Appraisal](tx).Where("cycle = ? AND unit = ?", key[0], key[1]).Order("seq").Find(ctx)
	for _, a := range appraisals {
		rows = append(rows, []any{
			a.Indicator, a.Version, a.Seq, a.Turn, a.Review, a.Report, a.Verdict, a.Points, a.Ground, a.Text, a.By, moment(a.At), a.Bulk, a.Permit,
		})
	}
	return rows, err
}

// judgedDetail names a judgement in full, or how many there are.
func judgedDetail(rows []reform.Appraisal) string {
	if a := rows[0]; len(rows) == 1 {
		return fmt.Sprintf("indicator %s, version %d, %s %s %s, %s", a.Indicator, a.Version, a.Verdict, a.Points, a.Ground, digest(a))
	}
	return fmt.Sprintf("%d indicators, %s, %s", len(rows), rows[0].Verdict, digest(rows))
}

// digest seals what a row holds into the chain of events: SHA-256 over its JSON.
func digest(row any) string {
	text, err := json.Marshal(row)
	if err != nil {
		panic(err) // the nouns always marshal
	}
	sum := sha256.Sum256(text)
	return "sha256 " + hex.EncodeToString(sum[:])
}

// inSitting objects when something has happened since the judgements were made.
func inSitting(ctx context.Context, tx *gorm.DB, rows []reform.Appraisal) error {
	dockets := map[string]reform.Docket{}
	for _, a := range rows {
		d, read := dockets[a.Unit]
		if !read {
			var err error
			if d, err = docket(ctx, tx, a.Cycle, a.Unit); err != nil {
				return err
			}
		}
		switch {
		case d.Review.Stage == reform.Final:
			return reform.Objection{Obstacle: reform.IsFinal, Indicator: a.Indicator}
		case d.Review.Version != a.Review || len(d.Versions(a.Indicator)) != a.Version-1:
			return reform.Objection{Obstacle: reform.JudgedSince, Indicator: a.Indicator}
		case d.Report.Version != a.Report:
			return reportedSince(a.Report, d.Report.Version)
		}
		d.Appraisals = append(d.Appraisals, a)
		dockets[a.Unit] = d
	}
	return nil
}

// AppraisalsInBulk lists those of Appraisals that came about with one click.
func (s *Store) AppraisalsInBulk(ctx context.Context, cycle, bulk string) ([]reform.Appraisal, error) {
	if bulk == "" {
		return nil, nil // each of these was judged by itself
	}
	appraisals, err := gorm.G[reform.Appraisal](s.db).Where("cycle = ? AND bulk = ? AND bulk <> ''", cycle, bulk).Order("seq").Find(ctx)
	return appraisals, wrap(err, "bulk %s in cycle %s", bulk, cycle)
}
