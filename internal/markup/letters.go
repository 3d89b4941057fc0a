package markup

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
	"unsafe"
)

// Check returns a part's bytes as the text that a Scanner reads: UTF-8, or UTF-16
// that begins with its mark, in the letters that XML allows. The text is the bytes
// themselves, as long as they are left alone.
func Check(part []byte) (string, error) {
	if bytes.HasPrefix(part, []byte("\xFE\xFF")) || bytes.HasPrefix(part, []byte("\xFF\xFE")) {
		var ok bool
		if part, ok = fromUTF16(part); !ok {
			return "", ErrMalformed
		}
	}
	if controlled(part) || !utf8.Valid(part) {
		return "", ErrMalformed
	}
	return unsafe.String(unsafe.SliceData(part), len(part)), nil //nolint:gosec // the caller is told
}

// controlled reports whether a control letter stands somewhere that is no space. It
// looks at eight bytes at once: every byte of every part is looked at.
func controlled(part []byte) bool {
	const low, high = 0x2020202020202020, 0x8080808080808080
	i := 0
	for ; i+8 <= len(part); i += 8 {
		eight := binary.LittleEndian.Uint64(part[i:])
		if (eight-low)&^eight&high == 0 {
			continue
		}
		for _, c := range part[i : i+8] {
			if c < ' ' && !space(c) {
				return true
			}
		}
	}
	for _, c := range part[i:] {
		if c < ' ' && !space(c) {
			return true
		}
	}
	return false
}

// fromUTF16 spells a text in UTF-8, less its declaration, which would say otherwise. A
// part may have megabytes: room is taken once.
func fromUTF16(part []byte) ([]byte, bool) {
	order := binary.ByteOrder(binary.BigEndian)
	if part[0] == 0xFF {
		order = binary.LittleEndian
	}
	length := 0
	for i := 2; i+1 < len(part); i += 2 {
		switch unit := rune(order.Uint16(part[i:])); {
		case utf16.IsSurrogate(unit):
			length += 2 // of the four that a pair takes
		default:
			length += utf8.RuneLen(unit)
		}
	}
	text := make([]byte, 0, length)
	for i := 2; i+1 < len(part); i += 2 {
		letter := rune(order.Uint16(part[i:]))
		if utf16.IsSurrogate(letter) {
			if i += 2; i+1 >= len(part) {
				return nil, false
			}
			if letter = utf16.DecodeRune(letter, rune(order.Uint16(part[i:]))); letter == utf8.RuneError {
				return nil, false
			}
		}
		text = utf8.AppendRune(text, letter)
	}
	head, rest, ok := bytes.Cut(text, []byte("?>"))
	if !ok || !bytes.HasPrefix(head, []byte("<?xml")) {
		return text, len(part)%2 == 0
	}
	declared := strings.ToLower(string(head))
	return rest, len(part)%2 == 0 && (strings.Contains(declared, "utf-16") || !strings.Contains(declared, "encoding"))
}

// resolve spells out the references in a text.
func resolve(text string) (string, error) {
	at := strings.IndexByte(text, '&')
	if at < 0 {
		return text, nil
	}
	var said strings.Builder
	said.Grow(len(text)) // a reference is longer than what it stands for
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
	if err != nil || !allowed(rune(min(n, utf8.MaxRune+1))) {
		return 0, ErrMalformed
	}
	return rune(n), nil //nolint:gosec // allowed above
}

// allowed reports whether XML lets a letter stand in a document.
func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= ' ' && r != 0xFFFE && r != 0xFFFF && utf8.ValidRune(r)
}
