package flow_test

import (
	"reflect"
	"sync"
	"testing"

	"reformboard/internal/flow"
	"reformboard/internal/flow/flowtest"
	"reformboard/internal/reform"
)

// judge keeps a judgement of one claim, in the first sitting.
func judge(t *testing.T, b *flow.Board, unit, indicator string, v reform.Verdict) {
	t.Helper()
	cycle := string(flowtest.Newest)
	d, err := b.Store.Docket(t.Context(), cycle, unit)
	if err != nil {
		t.Fatal(err)
	}
	a := reform.Appraisal{
		Cycle: cycle, Unit: unit, Indicator: indicator, Version: len(d.Versions(indicator)) + 1, Turn: "first", Report: d.Report.Version,
		Verdict: v, By: "mai", At: flowtest.During,
	}
	if v != reform.Accepted {
		a.Ground, a.Text = "R07", "Số hồ sơ chưa đủ căn cứ"
	}
	if err := b.Store.SaveAppraisals(t.Context(), []reform.Appraisal{a}); err != nil {
		t.Fatal(err)
	}
}

// TestEachBasisIsDrawnUpAlone judges claims one after the other: a board that has kept
// what it drew up says on every basis what a fresh one says, and the self-scored cards
// stay what they were.
func TestEachBasisIsDrawnUpAlone(t *testing.T) {
	for name, alter := range map[string]func(*reform.Framework){
		"each by itself":   func(*reform.Framework) {},
		"against the best": againstTheBest,
	} {
		t.Run(name, func(t *testing.T) {
			f := flowtest.Large(30)
			alter(&f)
			afresh, _ := generated(t, f, flowtest.Scale{Units: 40, Groups: 4, Cycles: 2})
			kept := afresh()
			claimed := draw(t, kept, string(flowtest.Newest))
			if verified := on(t, kept, reform.Verified); !reflect.DeepEqual(claimed.Scorecards, verified.Scorecards) || !reflect.DeepEqual(claimed.Overall, verified.Overall) {
				t.Error("nobody has judged anything, and it counts otherwise")
			}
			best, indicator := claimed.Overall.Standings[0].Unit, f.Areas[0].Indicators[0].ID
			for n, v := range []reform.Verdict{reform.Cut, reform.Accepted, reform.Returned, reform.Inapplicable, reform.Cut} {
				judge(t, kept, best, indicator, v)
				if n == 2 {
					reportAgain(t, kept, claimed.Overall.Standings[5].Unit, 1)
				}
				agree(t, kept, afresh())
			}
			last := on(t, kept, reform.Verified)
			was, _ := claimed.Scorecard(best)
			is, _ := last.Scorecard(best)
			still, _ := draw(t, kept, string(flowtest.Newest)).Scorecard(best)
			if s, _ := is.Score(indicator); s.State != reform.Zero || s.Appraisal == nil || s.Appraisal.Version != 5 || is.Total >= was.Total || is.Verified() <= 0 || was.Verified() != 0 {
				t.Errorf("cut five times: %+v, total %s of %s, %d verified", s, is.Total, was.Total, is.Verified())
			}
			if still.Total != was.Total {
				t.Errorf("the claim was %s, and is %s", was.Total, still.Total)
			}
			splitByAppraisal(t, kept, last, best)
		})
	}
}

// splitByAppraisal wants the places that a unit lost by being judged to be said so.
func splitByAppraisal(t *testing.T, b *flow.Board, verified *reform.Tally, unit string) {
	t.Helper()
	movements, err := b.Movements(t.Context(), verified, "")
	if err != nil {
		t.Fatal(err)
	}
	now, _ := verified.Overall.Standing(unit)
	if m, ok := movements[unit]; ok && now.Rank > 3 && m.Appraisal >= 0 {
		t.Errorf("now at %d, %+v", now.Rank, m)
	}
}

func on(t *testing.T, b *flow.Board, basis reform.Basis) *reform.Tally {
	t.Helper()
	tally, err := b.TallyOn(t.Context(), string(flowtest.Newest), basis)
	if err != nil {
		t.Fatal(err)
	}
	return tally
}

// agree asks both boards on every basis, with many at once.
func agree(t *testing.T, kept, fresh *flow.Board) {
	t.Helper()
	for _, basis := range reform.Bases {
		want := on(t, fresh, basis)
		var wg sync.WaitGroup
		for range 4 {
			wg.Go(func() {
				got, err := kept.TallyOn(t.Context(), string(flowtest.Newest), basis)
				if err != nil || !reflect.DeepEqual(got, want) {
					t.Errorf("%q: the board that has kept what it drew up says something else: %v", basis, err)
				}
			})
		}
		wg.Wait()
	}
}

// TestTheFirstTurnKeepsWhatWasJudgedThen: what later turns decide counts in the end
// alone, and an explained card says the same as the tally.
func TestTheFirstTurnKeepsWhatWasJudgedThen(t *testing.T) {
	f := flowtest.Large(30)
	afresh, _ := generated(t, f, flowtest.Scale{Units: 12, Groups: 2, Cycles: 1})
	b := afresh()
	unit, indicator := draw(t, b, string(flowtest.Newest)).Overall.Standings[0].Unit, f.Areas[0].Indicators[0].ID
	judge(t, b, unit, indicator, reform.Cut)
	later := reform.Appraisal{
		Cycle: string(flowtest.Newest), Unit: unit, Indicator: indicator, Version: 2, Turn: "second", Report: 1, Verdict: reform.Accepted, By: "mai", At: flowtest.During,
	}
	if err := b.Store.SaveAppraisals(t.Context(), []reform.Appraisal{later}); err != nil {
		t.Fatal(err)
	}
	var totals []reform.Points
	for _, basis := range reform.Bases {
		tally, err := b.ExplainedOn(t.Context(), string(flowtest.Newest), unit, basis)
		if err != nil {
			t.Fatal(err)
		}
		card, _ := tally.Scorecard(unit)
		kept, _ := on(t, b, basis).Scorecard(unit)
		if card.Total != kept.Total {
			t.Errorf("%q: explained %s, kept %s", basis, card.Total, kept.Total)
		}
		totals = append(totals, card.Total)
	}
	if totals[1] >= totals[0] || totals[2] != totals[0] {
		t.Errorf("claimed, after the first turn, in the end: %v", totals)
	}
}
