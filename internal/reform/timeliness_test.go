package reform

import (
	"slices"
	"testing"
	"time"
)

func TestSilenceIsAFaultOnlyAfterTheDueDay(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 10, n, 0, 0, 0, 0, time.UTC) }
	c := Cycle{Opens: day(1), Due: day(10), Closes: day(20)}
	came := day(5)
	silent, inTime, late := &Scorecard{}, &Scorecard{Submitted: &came}, &Scorecard{Submitted: &came, Late: true}
	for _, row := range []struct {
		card *Scorecard
		now  time.Time
		want Timeliness
	}{
		{silent, day(1).Add(-1), NotYetDue},
		{silent, day(10), NotYetDue},
		{silent, day(10).Add(1), Overdue},
		{silent, day(20).Add(-1), Overdue},
		{silent, day(20), NeverCame},
		{inTime, day(5), InTime},
		{inTime, day(25), InTime},
		{late, day(12), TooLate},
		{late, day(25), TooLate},
		{nil, day(25), NotYetUnit},
	} {
		got := c.Reports(Unit{}).Timeliness(row.card, row.now)
		if got != row.want {
			t.Errorf("at %v: got %s, want %s", row.now, got, row.want)
		}
		if fault := slices.Contains([]Timeliness{TooLate, Overdue, NeverCame}, got); got.Fault() != fault {
			t.Errorf("%s: is it a fault? got %v", got, got.Fault())
		}
		if !slices.Contains(Timelinesses, got) {
			t.Errorf("%s stands in no list", got)
		}
	}
}
