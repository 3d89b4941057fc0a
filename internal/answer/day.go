package answer

import (
	"math"
	"strconv"
	"strings"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// The ways in which a day is typed, in lower case. In figures the day stands before
// the month, as Vietnamese writes it, or the year comes first; 3/31/2026 is no day.
var (
	daysFirst = []string{"2/1/2006", "2-1-2006", "2.1.2006"}
	daysPlain = []string{
		"2006-1-2", "2006/1/2", "ngày 2 tháng 1 năm 2006", "2 tháng 1 năm 2006", "2 Jan 2006", "2 January 2006",
		"2006-1-2t15:04:05", "2006-1-2t15:04:05z", // as some programs store it
	}
)

// readDay takes a day that the calendar has.
func (a *answer) readDay(text string) bool {
	text = strings.ToLower(text)
	if a.cell.Kind == spreadsheet.Number {
		a.readSerial(text)
		return true
	}
	if day, ok := typedAs(daysFirst, strings.ReplaceAll(text, " ", "")); ok {
		a.take(iso(day))
		if day.Day() <= 12 && day.Day() != int(day.Month()) { // who writes the month first meant another day
			a.find(reform.UnderstoodAs, reform.Note, a.shown(), a.text)
		}
		return true
	}
	day, ok := typedAs(daysPlain, text)
	if ok {
		a.take(iso(day))
	}
	return ok
}

func typedAs(ways []string, text string) (time.Time, bool) {
	for _, way := range ways {
		if day, err := time.Parse(way, text); err == nil {
			return day, true
		}
	}
	return time.Time{}, false
}

// Serial numbers of days: of the years 2000 to 2199, which a report speaks of; and
// the last that spreadsheets know.
const (
	FirstLikely, LastLikely = 36_526, 109_574
	lastSerial              = 2_958_465
)

// readSerial takes a day as spreadsheets store it, a number of days; a time of day
// beside it is no part of the answer. One of another century, or a number that is
// not shown as a day, is taken with a question or not at all.
func (a *answer) readSerial(text string) {
	serial, err := strconv.ParseFloat(text, 64)
	whole := wholeDays(text)
	likely := whole >= FirstLikely && whole <= LastLikely
	day, ok := dayOf(whole, a.cell.From1904)
	if err != nil || !ok || !a.date() && (!likely || serial != whole) {
		a.refuse(reform.NotDate, "")
		return
	}
	a.take(iso(day))
	switch {
	case !a.date() || !likely:
		a.find(reform.UnderstoodAs, reform.Warning, a.shown(), a.text)
	case serial != whole:
		a.find(reform.UnderstoodAs, reform.Note, a.shown(), a.text)
	}
}

// wholeDays is a stored number without its time of day; what is no number is no day.
func wholeDays(text string) float64 {
	serial, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return -1
	}
	return math.Floor(serial)
}

// dayOf returns the day with a serial number: 1 is the first of January 1900 or, in
// workbooks made so, 0 that of 1904. The first count knows a 29 February 1900,
// number 60, which the calendar does not.
func dayOf(serial float64, from1904 bool) (time.Time, bool) {
	const leapThatWasNone = 60
	if !(serial >= 0 && serial <= lastSerial) || !from1904 && (serial == 0 || serial == leapThatWasNone) {
		return time.Time{}, false
	}
	first := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case from1904:
		first = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case serial < leapThatWasNone:
		first = first.AddDate(0, 0, 1)
	}
	return first.AddDate(0, 0, int(serial)), true
}
