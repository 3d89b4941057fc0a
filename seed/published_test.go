package seed

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"reformboard/internal/files"
	"reformboard/internal/flow"
	"reformboard/internal/published"
	"reformboard/internal/reform"
	"reformboard/internal/store"
	"reformboard/internal/store/storetest"
)

var now = time.Date(2026, 11, 22, 3, 0, 0, 0, time.UTC)

// TestPublishedFigures plays the 14 agencies in by the front door and holds what
// comes out against everything the portal published about them.
func TestPublishedFigures(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		tally := playGialai(t, s)
		t.Run("indicators", func(t *testing.T) { checkIndicators(t, tally) })
		t.Run("groups, totals and ranks", func(t *testing.T) { checkTotals(t, tally) })
		t.Run("weak indicators", func(t *testing.T) { checkWeak(t, tally) })
		t.Run("what can be recovered", func(t *testing.T) { recoverableIsWhatIsMissing(t, tally) })
	})
}

func boardOf(t *testing.T, s *store.Store) *flow.Board {
	t.Helper()
	kept, err := files.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return flow.New(s, kept)
}

func playGialai(t *testing.T, s *store.Store) *reform.Tally {
	t.Helper()
	b := boardOf(t, s)
	frameworks, err := playFrameworks(t.Context(), b, now)
	if err == nil {
		err = playUnits(t.Context(), b, "gialai", now)
	}
	var cycles []played
	if err == nil {
		cycles, err = gialai(frameworks)
	}
	if err == nil {
		err = playCycle(t.Context(), b, cycles[0], now, t.Output())
	}
	if err != nil {
		t.Fatal(err)
	}
	tally, err := b.Tally(t.Context(), "gialai-766-2026")
	if err != nil {
		t.Fatal(err)
	}
	return tally
}

// checkIndicators compares each published score with the one earned from the
// published counts.
func checkIndicators(t *testing.T, tally *reform.Tally) {
	measured, overNothing := 0, 0
	for _, row := range published.Rows(t, "766/766_gialai_agencies_2026_metrics.csv") {
		i, ok := byCode(tally, row["metric_code"])
		if !ok || i.Rule.Kind != reform.Ratio {
			continue
		}
		card, _ := tally.Scorecard(row["unit_code"])
		s, _ := card.Score(i.ID)
		if row["score"] == "" {
			if s.State != reform.Suppressed {
				t.Errorf("%s %s: got %s, published no score", row["unit_code"], i.ID, s.State)
			}
		} else if want, err := reform.ParsePoints(row["score"]); err != nil || s.Earned != want || !s.State.Counts() {
			t.Errorf("%s %s: got %s (%s), published %s", row["unit_code"], i.ID, s.Earned, s.State, row["score"])
		}
		if row["denominator"] == "0" {
			overNothing++
		} else if row["score"] != "" {
			measured++
		}
	}
	if measured != 167 || overNothing != 22+7 {
		t.Errorf("compared %d measured scores and %d over nothing, want 167 and 29", measured, overNothing)
	}
}

func byCode(tally *reform.Tally, code string) (reform.Indicator, bool) {
	for _, i := range tally.Framework.Indicators() {
		if i.Code == code {
			return i, true
		}
	}
	return reform.Indicator{}, false
}

// checkTotals compares group sums, totals, the rank among the 14, and the order
// of the ranks among the province's 149 units of that day, of which the other 135
// totals were not published.
func checkTotals(t *testing.T, tally *reform.Tally) {
	groups := map[string]string{
		"CKMB_18": "CKMB", "TDGQ_20": "TDGQ", "ONLINE_12": "ONLINE", "TTTT_10": "TTTT", "MDSH_22": "MDSH", "MDHL_18": "MDHL",
	}
	compared, last := 0, 0
	rows := published.Rows(t, "766/766_gialai_agencies_2026.csv")
	for _, row := range rows {
		card, _ := tally.Scorecard(row["unit_code"])
		for column, area := range groups {
			sum, ok := card.Subtotal(area)
			if want, err := reform.ParsePoints(row[column]); err != nil || !ok || sum.Earned != want {
				t.Errorf("%s %s: got %s, published %s", row["unit_code"], area, sum.Earned, row[column])
			}
			compared++
		}
		if want, err := reform.ParsePoints(row["total_score"]); err != nil || card.Total != want {
			t.Errorf("%s: got %s, published %s", row["unit_code"], card.Total, row["total_score"])
		}
		standing, _ := tally.Overall.Standing(row["unit_code"])
		if strconv.Itoa(standing.Rank) != row["group_rank"] {
			t.Errorf("%s: ranked %d, published %s", row["unit_code"], standing.Rank, row["group_rank"])
		}
		among, err := strconv.Atoi(row["rank_of_149"])
		if err != nil || among <= last || among < standing.Rank {
			t.Errorf("%s: rank %s of 149 does not follow %d", row["unit_code"], row["rank_of_149"], last)
		}
		last = among
	}
	if len(rows) != 14 || compared != 84 {
		t.Errorf("compared %d units and %d group sums", len(rows), compared)
	}
}

// checkWeak compares the weak-indicator figures. Some names of the units at the
// least are cut off in the published table.
func checkWeak(t *testing.T, tally *reform.Tally) {
	rows := published.Rows(t, "766/766_gialai_agencies_weak_expected.csv")
	for _, row := range rows {
		i, ok := byCode(tally, row["metric_code"])
		n := slices.IndexFunc(tally.Weaknesses, func(w reform.Weakness) bool { return w.Indicator == i.ID })
		if !ok || n < 0 {
			t.Errorf("no weakness for %s", row["metric_code"])
			continue
		}
		w := tally.Weaknesses[n]
		for column, got := range map[string]reform.Decimal{
			"mean_pct_of_max": w.Mean.Decimal(), "median_pct": w.Median.Decimal(), "min_pct": w.Least.Decimal(), "max_pct": w.Greatest.Decimal(),
			"units_with_score": number(w.Units), "units_below_50pct": number(w.Below50), "units_below_80pct": number(w.Below80),
		} {
			if want, err := reform.ParseDecimal(row[column]); err != nil || got != want {
				t.Errorf("%s %s: got %s, published %s", row["metric_code"], column, got, row[column])
			}
		}
		for n, name := range strings.Split(row["units_at_minimum"], "; ") {
			var names []string
			for _, id := range w.AtLeast {
				u, _ := tally.Unit(id)
				names = append(names, u.NameVI)
			}
			if !slices.ContainsFunc(names, func(s string) bool { return strings.Contains(s, strings.TrimSpace(name)) }) {
				t.Errorf("%s: %q (%d) is not among the least: %v", row["metric_code"], name, n, names)
			}
		}
	}
	if len(rows) != 17 {
		t.Errorf("compared %d indicators, want 17", len(rows))
	}
}

func number(n int) reform.Decimal { return reform.Decimal(strconv.Itoa(n)) }
