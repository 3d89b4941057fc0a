package score

import (
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

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
	cards, err := Cycle(&f, reform.Cycle{}, []reform.Unit{{ID: "u"}}, reports)
	if err != nil {
		t.Fatal(err)
	}
	want := reform.Input{Figure: "b", Text: "2", Origin: reform.Origin{Sheet: "Báo cáo", Cell: "D8"}, File: "q3.xlsx", SHA256: "9f"}
	if diff := cmp.Diff(want, cards[0].Scores[0].Working.Inputs[1]); diff != "" {
		t.Error(diff)
	}
}

// drawn is a framework of every rule kind and a report that says anything.
func drawn(t *rapid.T) (reform.Framework, []reform.Report) {
	two := 2
	f := reform.Framework{Rounding: reform.Rounding{Mode: reform.HalfUp}, NotApplicable: reform.Leave}
	f.NotApplicable = rapid.SampledFrom([]reform.Reapportion{reform.Leave, reform.Rescale, reform.GiveFull}).Draw(t, "reapportion")
	if rapid.Bool().Draw(t, "rounded") {
		f.Rounding.Indicator = &two
	}
	at := time.Unix(0, 0)
	r := reform.Report{Unit: "u", Source: reform.FromUnit, SubmittedAt: &at}
	area := reform.Area{ID: "A"}
	for n := range rapid.IntRange(1, 8).Draw(t, "indicators") {
		a, b := "a"+strconv.Itoa(n), "b"+strconv.Itoa(n)
		rule := reform.Rule{
			Kind: rapid.SampledFrom(reform.RuleKinds[:7]).Draw(t, "kind"), Of: []string{a}, Over: []string{b}, Each: reform.Point / 2,
			IfZero: rapid.SampledFrom([]reform.ZeroPolicy{reform.ZeroEarnsNothing, reform.ZeroEarnsFull, reform.ZeroSuppresses, reform.ZeroNotApplicable}).Draw(t, "zero"),
			Steps:  []reform.Step{{From: "0.4", Pay: "1"}, {From: "0.2", Pay: "0.6"}}, Answers: []reform.AnswerPay{{Option: "1", Pay: "0.5"}},
		}
		most := reform.Points(rapid.Int64Range(1, 20).Draw(t, "max")) * reform.Point
		area.Indicators = append(area.Indicators, reform.Indicator{ID: strconv.Itoa(n), Max: most, Rule: rule})
		f.Max += most
		for _, id := range []string{a, b} {
			f.Figures = append(f.Figures, reform.Figure{ID: id, Source: reform.FromUnit})
			v := reform.Value{Figure: id, Text: strconv.Itoa(rapid.IntRange(0, 9).Draw(t, id))}
			v.Absence = rapid.SampledFrom([]reform.Absence{reform.Present, reform.Present, reform.Present, reform.NotReported, reform.NotApplicable}).Draw(t, "absence")
			r.Values = append(r.Values, v)
		}
	}
	f.Areas = []reform.Area{area}
	return f, []reform.Report{r}
}

func scored(t *rapid.T, f reform.Framework, reports []reform.Report) reform.Scorecard {
	cards, err := Cycle(&f, reform.Cycle{}, []reform.Unit{{ID: "u"}}, reports)
	if err != nil {
		t.Fatal(err)
	}
	return cards[0]
}

func TestNoScoreLeavesItsBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, reports := drawn(t)
		card := scored(t, f, reports)
		var sum, most reform.Points
		for _, s := range card.Scores {
			if s.Earned < 0 || s.Earned > s.Max {
				t.Fatalf("%+v", s)
			}
			if !s.State.Counts() && s.State != reform.NotAsked && s.Earned != 0 {
				t.Fatalf("a cell without a score earned %s", s.Earned)
			}
			sum += s.Earned
			most += s.Max
		}
		if f.Rounding.Indicator != nil && card.Earned != sum {
			t.Fatalf("the parts add up to %s, the whole is %s", sum, card.Earned)
		}
		if card.Max != most || card.Total > f.Max || card.Coverage > reform.Whole {
			t.Fatalf("%+v of %s", card, most)
		}
	})
}

func TestSilenceNeverRaisesATotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, reports := drawn(t)
		f.NotApplicable = reform.Leave
		for i := range f.Areas[0].Indicators {
			if f.Areas[0].Indicators[i].Rule.Kind == reform.Deduction {
				f.Areas[0].Indicators[i].Rule.Kind = reform.Counted
			}
		}
		before := scored(t, f, reports)
		quiet := reports[0]
		quiet.Values = append([]reform.Value(nil), quiet.Values...)
		n := rapid.IntRange(0, len(quiet.Values)-1).Draw(t, "silenced")
		quiet.Values[n].Absence = reform.NotReported
		if after := scored(t, f, []reform.Report{quiet}); after.Total > before.Total {
			t.Fatalf("%s became %s by saying less", before.Total, after.Total)
		}
	})
}

func BenchmarkCycle149Units24Indicators(b *testing.B) {
	f := reform.Framework{Rounding: reform.Rounding{Mode: reform.HalfUp, Indicator: new(2)}, NotApplicable: reform.Leave}
	area := reform.Area{ID: "A"}
	for n := range 24 {
		a, z := "a"+strconv.Itoa(n), "z"+strconv.Itoa(n)
		area.Indicators = append(area.Indicators, reform.Indicator{ID: strconv.Itoa(n), Max: 4 * reform.Point, Rule: reform.Rule{Kind: reform.Ratio, Of: []string{a}, Over: []string{z}}})
		f.Figures = append(f.Figures, reform.Figure{ID: a, Source: reform.FromUnit}, reform.Figure{ID: z, Source: reform.FromUnit})
	}
	f.Areas = []reform.Area{area}
	var units []reform.Unit
	var reports []reform.Report
	at := time.Unix(0, 0)
	for u := range 149 {
		r := reform.Report{Unit: strconv.Itoa(u), Source: reform.FromUnit, SubmittedAt: &at}
		for n, g := range f.Figures {
			r.Values = append(r.Values, reform.Value{Figure: g.ID, Text: strconv.Itoa((u*7+n*13)%97 + 100*(n%2))})
		}
		units, reports = append(units, reform.Unit{ID: r.Unit}), append(reports, r)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Cycle(&f, reform.Cycle{}, units, reports); err != nil {
			b.Fatal(err)
		}
	}
}
