package gallery

import (
	"testing"

	"reformboard/dashboards/board"
	"reformboard/dashboards/frame"
	"reformboard/dashboards/indicators"
	"reformboard/dashboards/radar"
	"reformboard/dashboards/sample"
	"reformboard/dashboards/standings"
	"reformboard/dashboards/turnout"
	"reformboard/dashboards/units"
	"reformboard/internal/reform"
)

// oddSamples is every page of the board of each odd body.
func oddSamples(t testing.TB, v frame.Voice) []Page {
	t.Helper()
	var all []Page
	for _, b := range sample.OddBodies() {
		add := func(page string, p frame.Page) { all = append(all, Page{"odd-" + b.Name + "-" + page, p}) }
		add("overview", board.NewOverview(v, b.Now, b.Past, nil))
		add("ranking", Must[standings.Ranking](t)(standings.NewRanking(v, b.Now, standings.RankingAsk{}, Ranked(b.Now, ""))))
		before := append([]*reform.Tally{b.Now}, b.Past...)
		add("movement", Must[standings.Movement](t)(standings.NewMovement(v, b.Now, b.Past, standings.MovementAsk{}, Moved(b.Past, before[len(before)-1], b.Now, ""))))
		add("weak", Weak(t, v, b.Now, b.Past, reform.Scope{}, radar.View{}))
		add("completeness", Must[turnout.Completeness](t)(turnout.NewCompleteness(v, b.Now, b.Past, turnout.Query{})))
		add("search", board.NewSearch(v, b.Now, "vi 1"))
		indicator := b.Now.Framework.Indicators()[0].ID
		add("indicator", Must[indicators.Indicator](t)(indicators.NewIndicator(v, b.Now, indicator, indicators.About{Past: b.Past})))
		if len(b.Now.Units) == 0 {
			continue
		}
		unit := b.Now.Units[len(b.Now.Units)-1].ID
		add("scorecard", Must[units.Scorecard](t)(units.NewScorecard(v, b.Now, unit, Around(b.Now, unit, b.Past...))))
		add("compare", units.NewCompare(v, b.Now, units.Comparison{Units: []string{b.Now.Units[0].ID, unit}, Past: b.Past, May: func(string) bool { return true }}))
	}
	return all
}
