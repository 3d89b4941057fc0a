package radar

import (
	"strings"
	"testing"

	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestASparkLeavesGaps(t *testing.T) {
	level := func(n int64) *reform.Fraction {
		f := reform.NewFraction(n, 100)
		return &f
	}
	radar := &reform.Radar{Periods: []reform.Period{"2025-Q3", "2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3"}}
	spark := sparkOf(sample.Vietnamese, radar, reform.Course{Levels: []*reform.Fraction{level(50), nil, level(60), level(70), level(65)}}, reform.Indicator{Target: "0.8"})
	if len(spark.Lines) != 1 || strings.Count(spark.Lines[0], ",") != 3 || len(spark.Dots) != 2 {
		t.Errorf("a point, a gap and three points: %+v", spark)
	}
	if !strings.Contains(spark.Says, "Quý IV/2025: –") {
		t.Errorf("the gap is said as %q", spark.Says)
	}
	empty := sparkOf(sample.Vietnamese, radar, reform.Course{Levels: make([]*reform.Fraction, 5)}, reform.Indicator{})
	if len(empty.Lines)+len(empty.Dots) != 0 {
		t.Errorf("nothing is drawn as %+v", empty)
	}
}
