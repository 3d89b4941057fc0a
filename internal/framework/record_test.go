package framework_test

import (
	"fmt"
	"strings"
	"testing"

	"reformboard/internal/framework"
	"reformboard/internal/reform"
)

// TestWhatTheRecordSaysIsReadByAnyRule writes a figure of the record as an expert does, and
// rules of several kinds over it, each with examples that are tried.
func TestWhatTheRecordSaysIsReadByAnyRule(t *testing.T) {
	recorded := strings.Replace(text(t, small),
		"    unit: {vi: báo cáo, en: reports}\n    source: unit\n",
		"    unit: {vi: ngày, en: days}\n    source: record\n    reads: days_late\n", 1)
	const was = "            rule: {kind: deduction, of: [late_reports], each: 0.5}\n"
	for _, c := range []struct {
		rule  string
		earns map[string]string // by days
	}{
		{was, map[string]string{"0": "2", "3": "0.5", "400": "0"}},
		{"            rule: {kind: formula, formula: 'late_reports == 0 ? points : late_reports <= 3 ? points / 2 : 0'}\n", map[string]string{"0": "2", "1": "1", "3": "1", "4": "0"}},
		{"            rule: {kind: normalised, of: [late_reports], lower_is_better: true, scale: {method: goalposts, low: 0, high: 10, from: 0, to: 2}}\n", map[string]string{"0": "2", "5": "1", "11": "0"}},
	} {
		examples := "            examples:\n              - {given: {}, state: not_submitted}\n"
		for days, points := range c.earns {
			examples += fmt.Sprintf("              - {given: {late_reports: %s}, earns: %s}\n", days, points)
		}
		f, err := framework.Read("small.yaml", strings.NewReader(strings.Replace(recorded, was, c.rule+examples, 1)))
		if err != nil {
			t.Errorf("%s%v", c.rule, err)
			continue
		}
		g, _ := f.Figure("late_reports")
		if g.Source != reform.FromRecord || g.Reads != reform.DaysLate || !f.ReadsRecord() {
			t.Errorf("got %+v", g)
		}
	}
	if f := read(t, small); f.ReadsRecord() {
		t.Error("a framework that asks nothing of the record reads it")
	}
}
