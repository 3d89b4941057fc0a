package locale

import (
	"math/big"
	"strings"
	"time"
	"unicode/utf8"

	"reformboard/internal/reform"
)

// Number writes an exact decimal as the language does: 1.234,5 or 1,234.5.
func Number(l reform.Language, d reform.Decimal) string {
	if d == "" {
		return ""
	}
	return Fixed(l, d, d.Decimals())
}

// Fixed writes a decimal with so many decimals, rounded half up, so that a
// column of figures lines up at the point.
func Fixed(l reform.Language, d reform.Decimal, decimals int) string {
	r := d.Rat()
	if r == nil {
		return ""
	}
	digits := new(big.Int).Abs(reform.Round(r, decimals, reform.HalfUp)).String()
	if missing := decimals + 1 - len(digits); missing > 0 {
		digits = strings.Repeat("0", missing) + digits
	}
	whole, fraction := digits[:len(digits)-decimals], digits[len(digits)-decimals:]
	point, group := ",", "."
	if l == reform.English {
		point, group = ".", ","
	}
	var text strings.Builder
	if r.Sign() < 0 && strings.Trim(digits, "0") != "" {
		text.WriteString("−")
	}
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			text.WriteString(group)
		}
		text.WriteRune(c)
	}
	if decimals > 0 {
		text.WriteString(point + fraction)
	}
	return text.String()
}

// Percent writes a percentage with so many decimals: 97,50 % or 97.50%.
func Percent(l reform.Language, p reform.Percent, decimals int) string {
	if l == reform.English {
		return Fixed(l, p.Decimal(), decimals) + "%"
	}
	return Fixed(l, p.Decimal(), decimals) + " %"
}

// Fraction writes an exact fraction to at most so many decimals; what is cut off
// shows as an ellipsis, since a shortened number is not the number.
func Fraction(l reform.Language, r *big.Rat, decimals int) string {
	text := r.FloatString(decimals + 1)
	exact := new(big.Rat).SetFrac(reform.Round(r, decimals, reform.HalfUp), pow10(decimals)).Cmp(r) == 0
	d, err := reform.ParseDecimal(text[:len(text)-1])
	if exact {
		d, err = reform.ParseDecimal(r.FloatString(decimals))
	}
	if err != nil {
		return text
	}
	if exact {
		return Number(l, d)
	}
	return Fixed(l, d, decimals) + "…"
}

func pow10(n int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// Date writes a day: 31/03/2024 in Vietnamese, 31 Mar 2024 in English.
func Date(l reform.Language, t time.Time) string {
	if l == reform.English {
		return t.Format("2 Jan 2006")
	}
	return t.Format("02/01/2006")
}

// Moment writes a day and a time of day.
func Moment(l reform.Language, t time.Time) string {
	return t.Format("15:04") + " " + Date(l, t)
}

// Period writes a period as people say it: Quý III/2026, Q3 2026.
func Period(l reform.Language, p reform.Period) string {
	code := string(p)
	if p.Check() != nil || len(code) == 4 {
		return Say(l, "period.year", "Year", code)
	}
	year, part := code[:4], code[5:]
	switch part[0] {
	case 'H':
		return Say(l, "period.half", "Year", year, "Part", roman(part[1:]))
	case 'Q':
		if l == reform.English {
			return Say(l, "period.quarter", "Year", year, "Part", part[1:])
		}
		return Say(l, "period.quarter", "Year", year, "Part", roman(part[1:]))
	}
	return Say(l, "period.month", "Year", year, "Part", part)
}

// PeriodWithin writes a period as people say it in the middle of a sentence, where
// Vietnamese begins it with a small letter.
func PeriodWithin(l reform.Language, p reform.Period) string {
	name := Period(l, p)
	if l != reform.Vietnamese {
		return name
	}
	_, first := utf8.DecodeRuneInString(name)
	return strings.ToLower(name[:first]) + name[first:]
}

func roman(digit string) string {
	return map[string]string{"1": "I", "2": "II", "3": "III", "4": "IV"}[digit]
}
