package receipt

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/score"
)

// TestWhatIsReadFromTheRecordSaysHowItCameAbout explains half a point lost for each of
// three days, and a formula over the same days.
func TestWhatIsReadFromTheRecordSaysHowItCameAbout(t *testing.T) {
	worth := 2 * reform.Point
	f := &reform.Framework{
		ID: "f", Max: 2 * worth, NotApplicable: reform.Leave,
		Figures: []reform.Figure{{
			ID: "days_late", Title: words("Số ngày nộp chậm", "Days late"), Kind: reform.Count, Unit: words("ngày", "days"), Source: reform.FromRecord, Reads: reform.DaysLate,
		}},
		Areas: []reform.Area{{ID: "A", Max: 2 * worth, Indicators: []reform.Indicator{
			{ID: "late", Max: worth, Rule: reform.Rule{Kind: reform.Deduction, Of: []string{"days_late"}, Each: reform.Point / 2}},
			{ID: "formula", Max: worth, Rule: reform.Rule{Kind: reform.Formula, Formula: "days_late > 2 ? 0 : points"}},
		}}},
	}
	m, err := score.Prepare(f)
	if err != nil {
		t.Fatal(err)
	}
	due := time.Date(2026, 9, 30, 10, 0, 0, 0, time.UTC)
	came := due.AddDate(0, 0, 3)
	card, err := m.Explain(score.Input{
		Cycle: reform.Cycle{ID: "c", Due: due}, Units: []reform.Unit{{ID: "u"}}, Zone: time.FixedZone("", 7*60*60),
		Reports: []reform.Report{{Cycle: "c", Unit: "u", Source: reform.FromUnit, SubmittedAt: &came}},
	}, "u")
	if err != nil {
		t.Fatal(err)
	}
	const said = "nộp 17:00 03/10/2026, hạn 17:00 30/09/2026, chậm 3 ngày"
	for node, earned := range map[string]string{"late": "0.5", "formula": "0"} {
		r, err := Of(f, "c", card, node)
		if err != nil || len(r.Inputs) != 1 || r.Inputs[0].Value != "3" || r.Inputs[0].Why.VI != said || r.Earned.String() != earned {
			t.Fatalf("%s: got %+v, %v", node, r, err)
		}
		if text := r.Text(reform.Vietnamese); !strings.Contains(text, "Số ngày nộp chậm: 3 ("+said+")") {
			t.Errorf("%s: got\n%s", node, text)
		}
		written, err := json.Marshal(r)
		if err != nil || !strings.Contains(string(written), `"why":{"vi":"`+said+`"`) {
			t.Errorf("%s: got %s, %v", node, written, err)
		}
	}
}
