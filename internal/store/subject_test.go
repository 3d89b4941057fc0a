package store_test

import (
	"errors"
	"strings"
	"testing"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// vouched is what the newest events say of the rows of each subject.
func vouched(t *testing.T, s *store.Store) map[reform.Subject]string {
	t.Helper()
	said := map[reform.Subject]string{}
	must(t, s.VerifyEvents(t.Context(), func(e reform.Event) {
		if e.Subject != "" {
			said[e.Subject] = e.Content
		}
	}))
	return said
}

// altered lists the subjects whose rows are not what the log says.
func altered(t *testing.T, s *store.Store) string {
	t.Helper()
	var found []string
	for _, subject := range []reform.Subject{
		"units", "framework/dvc-2026", "cycle/2026-q1", "report/2026-q1/so-000/unit/1", "user/an%2Fb", "evidence/2026-q1/so-000", "publication/2026-q1/1",
	} {
		now, err := s.Content(t.Context(), subject)
		must(t, err)
		if now != vouched(t, s)[subject] {
			found = append(found, string(subject))
		}
	}
	return strings.Join(found, " ")
}

func TestRowsAlteredByHandAreNotWhatTheirEventSays(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 2)
		must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: "an/b", Role: reform.Officer, Areas: []string{"1"}}))
		submitted(t, s, draft(unit(0), 1, 3))
		due := reform.Window{Stage: reform.FirstAppraisal, Opens: at, Due: at.AddDate(0, 0, 5), Closes: at.AddDate(0, 0, 6)}
		must(t, s.SaveWindows(t.Context(), "an", at, "2026-q1", []reform.Window{due}))
		must(t, s.SaveExtension(t.Context(), reform.Extension{ID: "e", Cycle: "2026-q1", Stage: reform.ReportingStage, Unit: "so-001", Until: at, Reason: "Bão làm mất điện", At: at, By: "an"}))
		paper := reform.Evidence{ID: "p", Unit: "so-000", Kind: reform.Reference, Number: "1/KH", Issuer: "B", Dated: "2026-01-01", At: at, By: "an"}
		must(t, s.SaveEvidence(t.Context(), paper, reform.Citation{Cycle: "2026-q1", Indicator: "1"}))
		publish(t, s, 1, "")
		if got := altered(t, s); got != "" {
			t.Fatalf("untouched, but %s", got)
		}
		for name, c := range map[string]struct{ change, back, want string }{
			"a unit's group":          {"UPDATE units SET peer_group = '' WHERE id = 'so-001'", "UPDATE units SET peer_group = 'so' WHERE id = 'so-001'", "units"},
			"a group's name":          {"UPDATE peer_groups SET name_vi = 'x'", "UPDATE peer_groups SET name_vi = 'Khối sở'", "units"},
			"a framework's rules":     {"UPDATE frameworks SET definition = REPLACE(definition, '0.95', '0.90')", "UPDATE frameworks SET definition = REPLACE(definition, '0.90', '0.95')", "framework/dvc-2026"},
			"a cycle's due day":       {"UPDATE cycles SET due = '2026-03-21 00:00:00'", "UPDATE cycles SET due = '2026-03-20 00:00:00'", "cycle/2026-q1"},
			"a cycle's grace":         {"UPDATE cycles SET grace = 1", "UPDATE cycles SET grace = 0", "cycle/2026-q1"},
			"a stage's days":          {"UPDATE windows SET dropped = TRUE WHERE stage = 'first_appraisal'", "UPDATE windows SET dropped = FALSE WHERE stage = 'first_appraisal'", "cycle/2026-q1"},
			"who was given more time": {"UPDATE extensions SET unit = 'so-000'", "UPDATE extensions SET unit = 'so-001'", "cycle/2026-q1"},
			"a document's number":     {"UPDATE evidence SET number = '2/KH'", "UPDATE evidence SET number = '1/KH'", "evidence/2026-q1/so-000"},
			"what a document shows":   {"UPDATE citations SET proof = 'x'", "UPDATE citations SET proof = ''", "evidence/2026-q1/so-000"},
			"a role":                  {"UPDATE users SET role = 'administrator'", "UPDATE users SET role = 'officer'", "user/an%2Fb"},
			"a value":                 {"UPDATE report_values SET text = '7' WHERE figure = 'figure-01'", "UPDATE report_values SET text = '1.5' WHERE figure = 'figure-01'", "report/2026-q1/so-000/unit/1"},
			"who submitted":           {"UPDATE reports SET submitted_by = 'x'", "UPDATE reports SET submitted_by = 'chi'", "report/2026-q1/so-000/unit/1"},
			"a value taken away":      {"DELETE FROM report_values WHERE figure = 'figure-02'", "INSERT INTO report_values (cycle, unit, source, version, figure, text, absence, sheet, cell, since, reason) VALUES ('2026-q1', 'so-000', 'unit', 1, 'figure-02', '2.5', '', 'Số liệu', 'D2', 1, '')", "report/2026-q1/so-000/unit/1"},
			"an edition's approver":   {"UPDATE publications SET approved_by = 'x'", "UPDATE publications SET approved_by = 'binh'", "publication/2026-q1/1"},
		} {
			must(t, s.Exec(t.Context(), c.change))
			if got := altered(t, s); got != c.want {
				t.Errorf("%s: got %q, want %q", name, got, c.want)
			}
			must(t, s.Exec(t.Context(), c.back))
			if got := altered(t, s); got != "" {
				t.Errorf("%s, put back: got %q", name, got)
			}
		}
	})
}

func TestSubjectsAreWhateverHasRows(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		furnish(t, s, 1)
		must(t, s.SaveUser(t.Context(), "an", at, reform.User{ID: "an", Role: reform.Officer}))
		submitted(t, s, draft(unit(0), 1, 1))
		publish(t, s, 1, "")
		subjects, err := s.Subjects(t.Context())
		must(t, err)
		said := vouched(t, s)
		if len(subjects) != 5 || len(said) != 6 {
			t.Errorf("got %v of %v", subjects, said)
		}
		for _, subject := range subjects {
			if said[subject] == "" {
				t.Errorf("no event vouches for %s", subject)
			}
		}
	})
}

func TestContentOfWhatIsNotThere(t *testing.T) {
	s := storetest.Open(t)
	for _, subject := range []reform.Subject{"report/c/u/unit/1", "report/c/u/unit/one", "user/x", "publication/c/1"} {
		if content, err := s.Content(t.Context(), subject); content != "" || err != nil {
			t.Errorf("%s: got %q, %v", subject, content, err)
		}
	}
	for _, subject := range []reform.Subject{"nothing/x", "user", "user/a/b", "user/%zz"} {
		if _, err := s.Content(t.Context(), subject); !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("%s: got %v", subject, err)
		}
	}
}
