package locale

import (
	"testing"
	"time"

	"reformboard/internal/reform"
)

func TestNumbers(t *testing.T) {
	for _, c := range []struct {
		d        reform.Decimal
		decimals int
		vi, en   string
	}{
		{"1234567.5", 2, "1.234.567,50", "1,234,567.50"},
		{"-0.004", 2, "0,00", "0.00"},
		{"-2.345", 2, "−2,35", "−2.35"},
		{"0.05", 1, "0,1", "0.1"},
		{"12", 0, "12", "12"},
		{"", 2, "", ""},
	} {
		if got := Fixed(reform.Vietnamese, c.d, c.decimals); got != c.vi {
			t.Errorf("vi %s: got %q, want %q", c.d, got, c.vi)
		}
		if got := Fixed(reform.English, c.d, c.decimals); got != c.en {
			t.Errorf("en %s: got %q, want %q", c.d, got, c.en)
		}
	}
	if got := Fraction(reform.Vietnamese, reform.Decimal("6").Rat().SetFrac64(40, 654), 4); got != "0,0611…" {
		t.Errorf("a cut fraction: got %q", got)
	}
	if got := Fraction(reform.English, reform.Decimal("12.5").Rat(), 4); got != "12.5" {
		t.Errorf("an exact fraction: got %q", got)
	}
}

func TestPeriodsAndDates(t *testing.T) {
	for code, want := range map[reform.Period]string{
		"2026": "Năm 2026", "2026-H2": "6 tháng (II) năm 2026", "2026-Q3": "Quý III/2026", "2026-07": "Tháng 07/2026",
	} {
		if got := Period(reform.Vietnamese, code); got != want {
			t.Errorf("%s: got %q, want %q", code, got, want)
		}
	}
	if got := PeriodWithin(reform.Vietnamese, "2026-Q3") + PeriodWithin(reform.English, "2026-Q3"); got != "quý III/2026Q3 2026" {
		t.Errorf("in a sentence: got %q", got)
	}
	day := time.Date(2024, 3, 31, 17, 0, 0, 0, time.UTC)
	if got := Moment(reform.Vietnamese, day); got != "17:00 31/03/2024" {
		t.Errorf("got %q", got)
	}
}

func TestNames(t *testing.T) {
	if got := Fold("  Sở  Hòa Đức\u0301 "); got != "so hoa duc" {
		t.Errorf("got %q", got)
	}
}

func TestTypedTextsAreReadAsTheyWereMeant(t *testing.T) {
	for typed, want := range map[string]string{
		" Tie\u0302\u0301ng\u00a0Việt\n": "Tiếng Việt", "'007": "007", "\u22125\u200b": "-5", "\ufeff": "",
	} {
		if got := Tidy(typed); got != want {
			t.Errorf("%q: got %q, want %q", typed, got, want)
		}
	}
	if !Same("Không  áp dụng", " KHÔNG áp dụng") || Same("Có", "Co") {
		t.Error("case and spaces make a difference, or accents make none")
	}
}
