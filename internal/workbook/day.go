package workbook

import "time"

// dayFormat shows a day in one way, whatever the language of the spreadsheet
// program: what the program made of 3/4 is then seen.
const dayFormat = "dd/mm/yyyy"

// serialOf is the number of a day from March 1900 on; false before.
func serialOf(day string) (int64, bool) {
	t, err := time.Parse(time.DateOnly, day)
	serial := int64(t.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()) / 24
	return serial, err == nil && serial > 60
}
