package oldfont

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

// FuzzUnicode: what is turned is Vietnamese and stays as it is from then on; what is not
// is handed back untouched.
func FuzzUnicode(f *testing.F) {
	for _, text := range []string{"Kh«ng ¸p dông", "Khoâng aùp duïng", "QUYÕT §ÞNH 5/2026", "größe", "l’été où", "\u00ad×µ", "\xff«"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, from, ok := Unicode(text)
		if !ok {
			if got != text || from != "" {
				t.Errorf("%q became %q of %q", text, got, from)
			}
			return
		}
		if got == text || from == "" {
			t.Errorf("%q was turned into %q of %q", text, got, from)
		}
		if again, _, ok := Unicode(got); ok {
			t.Errorf("%q became %q, and then %q", text, got, again)
		}
		if utf8.ValidString(text) != utf8.ValidString(got) {
			t.Errorf("%q became %q", text, got)
		}
		for _, c := range got {
			if unicode.IsMark(c) || c >= 0x80 && c < 0xa0 && !strings.ContainsRune(text, c) {
				t.Errorf("%q became %q", text, got)
			}
		}
	})
}

func BenchmarkUnicode(b *testing.B) {
	for name, text := range map[string]string{
		"plain":   "Number of documents received electronically",
		"unicode": "Hoàn toàn không có văn bản nào được gửi bằng giấy",
		"TCVN3":   "Tæng sè v¨n b¶n ®Õn ®\u00adîc xö lý trªn m«i tr\u00adêng m¹ng",
		"VNI":     "Toång soá vaên baûn ñeán ñöôïc xöû lyù treân moâi tröôøng maïng",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Unicode(text)
			}
		})
	}
}
