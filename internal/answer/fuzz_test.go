package answer

import (
	"strings"
	"testing"

	"reformboard/internal/locale"
	"reformboard/internal/reform"
	"reformboard/internal/spreadsheet"
)

// FuzzDay: what is taken from a date's cell is a day, whatever stood there.
func FuzzDay(f *testing.F) {
	for _, text := range []string{"31/3/2026", "3/31/2026", "2026-03-31", "46112", "46112.5", "ngày 31 tháng 3 năm 2026", "1e9", "NaN", "-0"} {
		f.Add(text, true, true)
		f.Add(text, false, false)
	}
	figure := reform.Figure{ID: "issued", Kind: reform.Date}
	reader := NewReader(reform.Vietnamese)
	f.Fuzz(func(t *testing.T, text string, number, date bool) {
		c := Typed(text)
		if number {
			c.Kind = spreadsheet.Number
		}
		if date {
			c.Format = "14"
		}
		v, findings := reader.Read(figure, c)
		if v.Absence == reform.Present && !reform.IsDay(v.Text) {
			t.Errorf("%q was taken as %q", text, v.Text)
		}
		if v.Absence == reform.NotReported && len(findings) == 0 {
			t.Errorf("%q was lost", text)
		}
	})
}

func FuzzReadings(f *testing.F) {
	for _, text := range []string{"1.234,5", "97,5", "-1 234", "1,234.567", ".5", "--1", "1..2", ""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		found := readings(locale.Tidy(text))
		if len(found) > 2 {
			t.Errorf("%q has %d readings", text, len(found))
		}
		for _, number := range found {
			if strings.Trim(number, "0123456789.-") != "" || number == "" {
				t.Errorf("%q was read as %q", text, number)
			}
		}
	})
}
