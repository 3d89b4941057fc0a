package seed

import (
	"testing"
	"time"

	"reformboard/internal/reform"
)

// TestDemonstrationCanBePlayedOnAnyDay walks through a leap year: whenever it is
// played, every report comes in while its cycle is open, and none from the future.
func TestDemonstrationCanBePlayedOnAnyDay(t *testing.T) {
	register, err := unitsOf("ministry")
	if err != nil {
		t.Fatal(err)
	}
	w, err := newWorld(register)
	if err != nil {
		t.Fatal(err)
	}
	empty := reform.Framework{Figures: []reform.Figure{{Source: reform.FromSurvey}}}
	for now := time.Date(2028, 1, 1, 0, 30, 0, 0, time.UTC); now.Year() == 2028; now = now.Add(23 * time.Hour) {
		for n, period := range lastPeriods(now, Quarters) {
			c := quarterCycle(empty, "x", period, n, now)
			if n == newest && c.Phase(now) != reform.Open {
				t.Fatalf("on %s the newest cycle is %s", now, c.Phase(now))
			}
			for _, u := range register.Units {
				for _, r := range w.reports(empty, c, u, n, now) {
					if c.Phase(r.at) != reform.Open || r.at.After(now) {
						t.Fatalf("on %s the report of %s in %s comes in at %s: %s to %s", now, u.ID, period, r.at, c.Opens, c.Closes)
					}
				}
			}
		}
	}
}
