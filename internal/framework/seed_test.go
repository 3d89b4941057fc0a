package framework_test

import (
	"math/big"
	"slices"
	"testing"

	"reformboard/internal/published"
	"reformboard/internal/reform"
)

func byCode(f reform.Framework) map[string]reform.Indicator {
	coded := map[string]reform.Indicator{}
	for _, i := range f.Indicators() {
		coded[i.Code] = i
	}
	return coded
}

func TestEveryIndicatorOfDecision766IsThere(t *testing.T) {
	rows := published.Rows(t, "766/766_framework.csv")
	f := read(t, "../../seed/frameworks/qd766-2022.yaml")
	indicators := byCode(f)
	if len(indicators) != len(rows) {
		t.Errorf("got %d indicators, want %d", len(indicators), len(rows))
	}
	for _, row := range rows {
		i := indicators[row["metric_code"]]
		if i.ID != row["indicator_no"] || i.Max.String() != row["max_points"] {
			t.Errorf("%s: got %s with %s points, want %s with %s", row["metric_code"], i.ID, i.Max, row["indicator_no"], row["max_points"])
		}
		full := ""
		if share := i.Rule.FullAt.Rat(); share != nil {
			full = share.Mul(share, big.NewRat(100, 1)).FloatString(0)
		}
		if full != row["threshold_pct"] {
			t.Errorf("%s: full from %q %%, want %q", i.ID, full, row["threshold_pct"])
		}
	}
}

// TestPublishedFiguresFitTheFramework fills each unit's figures from the counts the
// portal published for its indicators: a figure that two indicators share must be
// the same number in both, and no part may be more than its whole.
func TestPublishedFiguresFitTheFramework(t *testing.T) {
	rows := published.Rows(t, "766/766_gialai_agencies_2026_metrics.csv")
	f := read(t, "../../seed/frameworks/qd766-portal-2026.yaml")
	indicators := byCode(f)
	units := map[string]map[string]*big.Rat{}
	report := func(unit string, figures []string, count string) {
		number := reform.Decimal(count).Rat()
		if number == nil || len(figures) != 1 {
			return
		}
		if units[unit] == nil {
			units[unit] = map[string]*big.Rat{}
		}
		if before := units[unit][figures[0]]; before != nil && before.Cmp(number) != 0 {
			t.Errorf("%s: %s is %s and %s", unit, figures[0], before.RatString(), count)
		}
		units[unit][figures[0]] = number
	}
	for _, row := range rows {
		rule := indicators[row["metric_code"]].Rule
		report(row["unit_code"], rule.Of, row["numerator"])
		report(row["unit_code"], rule.Over, row["denominator"])
	}
	if len(units) != 14 {
		t.Errorf("got %d units, want 14", len(units))
	}
	for unit, figures := range units {
		for _, check := range f.Checks {
			sum := new(big.Rat)
			for _, part := range check.Parts {
				sum.Add(sum, figures[part])
			}
			if sum.Cmp(figures[check.Whole]) > 0 {
				t.Errorf("%s: %v are %s, more than %s of %s", unit, check.Parts, sum.RatString(), check.Whole, figures[check.Whole].RatString())
			}
		}
	}
}

func TestEditionsOfTheIndexDifferOnlyOnline(t *testing.T) {
	decision := read(t, "../../seed/frameworks/qd766-2022.yaml")
	portal := read(t, "../../seed/frameworks/qd766-portal-2026.yaml")
	var apart []string
	for _, i := range portal.Indicators() {
		same, ok := decision.Indicator(i.ID)
		if !ok {
			apart = append(apart, i.ID)
			continue
		}
		for _, id := range i.Rule.Figures() {
			a, _ := decision.Figure(id)
			b, known := portal.Figure(id)
			if !known || a.Title != b.Title || !slices.Contains(same.Rule.Figures(), id) {
				t.Errorf("%s: %s differs", i.ID, id)
			}
		}
	}
	if want := []string{"3.1-3.3", "3.5-3.6"}; !slices.Equal(apart, want) {
		t.Errorf("got %v of its own, want %v", apart, want)
	}
}

func TestSampleIsMarkedAsSuch(t *testing.T) {
	f := read(t, "../../seed/frameworks/egov-sample-1.yaml")
	if !f.Sample {
		t.Error("the sample is not marked")
	}
	var inside []string
	for _, a := range f.Areas {
		if !a.Outside {
			inside = append(inside, a.ID+" "+a.Max.String())
		}
	}
	if want := []string{"A 15", "B 20", "C 25", "D 15", "E 15", "F 10"}; !slices.Equal(inside, want) {
		t.Errorf("got %v, want %v", inside, want)
	}
}
