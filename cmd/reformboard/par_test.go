package main

import (
	"strings"
	"testing"

	"reformboard/internal/published"
	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	scoring "reformboard/internal/score"
	"reformboard/internal/valuelist"
)

// readColumns reads columns of a published table as figures of each unit.
func readColumns(t *testing.T, f *reform.Framework, table, unit string) valuelist.List {
	t.Helper()
	var csv strings.Builder
	csv.WriteString("unit,figure,value\n")
	for _, row := range published.Rows(t, table) {
		for _, g := range f.Figures {
			csv.WriteString(`"` + row[unit] + `",` + g.ID + "," + row[g.ID] + "\n")
		}
	}
	values, err := valuelist.Read("table.csv", strings.NewReader(csv.String()), f, moment)
	if err != nil || len(values.Findings) > 0 {
		t.Fatalf("%v, %v", err, values.Findings)
	}
	return values
}

func numbers(ids ...string) []reform.Figure {
	var all []reform.Figure
	for _, id := range ids {
		all = append(all, reform.Figure{ID: id, Kind: reform.Number, Source: reform.FromUnit, Decimals: 2})
	}
	return all
}

// TestPublishedPARIndex takes PAR INDEX 2023 of 17 ministries as printed: its ranks and
// mean come out of the totals, and the parts that do not add up to them are said. The
// totals were rounded from parts that were not: the opposite of decision 766.
func TestPublishedPARIndex(t *testing.T) {
	const total = "total_index_pct"
	f := &reform.Framework{
		ID: "par-2023", Max: 100 * reform.Point, Rounding: reform.Rounding{Mode: reform.HalfUp, Total: new(2)}, NotApplicable: reform.Leave,
		Figures: numbers("appraisal_score", "survey_score", total),
		Checks:  []reform.Check{{Parts: []string{"appraisal_score", "survey_score"}, Whole: total, Equal: true}},
		Areas: []reform.Area{{ID: "par", Max: 100 * reform.Point, Indicators: []reform.Indicator{
			{ID: "1", Max: 100 * reform.Point, Rule: reform.Rule{Kind: reform.Given, Of: []string{total}}},
		}}},
	}
	values := readColumns(t, f, "par/par_index_ministries_2023.csv", "unit")
	if len(values.Doubts) != 9 {
		t.Errorf("%d of 17 printed sums are doubted, want 9", len(values.Doubts))
	}
	var units []reform.Unit
	for _, id := range values.Units {
		units = append(units, reform.Unit{ID: id})
	}
	cards, err := scoring.Cycle(f, reform.Cycle{Due: moment}, units, values.Reports)
	if err != nil {
		t.Fatal(err)
	}
	ranks := ranking.Of(f, "", cards)
	var sum reform.Fraction
	for _, row := range published.Rows(t, "par/par_index_ministries_2023.csv") {
		st, ok := ranks.Standing(row["unit"])
		if !ok || string(st.Place("")) != row["rank"] {
			t.Errorf("%s has rank %s, want %s", row["unit"], st.Place(""), row["rank"])
		}
		sum = sum.Add(st.Exact)
	}
	mean := sum.Quo(reform.NewFraction(17, 1))
	if got, _ := mean.Points(2, reform.HalfUp); got.String() != "84.38" {
		t.Errorf("the mean is %s, want 84.38", got)
	}
	above := 0
	for _, st := range ranks.Standings {
		if mean.Less(st.Exact) {
			above++
		}
	}
	if above != 10 {
		t.Errorf("%d ministries stand above the mean, want 10", above)
	}
}

// TestSumsThatDoNotAddUpAreSaid reads a table of a city's portal in which dossiers
// handled before, on and after their day are not all that were handled.
func TestSumsThatDoNotAddUpAreSaid(t *testing.T) {
	f := &reform.Framework{
		Figures: numbers("total", "processed", "unprocessed", "before_deadline", "on_time", "late"),
		Checks: []reform.Check{
			{Parts: []string{"before_deadline", "on_time", "late"}, Whole: "processed", Equal: true},
			{Parts: []string{"processed", "unprocessed"}, Whole: "total", Equal: true},
		},
	}
	values := readColumns(t, f, "par/hue_tthc_levels_inconsistent.csv", "level")
	if len(values.Doubts) != 3 {
		t.Fatalf("%d doubts, want one for each of 3 levels: %v", len(values.Doubts), values.Doubts)
	}
	for _, d := range values.Doubts {
		if d.Problem != reform.PartsNotWhole || d.Figure != "processed" {
			t.Errorf("got %+v", d)
		}
	}
}
