package flow_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/framework"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

func TestFunnelCountsWhatWasScored(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		b := flowtest.Open(t, s)
		submit(t, b, "2026-Q3", "a", flowtest.Filled(t, b, "2026-Q3", "a", reform.FromUnit, 100, 20))
		submit(t, b, "2026-Q3", "b", flowtest.Filled(t, b, "2026-Q3", "b", reform.FromUnit, 300, 280))
		take(t, b, "2026-Q3", "c", flowtest.Filled(t, b, "2026-Q3", "c", reform.FromUnit, 10, 1)) // a draft only
		tally := draw(t, b, "2026-Q3")
		funnel := flow.Funnel(tally, "1")
		want := []reform.FunnelPoint{{Unit: "a", Of: 20, Over: 100, Place: reform.FarUnder}, {Unit: "b", Of: 280, Over: 300, Place: reform.FarAbove}}
		if diff := cmp.Diff(want, funnel.Points); diff != "" {
			t.Error(diff)
		}
		if funnel.Of != 300 || funnel.Over != 400 {
			t.Errorf("pooled %d of %d", funnel.Of, funnel.Over)
		}
		submit(t, b, "2026-Q3", "c", flowtest.Filled(t, b, "2026-Q3", "c", reform.FromUnit, 100, 50))
		if later := flow.Funnel(draw(t, b, "2026-Q3"), "1"); len(later.Points) != 3 {
			t.Errorf("what has come since is left out: %+v", later)
		}
		if none := flow.Funnel(tally, "2"); none != nil {
			t.Errorf("a percentage has no cases to count: %+v", none)
		}
	})
}

func TestCurveTurnsWhereTheRuleDoes(t *testing.T) {
	f, err := framework.Read("small.yaml", strings.NewReader(flowtest.Rules))
	if err != nil {
		t.Fatal(err)
	}
	ratio := reform.Rule{Kind: reform.Ratio, Of: []string{"on_time"}, Over: []string{"received"}, IfZero: reform.ZeroEarnsNothing}
	from, twice, leap := ratio, ratio, ratio
	from.FullAt, from.NothingBelow = "0.8", "0.4"
	twice.Over = []string{"received", "on_time"}
	leap.Kind, leap.Below = reform.Steps, reform.BelowNothing
	leap.Steps = []reform.Step{{From: "0.9", Pay: "1"}, {From: "0.5", Pay: "0.5"}}
	for want, rule := range map[string]reform.Rule{
		"0→0 100→100": ratio,
		"0→0 39.99→0 40→50 79.99→99.99 80→100 100→100":  from,
		"0→0 49.99→0 50→50 89.99→50 90→100 100→100":     leap,
		"0→0 49.99→99.98 50→100 100→100 (a percentage)": {Kind: reform.Ratio, Of: []string{"satisfied"}, FullAt: "0.5"},
		" (nothing measured)":       {Kind: reform.Deduction, Of: []string{"on_time"}, Each: reform.Point},
		" (the same on both sides)": twice,
	} {
		i := f.Areas[0].Indicators[0]
		i.Rule = rule
		curve, err := flow.Curve(&f, i)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, p := range curve {
			said = append(said, string(p.Measured.Decimal()+"→"+p.Earned.Decimal()))
		}
		plain, _, _ := strings.Cut(want, " (")
		if got := strings.Join(said, " "); got != plain {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}
