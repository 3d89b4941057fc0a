package beside

import (
	"testing"

	"reformboard/dashboards/frame"
	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestMedianOfThePeers(t *testing.T) {
	tally := sample.Tally("2026-Q3")
	card := func(earned reform.Points, state reform.State) *reform.Scorecard {
		return &reform.Scorecard{
			Subtotals: []reform.Subtotal{{Area: "1", State: state, Earned: earned, Max: 10}},
			Scores:    []reform.Score{{Indicator: "1.1", State: state, Earned: earned, Max: 10}},
		}
	}
	peers := []*reform.Scorecard{card(9, reform.Scored), card(0, reform.Zero), card(0, reform.NotSubmitted), card(2, reform.Scored)}
	if got := AreaMedians(&tally.Framework, peers)["1"]; got.Cmp(reform.NewFraction(1, 5)) != 0 {
		t.Errorf("the median share is %s", got)
	}
	if got := IndicatorMedians(&tally.Framework, peers)["1.1"]; got != 2 {
		t.Errorf("the median is %d", got)
	}
	peers = append(peers, card(5, reform.Scored))
	if got := AreaMedians(&tally.Framework, peers)["1"]; got.Cmp(reform.NewFraction(7, 20)) != 0 {
		t.Errorf("the median of four is %s", got)
	}
	if got := AreaMedians(&tally.Framework, peers[:3]); len(got) != 0 {
		t.Errorf("two units have a median: %v", got)
	}
}

func TestChangeIsSaidOnlyOfWhatMayBeCompared(t *testing.T) {
	now, was := sample.Tally("2026-Q3"), sample.Tally("2026-Q2")
	if got := ScoresBefore(now, []*reform.Tally{was}, "unit-08"); len(got) < 20 {
		t.Errorf("of the same edition only %d are compared", len(got))
	}
	if got := ScoresBefore(now, []*reform.Tally{sample.Tally("2026-Q1")}, "unit-08"); got != nil {
		t.Error("a cycle missed is compared with the one before")
	}
	was.Framework.ID = "edition before"
	now.Framework.Changes = []reform.Change{
		{Kind: reform.Split, From: []string{"1.1"}, To: []string{"1.1", "1.2"}}, {Kind: reform.Reworded, From: []string{"3.2"}, To: []string{"3.1"}},
	}
	got := ScoresBefore(now, []*reform.Tally{was}, "unit-08")
	if _, ok := got["1.1"]; ok {
		t.Error("an indicator that was split is compared")
	}
	if _, ok := got["3.1"]; ok {
		t.Error("indicators of 6 and of 4 points are compared")
	}
	if _, ok := got["1.4"]; !ok {
		t.Error("what did not change is not compared")
	}
	for _, test := range []struct {
		now, was reform.Points
		known    bool
		want     string
	}{{1, 0, false, frame.None}, {2 * reform.Point, reform.Point, true, "1,00"}, {0, reform.Point, true, "1,00"}, {1, 1, true, "="}} {
		if got := sample.Vietnamese.PointsMove(test.now, test.was, test.known); got.Text != test.want {
			t.Errorf("%+v: got %+v", test, got)
		}
	}
}

func TestMedianOfPointsHasTheirDecimals(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"65.23", "62.06", "63.65"}, {"-65.23", "-62.06", "-63.64"}, {"62.5", "62.5", "62.5"}, {"1.1111", "1.1112", "1.1112"}, {"3", "4", "3.5"},
	} {
		var points []reform.Points
		for _, text := range []string{c.a, c.b, "-99", "99"} {
			p, err := reform.ParsePoints(text)
			if err != nil {
				t.Fatal(err)
			}
			points = append(points, p)
		}
		if got, ok := middlePoints(points); !ok || string(got.Decimal()) != c.want {
			t.Errorf("%s and %s: got %s, want %s", c.a, c.b, got, c.want)
		}
	}
}
