package composite

import (
	"math"
	"math/big"
	"strconv"
	"strings"
	"testing"

	"reformboard/internal/published"
	"reformboard/internal/reform"
)

// The figures are those of COINr 1.1.14 for its ASEM data: 51 units, 49 indicators.

func decimal(t *testing.T, text string) reform.Decimal {
	t.Helper()
	if strings.Contains(text, "e") { // 9e-06
		r, ok := new(big.Rat).SetString(text)
		if !ok {
			t.Fatalf("%q is no number", text)
		}
		text = r.FloatString(40)
	}
	d, err := reform.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func cell(t *testing.T, text string) Cell {
	t.Helper()
	if text == "" || text == "NA" {
		return Cell{}
	}
	f, ok := decimal(t, text).Fraction()
	if !ok {
		t.Fatalf("%q is no number", text)
	}
	return Cell{Fraction: f, Known: true}
}

// agrees compares with a published float64.
func agrees(t *testing.T, place string, got Cell, want string) bool {
	t.Helper()
	if want == "" || want == "NA" {
		if got.Known {
			t.Errorf("%s: got %v, and nothing was published", place, got.Float())
		}
		return !got.Known
	}
	exact, err := strconv.ParseFloat(want, 64)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Known || math.Abs(got.Float()-exact) > 1e-9 {
		t.Errorf("%s: got %v (%v), published %s", place, got.Float(), got.Known, want)
		return false
	}
	return true
}

func TestPublishedNormalisation(t *testing.T) {
	rows := published.Rows(t, "coinr/ASEM_iData.csv")
	meta := published.Rows(t, "coinr/iMeta_with_norm_params.csv")
	for _, test := range []struct {
		file string
		norm func(indicator map[string]string) reform.Normalisation
	}{
		{"norm_Raw_n_minmax", func(map[string]string) reform.Normalisation {
			return reform.Normalisation{Method: reform.MinMax, To: "100"}
		}},
		{"norm_Raw_n_zscore", func(map[string]string) reform.Normalisation {
			return reform.Normalisation{Method: reform.ZScore}
		}},
		{"norm_Raw_n_rank", func(map[string]string) reform.Normalisation {
			return reform.Normalisation{Method: reform.RankNorm}
		}},
		{"norm_Raw_n_goalposts_iMeta", func(m map[string]string) reform.Normalisation {
			return reform.Normalisation{
				Method: reform.Goalposts, To: decimal(t, m["goalpost_scale"]),
				Low: decimal(t, m["goalpost_lower"]), High: decimal(t, m["goalpost_upper"]),
			}
		}},
	} {
		want := map[string]map[string]string{}
		for _, row := range published.Rows(t, "coinr/"+test.file+".csv") {
			want[row["uCode"]] = row
		}
		cells, indicators := 0, 0
		for _, m := range meta {
			if m["Type"] != "Indicator" {
				continue
			}
			indicators++
			given := make([]Cell, len(rows))
			for i, row := range rows {
				given[i] = cell(t, row[m["iCode"]])
			}
			got, _ := Normalise(test.norm(m), m["Direction"] == "-1", reform.NewFraction(1, 1), given, -1)
			for i, row := range rows {
				if agrees(t, test.file+" "+row["uCode"]+" "+m["iCode"], got[i], want[row["uCode"]][m["iCode"]]) {
					cells++
				}
			}
		}
		t.Logf("%s: %d of %d cells to 1e-9 (%d units, %d indicators)", test.file, cells, len(want)*indicators, len(want), indicators)
		if len(rows) != 51 || indicators != 49 || cells != 51*49 {
			t.Errorf("%s: %d units, %d indicators, %d cells", test.file, len(rows), indicators, cells)
		}
	}
}

func TestPublishedAggregation(t *testing.T) {
	meta := published.Rows(t, "coinr/ASEM_iMeta.csv")
	input := map[string]map[string]string{}
	for _, row := range published.Rows(t, "coinr/agg_input_minmax_1_100.csv") {
		input[row["uCode"]] = row
	}
	for file, method := range map[string]reform.AggregationMethod{
		"agg_a_amean": reform.Mean, "agg_a_gmean": reform.Geometric, "agg_a_hmean": reform.Harmonic,
	} {
		units, nodes, leaves := 0, 0, 0
		for _, want := range published.Rows(t, "coinr/"+file+".csv") {
			units++
			tree := node{meta: meta, input: input[want["uCode"]], method: method}
			for _, m := range meta {
				if m["Type"] != "Indicator" && m["Type"] != "Aggregate" {
					continue
				}
				if agrees(t, file+" "+want["uCode"]+" "+m["iCode"], tree.score(t, m["iCode"]), want[m["iCode"]]) {
					if m["Type"] == "Indicator" {
						leaves++
					} else {
						nodes++
					}
				}
			}
		}
		t.Logf("%s: %d of %d nodes to 1e-9, beside %d leaves (%d units)", file, nodes, units*11, leaves, units)
		if units != 51 || nodes != 51*11 || leaves != 51*49 {
			t.Errorf("%s: %d units, %d nodes, %d leaves", file, units, nodes, leaves)
		}
	}
}

// node aggregates one unit's tree, level by level.
type node struct {
	meta   []map[string]string
	input  map[string]string
	method reform.AggregationMethod
}

func (n node) score(t *testing.T, code string) Cell {
	t.Helper()
	var parts []Part
	leaf := true
	for _, m := range n.meta {
		if m["Parent"] != code {
			continue
		}
		leaf = false
		if child := n.score(t, m["iCode"]); child.Known {
			parts = append(parts, Part{Value: child.Fraction, Weight: cell(t, m["Weight"]).Fraction})
		}
	}
	if leaf {
		return cell(t, n.input[code])
	}
	score, ok := Aggregate(reform.Aggregation{Method: n.method, IfNotPositive: reform.NotPositiveSuppresses}, parts)
	return Cell{Fraction: score, Known: ok}
}
