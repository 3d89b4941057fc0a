package locale

import (
	"testing"

	"reformboard/internal/reform"
)

func TestDaysAreWrittenAsTheLanguageDoes(t *testing.T) {
	for _, c := range []struct{ day, short, long, english, longEnglish string }{
		{"2026-03-31", "31/03/2026", "ngày 31 tháng 3 năm 2026", "31 Mar 2026", "31 March 2026"},
		{"2026-04-03", "03/04/2026", "ngày 3 tháng 4 năm 2026", "3 Apr 2026", "3 April 2026"},
		{"soon", "soon", "soon", "soon", "soon"},
	} {
		got := [4]string{
			Day(reform.Vietnamese, c.day), longDay(reform.Vietnamese, c.day),
			Day(reform.English, c.day), longDay(reform.English, c.day),
		}
		if want := [4]string{c.short, c.long, c.english, c.longEnglish}; got != want {
			t.Errorf("%s: got %q, want %q", c.day, got, want)
		}
	}
}
