package faults_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestCheckerSeesWhatIsMissing takes away, one after the other, what the suite must not
// lose: a checker that says nothing then would say nothing of a board that loses it.
func TestCheckerSeesWhatIsMissing(t *testing.T) {
	for name, harm := range map[string]struct {
		sql  string // of the database
		file string // to be removed: the workbook or the paper
		want string // what is said among others
	}{
		"nothing":                   {},
		"an upload":                 {sql: "DELETE FROM uploads", want: "was received, and is there as"},
		"an upload that is another": {sql: "UPDATE uploads SET sha256 = 'ab'", want: "is there as ab"},
		"a value":                   {sql: "DELETE FROM report_values WHERE figure = 'on_time'", want: "without all its values"},
		"what a value says":         {sql: "UPDATE report_values SET text = '1' WHERE figure = 'on_time'", want: "says 1 for on_time"},
		"a version":                 {sql: "DELETE FROM report_values; DELETE FROM reports", want: "version 1 of u000 was accepted"},
		"the submission":            {sql: "UPDATE reports SET status = 'draft', submitted_at = NULL, submitted_by = ''", want: "was submitted, and is draft"},
		"a paper":                   {sql: "DELETE FROM attachments", want: "the paper of upload"},
		"an event":                  {sql: "DELETE FROM events WHERE deed = 'received'", want: "the log: "},
		"the last event":            {sql: "DELETE FROM events WHERE deed = 'submitted'", want: "a cycle's version"},
		"a version of the cycle":    {sql: "UPDATE cycles SET version = version - 1", want: "a cycle's version"},
		"the workbook's file":       {file: "workbook", want: "no such file"},
		"the paper's file":          {file: "paper", want: "no such file"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := furnished(t, "", 1)
			p := w.start(t)
			c := signIn(t, p, "an")
			r, _, err := c.upload(t.Context(), w, "u000", 0)
			must(t, err)
			_, err = c.accept(t.Context(), w, r, 0)
			must(t, err)
			p.stop(t)
			raw := w.raw(t)
			if _, err := raw.ExecContext(t.Context(), "PRAGMA foreign_keys = 0; "+harm.sql); err != nil {
				t.Fatal(err)
			}
			if sha := map[string]string{"workbook": r.sha, "paper": r.paper}[harm.file]; sha != "" {
				must(t, os.Remove(filepath.Join(w.dir, "files", sha[:2], sha[2:4], sha)))
			}
			said := strings.Join(w.violations(t), "\n")
			if harm.want == "" && said != "" || !strings.Contains(said, harm.want) {
				t.Errorf("the checker says %q, and not %q", said, harm.want)
			}
		})
	}
}
