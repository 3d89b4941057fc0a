package beside

import (
	"testing"

	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestTrendSaysHowTheTotalChanged(t *testing.T) {
	periods := []string{"I", "II", "III"}
	s := func(total reform.Points, rank int) reform.Standing {
		return reform.Standing{Total: total * reform.Point, Rank: rank}
	}
	for want, standings := range map[string][]reform.Standing{
		"Tổng điểm tăng 3,00 so với II": {s(1, 1), s(2, 1), s(5, 1)},
		"Tổng điểm giảm 1,00 so với I":  {s(6, 1), s(0, 0), s(5, 1)},
		"Tổng điểm bằng II":             {s(6, 1), s(5, 1), s(5, 1)},
		"Lần đầu được xếp hạng":         {s(0, 0), s(0, 0), s(5, 1)},
		"Kỳ này chưa được xếp hạng":     {s(1, 1), s(1, 1), s(0, 0)},
	} {
		if got := trendTitle(sample.Vietnamese, periods, standings); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
