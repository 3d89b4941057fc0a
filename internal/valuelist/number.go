package valuelist

import (
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// mostDigits is the most digits of a Decimal.
const mostDigits = 40

// number reads a decimal, with an exponent or without, to its last digit.
func number(text string) (reform.Decimal, reform.Problem) {
	if canonical(text) {
		return reform.Decimal(text), ""
	}
	mantissa, exponent, problem := scientific(strings.TrimPrefix(text, "+"))
	if problem != "" {
		return "", problem
	}
	digits, negative := strings.CutPrefix(mantissa, "-")
	whole, fraction, _ := strings.Cut(digits, ".")
	if !onlyDigits(whole) || !onlyDigits(fraction) || whole+fraction == "" {
		if bare := unmarked.Replace(digits); bare != "" && onlyDigits(bare) {
			return "", reform.MarkedNumber
		}
		return "", reform.NotNumber
	}
	moved, ok := move(whole+fraction, len(whole)+exponent)
	if !ok {
		return "", reform.TooManyDigits
	}
	if negative {
		moved = "-" + moved
	}
	d, err := reform.ParseDecimal(moved)
	if err != nil {
		return "", reform.TooManyDigits
	}
	return d, ""
}

// unmarked takes away what people write between the digits of a number.
var unmarked = strings.NewReplacer(",", "", ".", "", " ", "", "'", "", "’", "", "_", "")

// canonical reports whether a text is a Decimal as it stands, as most are.
func canonical(text string) bool {
	digits := strings.TrimPrefix(text, "-")
	if digits == "" || len(digits) > mostDigits || digits[0] == '0' && len(digits) > 1 && digits[1] != '.' || text == "-0" {
		return false
	}
	point := -1
	for i := range len(digits) {
		switch c := digits[i]; {
		case c == '.' && point < 0:
			point = i
		case c < '0' || c > '9':
			return false
		}
	}
	last := digits[len(digits)-1]
	return point < 0 || point > 0 && last != '0' && last != '.'
}

// scientific parts 3.2E+2 into 3.2 and 2.
func scientific(text string) (mantissa string, exponent int, problem reform.Problem) {
	i := strings.IndexAny(text, "eE")
	if i < 0 {
		return text, 0, ""
	}
	power := text[i+1:]
	if unsigned := strings.TrimPrefix(strings.TrimPrefix(power, "-"), "+"); unsigned == "" || !onlyDigits(unsigned) {
		return "", 0, reform.NotNumber
	}
	exponent, err := strconv.Atoi(power)
	if err != nil || exponent > 9999 || exponent < -9999 {
		return "", 0, reform.TooManyDigits
	}
	return text[:i], exponent, ""
}

// move writes digits with the point behind so many of them. False: they are too
// many, written out.
func move(digits string, point int) (string, bool) {
	bare := strings.TrimLeft(digits, "0")
	point -= len(digits) - len(bare)
	bare = strings.TrimRight(bare, "0")
	switch {
	case bare == "":
		return "0", true
	case point > mostDigits || len(bare)-point > mostDigits:
		return "", false
	case point <= 0:
		return "0." + strings.Repeat("0", -point) + bare, true
	case point >= len(bare):
		return bare + strings.Repeat("0", point-len(bare)), true
	}
	return bare[:point] + "." + bare[point:], true
}

func onlyDigits(s string) bool { return strings.Trim(s, "0123456789") == "" }

// numeral reports whether a number may begin with this letter.
func numeral(c byte) bool { return c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.' }
