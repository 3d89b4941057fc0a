package locale

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// tidier takes away what is not seen or was not meant: unusual spaces become
// ordinary, invisible letters vanish, every dash before a number is a minus.
var tidier = strings.NewReplacer(
	"\u00a0", " ", "\u2007", " ", "\u2009", " ", "\u202f", " ", "\t", " ", "\r", " ", "\n", " ",
	"\u200b", "", "\u200e", "", "\u200f", "", "\ufeff", "", "\u2212", "-", "\u2013", "-",
	"\u2060", "", "\u202a", "", "\u202b", "", "\u202c", "", "\u2066", "", "\u2067", "", "\u2068", "", "\u2069", "",
)

// Tidy returns a typed text as it was meant: composed letters, plain spaces, and
// without the apostrophe that forces text upon a cell.
func Tidy(text string) string {
	if isPlain(text) {
		return text
	}
	return strings.Trim(tidier.Replace(norm.NFC.String(text)), " '’‘`")
}

// isPlain reports whether a text is tidy at a glance, as most are: ASCII, without
// spaces at its ends.
func isPlain(text string) bool {
	for i := range len(text) {
		if c := text[i]; c < ' ' || c >= 0x80 || c == '\'' || c == '`' {
			return false
		}
	}
	return text == "" || text[0] != ' ' && text[len(text)-1] != ' '
}

// Same compares typed texts as a person does: case and spaces aside, but not accents.
func Same(a, b string) bool {
	return Caseless(a) == Caseless(b)
}

// Caseless is a typed text as Same compares it.
func Caseless(text string) string {
	return strings.Join(strings.Fields(strings.ToLower(Tidy(text))), " ")
}
