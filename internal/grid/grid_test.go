package grid

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// world is a framework that a grid takes, and what some units say, as a table and as
// reports.
type world struct {
	f       *reform.Framework
	table   *Table
	units   []reform.Unit
	reports []reform.Report
}

// drawnWorld is small, so that halves, zeros and equal scores are frequent.
func drawnWorld(t *rapid.T) world {
	decimals := rapid.SampledFrom([]*int{nil, nil, new(0), new(1), new(2)})
	f := &reform.Framework{
		ID: "drawn", Ranks: reform.RankRule{Decimals: new(rapid.IntRange(0, 3).Draw(t, "ranked at"))},
		Rounding: reform.Rounding{
			Mode:      rapid.SampledFrom([]reform.RoundingMode{reform.HalfUp, reform.HalfEven}).Draw(t, "mode"),
			Indicator: decimals.Draw(t, "indicator"), Area: decimals.Draw(t, "area"), Total: decimals.Draw(t, "total"),
		},
		NotApplicable: rapid.SampledFrom([]reform.Reapportion{reform.Leave, reform.GiveFull, reform.GiveNothing}).Draw(t, "not applicable"),
		Missing:       rapid.SampledFrom([]reform.Fill{"", reform.FillNothing, reform.FillLeave}).Draw(t, "missing"),
	}
	w := world{f: f}
	for u := range rapid.IntRange(1, 300).Draw(t, "units") {
		w.units = append(w.units, reform.Unit{ID: strconv.Itoa(u), PeerGroup: string(rune('A' + u%3))})
	}
	points := reform.Points(rapid.IntRange(1, 12).Draw(t, "points")) * reform.Point
	for n := range rapid.IntRange(1, 3).Draw(t, "areas") {
		f.Areas = append(f.Areas, drawnArea(t, f, points, "a"+strconv.Itoa(n)))
		f.Max += points
	}
	w.say(t)
	return w
}

// drawnArea is an area of that many points: a mean of parts of as many, or a sum of
// two halves.
func drawnArea(t *rapid.T, f *reform.Framework, points reform.Points, id string) reform.Area {
	a := reform.Area{ID: id, Max: points, Weight: drawnWeight(t)}
	parts, each := rapid.IntRange(1, 4).Draw(t, "parts"), points
	if rapid.Bool().Draw(t, "mean") {
		a.Combine.Method = reform.Mean
	} else {
		parts, each = 2, points/2
	}
	for n := range parts {
		if len(id) < 6 && rapid.IntRange(0, 3).Draw(t, "deeper") == 0 {
			a.Areas = append(a.Areas, drawnArea(t, f, each, id+"."+strconv.Itoa(n)))
			continue
		}
		a.Indicators = append(a.Indicators, drawnIndicator(t, f, each))
	}
	return a
}

func drawnWeight(t *rapid.T) reform.Decimal {
	return rapid.SampledFrom([]reform.Decimal{"", "1", "2", "3", "0.5", "0.66666666666666663"}).Draw(t, "weight")
}

func drawnIndicator(t *rapid.T, f *reform.Framework, points reform.Points) reform.Indicator {
	id := "i" + strconv.Itoa(len(f.Figures))
	i := reform.Indicator{ID: id, Max: points, Weight: drawnWeight(t)}
	f.Figures = append(f.Figures, reform.Figure{ID: id + "n", Kind: reform.Count, Source: reform.FromUnit}, reform.Figure{ID: id + "d", Kind: reform.Count, Source: reform.FromUnit})
	if rapid.IntRange(0, 5).Draw(t, "asked of some") == 0 {
		i.Applies.Groups = []string{"A", "B"}
	}
	switch rapid.IntRange(0, 4).Draw(t, "rule") {
	case 0:
		i.Rule = readyScores(id + "n")
	case 1:
		i.Rule = reform.Rule{Kind: reform.Constant}
	default:
		i.Rule = reform.Rule{Kind: reform.Ratio, Of: []string{id + "n"}, Over: []string{id + "d"}}
		i.Rule.IfZero = rapid.SampledFrom([]reform.ZeroPolicy{reform.ZeroEarnsNothing, reform.ZeroEarnsFull, reform.ZeroSuppresses, reform.ZeroNotApplicable}).Draw(t, "zero")
		i.Rule.FullAt = rapid.SampledFrom([]reform.Decimal{"", "0.8", "0.9"}).Draw(t, "full")
	}
	return i
}

// say lets every unit report, but some that are silent.
func (w *world) say(t *rapid.T) {
	at := time.Unix(0, 0)
	w.table = &Table{Units: len(w.units)}
	for u, unit := range w.units {
		w.table.Groups = append(w.table.Groups, unit.PeerGroup)
		w.table.Silent = append(w.table.Silent, u%17 == 16)
	}
	if len(w.units) < 17 {
		w.table.Silent = nil
	}
	reports := make([]reform.Report, len(w.units))
	seed := rapid.Uint64().Draw(t, "values")
	for n, figure := range w.f.Figures {
		numbers, absences := make([]int64, len(w.units)), make([]Absence, len(w.units))
		for u := range w.units {
			drawn := mixed(seed + uint64(n)<<32 + uint64(u))
			numbers[u] = int64(drawn%14) - 1
			v := reform.Value{Figure: figure.ID, Text: strconv.FormatInt(numbers[u], 10)}
			if k := drawn >> 32 % 20; k < 4 && k > 0 {
				absences[u] = Absence(k)
				v.Text, v.Absence = "", reform.Absences[k]
			}
			reports[u].Values = append(reports[u].Values, v)
		}
		if n%3 == 0 { // a column in which everybody says a number
			absences = nil
			for u := range reports {
				v := &reports[u].Values[n]
				v.Text, v.Absence = strconv.FormatInt(numbers[u], 10), reform.Present
			}
		}
		w.table.Columns = append(w.table.Columns, NewColumn(numbers, 0, absences))
	}
	for u, unit := range w.units {
		if w.table.Silent == nil || !w.table.Silent[u] {
			reports[u].Unit, reports[u].Source, reports[u].SubmittedAt = unit.ID, reform.FromUnit, &at
			w.reports = append(w.reports, reports[u])
		}
	}
}

// TestGridIsTheEngine holds every state, score and rank of a grid against package
// score, which reckons in exact fractions alone.
func TestGridIsTheEngine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawnWorld(t)
		g, err := New(w.f)
		if err != nil {
			t.Fatal(err)
		}
		cards, err := score.Cycle(w.f, reform.Cycle{}, w.units, w.reports)
		if err != nil {
			t.Fatal(err)
		}
		ids := []string{"total"}
		for _, a := range w.f.AllAreas() {
			ids = append(ids, a.ID)
		}
		board, err := g.Score(w.table, rapid.IntRange(1, 3).Draw(t, "processors"), ids...)
		if err != nil {
			t.Fatal(err)
		}
		for u, card := range cards {
			for n, s := range card.Scores {
				if got := board.Indicators[n][u].Noun(); got != s.State {
					t.Fatalf("unit %d, %s is %s, want %s", u, s.Indicator, got, s.State)
				}
			}
			compareScore(t, w.f, &board.Areas[0], u, card.State, card.Exact)
			for n, s := range card.Subtotals {
				compareScore(t, w.f, &board.Areas[n+1], u, s.State, s.Exact)
			}
		}
	})
}

func compareScore(t *rapid.T, f *reform.Framework, line *Line, u int, state reform.State, exact reform.Fraction) {
	if got := line.States[u].Noun(); got != state && (state != reform.Suppressed || got != reform.NotAsked) {
		t.Fatalf("unit %d, %s is %s, want %s", u, line.ID, got, state)
	}
	if !state.Counts() {
		return
	}
	want := exact.Mul(reform.NewFraction(powerOfTen(*f.Ranks.Decimals), 1)).Rounded(0, f.Rounding.Mode)
	if got := reform.NewFraction(line.Scores[u], 1); got.Cmp(want) != 0 {
		t.Fatalf("unit %d, %s at %d decimals is %s, want %s of %s", u, line.ID, *f.Ranks.Decimals, got, want, exact)
	}
}

func TestRanksCountedAreRanksSorted(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		width := rapid.SampledFrom([]int64{3, 50, 1 << 40}).Draw(t, "width")
		l := Line{Scores: rapid.SliceOfN(rapid.Int64Range(-width, width), 1, 60).Draw(t, "scores")}
		group := make([]uint16, len(l.Scores))
		for u := range l.Scores {
			l.States = append(l.States, rapid.SampledFrom([]State{Scored, Zero, NotSubmitted}).Draw(t, "state"))
			group[u] = uint16(u % 3)
		}
		ranks := l.Ranks(group, 3)
		for u, score := range l.Scores {
			better := int32(0)
			for v, other := range l.Scores {
				if l.States[v].has() && group[v] == group[u] && other > score {
					better++
				}
			}
			if want := better + 1; l.States[u].has() && ranks[u] != want || !l.States[u].has() && ranks[u] != 0 {
				t.Fatalf("unit %d has rank %d, want %d", u, ranks[u], want)
			}
		}
	})
}

func TestOtherFrameworksAreRefused(t *testing.T) {
	two := reform.RankRule{Decimals: new(2)}
	area := func(i reform.Indicator, c reform.Aggregation) []reform.Area {
		return []reform.Area{{ID: "A", Combine: c, Indicators: []reform.Indicator{i}}}
	}
	for name, f := range map[string]reform.Framework{
		"no decimals":      {},
		"relative rule":    {Ranks: two, Areas: area(reform.Indicator{Rule: reform.Rule{Kind: reform.Leader}}, reform.Aggregation{})},
		"stretched total":  {Ranks: two, NotApplicable: reform.Rescale},
		"other rule":       {Ranks: two, Areas: area(reform.Indicator{Rule: reform.Rule{Kind: reform.Steps}}, reform.Aggregation{})},
		"geometric mean":   {Ranks: two, Areas: area(reform.Indicator{Rule: reform.Rule{Kind: reform.Constant}}, reform.Aggregation{Method: reform.Geometric})},
		"needs coverage":   {Ranks: two, Areas: area(reform.Indicator{Rule: reform.Rule{Kind: reform.Constant}}, reform.Aggregation{Method: reform.Mean, Coverage: "0.5"})},
		"no weight":        {Ranks: two, Areas: area(reform.Indicator{Weight: "0", Rule: reform.Rule{Kind: reform.Constant}}, reform.Aggregation{Method: reform.Mean})},
		"asked by a count": {Ranks: two, Areas: area(reform.Indicator{Rule: reform.Rule{Kind: reform.Constant}, Applies: reform.Applicability{Figure: "x"}}, reform.Aggregation{})},
	} {
		if _, err := New(&f); !errors.Is(err, ErrNotForGrid) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}
