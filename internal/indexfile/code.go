package indexfile

import (
	"math/big"
	"strconv"
	"strings"
	"unicode"

	"reformboard/internal/reform"
)

// mostID is the most letters an id has.
const mostID = 64

// nameAll gives every node an id: its code where that is one, or else what is left
// of it, with a number where that is taken.
func (x *index) nameAll() {
	taken := map[string]bool{}
	for _, n := range x.nodes {
		if safe(n.code, anyScript) == n.code {
			n.id = n.code
			taken[n.id] = true
		}
	}
	for _, n := range x.nodes {
		if n.id != "" {
			continue
		}
		stem := safe(n.code, anyScript)
		n.id = stem
		for count := 2; taken[n.id]; count++ {
			number := "-" + strconv.Itoa(count)
			runes := []rune(stem)
			n.id = string(runes[:min(len(runes), mostID-len(number))]) + number
		}
		taken[n.id] = true
	}
}

// anyScript allows letters and digits of all scripts, with the marks above them.
func anyScript(c rune) bool { return unicode.In(c, unicode.L, unicode.Nd, unicode.M) }

func onlyLatin(c rune) bool { return c < unicode.MaxASCII && anyScript(c) }

// safe turns a code into an id: it begins with a letter or digit, and holds
// nothing else but . _ and -.
func safe(code string, allowed func(rune) bool) string {
	id := strings.Map(func(c rune) rune {
		if allowed(c) || strings.ContainsRune("._-", c) {
			return c
		}
		return '_'
	}, code)
	runes := []rune(strings.TrimLeftFunc(id, func(c rune) bool { return !unicode.In(c, unicode.L, unicode.Nd) }))
	if len(runes) == 0 {
		return "index"
	}
	return string(runes[:min(len(runes), mostID)])
}

// decimal reads a number as programs write it: 0.5, .5, +1, 1e-04; with a decimal
// comma where that separates nothing.
func (x *index) decimal(text string) (reform.Decimal, bool) {
	if x.comma && strings.Count(text, ",") == 1 && !strings.Contains(text, ".") {
		text = strings.Replace(text, ",", ".", 1)
	}
	const most = 40 // powers of ten, far from what a weight or a post can be
	_, exponent, scientific := strings.Cut(strings.ToLower(text), "e")
	power, err := strconv.Atoi(exponent)
	if scientific && (err != nil || max(power, -power) > most) || len(text) > 2*most || strings.Trim(text, "+-.0123456789eE") != "" {
		return "", false
	}
	exact, ok := new(big.Rat).SetString(text)
	if !ok {
		return "", false
	}
	number, err := reform.ParseDecimal(exact.FloatString(3 * most)) // all the decimals it can have
	return number, err == nil
}
