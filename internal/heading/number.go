package heading

import (
	"regexp"
	"strings"
	"unicode"

	"reformboard/internal/locale"
	"reformboard/internal/spreadsheet"
)

// numbered is a cell that only numbers its column.
var numbered = regexp.MustCompile(`^\(?\s*(\d{1,3}|\p{Lu})\s*\)?(\s*(<=|[=≤+\-−–/:*]).*)?$`)

// IsNumbering reports whether a row only numbers the columns: (1), (2), (3)=(1)+(2).
func IsNumbering(cells []spreadsheet.Cell) bool {
	last, count := 0, 0
	for _, c := range cells {
		m := numbered.FindStringSubmatch(locale.Tidy(c.Text))
		if m == nil {
			return false
		}
		count++
		if number := digits(m[1]); number > 0 {
			bare := !strings.HasPrefix(locale.Tidy(c.Text), "(")
			if number <= last || bare && number != last+1 {
				return false
			}
			last = number
		}
	}
	return count > 1 && last > 0
}

func digits(text string) int {
	n := 0
	for _, c := range text {
		if c < '0' || c > '9' {
			return 0
		}
		n = n*10 + int(c-'0')
	}
	return n
}

// points are the words beside a number that say what it counts.
var points = strings.NewReplacer("điểm", "", "đ", "")

// Numeric reports whether a cell may hold numbers: words beside them do not count.
func Numeric(c spreadsheet.Cell) bool {
	switch c.Kind {
	case spreadsheet.Number, spreadsheet.Failure:
		return true
	case spreadsheet.Text:
		if !strings.ContainsFunc(c.Text, unicode.IsDigit) {
			return false
		}
		text := points.Replace(strings.ToLower(locale.Tidy(c.Text)))
		return strings.ContainsFunc(text, unicode.IsDigit) && !strings.ContainsFunc(text, unicode.IsLetter)
	case spreadsheet.Empty, spreadsheet.Bool:
	}
	return c.Formula != ""
}
