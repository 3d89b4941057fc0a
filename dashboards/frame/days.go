package frame

import (
	"time"

	"reformboard/internal/reform"
)

// Deadline uses three words only: open, due, locked.
func (v Voice) Deadline(c reform.Cycle, now time.Time) string {
	switch phase := c.Phase(now); {
	case phase == reform.Planned:
		return v.Say("page.deadline.planned", "Opens", v.Moment(c.Opens), "Due", v.Moment(c.Due))
	case phase == reform.Closed:
		return v.Say("page.deadline.closed", "Closes", v.Moment(c.Closes))
	case c.Late(now):
		return v.Say("page.deadline.late", "Due", v.Moment(c.Due), "Closes", v.Moment(c.Closes))
	}
	left, key := int(c.Due.Sub(now)/(24*time.Hour)), "page.deadline.open"
	if left == 0 {
		left, key = int((c.Due.Sub(now)+time.Hour-1)/time.Hour), "page.deadline.today" // a part of an hour counts as one
	}
	return v.Say(key, "Due", v.Moment(c.Due), "Closes", v.Moment(c.Closes), "Count", left)
}

// DueSentence says who has reported, as the day stands: silence before the due day
// is no fault.
func (v Voice) DueSentence(c reform.Cycle, n ReportCount) string {
	silent := n.Units - n.Reported
	days := []any{
		"Opens", v.Moment(c.Opens), "Due", v.Moment(c.Due), "Closes", v.Moment(c.Closes), "Units", v.Units(n.Units),
		"Reported", v.Count(n.Reported), "Silent", v.Count(silent), "Late", v.Count(n.Late),
	}
	phase := c.Phase(v.Now)
	switch {
	case n.Units == 0:
		return ""
	case n.Units == 1 && silent == 0 && n.Late == 0:
		return v.Say("page.says.on_time.alone", days...)
	case silent == 0 && n.Late == 0:
		return v.Say("page.says.on_time", days...)
	case phase == reform.Planned:
		return v.Say("page.says.planned", days...)
	case phase == reform.Closed:
		return v.Say("page.says.closed", days...)
	case c.Late(v.Now):
		return v.Say("page.says.overdue", append(days, "Left", v.Left(c.Closes))...)
	}
	return v.Say("page.says.open", append(days, "Left", v.Left(c.Due))...)
}

// Left is how much time there is until a moment to come: whole days, and on the last
// day hours, a part of one counted as one.
func (v Voice) Left(until time.Time) string {
	left := until.Sub(v.Now)
	if days := int(left / (24 * time.Hour)); days > 0 {
		return v.Say("page.says.days", "Count", days, "Number", v.Count(days))
	}
	hours := int((left + time.Hour - 1) / time.Hour)
	return v.Say("page.says.hours", "Count", hours, "Number", v.Count(hours))
}

// Units counts units in words.
func (v Voice) Units(n int) string {
	return v.Say("page.says.units", "Count", n, "Number", v.Count(n))
}

// ReportCount is how many of some units have reported, and how many of these late.
type ReportCount struct{ Units, Reported, Late int }

// CountReports counts the units of a tally by whether they have reported.
func CountReports(t *reform.Tally) ReportCount {
	n := ReportCount{Units: len(t.Units)}
	for _, c := range t.Scorecards {
		n.Count(c)
	}
	return n
}

// Count adds a unit by its scorecard.
func (n *ReportCount) Count(c reform.Scorecard) {
	if c.Submitted == nil {
		return
	}
	n.Reported++
	if c.Late {
		n.Late++
	}
}
