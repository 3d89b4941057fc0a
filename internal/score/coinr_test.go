package score_test

import (
	"math"
	"strconv"
	"testing"
	"time"

	"reformboard/internal/published"
	"reformboard/internal/ranking"
	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// asem is the ASEM portal's index as COINr publishes it with its example: 51 units,
// 49 indicators from 0 to 100 among all units, in 8 areas of 2 sub-indices.
func asem(t *testing.T) (reform.Framework, score.Input) {
	t.Helper()
	meta := published.Rows(t, "coinr/iMeta_with_norm_params.csv")
	f := reform.Framework{
		ID: "asem", Rounding: reform.Rounding{Mode: reform.HalfUp}, NotApplicable: reform.Leave, Missing: reform.FillLeave,
	}
	var build func(id, weight string) reform.Area
	build = func(id, weight string) reform.Area {
		area := reform.Area{ID: id, Weight: reform.Decimal(weight), Combine: reform.Aggregation{Method: reform.Mean}}
		for _, row := range meta {
			switch {
			case row["Parent"] != id:
			case row["Type"] == "Aggregate":
				area.Areas = append(area.Areas, build(row["iCode"], row["Weight"]))
			default:
				code := row["iCode"]
				f.Figures = append(f.Figures, reform.Figure{ID: code, Kind: reform.Number, Source: reform.FromUnit})
				area.Indicators = append(area.Indicators, reform.Indicator{ID: code, Weight: reform.Decimal(row["Weight"]), Rule: reform.Rule{
					Kind: reform.Normalised, Of: []string{code}, LowerIsBetter: row["Direction"] == "-1",
					Scale: reform.Normalisation{Method: reform.MinMax, To: "100", IfFlat: reform.FlatSuppresses},
				}})
			}
		}
		return area
	}
	f.Areas = []reform.Area{build("Index", "1")}
	at := time.Unix(0, 0)
	groups := map[string]string{}
	for _, row := range published.Rows(t, "coinr/ASEM_iData.csv") {
		groups[row["uCode"]] = row["GDP_group"]
	}
	in := score.Input{}
	for _, row := range published.Rows(t, "coinr/example_Treated.csv") {
		r := reform.Report{Unit: row["uCode"], Source: reform.FromUnit, SubmittedAt: &at}
		for _, g := range f.Figures {
			if cell := row[g.ID]; cell != "" && cell != "NA" {
				r.Values = append(r.Values, reform.Value{Figure: g.ID, Text: plainDecimal(t, cell)})
			}
		}
		in.Units = append(in.Units, reform.Unit{ID: r.Unit, PeerGroup: groups[r.Unit]})
		in.Reports = append(in.Reports, r)
	}
	return f, in
}

// plainDecimal writes an exponent out.
func plainDecimal(t *testing.T, cell string) string {
	t.Helper()
	if _, err := reform.ParseDecimal(cell); err == nil {
		return cell
	}
	f, err := strconv.ParseFloat(cell, 64)
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// TestCOINrsIndexComesOut holds every normalised figure, area, rank and rank within
// the group of gross domestic product against COINr's own.
func TestCOINrsIndexComesOut(t *testing.T) {
	f, in := asem(t)
	cards, err := score.Cycle(&f, reform.Cycle{}, in.Units, in.Reports)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]map[string]string{}
	for _, row := range published.Rows(t, "coinr/example_Aggregated.csv") {
		want[row["uCode"]] = row
	}
	cells := 0
	for _, card := range cards {
		for column, text := range want[card.Unit] {
			state, exact, _ := card.Node(column)
			expected, err := strconv.ParseFloat(text, 64)
			if err != nil {
				continue // the unit's code
			}
			cells++
			if !state.Counts() || math.Abs(exact.Float()-expected) > 1e-9 {
				t.Errorf("%s %s is %s %v, want %v", card.Unit, column, state, exact.Float(), expected)
			}
		}
	}
	t.Logf("%d scores to 1e-9", cells)
	if cells != 51*(49+8+2+1) {
		t.Errorf("%d scores were compared", cells)
	}
	comparePlaces(t, cards, in.Units, "coinr/example_results_full_ranks.csv", false)
	comparePlaces(t, cards, in.Units, "coinr/example_groupranks_GDP_group.csv", true)
}

// floatTie is the one rank that does not come out. The data hold 3.3999999999999999 for
// Norway and 3.4000000000000004 for Japan: two numbers that COINr's scaling in float64
// makes one, while it keeps 5.0999999999999996 and 5.1000000000000005 apart.
const floatTie = "JPN TolMin"

// comparePlaces compares the ranks of every column of a published table.
func comparePlaces(t *testing.T, cards []reform.Scorecard, units []reform.Unit, table string, grouped bool) {
	t.Helper()
	rows := map[string]map[string]string{}
	for _, row := range published.Rows(t, table) {
		rows[row["uCode"]] = row
	}
	compared, wrong := 0, 0
	for column := range rows[cards[0].Unit] {
		byGroup := map[string][]int{}
		for u, card := range cards {
			if state, _, _ := card.Node(column); !state.Counts() {
				continue
			}
			group := ""
			if grouped {
				group = units[u].PeerGroup
			}
			byGroup[group] = append(byGroup[group], u)
		}
		for _, members := range byGroup {
			values, known := make([]reform.Fraction, len(members)), make([]bool, len(members))
			for k, u := range members {
				_, values[k], _ = cards[u].Node(column)
				known[k] = true
			}
			for k, rank := range ranking.Ranks(values, known) {
				compared++
				unit := cards[members[k]].Unit
				if got, want := strconv.Itoa(rank.Least), rows[unit][column]; got != want && unit+" "+column != floatTie {
					wrong++
					t.Errorf("%s: %s has rank %s by %s, want %s", table, unit, got, column, want)
				}
			}
		}
	}
	t.Logf("%s: %d ranks, %d of them wrong", table, compared, wrong)
	if compared < 51*11 {
		t.Errorf("only %d ranks were compared", compared)
	}
}
