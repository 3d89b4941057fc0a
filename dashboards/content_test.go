package dashboards_test

import (
	"errors"
	"slices"
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/gallery"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/radar"
	"reformboard/dashboards/receipts"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/standings"
	"reformboard/dashboards/units"
	"reformboard/internal/reform"
)

func TestUnknownPlacesAreNotFound(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	_, ranking := standings.NewRanking(sample.Vietnamese, tally, standings.RankingAsk{Group: "nowhere", Page: 1}, standings.Ranked{})
	_, weak := radar.NewWeak(sample.Vietnamese, tally, &reform.Radar{Scope: reform.Scope{Group: "nowhere"}}, radar.View{})
	_, indicator := indicators.NewIndicator(sample.Vietnamese, tally, "9.9", indicators.About{})
	_, scorecard := units.NewScorecard(sample.Vietnamese, tally, "nobody", units.Around{})
	_, receipt := receipts.NewReceipt(sample.Vietnamese, tally, "unit-01", "9.9", nil)
	for _, err := range []error{ranking, weak, indicator, scorecard, receipt} {
		if !errors.Is(err, reform.ErrNotFound) {
			t.Errorf("got %v", err)
		}
	}
}

func TestAnAreaThatDoesNotApplyHasNoPoints(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	first := tally.Overall.Standings[0].Unit
	at := slices.IndexFunc(tally.Scorecards, func(c reform.Scorecard) bool { return c.Unit == first })
	scores := slices.Clone(tally.Scorecards[at].Scores)
	for n, i := range tally.Framework.Areas[0].Indicators {
		scores[n] = reform.Score{Indicator: i.ID, State: reform.NotAsked}
	}
	tally.Scorecards[at].Scores = scores
	tally.Scorecards[at].Subtotals = slices.Clone(tally.Scorecards[at].Subtotals)
	tally.Scorecards[at].Subtotals[0] = reform.Subtotal{Area: "1"}
	tally.Scorecards[at].Earned = tally.Scorecards[at].Total - reform.Point
	board, err := standings.NewRanking(sample.Vietnamese, tally, standings.RankingAsk{Group: "", Page: 1}, standings.Ranked{})
	page := gallery.Shown(t, board, err)
	page.HasText("được quy đổi về thang 100")
	if got := board.Rows[0].Subtotals[0]; got != frame.None {
		t.Errorf("the ranking shows %q, want a dash", got)
	}
	card, err := units.NewScorecard(sample.Vietnamese, tally, first, units.Around{})
	gallery.Shown(t, card, err).HasText("được quy đổi về thang 100 điểm")
	if got := card.Sections[0].Earned; got != frame.None {
		t.Errorf("the scorecard shows %q, want a dash", got)
	}
}
