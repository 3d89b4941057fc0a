package score

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
)

func TestRuleKindsAreAllInTheTable(t *testing.T) {
	for _, kind := range reform.RuleKinds {
		if rules[kind] == nil {
			t.Errorf("no rule for %q", kind)
		}
	}
	if len(rules) != len(reform.RuleKinds) {
		t.Errorf("%d rules for %d kinds", len(rules), len(reform.RuleKinds))
	}
}

func TestUnknownRuleIsAnErrorAndNotAZero(t *testing.T) {
	f := reform.Framework{Areas: []reform.Area{{Indicators: []reform.Indicator{{ID: "1", Max: 1, Rule: reform.Rule{Kind: "guess"}}}}}}
	at := time.Now()
	_, err := Cycle(&f, reform.Cycle{}, []reform.Unit{{ID: "u"}}, []reform.Report{{Unit: "u", Source: reform.FromUnit, SubmittedAt: &at}})
	if err == nil {
		t.Error("a rule nobody wrote was scored")
	}
}

func TestReceiptNamesTheCell(t *testing.T) {
	f := parseFramework(t, "1 max 4 ratio a / b")
	reports := parseReports(&f, "a 1\nb 2\n")
	reports[1].File, reports[1].SHA256 = "q3.xlsx", "9f"
	reports[1].Values[1].Origin = reform.Origin{Sheet: "Báo cáo", Cell: "D8"}
	m, err := Prepare(&f)
	if err != nil {
		t.Fatal(err)
	}
	card, err := m.Explain(Input{Units: []reform.Unit{{ID: "u"}}, Reports: reports}, "u")
	if err != nil {
		t.Fatal(err)
	}
	want := reform.Input{Figure: "b", Text: "2", Origin: reform.Origin{Sheet: "Báo cáo", Cell: "D8"}, File: "q3.xlsx", SHA256: "9f"}
	if diff := cmp.Diff(want, card.Scores[0].Working.Inputs[1]); diff != "" {
		t.Error(diff)
	}
}

// TestARuleAtARatioEarnsWhatACycleGave: the points at the ratio that a unit measured are
// the points on its scorecard.
func TestARuleAtARatioEarnsWhatACycleGave(t *testing.T) {
	f, in := board(40, 6)
	rules := f.Areas[0].Indicators
	rules[1].Rule.FullAt = "0.8"
	rules[2].Rule.NothingBelow = "0.5"
	rules[3].Rule.Kind, rules[3].Rule.Steps = reform.Steps, []reform.Step{{From: "0.9", Pay: "1"}, {From: "0.4", Pay: "0.5"}}
	rules[4].Rule.Kind, rules[4].Rule.Steps, rules[4].Rule.Below = reform.Steps, []reform.Step{{From: "0.9", Pay: "1"}}, reform.BelowNothing
	rules[5].Rule = reform.Rule{Kind: reform.Constant}
	m, err := Prepare(&f)
	if err != nil {
		t.Fatal(err)
	}
	cards, err := m.Cycle(in)
	if err != nil {
		t.Fatal(err)
	}
	compared := 0
	for _, c := range cards {
		for _, s := range c.Scores {
			if s.Measured == nil {
				continue
			}
			compared++
			if got, ok := m.At(s.Indicator, *s.Measured); !ok || got != s.Earned {
				t.Errorf("%s of %s: %s at the ratio %s, %s on the card", s.Indicator, c.Unit, got, s.Measured, s.Earned)
			}
		}
	}
	if _, ok := m.At("5", reform.NewFraction(1, 2)); ok || compared < 150 {
		t.Errorf("a constant measures no ratio; compared %d", compared)
	}
	if _, ok := m.At("nowhere", reform.NewFraction(1, 2)); ok {
		t.Error("an indicator that is not there has a rule")
	}
}
