package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"gorm.io/gorm"

	"reformboard/internal/reform"
)

// kind is one kind of reform.Subject: which rows it names, and how they are told as lists
// of their fields. A field that is not told may change without anybody's deed; one that is
// added to a list must be left out while it is zero, or the log vouches for nothing older.
type kind struct {
	keys int    // parts of its key
	all  string // the keys of all rows, as cycle or id, unit, source, number, those empty that it has not; empty: it is one
	rows func(ctx context.Context, s *Store, tx *gorm.DB, key []string) ([]any, error)
}

var kinds = map[string]kind{
	"units":       {0, "", unitRows}, // and peer groups: bodies are compared as a whole
	"framework":   {1, "SELECT id, '', '', 0 FROM frameworks", frameworkRows},
	"cycle":       {1, "SELECT id, '', '', 0 FROM cycles", cycleRows},
	"report":      {4, "SELECT cycle, unit, source, version FROM reports", reportRows},    // one version
	"evidence":    {2, "SELECT DISTINCT cycle, unit, '', 0 FROM citations", evidenceRows}, // of a unit, in a cycle
	"user":        {1, "SELECT id, '', '', 0 FROM users", userRows},
	"passport":    {1, "SELECT account, '', '', 0 FROM passports", passportRows},
	"publication": {2, "SELECT cycle, '', '', number FROM publications", publicationRows},

	"procedure":    {2, "SELECT cycle, '', '', version FROM procedures", procedureRows},
	"reviews":      {2, "SELECT DISTINCT cycle, unit, '', 0 FROM reviews", reviewRows}, // of one unit, as the next three
	"appraisals":   {2, "SELECT DISTINCT cycle, unit, '', 0 FROM appraisals", appraisalRows},
	"assignments":  {2, "SELECT DISTINCT cycle, unit, '', 0 FROM assignments", assignmentRows},
	"countermarks": {2, "SELECT DISTINCT cycle, unit, '', 0 FROM countermarks", countermarkRows},
	"lot":          {1, "SELECT cycle, '', '', 0 FROM lots", lotRows},
	"explanations": {2, "SELECT DISTINCT cycle, unit, '', 0 FROM explanations", explanationRows},
	"permit":       {1, "SELECT id, '', '', 0 FROM permits", permitRows},

	"inventory": {1, "SELECT DISTINCT CAST(inventory AS TEXT), '', '', 0 FROM inventory_items", inventoryRows},
}

func unitRows(ctx context.Context, s *Store, tx *gorm.DB, _ []string) (rows []any, err error) {
	units, err := gorm.G[reform.Unit](tx).Order(s.dialect.bytewise("id")).Find(ctx)
	if err != nil {
		return nil, err
	}
	groups, err := gorm.G[reform.PeerGroup](tx).Order(s.dialect.bytewise("id")).Find(ctx)
	for _, u := range units {
		rows = append(rows, []any{u.ID, u.Parent, u.NameVI, u.NameEN, u.PeerGroup, u.Place, u.Simulated})
	}
	for _, g := range groups {
		rows = append(rows, []any{g.ID, g.NameVI, g.NameEN, g.Place})
	}
	return rows, err
}

// frameworkRows takes the definition as it is stored: a later program may write it otherwise.
func frameworkRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) ([]any, error) {
	var found []struct{ Series, Source, SHA256, Definition string }
	err := tx.WithContext(ctx).Raw("SELECT series, source, sha256, definition FROM frameworks WHERE id = ?", key[0]).Scan(&found).Error
	rows := make([]any, len(found))
	for i, f := range found {
		rows[i] = []any{f.Series, f.Source, f.SHA256, f.Definition}
	}
	return rows, err
}

// cycleRows are a cycle, its windows and who was given more time. They leave out what only
// counts.
func cycleRows(ctx context.Context, s *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	cycles, err := gorm.G[reform.Cycle](tx).Where("id = ?", key[0]).Find(ctx)
	for _, c := range cycles {
		row := []any{
			c.Body, c.Framework, c.Period, moment(c.DataFrom), moment(c.DataTo), moment(c.Opens), moment(c.Due), moment(c.Closes), c.NoteVI, c.NoteEN,
		}
		if c.Grace != 0 {
			row = append(row, c.Grace)
		}
		rows = append(rows, row)
	}
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	return s.dayRows(ctx, tx, key[0], rows)
}

// dayRows adds the days of a cycle's stages to what is told of it.
func (s *Store) dayRows(ctx context.Context, tx *gorm.DB, cycle string, rows []any) ([]any, error) {
	windows, err := s.windows(ctx, tx, cycle)
	if err != nil {
		return nil, err
	}
	for _, w := range windows {
		rows = append(rows, []any{w.Stage, w.PeerGroup, w.Version, moment(w.Opens), moment(w.Due), w.Grace, moment(w.Closes), w.Dropped, moment(w.SetAt), w.SetBy})
	}
	extensions, err := s.extensions(ctx, tx, cycle)
	for _, e := range extensions {
		rows = append(rows, []any{e.ID, e.Stage, e.Unit, moment(e.Until), e.Reason, moment(e.At), e.By})
	}
	return rows, err
}

// userRows are what a user may do. Secrets change, and sign-ins are counted, otherwise.
func userRows(ctx context.Context, _ *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	users, err := gorm.G[reform.User](tx).Where("id = ?", key[0]).Find(ctx)
	for _, u := range users {
		row := []any{u.Role, u.Unit, u.Areas, u.Disabled}
		if u.Home != "" {
			row = append(row, u.Home)
		}
		rows = append(rows, row)
	}
	return rows, err
}

func reportRows(ctx context.Context, s *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	version, err := strconv.Atoi(key[3])
	if err != nil {
		return nil, nil //nolint:nilerr // no report has such a version
	}
	const theOne = "cycle = ? AND unit = ? AND source = ? AND version = ?"
	reports, err := gorm.G[reform.Report](tx).Where(theOne, key[0], key[1], key[2], version).Find(ctx)
	if err != nil || len(reports) == 0 {
		return nil, err
	}
	values, err := gorm.G[reform.Value](tx).Where(theOne, key[0], key[1], key[2], version).Order(s.dialect.bytewise("figure")).Find(ctx)
	for _, r := range reports {
		handed := ""
		if r.SubmittedAt != nil {
			handed = moment(*r.SubmittedAt)
		}
		rows = append(rows, []any{r.Status, r.File, r.SHA256, moment(r.SavedAt), r.SavedBy, handed, r.SubmittedBy})
	}
	for _, v := range values {
		rows = append(rows, []any{v.Figure, v.Text, v.Absence, v.Reason, v.Since, v.Sheet, v.Cell})
	}
	return rows, err
}

// evidenceRows are what a unit shows or has shown in a cycle, and for what.
func evidenceRows(ctx context.Context, s *Store, tx *gorm.DB, key []string) (rows []any, err error) {
	const theirs = "cycle = ? AND unit = ?"
	citations, err := gorm.G[reform.Citation](tx).Where(theirs, key[0], key[1]).Order(s.dialect.bytewise("indicator", "evidence")).Find(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range citations {
		rows = append(rows, []any{c.Indicator, c.Evidence, c.Proof, c.Withdrawn, moment(c.At), c.By})
	}
	cited, err := gorm.G[reform.Evidence](tx).Where("id IN (SELECT evidence FROM citations WHERE "+theirs+")", key[0], key[1]).Order(s.dialect.bytewise("id")).Find(ctx)
	for _, e := range cited {
		rows = append(rows, []any{
			e.ID, e.Unit, e.Kind, e.Title, e.SHA256, e.Name, e.Size, e.Type, e.Number, e.Issuer, e.Page, e.Dated, e.ValidFrom, e.ValidTo, e.Replaces, moment(e.At), e.By,
		})
	}
	return rows, err
}

// moment is a time as both databases hold it.
func moment(t time.Time) string {
	utc(&t)
	return t.Format(time.RFC3339Nano)
}

// content is the SHA-256 of the rows of a Subject, the same on both databases; empty where
// there are none.
func (s *Store) content(ctx context.Context, tx *gorm.DB, subject reform.Subject) (string, error) {
	if subject == "" {
		return "", nil
	}
	name, key := subject.Parts()
	k, ok := kinds[name]
	if !ok || len(key) != k.keys {
		return "", fmt.Errorf("%w: nobody knows the rows of %q", reform.ErrInvalid, subject)
	}
	rows, err := k.rows(ctx, s, tx, key)
	if err != nil || len(rows) == 0 {
		return "", err
	}
	text, err := json.Marshal(rows)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:]), nil
}

// Content is what the rows of a Subject come to now: what the newest Event about them says,
// unless they were altered behind the board's back. It is empty where there are none.
func (s *Store) Content(ctx context.Context, subject reform.Subject) (content string, err error) {
	err = s.snapshot(ctx, func(tx *gorm.DB) (err error) {
		content, err = s.content(ctx, tx, subject)
		return err
	})
	return content, wrap(err, "content of %s", subject)
}

// Subjects lists, in no order, whatever has rows that an Event must tell of.
func (s *Store) Subjects(ctx context.Context) ([]reform.Subject, error) {
	var all []reform.Subject
	for name, k := range kinds {
		if k.all == "" {
			continue
		}
		rows, err := s.pool.QueryContext(ctx, k.all)
		if err == nil {
			all, err = subjects(all, rows, name)
		}
		if err != nil {
			return nil, wrap(err, "%ss", name)
		}
	}
	return all, nil
}

// subjects reads the rows to their end, and closes them.
func subjects(all []reform.Subject, rows *sql.Rows, name string) ([]reform.Subject, error) {
	for rows.Next() {
		var first, unit, source string
		var number int
		if err := rows.Scan(&first, &unit, &source, &number); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		key := []string{first}
		for _, part := range []string{unit, source} {
			if part != "" {
				key = append(key, part)
			}
		}
		if number > 0 {
			key = append(key, strconv.Itoa(number))
		}
		all = append(all, reform.SubjectOf(name, key...))
	}
	return all, errors.Join(rows.Err(), rows.Close())
}

func reportSubject(cycle, unit string, source reform.Source, version int) reform.Subject {
	return reform.SubjectOf("report", cycle, unit, string(source), strconv.Itoa(version))
}

func publicationSubject(cycle string, number int) reform.Subject {
	return reform.SubjectOf("publication", cycle, strconv.Itoa(number))
}
