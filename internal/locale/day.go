package locale

import (
	"time"

	"reformboard/internal/reform"
)

// Day writes a day that is kept as text (2026-03-31) as Date does; a text that is
// no day stays as it is.
func Day(l reform.Language, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return Date(l, t)
}

// longDay writes the month out, where its place is what may be in doubt.
func longDay(l reform.Language, day string) string {
	t, err := time.Parse(time.DateOnly, day)
	switch {
	case err != nil:
		return day
	case l == reform.English:
		return t.Format("2 January 2006")
	}
	return t.Format("ngày 2 tháng 1 năm 2006")
}
