package store_test

import (
	"database/sql"
	"errors"
	"testing"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestOtherRulesForReportsTakeTwoPersons: before the first report one is enough, and what
// is final is out of reach of two.
func TestOtherRulesForReportsTakeTwoPersons(t *testing.T) {
	storetest.EachBehind(t, func(t *testing.T, s *store.Store, behind *sql.DB) {
		furnish(t, s, 1)
		f := rules
		for _, id := range []string{"draft", "other"} {
			f.ID = id
			must(t, s.SaveFramework(t.Context(), "an", at, f, []byte(id)))
		}
		by := func(id string) reform.Cycle {
			c, err := s.Cycle(t.Context(), quarter.ID)
			must(t, err)
			c.Framework = id
			return c
		}
		must(t, s.SaveCycle(t.Context(), "an", at, by("draft")))
		submitted(t, s, draft(unit(0), 1, 1))
		objects(t, s.SaveCycle(t.Context(), "an", at, by("other")), reform.NeedsOrder)
		must(t, s.SaveCycle(t.Context(), "an", at, by("draft"))) // the same rules

		p := reform.Permit{
			ID: "r", Kind: reform.NewRules, Cycle: quarter.ID, Unit: quarter.Body, Framework: "other", Was: "draft",
			Number: "12/QĐ", Day: "2026-04-02", Signer: "Chủ tịch", Text: why, AskedBy: "an", AskedAt: at,
		}
		must(t, s.AskPermit(t.Context(), p))
		if err := s.GrantRules(t.Context(), p); !errors.Is(err, reform.ErrInvalid) || by("").Framework != "" {
			t.Errorf("granted by nobody: %v", err)
		}
		objects(t, p.Grant("an", at), reform.SamePerson)
		must(t, p.Grant("cuong", at))
		before, err := s.Cycle(t.Context(), quarter.ID)
		must(t, err)
		must(t, s.GrantRules(t.Context(), p))
		objects(t, s.GrantRules(t.Context(), p), reform.AlreadyGranted)
		after, err := s.Cycle(t.Context(), quarter.ID)
		must(t, err)
		if after.Framework != "other" || after.Version != before.Version+1 {
			t.Errorf("scored by %s in version %d after %d", after.Framework, after.Version, before.Version)
		}
		again := p
		again.ID, again.GrantedBy, again.GrantedAt = "r2", "", nil
		must(t, s.AskPermit(t.Context(), again))
		must(t, again.Grant("cuong", at))
		objects(t, s.GrantRules(t.Context(), again), reform.RulesSince)
		for _, id := range []string{"draft", "other"} { // what was, and what is
			f.ID = id
			if err := s.SaveFramework(t.Context(), "an", at, f, []byte("altered")); !errors.Is(err, reform.ErrConflict) {
				t.Errorf("%s was replaced under what was scored by it: %v", id, err)
			}
		}

		must(t, s.VerifyEvents(t.Context(), nil))
		if found := unlike(t, s); found != "" {
			t.Errorf("not as the log says: %s", found)
		}
		_, err = behind.ExecContext(t.Context(), "UPDATE permits SET framework = 'draft' WHERE id = 'r'")
		must(t, err)
		if found := unlike(t, s); found != "permit/r" {
			t.Errorf("other rules were ordered than stand there; found: %s", found)
		}
	})
}
