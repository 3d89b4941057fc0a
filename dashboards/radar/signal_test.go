package radar

import (
	"testing"

	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

// TestTheChartSaysHowFewHoldHalf holds the sentence against the figures.
func TestTheChartSaysHowFewHoldHalf(t *testing.T) {
	signals := func(points ...reform.Points) []reform.Signal {
		var all []reform.Signal
		for _, p := range points {
			all = append(all, reform.Signal{Weakness: reform.Weakness{Recoverable: p * reform.Point}})
		}
		return all
	}
	english := sample.Vietnamese
	english.Language = reform.English
	for _, c := range []struct {
		points []reform.Points
		vi, en string
	}{
		{[]reform.Points{50, 30, 20}, "1/3 tiêu chí giữ 50,0 % số điểm thu hồi được", "1 of 3 indicators holds 50.0% of the points to recover"},
		{[]reform.Points{40, 30, 30}, "2/3 tiêu chí giữ 70,0 % số điểm thu hồi được", "2 of 3 indicators hold 70.0% of the points to recover"},
		{[]reform.Points{0, 0}, "Không còn điểm nào để thu hồi", "There are no points left to recover"},
		{nil, "Không còn điểm nào để thu hồi", "There are no points left to recover"},
	} {
		if vi, en := radarMessage(sample.Vietnamese, signals(c.points...)), radarMessage(english, signals(c.points...)); vi != c.vi || en != c.en {
			t.Errorf("%v: %q, %q", c.points, vi, en)
		}
	}
}
