package locale

import "reformboard/internal/reform"

// Lateness says when a report first came, until when it was in time, and how late that is.
func Lateness(l reform.Language, late reform.Lateness) string {
	key := "lateness.in_time"
	switch {
	case late.Days > 0:
		key = "lateness.days"
	case late.Came.After(late.Last):
		key = "lateness.same_day"
	}
	return Say(l, key, "Came", Moment(l, late.Came), "Last", Moment(l, late.Last), "Days", count(l, late.Days), "Count", late.Days)
}
