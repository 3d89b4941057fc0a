package answer

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// percent reports whether a number is shown as per cent: 0.975 is seen as 97.5 %.
func (a *answer) percent() bool {
	format := a.cell.Format
	return a.cell.Kind == spreadsheet.Number && (format == "9" || format == "10" || strings.Contains(format, "%"))
}

var thousandth = regexp.MustCompile(`[0#?](,{1,5})([^0#?,]|$)`)

// thousands is how many times over a number is shown in thousands: #,##0,, shows millions.
func (a *answer) thousands() int {
	if found := thousandth.FindStringSubmatch(a.cell.Format); found != nil && a.cell.Kind == spreadsheet.Number {
		return len(found[1])
	}
	return 0
}

// disguised reports whether another number is seen than is read.
func (a *answer) disguised() bool {
	return a.text != "0" && (a.percent() && a.figure.Kind != reform.Percentage || a.thousands() > 0)
}

// date reports whether a number is shown as a day or a time.
func (a *answer) date() bool {
	format := a.cell.Format
	if a.cell.Kind != spreadsheet.Number || format == "" {
		return false
	}
	if n, err := strconv.Atoi(format); err == nil {
		return n >= 14 && n <= 22 || n >= 27 && n <= 36 || n >= 45 && n <= 47 || n >= 50 && n <= 58
	}
	return strings.ContainsAny(strings.ToLower(format), "dmyhs") && !strings.EqualFold(format, "standard") && !strings.EqualFold(format, "general")
}

// shown is what a person sees in the cell, as far as a finding needs it.
func (a *answer) shown() string {
	number, ok := stored(a.cell.Text, a.percent())
	switch {
	case a.date():
		if day, ok := dayOf(wholeDays(a.cell.Text), a.cell.From1904); ok {
			return day.Format("02/01/2006")
		}
		return a.cell.Text
	case a.cell.Kind != spreadsheet.Number || !ok || number == "":
		return a.cell.Text
	case a.percent():
		return number + " %"
	}
	return inThousands(number, a.thousands())
}

// iso is a day as a Value keeps it.
func iso(day time.Time) string { return day.Format(time.DateOnly) }
