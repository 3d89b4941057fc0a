package answer

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// exactDigits is how many digits a spreadsheet keeps of a number.
const exactDigits = 15

// narrow spells the wide digits and marks of East Asian keyboards as usual.
var narrow = strings.NewReplacer(
	"０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9", "，", ",", "．", ".", "－", "-",
)

// mostExact is where a spreadsheet begins to lose whole numbers: past 15 digits.
const mostExact = 1e15

// finest is so many decimals; what is finer is the noise of a computed zero.
const finest = 20

// stored reads the number in a numeric cell, as a person sees it there: to 15
// digits, as spreadsheets show it. Behind the 0.3 that 0.1+0.2 shows, the file
// says 0.30000000000000004; nobody meant the rest. What is shown as per cent is
// a hundred times as much. It reports false when it is no number; empty text
// means more digits than the cell can keep.
func stored(text string, percent bool) (string, bool) {
	if !percent && text != "" && len(text) <= exactDigits && text[0] != '0' && isDigits(text) {
		return text, true // as most are
	}
	if strings.Trim(text, "0123456789+-.eE") != "" {
		return "", false
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return "", false
	}
	if math.Abs(v) >= mostExact {
		return "", true
	}
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(v, 'e', exactDigits-1, 64))
	if !ok {
		return "", false
	}
	if percent {
		exact.Mul(exact, big.NewRat(100, 1))
	}
	return plain(exact.FloatString(finest)), true
}

// inThousands divides a stored number by a thousand so many times.
func inThousands(number string, times int) string {
	exact, ok := new(big.Rat).SetString(number)
	if times == 0 || !ok {
		return number
	}
	for range times {
		exact.Quo(exact, big.NewRat(1_000, 1))
	}
	return plain(exact.FloatString(finest))
}

func plain(decimal string) string {
	if strings.Contains(decimal, ".") {
		decimal = strings.TrimRight(strings.TrimRight(decimal, "0"), ".")
	}
	return decimal
}

// readings lists what a text can mean as a number: nothing, one number, or two.
// "1.234" is twelve hundred in Vietnamese and one and a bit in English; a form is
// filled in by both, so neither is preferred.
func readings(text string) []string {
	sign := ""
	if rest, minus := strings.CutPrefix(text, "-"); minus {
		sign, text = "-", rest
	} else {
		text = strings.TrimPrefix(text, "+")
	}
	var found []string
	for _, mark := range []string{"", ".", ","} {
		if number, ok := reading(strings.TrimSpace(text), mark); ok {
			found = append(found, sign+number)
		}
	}
	return found
}

// reading reads a text with one mark before its decimals, or with none.
func reading(text, mark string) (string, bool) {
	if mark == "" {
		return ungroup(text, "")
	}
	whole, fraction, ok := strings.Cut(text, mark)
	if !ok || fraction == "" || !isDigits(fraction) {
		return "", false
	}
	if whole == "" {
		return "0." + fraction, true
	}
	whole, ok = ungroup(whole, mark)
	return whole + "." + fraction, ok
}

// ungroup joins 1.234.567, 1,234,567 or 1 234 567; the mark of the decimals
// cannot also group.
func ungroup(text, mark string) (string, bool) {
	if isDigits(text) {
		return text, text != ""
	}
	for _, group := range []string{".", ",", " "} {
		groups := strings.Split(text, group)
		if group == mark || len(groups) < 2 || !grouped(groups) {
			continue
		}
		return strings.Join(groups, ""), true
	}
	return "", false
}

// grouped reports whether digits stand in threes, as in 1 234 567. A leading zero
// groups nothing: 0.125 is a decimal.
func grouped(groups []string) bool {
	if first := groups[0]; first == "" || len(first) > 3 || first[0] == '0' || !isDigits(first) {
		return false
	}
	for _, g := range groups[1:] {
		if len(g) != 3 || !isDigits(g) {
			return false
		}
	}
	return true
}

func isDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// Stored writes a computed number as a cell would keep it.
func Stored(f reform.Fraction) string {
	return strconv.FormatFloat(f.Float(), 'g', exactDigits, 64)
}
