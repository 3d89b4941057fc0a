package faults_test

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"reformboard/internal/flow"
	"reformboard/internal/flow/record"
	"reformboard/internal/flow/upkeep"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// check fails the test for whatever clients were told and is not so, and for whatever is
// half done. No server may be at the board.
func (w *world) check(t *testing.T) {
	t.Helper()
	if violations := w.violations(t); len(violations) > 0 {
		t.Fatalf("%d violations:\n%s", len(violations), strings.Join(violations[:min(20, len(violations))], "\n"))
	}
}

// checker gathers violations.
type checker struct {
	*testing.T
	w     *world
	b     *flow.Board
	raw   *sql.DB
	found []string
}

func (c *checker) say(format string, operands ...any) {
	c.found = append(c.found, fmt.Sprintf(format, operands...))
}

// violations are what check fails for.
func (w *world) violations(t *testing.T) []string {
	t.Helper()
	b, k, done := w.open(t)
	defer done()
	c := &checker{T: t, w: w, b: b, raw: w.raw(t)}
	c.receipts()
	c.judgements()
	c.wholeness()
	c.log(k)
	c.files()
	c.ranking()
	c.database()
	return c.found
}

// raw is the database as whoever has it in hand sees it, whether a server is at it or not.
func (w *world) raw(t testing.TB) *sql.DB {
	t.Helper()
	if w.behind != nil {
		return w.behind
	}
	driver, dsn := "pgx", w.dsn
	if dsn == "" {
		driver, dsn = "sqlite", "file:"+w.database()+"?_pragma=busy_timeout(10000)"
	}
	var err error
	w.behind, err = sql.Open(driver, dsn)
	must(t, err)
	w.behind.SetMaxIdleConns(-1) // a file that somebody has open is not found by others as a dead server leaves it
	t.Cleanup(func() { _ = w.behind.Close() })
	return w.behind
}

// rows are the first columns of a query, each row as one text.
func (c *checker) rows(query string) (found []string) {
	c.Helper()
	rows, err := c.raw.QueryContext(c.Context(), query)
	must(c, err)
	defer rows.Close()
	columns, err := rows.Columns()
	must(c, err)
	for rows.Next() {
		fields, places := make([]sql.NullString, len(columns)), make([]any, len(columns))
		for n := range fields {
			places[n] = &fields[n]
		}
		must(c, rows.Scan(places...))
		var texts []string
		for _, f := range fields {
			texts = append(texts, f.String)
		}
		found = append(found, strings.Join(texts, " "))
	}
	must(c, rows.Err())
	return found
}

// receipts holds what clients were told against what is there.
func (c *checker) receipts() {
	c.Helper()
	for _, r := range c.w.history.receipts {
		u, err := c.b.Store.Upload(c.Context(), r.upload)
		if err != nil || u.SHA256 != r.sha || u.Unit != r.unit {
			c.say("upload %s of %s was received, and is there as %s of %s: %v", r.upload, r.unit, u.SHA256, u.Unit, err)
			continue
		}
		if r.paper != "" {
			papers, err := c.b.Store.Attachments(c.Context(), cycleID, r.unit, reform.FromUnit)
			if err != nil || !slices.ContainsFunc(papers, func(a reform.Attachment) bool { return a.SHA256 == r.paper }) {
				c.say("the paper of upload %s is not there: %v", r.upload, err)
			}
		}
		if r.version > 0 {
			c.version(r, u)
		}
	}
}

// version holds a version that somebody was told of against what it says.
func (c *checker) version(r receipt, u reform.Upload) {
	held, err := c.b.Store.ReportVersion(c.Context(), cycleID, r.unit, reform.FromUnit, r.version)
	if err != nil || u.Version != r.version || held.SHA256 != r.sha {
		c.say("version %d of %s was accepted from %s, and is there of %s: %v", r.version, r.unit, r.sha, held.SHA256, err)
		return
	}
	if !r.draft && held.Status != reform.Submitted {
		c.say("version %d of %s was submitted, and is %s", r.version, r.unit, held.Status)
	}
	for figure, text := range said(r.unit, r.variant) {
		if v, ok := held.Value(figure); !ok || v.Text != text {
			c.say("version %d of %s says %s for %s, and not %s", r.version, r.unit, v.Text, figure, text)
		}
	}
}

// judgements holds what was said to be judged, explained and ended against what is there.
func (c *checker) judgements() {
	c.Helper()
	there := map[string]bool{}
	for _, query := range []string{
		`SELECT 'judged', unit, version, points FROM appraisals`, `SELECT 'explained', unit, version FROM explanations`, `SELECT 'moved', unit, version FROM reviews`,
	} {
		for _, row := range c.rows(query) {
			there[row] = true
		}
	}
	for _, line := range c.w.history.judged {
		if !there[line] {
			c.say("%s was told, and is not so", line)
		}
	}
}

// halves are queries that find what is half done; each finds nothing on a board that holds.
var halves = map[string]string{
	"a report without all its values": `SELECT r.cycle, r.unit, r.version FROM reports r WHERE r.source = 'unit' AND 2 <>
		(SELECT COUNT(*) FROM report_values v WHERE v.cycle = r.cycle AND v.unit = r.unit AND v.source = r.source AND v.version = r.version)`,
	"a version without its one upload": `SELECT r.cycle, r.unit, r.version FROM reports r WHERE 1 <>
		(SELECT COUNT(*) FROM uploads u WHERE u.cycle = r.cycle AND u.unit = r.unit AND u.source = r.source AND u.version = r.version AND u.sha256 = r.sha256)`,
	"versions with a gap": `SELECT unit, source, COUNT(*), MAX(version) FROM reports GROUP BY cycle, unit, source HAVING COUNT(*) <> MAX(version)`,
	"an upload without its version": `SELECT u.id FROM uploads u WHERE u.version > 0 AND NOT EXISTS
		(SELECT 1 FROM reports r WHERE r.cycle = u.cycle AND r.unit = u.unit AND r.source = u.source AND r.version = u.version)`,
	"a paper without its upload": `SELECT a.id FROM attachments a WHERE NOT EXISTS
		(SELECT 1 FROM uploads u WHERE u.cycle = a.cycle AND u.unit = a.unit AND u.source = a.source AND u.at = a.at AND u."by" = a."by")`,
	"uploads or batches and their events": `SELECT * FROM (SELECT (SELECT COUNT(*) FROM uploads) + (SELECT COUNT(*) FROM batches) AS there,
		(SELECT COUNT(*) FROM events WHERE deed = 'received') AS told) counted WHERE there <> told`,
	"versions and their events": `SELECT * FROM (SELECT (SELECT COUNT(*) FROM reports) AS there,
		(SELECT COUNT(DISTINCT subject) FROM events WHERE subject LIKE 'report/%') AS told) counted WHERE there <> told`,
	"a cycle's version and what was submitted": `SELECT c.id, c.version FROM cycles c WHERE c.version <>
		(SELECT COUNT(*) FROM events e WHERE e.cycle = c.id AND (e.deed = 'submitted' OR e.subject = 'cycle/' || c.id))`,
	"a judgement's number": `SELECT c.id, c.judged FROM cycles c WHERE c.judged <> (SELECT COUNT(*) FROM appraisals a WHERE a.cycle = c.id)
		OR c.judged <> (SELECT COALESCE(MAX(a.seq), 0) FROM appraisals a WHERE a.cycle = c.id)`,
	"judgements or steps and their events": `SELECT * FROM (SELECT (SELECT COUNT(*) FROM appraisals) + (SELECT COUNT(*) FROM reviews) + (SELECT COUNT(*) FROM explanations) AS there,
		(SELECT COUNT(*) FROM events WHERE deed IN ('judged', 'answered', 'ended', 'finished')) AS told) counted WHERE there <> told`,
	"a batch and its files": `SELECT b.id, b.done FROM batches b WHERE b.done <> (SELECT COUNT(*) FROM batch_items i WHERE i.batch = b.id)
		OR b.finished_at IS NOT NULL AND b.done <> b.total OR b.failure <> ''`,
	"a file of a batch and its version": `SELECT i.batch, i.place FROM batch_items i WHERE i.version = 0 OR NOT EXISTS
		(SELECT 1 FROM reports r JOIN batches b ON b.id = i.batch WHERE r.cycle = b.cycle AND r.unit = i.unit AND r.version = i.version)`,
	"an edition and its proposal": `SELECT p.cycle, p.number FROM publications p WHERE 1 <>
		(SELECT COUNT(*) FROM proposals o WHERE o.cycle = p.cycle AND o.number = p.number AND o.digest = p.digest AND o.status = 'approved')`,
	"a proposal that was approved and nothing came of": `SELECT o.id FROM proposals o WHERE o.status = 'approved' AND NOT EXISTS
		(SELECT 1 FROM publications p WHERE p.cycle = o.cycle AND p.number = o.number)`,
	"editions and their events": `SELECT * FROM (SELECT (SELECT COUNT(*) FROM publications) AS there,
		(SELECT COUNT(*) FROM events WHERE deed = 'published') AS told) counted WHERE there <> told`,
}

// wholeness looks for what is half done.
func (c *checker) wholeness() {
	c.Helper()
	for _, what := range slices.Sorted(maps.Keys(halves)) {
		for _, row := range c.rows(halves[what]) {
			c.say("%s: %s", what, row)
		}
	}
}

// log walks the log, and holds every edition against what it was made from.
func (c *checker) log(k *record.Book) {
	c.Helper()
	held, err := k.VerifyLog(c.Context(), time.Now().UTC())
	must(c, err)
	for _, b := range held.Breaches {
		c.say("the log: %v", b)
	}
	editions, err := c.b.Store.AllPublications(c.Context())
	must(c, err)
	for _, p := range editions {
		v, err := k.Verify(c.Context(), p)
		if err != nil || len(v.Discrepancies) > 0 {
			c.say("edition %d: %v %v", p.Number, v.Discrepancies, err)
		}
	}
}

// named are the files that something on the board names.
const named = `SELECT sha256 FROM uploads UNION SELECT sha256 FROM attachments UNION SELECT sha256 FROM batches UNION SELECT sha256 FROM publications`

// files reads every file that is named, and has the board clean up what is not, as it does
// a week later: then there is nothing but what is named.
func (c *checker) files() {
	c.Helper()
	wanted := c.rows(named)
	for _, sha := range wanted {
		if _, err := c.b.Files.Read(sha); err != nil {
			c.say("%v", err)
		}
	}
	later := time.Now().UTC().Add(2 * upkeep.Forgotten)
	lost := slices.DeleteFunc(c.kept(), func(sha string) bool {
		whole := len(sha) == 2*sha256.Size // what is still coming in has another name, and no event tells of it
		return !whole || slices.Contains(wanted, sha)
	})
	_, err := c.b.Files.Sweep(later)
	must(c, err)
	_, err = upkeep.Clean(c.Context(), c.b, later)
	must(c, err)
	told := strings.Join(c.rows("SELECT detail FROM events WHERE deed = 'cleaned'"), " ")
	for _, sha := range lost {
		if !strings.Contains(told, sha) {
			c.say("file %s is named by nothing, and no event tells that it was removed", sha)
		}
	}
	left := c.kept()
	for _, sha := range left {
		if !slices.Contains(wanted, sha) {
			c.say("file %s is named by nothing, and is still there", sha)
		}
	}
}

// kept lists all files in the folder.
func (c *checker) kept() (names []string) {
	c.Helper()
	must(c, filepath.WalkDir(filepath.Join(c.w.dir, "files"), func(_ string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			names = append(names, entry.Name())
		}
		return err
	}))
	return names
}

// ranking works every scorecard out from the rows, without what the board remembers, and
// holds it against the one that is shown.
func (c *checker) ranking() {
	c.Helper()
	shown, err := c.b.TallyOn(c.Context(), cycleID, reform.Verified)
	must(c, err)
	reports, err := c.b.Store.SubmittedReports(c.Context(), cycleID)
	must(c, err)
	method, err := score.Prepare(&shown.Framework)
	must(c, err)
	appraisals, err := c.b.Store.Appraisals(c.Context(), cycleID)
	must(c, err)
	again, err := method.Cycle(score.Input{Cycle: shown.Cycle, Units: shown.Units, Reports: reports, Appraisals: appraisals})
	must(c, err)
	for n, card := range again {
		if was := shown.Scorecards[n]; was.Unit != card.Unit || was.Total != card.Total {
			c.say("%s is shown with %s points, and has %s", was.Unit, was.Total, card.Total)
		}
	}
}

// database asks the database itself.
func (c *checker) database() {
	c.Helper()
	if c.w.dsn != "" {
		return // PostgreSQL has no such question without an extension
	}
	for query, want := range map[string]string{"PRAGMA integrity_check": "ok", "PRAGMA foreign_key_check": ""} {
		if said := strings.Join(c.rows(query), "\n"); said != want {
			c.say("%s: %s", query, said)
		}
	}
}
