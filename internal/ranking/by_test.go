package ranking

import (
	"testing"

	"reformboard/internal/reform"
)

// partCard is a scorecard with a total, one area A and one indicator A.1 in it.
func partCard(unit string, total, area, indicator reform.Points) reform.Scorecard {
	c := card(unit, total)
	c.Subtotals = []reform.Subtotal{{Area: "A", State: reform.Scored, Earned: area, Exact: area.Fraction()}}
	c.Scores = []reform.Score{{Indicator: "A.1", State: reform.Scored, Earned: indicator, Exact: indicator.Fraction()}}
	return c
}

func TestUnitsAreRankedByAPart(t *testing.T) {
	cards := []reform.Scorecard{partCard("a", 90, 10, 5), partCard("b", 80, 30, 5), partCard("c", 70, 20, 7)}
	for node, want := range map[string]map[string]int{
		"A":   {"b": 1, "c": 2, "a": 3},
		"A.1": {"c": 1, "a": 2, "b": 2},
	} {
		r := By(&reform.Framework{}, "", cards, node)
		if len(r.Standings) != 3 || len(r.Unranked) > 0 {
			t.Fatalf("%s: got %d ranked, %d not", node, len(r.Standings), len(r.Unranked))
		}
		for _, s := range r.Standings {
			if s.Rank != want[s.Unit] {
				t.Errorf("%s: %s is %d, want %d", node, s.Unit, s.Rank, want[s.Unit])
			}
		}
	}
	if s := By(&reform.Framework{}, "", cards, "A").Standings[0]; s.Total != 30 || s.Tied != 1 {
		t.Errorf("the total of a standing is what the part earned: got %+v", s)
	}
}

func TestWhoHasNoScoreInAPartIsNotRankedByIt(t *testing.T) {
	silent, thin, unasked, withheld := partCard("silent", 0, 9, 9), partCard("thin", 0, 9, 9), partCard("unasked", 90, 9, 9), partCard("withheld", 0, 9, 9)
	silent.Submitted = nil
	thin.Coverage = 79_99
	unasked.Subtotals[0].State = reform.NotAsked
	withheld.State = reform.Suppressed
	r := By(&reform.Framework{Coverage: "0.8"}, "", []reform.Scorecard{silent, thin, unasked, withheld}, "A")
	if len(r.Standings) != 1 || r.Standings[0].Unit != "withheld" {
		t.Errorf("only the total of one is withheld, not its area: got %+v", r.Standings)
	}
	want := map[string]reform.Reason{"silent": reform.NoReport, "thin": reform.TooFew, "unasked": reform.NoScore}
	for _, s := range r.Unranked {
		if s.Reason != want[s.Unit] || s.Rank != 0 {
			t.Errorf("%s: got %q at rank %d, want %q", s.Unit, s.Reason, s.Rank, want[s.Unit])
		}
	}
	if nowhere := By(&reform.Framework{}, "", []reform.Scorecard{unasked}, "nowhere"); len(nowhere.Standings) > 0 {
		t.Error("a part that is not there ranks nobody")
	}
}

// TestAPartIsComparedAtTheDecimalsOfTheTotal: 1.2340 and 1.2349 share a rank at two.
func TestAPartIsComparedAtTheDecimalsOfTheTotal(t *testing.T) {
	two := 2
	f := &reform.Framework{Ranks: reform.RankRule{Decimals: &two}, Rounding: reform.Rounding{Mode: reform.HalfUp}}
	cards := []reform.Scorecard{partCard("a", 1, 1_2340, 0), partCard("b", 1, 1_2349, 0)}
	for _, s := range By(f, "", cards, "A").Standings {
		if s.Rank != 1 || s.Tied != 2 {
			t.Errorf("%s: got %+v", s.Unit, s)
		}
	}
}
