package record_test

import (
	"errors"
	"testing"

	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

// order asks for other rules, as a form does.
func order(id, framework string) reform.Permit {
	return reform.Permit{ID: id, Cycle: cycle, Framework: framework, Number: "12/QĐ", Day: "2026-10-02", Signer: "Chủ tịch", Text: "Trọng số theo kết luận của Ban Chỉ đạo"}
}

// TestRulesOfReportsChangeByTwoPersons asks and grants, wrongly and rightly; what is
// published by the old rules stays as it was, and what is scored is by the new ones.
func TestRulesOfReportsChangeByTwoPersons(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		k := open(t, s)
		say(t, s, cycle, "a", 100, 50)
		first := publish(t, k, "")
		rules, err := s.Framework(t.Context(), "small")
		must(t, err)
		rules.ID, rules.Areas[0].Indicators[0].Rule.FullAt = "small-2", "0.5"
		must(t, s.SaveFramework(t.Context(), "an", at(1), rules, []byte("small-2")))

		none := order("x", "small-2")
		none.Number = " "
		for name, c := range map[string]struct {
			p    reform.Permit
			by   string
			want error
		}{
			"who may not": {order("x", "small-2"), "officer", reform.ErrForbidden}, "nobody": {order("x", "small-2"), "nobody", reform.ErrForbidden},
			"no order": {none, "an", reform.Objection{Obstacle: reform.NotAnOrder}}, "no rules": {order("x", ""), "an", reform.Objection{Obstacle: reform.NotAnOrder}},
			"unknown rules": {order("x", "none"), "an", reform.ErrNotFound}, "the same": {order("x", "small"), "an", reform.Objection{Obstacle: reform.SameRules}},
		} {
			if err := k.AskRules(t.Context(), c.p, c.by, at(2)); !errors.Is(err, c.want) {
				t.Errorf("%s: got %v", name, err)
			}
		}
		odd := order("r", "small-2")
		odd.Number, odd.Signer, odd.Text = " 12\x00/QĐ ", "Chủ tịch\xff", odd.Text+"\x00"
		must(t, k.AskRules(t.Context(), odd, "an", at(2)))
		if kept, err := s.Permit(t.Context(), "r"); err != nil || kept.Number != "12/QĐ" || kept.Signer != "Chủ tịch" {
			t.Errorf("kept %q by %q, %v", kept.Number, kept.Signer, err)
		}
		for name, c := range map[string]struct {
			cycle, id, by string
			want          error
		}{
			"who asked": {cycle, "r", "an", reform.Objection{Obstacle: reform.SamePerson}}, "who may not": {cycle, "r", "officer", reform.ErrForbidden},
			"of another cycle": {"2026-Q2", "r", "binh", reform.Objection{Obstacle: reform.NoPermit}}, "nothing": {cycle, "none", "binh", reform.ErrNotFound},
		} {
			if err := k.GrantRules(t.Context(), c.cycle, c.id, c.by, at(3)); !errors.Is(err, c.want) {
				t.Errorf("granted by %s: got %v", name, err)
			}
		}
		if c, err := s.Cycle(t.Context(), cycle); err != nil || c.Framework != "small" {
			t.Fatalf("scored by %s, %v, and nobody granted it", c.Framework, err)
		}
		for range 2 { // a second click
			must(t, k.GrantRules(t.Context(), cycle, "r", "binh", at(3)))
		}
		tally, err := k.Board.Tally(t.Context(), cycle)
		must(t, err)
		if a := tally.Scorecards[0].Scores[0]; tally.Framework.ID != "small-2" || a.Earned != a.Max {
			t.Errorf("half of it earns %s of %s by %s", a.Earned, a.Max, tally.Framework.ID)
		}
		second := publish(t, k, "Trọng số mới của Ban Chỉ đạo")
		if e, err := k.Edition(t.Context(), first); err != nil || e.Cycle.Framework != "small" {
			t.Errorf("the first edition is by %s, %v", e.Cycle.Framework, err)
		}
		whole(t, k, first, second)
	})
}
