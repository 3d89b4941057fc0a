package weakness

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

func framework(max ...reform.Points) *reform.Framework {
	f := &reform.Framework{}
	area := reform.Area{ID: "A"}
	for i, m := range max {
		area.Indicators = append(area.Indicators, reform.Indicator{ID: string(rune('a' + i)), Max: m})
		f.Max += m
	}
	bonus := reform.Area{ID: "B", Outside: true, Indicators: []reform.Indicator{{ID: "bonus", Max: reform.Point}}}
	f.Areas = []reform.Area{area, bonus}
	return f
}

func score(indicator string, state reform.State, earned, most reform.Points) reform.Score {
	return reform.Score{Indicator: indicator, State: state, Earned: earned * reform.Point, Max: most * reform.Point}
}

func TestSpreadOfOneIndicator(t *testing.T) {
	f := framework(10 * reform.Point)
	var cards []reform.Scorecard
	for i, s := range []reform.Score{
		score("a", reform.Scored, 4, 10), score("a", reform.Zero, 0, 10), score("a", reform.Scored, 9, 10), score("a", reform.Scored, 10, 10),
		score("a", reform.NotSubmitted, 0, 10), score("a", reform.NotAsked, 0, 0),
	} {
		cards = append(cards, reform.Scorecard{Unit: string(rune('p' + i)), Scores: []reform.Score{s}})
	}
	found := Of(f, cards)
	if len(found) != 1 {
		t.Fatalf("a bonus is no weakness: got %d", len(found))
	}
	w := found[0]
	if w.Asked != 5 || w.Units != 4 || w.Recoverable != 27*reform.Point || w.Unreported != 10*reform.Point {
		t.Errorf("counts: %+v", w)
	}
	if w.Mean != 57_50 || w.Median != 65_00 || w.Least != 0 || w.Greatest != 100_00 || w.Below50 != 2 || w.Below80 != 2 || w.BelowTarget != 3 {
		t.Errorf("spread: %+v", w)
	}
	if len(w.AtLeast) != 1 || w.AtLeast[0] != "q" || w.Reach != reform.Systemic {
		t.Errorf("the least and the reach: %+v", w)
	}
}

func TestReach(t *testing.T) {
	for _, c := range []struct {
		full, short, silent int
		want                reform.Reach
	}{
		{0, 0, 3, reform.NoData}, {3, 0, 1, reform.Met}, {3, 2, 0, reform.Local}, {2, 2, 0, reform.Local}, {2, 3, 0, reform.Systemic}, {0, 1, 5, reform.Systemic},
	} {
		var cards []reform.Scorecard
		add := func(n int, s reform.Score) {
			for range n {
				cards = append(cards, reform.Scorecard{Unit: "u", Scores: []reform.Score{s}})
			}
		}
		add(c.full, score("a", reform.Scored, 10, 10))
		add(c.short, score("a", reform.Scored, 9, 10))
		add(c.silent, score("a", reform.NotSubmitted, 0, 10))
		if got := Of(framework(10*reform.Point), cards)[0].Reach; got != c.want {
			t.Errorf("%+v: got %s", c, got)
		}
	}
}

func TestAScaleWithoutEndHasNothingToFallShortOf(t *testing.T) {
	cards := []reform.Scorecard{{Unit: "u", Scores: []reform.Score{{Indicator: "a", State: reform.Scored, Earned: reform.Point}}}}
	if found := Of(framework(0), cards); len(found) != 0 {
		t.Errorf("got %+v", found)
	}
}

func TestRecoverablePointsAddUpToWhatIsMissing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := framework(10*reform.Point, 6*reform.Point, 4*reform.Point)
		var cards []reform.Scorecard
		var missing, recoverable reform.Points
		for range rapid.IntRange(0, 8).Draw(t, "units") {
			card := reform.Scorecard{Unit: "u"}
			for _, i := range f.Areas[0].Indicators {
				s := reform.Score{Indicator: i.ID, Max: i.Max, State: rapid.SampledFrom(reform.States).Draw(t, "state")}
				switch s.State {
				case reform.Scored:
					s.Earned = reform.Points(rapid.Int64Range(1, int64(i.Max)).Draw(t, "earned"))
				case reform.NotAsked:
					s.Max = 0
				case reform.Zero, reform.NotSubmitted, reform.UnderReview, reform.Suppressed:
				}
				missing += s.Max - s.Earned
				card.Scores = append(card.Scores, s)
			}
			cards = append(cards, card)
		}
		found := Of(f, cards)
		for n, w := range found {
			recoverable += w.Recoverable
			if n > 0 && found[n-1].Recoverable < w.Recoverable {
				t.Fatal("the most recoverable does not come first")
			}
		}
		if recoverable != missing {
			t.Fatalf("recoverable %s, missing %s", recoverable, missing)
		}
	})
}

// COINr 1.1.14 leaves out, by default, every indicator in which a unit is the last of
// all: of 51 units LAO's five places 51 were no weaknesses. Here the test bears the
// name of the defect, and shows that it is absent.
func TestDefectTheLastPlaceIsHidden(t *testing.T) {
	f := framework(10*reform.Point, 10*reform.Point)
	cards := []reform.Scorecard{
		{Unit: "best", Scores: []reform.Score{score("a", reform.Scored, 10, 10), score("b", reform.Scored, 10, 10)}},
		{Unit: "last", Scores: []reform.Score{score("a", reform.Scored, 1, 10), score("b", reform.Zero, 0, 10)}},
		{Unit: "last too", Scores: []reform.Score{score("a", reform.Scored, 1, 10), score("b", reform.Scored, 9, 10)}},
	}
	found := Of(f, cards)
	if len(found) != 2 || found[0].Indicator != "a" || found[1].Indicator != "b" {
		t.Fatalf("%+v", found)
	}
	for n, want := range [][]string{{"last", "last too"}, {"last"}} {
		if !slices.Equal(found[n].AtLeast, want) {
			t.Errorf("%s is weakest in %v, want %v", found[n].Indicator, found[n].AtLeast, want)
		}
	}
	alone := Of(f, cards[1:2]) // among itself only, it is first and last
	if len(alone) != 2 || alone[0].Recoverable != 10*reform.Point || !slices.Equal(alone[0].AtLeast, []string{"last"}) {
		t.Errorf("%+v", alone)
	}
}
