package markup

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Check returns a part's bytes as the text that a Scanner reads: UTF-8, or UTF-16
// that begins with its mark, in the letters that XML allows.
func Check(part string) (string, error) {
	if strings.HasPrefix(part, "\xFE\xFF") || strings.HasPrefix(part, "\xFF\xFE") {
		text, ok := fromUTF16(part)
		if !ok {
			return "", ErrMalformed
		}
		part = text
	}
	for i := range len(part) {
		if c := part[i]; c < ' ' && !space(c) {
			return "", ErrMalformed
		}
	}
	if !utf8.ValidString(part) {
		return "", ErrMalformed
	}
	return part, nil
}

// fromUTF16 spells a text in UTF-8, and its declaration too.
func fromUTF16(part string) (string, bool) {
	if len(part)%2 != 0 {
		return "", false
	}
	high, low := 0, 1
	if part[0] == 0xFF {
		high, low = 1, 0
	}
	units := make([]uint16, 0, len(part)/2)
	for i := 2; i < len(part); i += 2 {
		units = append(units, uint16(part[i+high])<<8|uint16(part[i+low]))
	}
	text := string(utf16.Decode(units))
	head, rest, ok := strings.Cut(text, "?>")
	if !ok || !strings.HasPrefix(head, "<?xml") {
		return text, true
	}
	return `<?xml version="1.0"?>` + rest, strings.Contains(strings.ToLower(head), "utf-16") || !strings.Contains(head, "encoding")
}

// resolve spells out the references in a text.
func resolve(text string) (string, error) {
	at := strings.IndexByte(text, '&')
	if at < 0 {
		return text, nil
	}
	var said strings.Builder
	for at >= 0 {
		said.WriteString(text[:at])
		end := strings.IndexByte(text[at:], ';')
		if end < 0 {
			return "", ErrMalformed
		}
		letter, err := reference(text[at+1 : at+end])
		if err != nil {
			return "", err
		}
		said.WriteRune(letter)
		text = text[at+end+1:]
		at = strings.IndexByte(text, '&')
	}
	said.WriteString(text)
	return said.String(), nil
}

var named = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

func reference(name string) (rune, error) {
	if letter, ok := named[name]; ok {
		return letter, nil
	}
	digits, numbered := strings.CutPrefix(name, "#")
	if !numbered {
		return 0, ErrDeclared // a name that only a declaration could explain
	}
	base := 10
	if hex, ok := strings.CutPrefix(digits, "x"); ok {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	if err != nil || !allowed(rune(min(n, utf8.MaxRune+1))) { //nolint:gosec // bounded here
		return 0, ErrMalformed
	}
	return rune(n), nil //nolint:gosec // allowed above
}

// allowed reports whether XML lets a letter stand in a document.
func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xFFFE && r != 0xFFFF && utf8.ValidRune(r)
}
