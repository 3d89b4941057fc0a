package duties_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"reformboard/internal/agenda"
	"reformboard/internal/flow"
	"reformboard/internal/flow/agreement"
	"reformboard/internal/flow/appraisals"
	"reformboard/internal/flow/duties"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// home draws up somebody's home, its tasks in a line each.
func home(t *testing.T, b *flow.Board, u reform.User, now time.Time) (tasks string, notices []agenda.Notice) {
	t.Helper()
	units, err := b.Store.Units(t.Context())
	must(t, err)
	h, err := duties.Of(t.Context(), duties.Desks{Desk: appraisals.New(b), Twice: agreement.New(b)}, duties.Person{User: u, Now: now, Zone: time.UTC, Units: units})
	must(t, err)
	var lines []string
	for _, task := range h.Tasks {
		line := fmt.Sprintf("%s %s %s%s %d/%d", task.State, task.Kind, task.Cycle.ID, task.Unit.ID, task.Done, task.Of)
		for _, block := range task.Blocks {
			line += fmt.Sprintf(" %s:%d", block.Kind, block.Count)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; "), h.Notices
}

func typed(t *testing.T, b *flow.Board, unit, received, onTime string, version int) flow.Outcome {
	t.Helper()
	content, err := json.Marshal(flow.Entry{Version: version, Typed: map[string]string{"received": received, "on_time": onTime}})
	must(t, err)
	out, err := b.Receive(t.Context(), flow.Delivery{Cycle: "2026-Q3", Unit: unit, Source: reform.FromUnit, By: unit, At: flowtest.During, Content: content})
	must(t, err)
	return out
}

var officer = reform.User{ID: "o", Role: reform.Officer, Unit: "a"}

func TestAnOfficerIsLedFromNothingToTheReceipt(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		step := func(what, want string) {
			t.Helper()
			if got, _ := home(t, b, officer, flowtest.During); got != want {
				t.Errorf("%s: got %s, want %s", what, got, want)
			}
		}
		step("nothing yet", "due report 2026-Q3a 0/2 nothing:0")
		out := typed(t, b, "a", "10", "", 0)
		step("a file that waits", "due report 2026-Q3a 0/2 pending:1")
		_, err := b.Accept(t.Context(), flow.Acceptance{Upload: out.Upload.ID, By: "o", At: flowtest.During})
		must(t, err)
		step("half of it kept", "due report 2026-Q3a 1/2 draft:1 missing:1")
		out = typed(t, b, "a", "10", "9", 1)
		_, err = b.Accept(t.Context(), flow.Acceptance{Upload: out.Upload.ID, Version: 1, By: "o", At: flowtest.During})
		must(t, err)
		step("all of it kept", "due report 2026-Q3a 2/2 draft:2")
		_, err = b.Submit(t.Context(), flow.Draft{Cycle: "2026-Q3", Unit: "a", Source: reform.FromUnit, Version: 2}, "o", flowtest.During)
		must(t, err)
		step("submitted", "done report 2026-Q3a 2/2")
	})
}

func TestEachRoleHasItsOwnTasks(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		c, err := s.Cycle(t.Context(), "2026-Q3")
		must(t, err)
		must(t, s.SaveWindows(t.Context(), "q", flowtest.Opens, "2026-Q3", []reform.Window{
			{Stage: reform.FirstAppraisal, Opens: c.Closes, Due: c.Closes.AddDate(0, 0, 5), Closes: c.Closes.AddDate(0, 0, 6)},
			{Stage: reform.ExplanationStage, Opens: c.Closes, Due: c.Closes.AddDate(0, 0, 7), Closes: c.Closes.AddDate(0, 0, 8)},
			{Stage: reform.CouncilStage, Opens: c.Closes, Due: c.Closes.AddDate(0, 0, 9), Closes: c.Closes.AddDate(0, 0, 10)},
		}))
		for _, row := range []struct {
			role reform.Role
			unit string
			want string
		}{
			{reform.Officer, "a", "due report 2026-Q3a 0/2 nothing:0; ahead explain 2026-Q3 0/0"},
			{reform.Head, "a", "due report 2026-Q3a 0/2 nothing:0; ahead explain 2026-Q3 0/0"},
			{reform.Officer, "body", "due oversee 2026-Q3 0/3; ahead explain 2026-Q3 0/0"},
			{reform.Appraiser, "body", "due oversee 2026-Q3 0/3; due supply 2026-Q3 0/3; ahead judge 2026-Q3 0/0"},
			{reform.Council, "body", "due oversee 2026-Q3 0/3; ahead settle 2026-Q3 0/0"},
			{reform.Committee, "body", "due oversee 2026-Q3 0/3"},
			{reform.Analyst, "body", "due oversee 2026-Q3 0/3"},
			{reform.Auditor, "", "due oversee 2026-Q3 0/3"},
			{reform.Administrator, "", "due oversee 2026-Q3 0/3"},
			{reform.Committee, "elsewhere", ""},
			{"", "", ""},
		} {
			if got, _ := home(t, b, reform.User{ID: "u", Role: row.role, Unit: row.unit}, flowtest.During); got != row.want {
				t.Errorf("%s of %q: got %s, want %s", row.role, row.unit, got, row.want)
			}
		}
	})
}

func TestMoreTimeIsToldToThoseItConcerns(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		c, err := s.Cycle(t.Context(), "2026-Q3")
		must(t, err)
		must(t, s.SaveExtension(t.Context(), reform.Extension{ID: "e", Cycle: c.ID, Stage: reform.ReportingStage, Unit: "a", Until: c.Closes.AddDate(0, 0, 2), Reason: "Bão làm mất điện ba ngày", At: flowtest.During, By: "q"}))
		told := func(u reform.User) (n int, read bool) {
			_, notices := home(t, b, u, flowtest.During)
			for _, notice := range notices {
				if notice.Kind == agenda.Extended {
					n, read = n+1, notice.Read
				}
			}
			return n, read
		}
		for unit, want := range map[string]int{"a": 1, "b": 0, "body": 1} {
			if got, read := told(reform.User{ID: "x", Role: reform.Officer, Unit: unit}); got != want || read {
				t.Errorf("who reports for %s is told %d times, read %v", unit, got, read)
			}
		}
		must(t, s.SaveSeenNotices(t.Context(), "o", flowtest.During, []string{"extended e"}))
		if got, read := told(officer); got != 1 || !read {
			t.Errorf("read, and told %d times, read %v", got, read)
		}
		if got, _ := home(t, b, officer, c.Closes.Add(time.Hour)); got != "due report 2026-Q3a 0/2 nothing:0" {
			t.Errorf("after all others are locked: %s", got)
		}
	})
}

func TestWhatEndedLongAgoIsNoTask(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		c, err := s.Cycle(t.Context(), "2026-Q3")
		must(t, err)
		for after, want := range map[time.Duration]string{24 * time.Hour: "missed report 2026-Q3a 0/2 is_locked:0", 61 * 24 * time.Hour: ""} {
			if got, _ := home(t, b, officer, c.Closes.Add(after)); got != want {
				t.Errorf("after %s: got %q", after, got)
			}
		}
	})
}

// TestWhatSomebodyAskedForWaitsForAnother: never for whoever asked, nor for who has no say.
func TestWhatSomebodyAskedForWaitsForAnother(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		c, err := s.Cycle(t.Context(), "2026-Q3")
		must(t, err)
		asked := func(who reform.User) string {
			t.Helper()
			var found []string
			lines, _ := home(t, b, who, flowtest.During)
			for line := range strings.SplitSeq(lines, "; ") {
				if strings.Contains(line, "asked:") {
					found = append(found, line)
				}
			}
			return strings.Join(found, "; ")
		}
		an, binh := reform.User{ID: "an", Role: reform.Administrator}, reform.User{ID: "binh", Role: reform.Administrator}
		order := reform.Permit{
			ID: "r", Kind: reform.NewRules, Cycle: c.ID, Unit: c.Body, Framework: "other", Was: c.Framework,
			Number: "1", Day: "2026-09-01", Signer: "x", Text: "Theo kết luận của Ban Chỉ đạo", AskedBy: "an", AskedAt: flowtest.During,
		}
		must(t, s.AskPermit(t.Context(), order))
		spared := order
		spared.ID, spared.Kind, spared.Framework, spared.Was, spared.Unit, spared.Person = "e", reform.Exemption, "", "", "a", "mai"
		must(t, s.AskPermit(t.Context(), spared))
		p, err := reform.Propose("p", nil, reform.Proposal{Cycle: c.ID, Digest: "d", By: "an", At: flowtest.During})
		must(t, err)
		must(t, s.SaveProposal(t.Context(), p))
		for _, row := range []struct {
			who  reform.User
			want string
		}{
			{binh, "due approve 2026-Q3 0/0 asked:1; due grant 2026-Q3a 0/0 asked:1; due grant 2026-Q3body 0/0 asked:1"},
			{an, ""},
			{reform.User{ID: "council", Role: reform.Council}, "due grant 2026-Q3a 0/0 asked:1"},
			{reform.User{ID: "mai", Role: reform.Council}, ""},
			{officer, ""},
			{reform.User{ID: "c", Role: reform.Committee}, ""},
		} {
			if got := asked(row.who); got != row.want {
				t.Errorf("%s %s: got %q, want %q", row.who.Role, row.who.ID, got, row.want)
			}
		}
	})
}
