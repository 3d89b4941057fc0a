package weakness

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
)

// levelled reads levels in per cent: "50 . 60" has a gap.
func levelled(text string) []*reform.Fraction {
	var levels []*reform.Fraction
	for word := range strings.FieldsSeq(text) {
		if word == "." {
			levels = append(levels, nil)
			continue
		}
		f, _ := reform.Decimal(word).Fraction()
		f = f.Quo(reform.NewFraction(100, 1))
		levels = append(levels, &f)
	}
	return levels
}

func TestWhereACourseLeads(t *testing.T) {
	aim := reform.NewFraction(60, 100)
	for _, c := range []struct {
		levels       string
		closed       bool
		stood, leads reform.Outlook
		ahead        string // in per cent, as a fraction; empty: too few
	}{
		{"40 45 50", false, reform.OutlookWillMiss, reform.OutlookWillMiss, "55"},
		{"40 45 50", true, reform.OutlookMissed, reform.OutlookWillMiss, "55"},
		{"40 48 56", false, reform.OutlookOnTrack, reform.OutlookOnTrack, "64"},
		{"40 50 55 .", false, reform.OutlookOnTrack, reform.OutlookOnTrack, "190/3"}, // this cycle has no level: it is ahead itself
		{"40 42 44 .", false, reform.OutlookWillMiss, reform.OutlookWillMiss, "46"},
		{"40 42 44 .", true, reform.OutlookNoData, reform.OutlookWillMiss, "48"},
		{"80 70 62", false, reform.OutlookAtRisk, reform.OutlookAtRisk, "158/3"},
		{"80 70 62", true, reform.OutlookMet, reform.OutlookAtRisk, "158/3"},
		{"60 60 60", false, reform.OutlookMet, reform.OutlookMet, "60"},
		{"50 70 50", false, reform.OutlookWillMiss, reform.OutlookWillMiss, "50"}, // flat: the last level, not the mean
		{"40 . 50 54", false, reform.OutlookWillMiss, reform.OutlookWillMiss, "59"},
		{"30 5 1", false, reform.OutlookWillMiss, reform.OutlookWillMiss, "0"},
		{"80 95 100", false, reform.OutlookMet, reform.OutlookMet, "100"},
		{"40 50", false, reform.OutlookNoData, reform.OutlookNoData, ""},
		{"40 50", true, reform.OutlookMissed, reform.OutlookNoData, ""},
		{"70", false, reform.OutlookMet, reform.OutlookNoData, ""},
		{". . .", true, reform.OutlookNoData, reform.OutlookNoData, ""},
	} {
		got := Course(levelled(c.levels), aim, c.closed)
		ahead := ""
		if got.Ahead != nil {
			ahead = got.Ahead.Mul(reform.NewFraction(100, 1)).RatString()
		}
		if got.Stood != c.stood || got.Leads != c.leads || ahead != c.ahead {
			t.Errorf("%s, closed %v: stands %s, leads %s to %q; want %s, %s, %q", c.levels, c.closed, got.Stood, got.Leads, ahead, c.stood, c.leads, c.ahead)
		}
	}
}

// TestAQuickAnswerIsTheExactOne holds binary fractions against the line itself, at aims
// that lie on it as well.
func TestAQuickAnswerIsTheExactOne(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s series
		for x := range rapid.IntRange(fewest, 12).Draw(t, "cycles") {
			of := rapid.Int64Range(0, 900).Draw(t, "of")
			s.add(x, reform.NewFraction(of, rapid.Int64Range(max(of, 1), 901).Draw(t, "over")))
		}
		aim := reform.NewFraction(rapid.Int64Range(0, 110).Draw(t, "aim"), 100)
		if rapid.Bool().Draw(t, "on the line") {
			aim = s.at(len(s.x))
		}
		if quick, exact := s.short(len(s.x), aim), s.at(len(s.x)).Less(aim); quick != exact {
			t.Fatalf("quick %v, exact %v", quick, exact)
		}
	})
}

func measured(unit string, of, over int64) reform.Scorecard {
	ratio := reform.NewFraction(of, over)
	points, err := ratio.Mul(reform.NewFraction(10, 1)).Points(2, reform.HalfUp)
	if err != nil {
		panic(err)
	}
	return reform.Scorecard{Unit: unit, Scores: []reform.Score{{Indicator: "a", State: reform.Scored, Max: 10 * reform.Point, Earned: points, Measured: &ratio}}}
}

// sixty is a framework of one indicator that aims at 60 %, and one cycle of it for each
// list of levels of the units u and w; a negative one is a unit that was not there.
func sixty(cycles ...[2]int64) Scene {
	f := framework(10 * reform.Point)
	f.ID = "now"
	f.Areas[0].Indicators[0].Target = "0.6"
	s := Scene{Framework: f}
	for n, levels := range cycles {
		var cards []reform.Scorecard
		for at, of := range levels {
			if of >= 0 {
				cards = append(cards, measured([]string{"u", "w"}[at], of, 100))
			}
		}
		if n == len(cycles)-1 {
			s.Cards = cards
		} else {
			s.Past = append(s.Past, Past{Framework: f, Cards: cards, Medians: Medians(f, cards)})
		}
	}
	return s
}

func TestSignalsCountWhoWillMissAndForHowLong(t *testing.T) {
	s := sixty([2]int64{70, 70}, [2]int64{50, 40}, [2]int64{40, 50}, [2]int64{30, 59})
	got := Signals(s)[0]
	// The medians are 70, 45, 45 and 44.5 %. u falls; w leads to 51 %.
	if got.Course.Misses != 3 || got.Course.Leads != reform.OutlookWillMiss || got.WillMiss != 2 || got.Steady != 2 {
		t.Errorf("%+v", got)
	}
	if got.Recoverable != 11_10*reform.Point/100 || got.BelowTarget != 2 {
		t.Errorf("the weakness itself: %+v", got.Weakness)
	}
	newcomer := sixty([2]int64{70, -1}, [2]int64{60, -1}, [2]int64{70, 20}, [2]int64{80, 20})
	if got := Signals(newcomer)[0]; got.WillMiss != 0 || got.Steady != 1 {
		t.Errorf("two levels of a newcomer show no pace, and one good unit none either: %+v", got)
	}
}

func TestWhatANewEditionAsksHasNoPast(t *testing.T) {
	s := sixty([2]int64{40, 40}, [2]int64{40, 40}, [2]int64{40, 40})
	then := *s.Framework
	then.ID = "then"
	for n := range s.Past {
		s.Past[n].Framework = &then
	}
	for kind, known := range map[reform.ChangeKind]int{reform.Same: 3, reform.Reworded: 3, reform.Split: 1, reform.New: 1} {
		s.Framework.Changes = []reform.Change{{Kind: kind, From: []string{"a"}, To: []string{"a"}}}
		if got := Signals(s)[0].Course; got.Known != known || got.Misses != known {
			t.Errorf("%s: %d levels known, %d missed, want %d", kind, got.Known, got.Misses, known)
		}
	}
}

func TestOneMorePercentIsCountedOverWhoFallsShort(t *testing.T) {
	s := sixty([2]int64{50, 80})
	s.Earns = func(_ string, ratio reform.Fraction) (reform.Points, bool) {
		points, err := ratio.Mul(reform.NewFraction(10, 1)).Points(2, reform.HalfUp)
		return points, err == nil
	}
	if got := Signals(s)[0].OneMore; got == nil || *got != reform.Point/10 {
		t.Errorf("got %v, want a tenth of a point", got)
	}
	s.Earns = func(string, reform.Fraction) (reform.Points, bool) { return 0, false }
	if got := Signals(s)[0].OneMore; got != nil {
		t.Errorf("a rule without a ratio gains %s", got)
	}
}

func TestLacksAreWholeThings(t *testing.T) {
	f := framework(10*reform.Point, 10*reform.Point)
	f.Figures = []reform.Figure{{ID: "of", Kind: reform.Count}, {ID: "over", Kind: reform.Count}, {ID: "rate", Kind: reform.Percentage}}
	f.Areas[0].Indicators[0].Target = "0.6"
	f.Areas[0].Indicators[0].Rule = reform.Rule{Kind: reform.Ratio, Of: []string{"of"}, Over: []string{"over"}}
	f.Areas[0].Indicators[1].Rule = reform.Rule{Kind: reform.Ratio, Of: []string{"rate"}}
	report := func(unit, of, over string) reform.Report {
		return reform.Report{Unit: unit, Values: []reform.Value{{Figure: "of", Text: of}, {Figure: "over", Text: over}, {Figure: "rate", Text: "10"}}}
	}
	// 60 % of 101 are 60.6: 11 more than 50. Whoever has enough takes nothing from others.
	got := Lacks(f, []reform.Report{report("u", "50", "101"), report("w", "90", "100"), report("x", "1", "5"), report("y", "", "5")})
	if len(got) != 1 || got["a"] != (reform.Lack{Figure: "of", More: 13}) {
		t.Errorf("got %v", got)
	}
}

// BenchmarkSignals3500Units120Indicators is a large body with a year of quarters behind it.
func BenchmarkSignals3500Units120Indicators(b *testing.B) {
	f := &reform.Framework{ID: "large"}
	f.Areas = []reform.Area{{ID: "A"}}
	for range 120 {
		f.Areas[0].Indicators = append(f.Areas[0].Indicators, reform.Indicator{ID: "i" + strings.Repeat("x", len(f.Areas[0].Indicators)), Max: 10 * reform.Point, Target: "0.6"})
	}
	var cards []reform.Scorecard
	for u := range 3500 {
		card := reform.Scorecard{Unit: strings.Repeat("u", u%7) + string(rune(u))}
		for n, i := range f.Areas[0].Indicators {
			score := measured("", int64((u*31+n*7)%97), 97).Scores[0]
			score.Indicator = i.ID
			card.Scores = append(card.Scores, score)
		}
		cards = append(cards, card)
	}
	scene := Scene{Framework: f, Cards: cards}
	for range 7 {
		scene.Past = append(scene.Past, Past{Framework: f, Cards: cards, Medians: Medians(f, cards)})
	}
	for b.Loop() {
		Signals(scene)
	}
}
