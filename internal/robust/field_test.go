package robust

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// scored is a framework's scorecards: a row a unit, a value an indicator, "-" not
// reported, "na" not applicable. Values are points as given.
func scored(t interface {
	Helper()
	Fatal(args ...any)
}, f *reform.Framework, rows ...string,
) []reform.Scorecard {
	t.Helper()
	f.Figures = nil
	for _, i := range f.Indicators() {
		f.Figures = append(f.Figures, reform.Figure{ID: i.ID, Kind: reform.Number, Source: reform.FromUnit, Optional: true})
	}
	at := time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)
	var units []reform.Unit
	var reports []reform.Report
	for n, row := range rows {
		unit := string(rune('a' + n))
		r := reform.Report{Unit: unit, Source: reform.FromUnit, SubmittedAt: &at}
		for i, text := range strings.Fields(row) {
			v := reform.Value{Unit: unit, Figure: f.Figures[i].ID, Text: text}
			switch text {
			case "-":
				v.Text, v.Absence = "", reform.NotReported
			case "na":
				v.Text, v.Absence = "", reform.NotApplicable
			}
			r.Values = append(r.Values, v)
		}
		units, reports = append(units, reform.Unit{ID: unit}), append(reports, r)
	}
	cards, err := score.Cycle(f, reform.Cycle{}, units, reports)
	if err != nil {
		t.Fatal(err)
	}
	return cards
}

func points(id string, whole int) reform.Indicator {
	return counted(id, reform.Points(whole)*reform.Point, "")
}

// TestFieldOf shows for one unit's row where the weight of an empty cell goes.
func TestFieldOf(t *testing.T) {
	mean := reform.Aggregation{Method: reform.Mean}
	sums := []reform.Area{
		{ID: "A", Max: 4 * reform.Point, Indicators: []reform.Indicator{points("1", 1), points("2", 3)}},
		{ID: "B", Max: 4 * reform.Point, Indicators: []reform.Indicator{points("3", 4)}},
	}
	means := []reform.Area{{ID: "I", Max: 4 * reform.Point, Combine: mean, Areas: []reform.Area{
		{ID: "A", Max: 4 * reform.Point, Combine: mean, Indicators: []reform.Indicator{points("1", 4), points("2", 4)}},
		{ID: "B", Max: 4 * reform.Point, Combine: mean, Indicators: []reform.Indicator{points("3", 4)}},
	}}}
	index := []reform.Area{{ID: "I", Combine: mean, Indicators: []reform.Indicator{points("1", 0), points("2", 0), points("3", 0)}}}
	for i := range index[0].Indicators {
		index[0].Indicators[i].Rule = reform.Rule{Kind: reform.Normalised, Of: []string{strconv.Itoa(i + 1)}, Scale: reform.Normalisation{Method: reform.AsItStands}}
	}
	tests := []struct {
		what  string
		f     reform.Framework
		row   string
		want  string // value × factor
		total string // of weight × value × factor over weight × factor
	}{
		{"all there", reform.Framework{Areas: sums}, "0.5 3 1", "0.5×1 1×1 0.25×1", "0.5625"},
		{"not reported: nothing", reform.Framework{Areas: sums}, "- 3 1", "0×1 1×1 0.25×1", "0.5"},
		{"not applicable, left: nothing", reform.Framework{Areas: sums, NotApplicable: reform.Leave}, "na 3 1", "0×1 1×1 0.25×1", "0.5"},
		{"not applicable, given", reform.Framework{Areas: sums, NotApplicable: reform.GiveFull}, "na 3 1", "1×1 1×1 0.25×1", "0.625"},
		{"not applicable, kept", reform.Framework{Areas: sums, NotApplicable: reform.GiveNothing}, "na 3 1", "0×1 1×1 0.25×1", "0.5"},
		{"not applicable, rescaled: to all", reform.Framework{Areas: sums, NotApplicable: reform.Rescale}, "na 3 1", "0×0 1×1 0.25×1", "0.5714285714285714"},
		{"not applicable, to siblings", reform.Framework{Areas: sums, NotApplicable: reform.ToSiblings}, "na 3 1", "0×0 1×1.3333333333333333 0.25×1", "0.625"},
		{"a whole area to its siblings: there are none", reform.Framework{Areas: sums, NotApplicable: reform.ToSiblings}, "na na 1", "0×1 0×1 0.25×1", "0.125"},
		{"not reported, leaves and rescales", reform.Framework{Areas: sums, NotApplicable: reform.Rescale, Missing: reform.FillLeave}, "- 3 1", "0×0 1×1 0.25×1", "0.5714285714285714"},
		{"a mean hands weights on inside the area", reform.Framework{Areas: means, Missing: reform.FillLeave}, "- 3 1", "0×0 0.75×2 0.25×1", "0.5"},
		{"and a whole area's to the other area", reform.Framework{Areas: means, Missing: reform.FillLeave}, "- - 1", "0×0 0×0 0.25×2", "0.25"},
		{"not applicable in a mean", reform.Framework{Areas: means, NotApplicable: reform.Leave}, "na 3 1", "0×0 0.75×2 0.25×1", "0.5"},
		{"nothing at all", reform.Framework{Areas: means, NotApplicable: reform.Leave}, "na na na", "0×1 0×1 0×1", "0"},
		{"without most points, the score itself", reform.Framework{Areas: index, Missing: reform.FillLeave}, "-2 7 -", "-2×1.5 7×1.5 0×0", "2.5"},
	}
	for _, test := range tests {
		test.f.Max = 8 * reform.Point
		if test.f.NotApplicable == "" {
			test.f.NotApplicable = reform.Leave
		}
		field, err := FieldOf(&test.f, scored(t, &test.f, test.row))
		if err != nil {
			t.Fatal(err)
		}
		var row []string
		above, below := 0.0, 0.0
		for p, part := range field.Parts {
			value, factor := field.cell(0, p)
			row = append(row, fmt.Sprintf("%v×%v", value, factor))
			above += part.Weight * value * factor
			below += part.Weight * factor
		}
		if got := strings.Join(row, " "); got != test.want {
			t.Errorf("%s: got %s, want %s", test.what, got, test.want)
		}
		if got := strconv.FormatFloat(above/below, 'g', 16, 64); !strings.HasPrefix(got, test.total[:min(14, len(test.total))]) {
			t.Errorf("%s: comes to %s, want %s", test.what, got, test.total)
		}
	}
}

func TestAScorecardOfAnotherFrameworkIsRefused(t *testing.T) {
	f := reform.Framework{Areas: []reform.Area{{ID: "A", Max: 2, Indicators: []reform.Indicator{counted("1", 1, ""), counted("2", 1, "")}}}}
	for _, scores := range [][]reform.Score{nil, {{Indicator: "1"}}, {{Indicator: "2"}, {Indicator: "1"}}} {
		if _, err := FieldOf(&f, []reform.Scorecard{{Scores: scores}}); err == nil {
			t.Errorf("%v was taken", scores)
		}
	}
}

// TestPlainTrialRanksAsTheFrameworkDoes: where totals are sums and means of what is
// scored, a trial that draws nothing gives the published order, gaps and all.
func TestPlainTrialRanksAsTheFrameworkDoes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := 0
		f := reform.Framework{
			NotApplicable: rapid.SampledFrom(reform.Reapportions).Draw(t, "not applicable"),
			Missing:       rapid.SampledFrom([]reform.Fill{"", reform.FillNothing, reform.FillLeave}).Draw(t, "missing"),
		}
		weight := rapid.SampledFrom([]reform.Decimal{"", "1", "2", "0.5"})
		// area draws an area of so many points: in a mean each part has as many, in a sum
		// they share them.
		var area func(id string, most reform.Points, depth int) reform.Area
		area = func(id string, most reform.Points, depth int) reform.Area {
			a := reform.Area{ID: id, Max: most, Weight: weight.Draw(t, "area weight")}
			count, inside := rapid.IntRange(1, 3).Draw(t, "indicators"), rapid.IntRange(0, depth).Draw(t, "areas inside")
			if rapid.Bool().Draw(t, "mean") {
				a.Combine.Method = reform.Mean
			} else {
				most /= reform.Points(count + inside)
			}
			for range count {
				n++
				a.Indicators = append(a.Indicators, counted(strconv.Itoa(n), most, weight.Draw(t, "weight")))
			}
			for i := range inside {
				a.Areas = append(a.Areas, area(id+strconv.Itoa(i), most, depth-1))
			}
			return a
		}
		for a := range rapid.IntRange(1, 3).Draw(t, "areas") {
			f.Areas = append(f.Areas, area("A"+strconv.Itoa(a), 60*60*60, 2)) // divides by 1 to 5, three times
			f.Max += f.Areas[a].Max
		}
		cell := rapid.SampledFrom([]string{"0", "1", "2", "3", "4", "0.5", "3.25", "-", "na"})
		rows := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) string {
			return strings.Join(rapid.SliceOfN(cell, n, n).Draw(t, "cells"), " ")
		}), 2, 12).Draw(t, "rows")
		// A unit of which nothing is asked has no total to be held against.
		rows = slices.DeleteFunc(rows, func(row string) bool { return strings.Trim(row, "-na ") == "" })
		cards := scored(t, &f, rows...)
		field, err := FieldOf(&f, cards)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Run(field, Trial{Draws: 2, TopK: 1})
		if err != nil {
			t.Fatal(err)
		}
		want := ranking.Of(&f, "", cards)
		for _, p := range got.Places {
			if s, _ := want.Standing(p.Unit); s.Rank != 0 && s.Rank != p.Rank {
				t.Fatalf("unit %s ranks %d in the trial, %d on the board (%s)", p.Unit, p.Rank, s.Rank, s.Exact)
			}
		}
	})
}
