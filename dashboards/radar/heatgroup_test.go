package radar

import (
	"testing"

	"reformboard/dashboards/sample"
	"reformboard/internal/reform"
)

func TestAGroupOfWhichNothingIsAskedHasNoMean(t *testing.T) {
	silent := groupCell(sample.Vietnamese, &groupMean{states: map[reform.State]int{reform.NotSubmitted: 1, reform.NotAsked: 3}})
	if silent.Class != "heat-not_applicable" || silent.Text != "–" {
		t.Errorf("a group of which nothing is asked looks like %+v", silent)
	}
}

func TestHeatClassesAreTenths(t *testing.T) {
	for percent, want := range map[reform.Percent]string{0: "heat-0", 9_99: "heat-0", 10_00: "heat-1", 89_99: "heat-8", 90_00: "heat-9", 100_00: "heat-9"} {
		if got := heatClass(percent); got != want {
			t.Errorf("%d: got %s, want %s", percent, got, want)
		}
	}
}
