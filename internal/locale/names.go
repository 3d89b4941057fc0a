package locale

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
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

// A collator is not safe for use by several goroutines.
var collators = sync.Pool{New: func() any { return collate.New(language.Vietnamese) }}

// Compare orders names by the Vietnamese alphabet, in which Đ follows D.
func Compare(a, b string) int {
	c, ok := collators.Get().(*collate.Collator)
	if !ok {
		panic("locale: the pool holds something that is no collator")
	}
	defer collators.Put(c)
	return c.CompareString(a, b)
}
