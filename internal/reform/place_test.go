package reform

import "testing"

func TestPlaceSaysBestWeakestAndLast(t *testing.T) {
	tests := []struct {
		place               Place
		best, weakest, last bool
	}{
		{Place{}, false, false, false},
		{Place{Rank: 1, Tied: 1, Of: 1}, false, false, false}, // alone: neither
		{Place{Rank: 1, Tied: 8, Of: 8}, false, false, false}, // all equal
		{Place{Rank: 1, Tied: 2, Of: 8}, true, false, false},
		{Place{Rank: 1, Tied: 3, Of: 8}, false, false, false}, // they do not fit into a quarter
		{Place{Rank: 2, Tied: 1, Of: 2}, false, true, true},
		{Place{Rank: 6, Tied: 1, Of: 8}, false, false, false},
		{Place{Rank: 7, Tied: 1, Of: 8}, false, true, false},
		{Place{Rank: 7, Tied: 2, Of: 8}, false, true, true},
		{Place{Rank: 2, Tied: 7, Of: 8}, false, true, true}, // one is better, and seven are last
	}
	for _, test := range tests {
		if p := test.place; p.Best() != test.best || p.Weakest() != test.weakest || p.Last() != test.last {
			t.Errorf("%+v: best %v, weakest %v, last %v", p, p.Best(), p.Weakest(), p.Last())
		}
	}
	if got := (Place{Rank: 2, Dense: 2, Tied: 2, Of: 4}).Place(TiesAverage); got != "2.5" {
		t.Errorf("got %s", got)
	}
}
