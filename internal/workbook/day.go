package workbook

import (
	"math"
	"strconv"
	"strings"
	"time"

	"reformboard/internal/reform"
)

// dayFormat shows a day in one way, whatever the language of the spreadsheet
// program: what the program made of 3/4 is then seen.
const dayFormat = "dd/mm/yyyy"

// The ways in which a day is typed, in lower case. In figures the day stands before
// the month, as Vietnamese writes it, or the year comes first; 3/31/2026 is no day.
var (
	daysFirst = []string{"2/1/2006", "2-1-2006", "2.1.2006"}
	daysPlain = []string{
		"2006-1-2", "2006/1/2", "ngày 2 tháng 1 năm 2006", "2 tháng 1 năm 2006", "2 Jan 2006", "2 January 2006",
		"2006-1-2t15:04:05", // as some programs store it
	}
)

// readDay takes a day that the calendar has.
func (a *answer) readDay(text string) {
	text = strings.ToLower(text)
	if a.cell.number {
		a.readSerial(text)
		return
	}
	if day, ok := typedAs(daysFirst, strings.ReplaceAll(text, " ", "")); ok {
		a.take(day.Format(time.DateOnly))
		if day.Day() <= 12 && day.Day() != int(day.Month()) { // who writes the month first meant another day
			a.find(reform.UnderstoodAs, reform.Note, a.cell.shown(), a.text)
		}
		return
	}
	if day, ok := typedAs(daysPlain, text); ok {
		a.take(day.Format(time.DateOnly))
		return
	}
	a.refuse(reform.NotDate, "")
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
	firstLikely, lastLikely = 36_526, 109_574
	lastSerial              = 2_958_465
)

// readSerial takes a day as spreadsheets store it, a number of days; a time of day
// beside it is no part of the answer. One of another century, or a number that is
// not shown as a day, is taken with a question or not at all.
func (a *answer) readSerial(text string) {
	serial, err := strconv.ParseFloat(text, 64)
	whole := math.Floor(serial)
	likely := whole >= firstLikely && whole <= lastLikely
	day, ok := dayOf(whole, a.cell.from1904)
	if err != nil || !ok || !a.cell.date && (!likely || serial != whole) {
		a.refuse(reform.NotDate, "")
		return
	}
	a.take(day.Format(time.DateOnly))
	switch {
	case !a.cell.date || !likely:
		a.find(reform.UnderstoodAs, reform.Warning, a.cell.shown(), a.text)
	case serial != whole:
		a.find(reform.UnderstoodAs, reform.Note, a.cell.shown(), a.text)
	}
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

// serialOf is the number of a day from March 1900 on; false before.
func serialOf(day string) (int64, bool) {
	t, err := time.Parse(time.DateOnly, day)
	serial := int64(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()) / 24
	return serial, err == nil && serial > 60
}
