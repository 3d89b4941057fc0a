package appraisals

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"reformboard/internal/reform"
)

// TestARiskIsExplained: the weights of what it is made of add up to it, and a doubt
// comes before all that figures alone can say.
func TestARiskIsExplained(t *testing.T) {
	earned := func(points reform.Points, level string) *reform.Score {
		measured, _ := reform.Decimal(level).Fraction()
		return &reform.Score{State: reform.Scored, Max: 4 * reform.Point, Earned: points, Exact: points.Fraction(), Measured: &measured}
	}
	aim := reform.NewFraction(9, 10)
	for name, c := range map[string]struct {
		facts facts
		want  []RiskPart
		clean bool
	}{
		"nothing":              {facts{score: earned(1, "0.5")}, nil, true},
		"no score":             {facts{score: &reform.Score{State: reform.NotSubmitted}, before: earned(4_0000, "1")}, nil, true},
		"a reason":             {facts{score: earned(1, "0.5"), reasons: 1}, []RiskPart{{Reasoned, 100}}, false},
		"many reasons":         {facts{score: earned(1, "0.5"), reasons: 5}, []RiskPart{{Reasoned, 200}}, false},
		"a finding":            {facts{score: earned(1, "0.5"), doubts: 1}, []RiskPart{{Doubted, 80}}, false},
		"a fifth more":         {facts{score: earned(2_0000, "0.5"), before: earned(1_2000, "0.3")}, []RiskPart{{Leapt, 30}}, false},
		"less than a fifth":    {facts{score: earned(2_0000, "0.5"), before: earned(1_2001, "0.3")}, nil, true},
		"a fifth less":         {facts{score: earned(1_2000, "0.3"), before: earned(2_0000, "0.5")}, []RiskPart{{Leapt, 30}}, false},
		"just above the aim":   {facts{score: earned(1, "0.91")}, []RiskPart{{AtTheLine, 20}}, true},
		"just below the aim":   {facts{score: earned(1, "0.89")}, []RiskPart{{AtTheLine, 20}}, true},
		"clearly above it":     {facts{score: earned(1, "0.911")}, nil, true},
		"many points":          {facts{score: earned(4_0000, "0.5"), most: 100 * reform.Point}, []RiskPart{{Much, 4}}, true},
		"most of all points":   {facts{score: earned(4_0000, "0.5"), most: 5 * reform.Point}, []RiskPart{{Much, 20}}, true},
		"everything at a time": {facts{score: earned(4_0000, "0.9001"), before: earned(0, "0.1"), reasons: 2, doubts: 9, most: 4 * reform.Point}, []RiskPart{{Reasoned, 200}, {Doubted, 160}, {Leapt, 30}, {AtTheLine, 20}, {Much, 20}}, false},
	} {
		c.facts.aim = aim
		got := riskOf(c.facts)
		if diff := cmp.Diff(c.want, got.Parts); diff != "" || got.Clean() != c.clean {
			t.Errorf("%s: clean %t\n%s", name, got.Clean(), diff)
		}
		sum := 0
		for _, p := range got.Parts {
			sum += p.Weight
		}
		if sum != got.Weight {
			t.Errorf("%s: parts of %d, and %d in all", name, sum, got.Weight)
		}
	}
	if leaptWeighs+atTheLineWeighs+mostMuch >= min(reasonedWeighs, doubtedWeighs) {
		t.Error("figures alone outweigh a doubt")
	}
}
