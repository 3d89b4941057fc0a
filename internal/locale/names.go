package locale

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold strips a name of case, accents and repeated spaces, so that "so y te"
// finds "Sở Y tế", and "Hoà" finds "Hòa".
func Fold(name string) string {
	var text strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == 'đ':
			text.WriteByte('d')
		default:
			text.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(text.String()), " ")
}
