package flow

import (
	"fmt"
	"testing"
	"time"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
)

var sent = time.Date(2026, 10, 1, 0, 0, 0, 0, time.UTC)

// twoParts is a framework of two indicators of five points, and the tally of units
// that earned so many points in each.
func twoParts(earned ...[2]reform.Points) *reform.Tally {
	t := &reform.Tally{Cycle: reform.Cycle{ID: "c", Version: 1}, Framework: reform.Framework{Max: 10 * reform.Point}}
	area := reform.Area{ID: "A", Max: 10 * reform.Point}
	for _, id := range []string{"1", "2"} {
		area.Indicators = append(area.Indicators, reform.Indicator{ID: id, Max: 5 * reform.Point, Rule: reform.Rule{Kind: reform.Ratio}})
	}
	t.Framework.Areas = []reform.Area{area}
	for n, points := range earned {
		total := points[0] + points[1]
		card := reform.Scorecard{Unit: fmt.Sprint("u", n+1), State: reform.Scored, Total: total, Exact: total.Fraction(), Submitted: &sent}
		for i, p := range points {
			card.Scores = append(card.Scores, reform.Score{Indicator: area.Indicators[i].ID, State: reform.Scored, Earned: p, Exact: p.Fraction(), Max: 5 * reform.Point})
		}
		t.Scorecards = append(t.Scorecards, card)
	}
	t.Overall = ranking.Of(&t.Framework, "", t.Scorecards)
	return t
}

func newTrialBoard() *Board { return &Board{trusts: map[rankingKey]trusted{}} }

// TestTrustIsAnIntervalOfRanks: the first is best by any weights, the other two are
// strong where the other is weak.
func TestTrustIsAnIntervalOfRanks(t *testing.T) {
	tally := twoParts([2]reform.Points{50_000, 50_000}, [2]reform.Points{40_000, 10_100}, [2]reform.Points{10_000, 40_000})
	trust, err := newTrialBoard().Trust(t.Context(), tally, "")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]reform.Interval{"u1": {Low: 1, High: 1}, "u2": {Low: 2, High: 3}, "u3": {Low: 2, High: 3}}
	for unit, interval := range want {
		if trust.Intervals[unit] != interval {
			t.Errorf("%s: got %+v, want %+v", unit, trust.Intervals[unit], interval)
		}
	}
	if !trust.Intervals["u2"].Overlaps(trust.Intervals["u3"]) || trust.Intervals["u1"].Overlaps(trust.Intervals["u2"]) {
		t.Error("the second and third cannot be told apart, the first can")
	}
	if trust.Draws != 1000 || trust.Weights != 25_00 || trust.Within != 90_00 {
		t.Errorf("the trial is not named as it was: %+v", trust)
	}
}

// TestTrustIsWorkedOutOnceForAVersion changes the scores behind the board's back.
func TestTrustIsWorkedOutOnceForAVersion(t *testing.T) {
	b := newTrialBoard()
	first := twoParts([2]reform.Points{50_000, 50_000}, [2]reform.Points{10_000, 10_000})
	second := twoParts([2]reform.Points{10_000, 10_000}, [2]reform.Points{50_000, 50_000})
	for _, version := range []int64{1, 2} {
		second.Cycle.Version = version
		if _, err := b.Trust(t.Context(), first, ""); err != nil {
			t.Fatal(err)
		}
		trust, err := b.Trust(t.Context(), second, "")
		if err != nil {
			t.Fatal(err)
		}
		if got, want := trust.Intervals["u2"].Low == 1, version == 2; got != want {
			t.Errorf("version %d: made anew is %v, want %v", version, got, want)
		}
	}
}

// TestTrustIsSilentWhereTheTrialRanksOtherwise: a bonus outside the maximum, which the
// trial does not know, turns the order; and a framework without parts has no weights.
func TestTrustIsSilentWhereTheTrialRanksOtherwise(t *testing.T) {
	turned := twoParts([2]reform.Points{10_000, 10_000}, [2]reform.Points{50_000, 50_000})
	turned.Scorecards[0].Exact = reform.NewFraction(20, 1)
	turned.Overall = ranking.Of(&turned.Framework, "", turned.Scorecards)
	bare := twoParts()
	bare.Framework.Areas = nil
	for name, tally := range map[string]*reform.Tally{"turned": turned, "bare": bare} {
		trust, err := newTrialBoard().Trust(t.Context(), tally, "")
		if err != nil || trust.Intervals != nil {
			t.Errorf("%s: got %+v, %v", name, trust.Intervals, err)
		}
	}
}

func TestNobodyRankedNeedsNoTrust(t *testing.T) {
	trust, err := newTrialBoard().Trust(t.Context(), twoParts(), "")
	if err != nil || len(trust.Intervals) > 0 {
		t.Errorf("got %+v, %v", trust, err)
	}
}
