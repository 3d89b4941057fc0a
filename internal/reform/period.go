package reform

import (
	"fmt"
	"strconv"
	"time"
)

// Period is the span of time that Reports are about: "2026", "2026-H1",
// "2026-Q3" or "2026-07". Codes of one length sort by time.
type Period string

// span returns the first month and how many months the period lasts.
func (p Period) span() (year, month, months int, err error) {
	s := string(p)
	if len(s) >= 4 {
		year, err = strconv.Atoi(s[:4])
	}
	if len(s) < 4 || err != nil || year < 1900 || year > 2999 {
		return 0, 0, 0, fmt.Errorf("%w: period %q does not begin with a year", ErrInvalid, s)
	}
	switch rest := s[4:]; {
	case rest == "":
		return year, 1, 12, nil
	case len(rest) == 3 && rest[:2] == "-H" && rest[2] >= '1' && rest[2] <= '2':
		return year, int(rest[2]-'1')*6 + 1, 6, nil
	case len(rest) == 3 && rest[:2] == "-Q" && rest[2] >= '1' && rest[2] <= '4':
		return year, int(rest[2]-'1')*3 + 1, 3, nil
	case len(rest) == 3 && rest[0] == '-':
		if m, err := strconv.Atoi(rest[1:]); err == nil && m >= 1 && m <= 12 {
			return year, m, 1, nil
		}
	}
	return 0, 0, 0, fmt.Errorf("%w: period %q is none of 2026, 2026-H1, 2026-Q3, 2026-07", ErrInvalid, s)
}

// Check returns what is wrong with the code, or nil.
func (p Period) Check() error {
	_, _, _, err := p.span()
	return err
}

// Start is the first moment of the calendar period in UTC.
func (p Period) Start() time.Time {
	y, m, _, _ := p.span()
	return time.Date(y, time.Month(m), 1, 0, 0, 0, 0, time.UTC)
}

// End is the first moment after the calendar period in UTC.
func (p Period) End() time.Time {
	y, m, n, _ := p.span()
	return time.Date(y, time.Month(m+n), 1, 0, 0, 0, 0, time.UTC)
}

// Previous is the period of the same length just before.
func (p Period) Previous() Period {
	y, m, n, err := p.span()
	if err != nil {
		return ""
	}
	return periodAt(y, m-n, n)
}

// Next is the period of the same length just after.
func (p Period) Next() Period {
	_, _, n, err := p.span()
	if err != nil {
		return ""
	}
	return PeriodOf(p.End(), n)
}

// PeriodOf returns the period of so many months (1, 3, 6 or 12) around a moment.
func PeriodOf(at time.Time, months int) Period {
	return periodAt(at.Year(), (int(at.Month())-1)/months*months+1, months)
}

func periodAt(year, month, months int) Period {
	if month < 1 {
		year, month = year-1, month+12
	}
	switch months {
	case 12:
		return Period(fmt.Sprintf("%04d", year))
	case 6:
		return Period(fmt.Sprintf("%04d-H%d", year, (month+5)/6))
	case 3:
		return Period(fmt.Sprintf("%04d-Q%d", year, (month+2)/3))
	}
	return Period(fmt.Sprintf("%04d-%02d", year, month))
}
