package reform

import "time"

// Fact is what a Figure of the Source FromRecord reads of the record: nobody reports it.
type Fact string

// DaysLate is how many calendar days the Unit's own Report first came after its Window.
// There is none while nothing was submitted: who is silent is not late, but missing.
const DaysLate Fact = "days_late"

// Facts lists every Fact.
var Facts = []Fact{DaysLate}

// Lateness is how late a Unit's own Report first came.
type Lateness struct {
	Came time.Time // when a version of it was first submitted
	Last time.Time // the last moment that was in time
	Days int       // from the day of Last to the day of Came; 0: in time, or late on that very day
}

// Lateness is how late it is when a report first comes at a moment, in days as they begin
// in a zone. What is late, Late decides: grace and extensions move Last, from which the
// days are counted.
func (w Window) Lateness(came time.Time, zone *time.Location) Lateness {
	l := Lateness{Came: came.In(zone), Last: w.Last().In(zone)}
	if w.Late(came) {
		l.Days = int(dayOf(l.Came).Sub(dayOf(l.Last)) / (24 * time.Hour))
	}
	return l
}

// dayOf is the day of a moment, in a zone where every day has 24 hours.
func dayOf(at time.Time) time.Time {
	year, month, day := at.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
