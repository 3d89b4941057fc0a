package reform

import (
	"testing"
	"time"
)

func TestPeriods(t *testing.T) {
	for _, c := range []struct{ code, start, end, previous string }{
		{"2026", "2026-01-01", "2027-01-01", "2025"},
		{"2026-H1", "2026-01-01", "2026-07-01", "2025-H2"},
		{"2026-H2", "2026-07-01", "2027-01-01", "2026-H1"},
		{"2026-Q1", "2026-01-01", "2026-04-01", "2025-Q4"},
		{"2026-Q3", "2026-07-01", "2026-10-01", "2026-Q2"},
		{"2026-12", "2026-12-01", "2027-01-01", "2026-11"},
		{"2026-01", "2026-01-01", "2026-02-01", "2025-12"},
	} {
		p := Period(c.code)
		if err := p.Check(); err != nil {
			t.Errorf("%s: %v", c.code, err)
		}
		got := [3]string{p.Start().Format(time.DateOnly), p.End().Format(time.DateOnly), string(p.Previous())}
		if want := [3]string{c.start, c.end, c.previous}; got != want {
			t.Errorf("%s: got %v, want %v", c.code, got, want)
		}
		if got := p.Next().Previous(); got != p {
			t.Errorf("%s: the period before the next is %s", p, got)
		}
	}
	for _, code := range []string{"", "26", "2026-", "2026-Q5", "2026-H3", "2026-13", "2026-1", "2026-Q", "x026", "2026Q1", "2026-Q11"} {
		if Period(code).Check() == nil {
			t.Errorf("%q passed for a period", code)
		}
	}
	if got := PeriodOf(time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC), 3); got != "2026-Q4" {
		t.Errorf("the quarter of 22 November 2026: got %s", got)
	}
}

func TestPhaseFollowsTheDays(t *testing.T) {
	day := func(d int) time.Time { return time.Date(2026, 9, d, 0, 0, 0, 0, time.UTC) }
	c := Cycle{Opens: day(10), Due: day(20), Closes: day(25)}
	for at, want := range map[time.Time]Phase{day(9): Planned, day(10): Open, day(24): Open, day(25): Closed} {
		if got := c.Phase(at); got != want {
			t.Errorf("%s: got %s, want %s", at.Format(time.DateOnly), got, want)
		}
	}
	if c.Late(day(20)) || !c.Late(day(20).Add(time.Second)) {
		t.Error("late begins just after the due moment")
	}
}
