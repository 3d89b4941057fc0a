package flow_test

import (
	"errors"
	"strings"
	"testing"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/framework"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// TestWhatIsNeitherShownNorExplainedIsNotSubmitted asks one indicator of all for a plan,
// and one of another group, which concerns nobody here.
func TestWhatIsNeitherShownNorExplainedIsNotSubmitted(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		const plan = `max: %, evidence: [{id: plan, title: {vi: Kế hoạch, en: Plan}}]`
		rules := strings.NewReplacer("id: small\n", "id: proved\n", "max: 6,", strings.Replace(plan, "%", "6", 1)+",", "max: 4,", strings.Replace(plan, "%", "4", 1)+", applies: {groups: [h]},").Replace(flowtest.Rules)
		f, err := framework.Read("proved.yaml", strings.NewReader(rules))
		must(t, err)
		must(t, s.SaveFramework(t.Context(), "test", flowtest.Opens, f, []byte(rules)))
		c, err := s.Cycle(t.Context(), "2026-Q3")
		must(t, err)
		c.Framework = "proved"
		must(t, s.SaveCycle(t.Context(), "test", flowtest.Opens, c))
		for _, unit := range []string{"a", "b"} {
			must(t, drafted(b, t, unit))
		}
		submit := func(unit string) error {
			_, err := b.Submit(t.Context(), flow.Draft{Cycle: c.ID, Unit: unit, Source: reform.FromUnit, Version: 1}, unit, flowtest.During)
			return err
		}
		if err := submit("a"); !errors.Is(err, flow.ErrUnproved) || !errors.Is(err, reform.ErrInvalid) {
			t.Errorf("nothing is shown: %v", err)
		}
		words := reform.Evidence{ID: "w", Unit: "a", Kind: reform.Statement, Title: "Kế hoạch đang trình ký, số liệu theo dự thảo", At: flowtest.During, By: "a"}
		must(t, s.SaveEvidence(t.Context(), words, reform.Citation{Cycle: c.ID, Indicator: "1"}))
		must(t, submit("a"))
		paper := reform.Evidence{ID: "p", Unit: "b", Kind: reform.Reference, Number: "1/KH", Issuer: "B", Dated: "2026-01-01", ValidTo: "2026-08-31", At: flowtest.During, By: "b"}
		must(t, s.SaveEvidence(t.Context(), paper, reform.Citation{Cycle: c.ID, Indicator: "1", Proof: "plan"}))
		if err := submit("b"); !errors.Is(err, flow.ErrUnproved) {
			t.Errorf("what is shown has expired: %v", err)
		}
		paper.ID, paper.ValidTo, paper.Replaces = "q", "", "p"
		must(t, s.SaveEvidence(t.Context(), paper, reform.Citation{Cycle: c.ID, Indicator: "1", Proof: "plan"}))
		must(t, submit("b"))
	})
}
