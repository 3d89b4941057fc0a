package seed

import (
	"io/fs"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"reformboard/internal/framework"
	"reformboard/internal/published"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// sample reads a framework that lies beside those the demonstration plays. Reading
// it tries its examples.
func sample(t *testing.T, name string) reform.Framework {
	t.Helper()
	file, err := os.Open(filepath.Join("frameworks", name+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	f, err := framework.Read(name, file)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestSamplesAreMarkedAndNotPlayed(t *testing.T) {
	paths, err := filepath.Glob("frameworks/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	played, err := fs.Glob(texts, "frameworks/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"frameworks/egov-sample-1.yaml", "frameworks/qd766-2022.yaml", "frameworks/qd766-portal-2026.yaml"}; !slices.Equal(played, want) {
		t.Errorf("the demonstration plays %v, want %v", played, want)
	}
	ids := map[string]bool{}
	for _, path := range paths {
		f := sample(t, strings.TrimSuffix(filepath.Base(path), ".yaml"))
		if ids[f.ID] {
			t.Errorf("%s: the id %s is taken", path, f.ID)
		}
		ids[f.ID] = true
		if f.Origin.VI == "" || f.Origin.EN == "" {
			t.Errorf("%s names no source", path)
		}
		if !f.Sample && !strings.HasPrefix(f.ID, "qd766") {
			t.Errorf("%s is not marked as a sample", path)
		}
		for _, i := range f.Indicators() {
			if len(i.Examples) == 0 && f.ID != "qd766-portal-2026" {
				t.Errorf("%s: indicator %s has no example", path, i.ID)
			}
		}
	}
}

func TestDecree61HasItsNineIndicators(t *testing.T) {
	rows := published.Rows(t, "par/nd61_2018_indicators.csv")
	f := sample(t, "nd61-2018")
	indicators := f.Indicators()
	if len(indicators) != len(rows) {
		t.Fatalf("got %d indicators, want %d", len(indicators), len(rows))
	}
	for n, row := range rows {
		if got := indicators[n].Max.String(); got != row["max_points"] {
			t.Errorf("%s: got %s points, want %s", indicators[n].ID, got, row["max_points"])
		}
	}
	for points, want := range map[string]string{"18": "excellent", "15": "excellent", "14.99": "good", "12": "good", "9": "fair", "6": "average", "5.99": "weak", "0": "weak"} {
		total, _ := reform.Decimal(points).Fraction()
		if got, _ := f.Grade(total); got.ID != want {
			t.Errorf("%s points: got %s, want %s", points, got.ID, want)
		}
	}
}

func TestSurveysDecideAsMuchAsInParIndex(t *testing.T) {
	f := sample(t, "par-index-sample")
	var survey, all reform.Points
	for _, i := range f.Indicators() {
		figures := i.Rule.Figures()
		if g, _ := f.Figure(figures[len(figures)-1]); g.Source == reform.FromSurvey && i.ID[0] != 'T' {
			survey += i.Max
		}
		all += i.Max
	}
	outside := f.Areas[len(f.Areas)-1]
	if !outside.Outside || !outside.Capped {
		t.Errorf("the last area is no capped bonus block: %+v", outside)
	}
	for _, i := range outside.Indicators {
		all -= i.Max
	}
	if survey.String() != "31.5" || all.String() != "100" || len(f.Areas) != 9 {
		t.Errorf("got %s of %s points by survey in %d areas", survey, all, len(f.Areas))
	}
}

func TestPublishedGovTechGroupsComeOut(t *testing.T) {
	f := sample(t, "gtmi")
	for _, year := range []string{"gtmi2020", "gtmi2022", "gtmi2025"} {
		cards := publishedCards(t, f, year)
		groups := 0
		for _, row := range published.Rows(t, "indices/"+year+"/expected.csv") {
			card := cards[row["unit"]]
			switch row["kind"] {
			case "group":
				groups++
				if card.Grade != row["value"] {
					t.Errorf("%s: %s is in group %s, want %s", year, row["unit"], card.Grade, row["value"])
				}
			case "score":
				near(t, year+" "+row["unit"], card.Exact, row["value"])
			}
		}
		if groups < 197 {
			t.Errorf("%s: got %d groups", year, groups)
		}
	}
}

// TestPublishedBenchmarkComesOut holds every node and facet of the benchmark
// against what was published. Cross-border eDocuments of health in Türkiye are
// published as 0 without an answer to any question, in that node and in its facet.
func TestPublishedBenchmarkComesOut(t *testing.T) {
	f := sample(t, "egov-benchmark-2023")
	cards := publishedCards(t, f, "egovbench2023")
	nodes := 0
	for _, row := range published.Rows(t, "indices/egovbench2023/expected.csv") {
		state, exact, _ := cards[row["unit"]].Node(row["code"])
		if row["unit"]+row["code"] == "TRHealth.4.4" {
			continue
		}
		nodes++
		if !state.Counts() {
			t.Errorf("%s %s is %s, want %s", row["unit"], row["code"], state, row["value"])
			continue
		}
		near(t, row["unit"]+" "+row["code"], exact, row["value"])
	}
	if nodes != 5931 {
		t.Errorf("compared %d nodes, want 5931", nodes)
	}
	facets := 0
	for _, row := range published.Rows(t, "indices/egovbench2023/expected_facets.csv") {
		id := facetOf(row["facet"], row["indicator"])
		if id == "" || row["value"] == "" || row["unit"]+id == "TRall-4.4" {
			continue
		}
		facets++
		_, exact, _ := cards[row["unit"]].Node(id)
		near(t, row["unit"]+" "+id, exact, row["value"])
	}
	if facets != 769 {
		t.Errorf("compared %d facets, want 769", facets)
	}
}

// facetOf is the id under which the file has a published column; empty: it has not.
func facetOf(facet, indicator string) string {
	code, _, _ := strings.Cut(indicator, " ")
	overall := code == "0."
	switch {
	case overall && strings.HasSuffix(facet, "(2021)"):
		return "score-2021"
	case overall && strings.HasSuffix(facet, "(2022)"):
		return "score-2022"
	case overall && strings.HasPrefix(facet, "Business"):
		return "score-business"
	case overall && strings.HasPrefix(facet, "Citizen"):
		return "score-citizens"
	case overall || !strings.HasPrefix(facet, "Biennial"):
		return ""
	}
	dimensions := map[string]string{"1.": "uc", "2.": "tr", "3.": "ke", "4.": "cb"}
	if dimension, ok := dimensions[code]; ok {
		return "all-" + dimension
	}
	return "all-" + code
}

// publishedCards scores the published values of an index: the value of each
// indicator, or the plain mean over the services listed under it.
func publishedCards(t *testing.T, f reform.Framework, index string) map[string]*reform.Scorecard {
	t.Helper()
	values := map[string]map[string][]*big.Rat{}
	var units []reform.Unit
	for _, row := range published.Rows(t, "indices/"+index+"/values.csv") {
		number, ok := new(big.Rat).SetString(row["value"])
		if !ok {
			continue
		}
		code, _, _ := strings.Cut(row["code"], ".s")
		if values[row["unit"]] == nil {
			values[row["unit"]] = map[string][]*big.Rat{}
			units = append(units, reform.Unit{ID: row["unit"]})
		}
		values[row["unit"]][code] = append(values[row["unit"]][code], number)
	}
	var at time.Time
	var reports []reform.Report
	for _, u := range units {
		report := reform.Report{Unit: u.ID, Source: reform.FromUnit, SubmittedAt: &at}
		for _, i := range f.Indicators() {
			report.Values = append(report.Values, meanOf(i.Rule.Of[0], values[u.ID][i.ID]))
		}
		reports = append(reports, report)
	}
	cards, err := score.Cycle(&f, reform.Cycle{}, units, reports)
	if err != nil {
		t.Fatal(err)
	}
	byUnit := map[string]*reform.Scorecard{}
	for n := range cards {
		byUnit[cards[n].Unit] = &cards[n]
	}
	return byUnit
}

func meanOf(figure string, numbers []*big.Rat) reform.Value {
	if len(numbers) == 0 {
		return reform.Value{Figure: figure, Absence: reform.NotApplicable}
	}
	sum := new(big.Rat)
	for _, n := range numbers {
		sum.Add(sum, n)
	}
	mean := sum.Quo(sum, big.NewRat(int64(len(numbers)), 1))
	const decimals = 18 // as many as a published float64 has, and more
	return reform.Value{Figure: figure, Text: mean.FloatString(decimals)}
}

func near(t *testing.T, what string, got reform.Fraction, want string) {
	t.Helper()
	w, err := strconv.ParseFloat(want, 64)
	if err != nil || math.Abs(got.Float()-w) > 1e-9 {
		t.Errorf("%s: got %v, want %s", what, got.Float(), want)
	}
}
