// Package oldfont recognises Vietnamese text typed for the fonts of before Unicode,
// and says what it means: "Kh«ng ¸p dông" in .VnTime and "Khoâng aùp duïng" in
// VNI-Times are both "Không áp dụng".
//
// Its one rule: text is turned only when it surely is such text. Whatever could be
// right as it stands, in Vietnamese or in another language, is left alone.
package oldfont

import (
	"strings"
	"unicode"
)

// Encoding is how a font of before Unicode places the Vietnamese letters.
type Encoding string

const (
	TCVN3 Encoding = "TCVN3" // TCVN 5712:1993, the third form; fonts .VnTime, ABC
	VNI   Encoding = "VNI"   // VNI for Windows; fonts VNI-Times
)

// mostBytes is the longest text that is looked at: an answer, a label, a remark.
const mostBytes = 4_000

// Unicode turns the text of a cell into Unicode when it surely was typed for an old
// font. False: it was not, or it may have been for either.
//
// In .VnTimeH, the fonts of capitals, TCVN3 writes À as .VnTime writes à, and the text
// does not say which font it stands in: "Hµ Néi" and "HÀ NỘI" may be the same letters.
// They are read as small, but among capitals as capitals: "QUYÕT §ÞNH" is "QUYẾT ĐỊNH".
func Unicode(text string) (converted string, from Encoding, ok bool) {
	if len(text) > mostBytes || !Possible(text) {
		return text, "", false
	}
	asTCVN3, forTCVN3 := turned(text, readTCVN3, isTCVN3Letter)
	asVNI, forVNI := turned(text, readVNI, isLetter)
	switch {
	case forTCVN3 >= certain && forVNI == none:
		return asTCVN3, TCVN3, true
	case forVNI >= certain && forTCVN3 == none:
		return asVNI, VNI, true
	}
	return text, "", false
}

// Possible reports whether a text has codes of old fonts, as a workbook keeps them, and
// no letters but those that the fonts have a place for. It is soon told; what Unicode
// does with such a text takes a thousand times as long.
func Possible(text string) bool {
	const first, last = '\u00a1', '\u00ff'
	some := false
	for _, c := range text {
		if c > last && isLetter(c) {
			return false
		}
		some = some || c >= first && c <= last
	}
	return some
}

// reading is one word read in an encoding.
type reading struct {
	word  string
	known bool             // every letter means something
	codes map[string]trust // those of the encoding that stand in it
}

// trust is how far a code shows that a text is of an encoding, in a word that is right
// in it and not as it stands.
type trust int

// One code that no other language has there is enough; of those that others have too,
// or that may be signs, there must be several: "så må gå" has one, "cßn cã thÓ thu håi"
// has three.
const (
	none     trust = 0
	borrowed trust = 3
	rare     trust = 4
	unusual  trust = 6
	certain  trust = 12
)

// turned reads a text word by word. Each has to become a Vietnamese syllable, and they
// have to be trusted together.
func turned(text string, read func(word string) reading, letter func(rune) bool) (string, trust) {
	var whole strings.Builder
	codes := map[string]trust{}
	for rest := text; rest != ""; {
		word, gap := cut(rest, letter)
		rest = rest[len(word)+len(gap):]
		if !strings.ContainsFunc(word, func(c rune) bool { return c > unicode.MaxASCII }) {
			whole.WriteString(word + gap)
			continue
		}
		found := read(word)
		if !found.known || !isSyllable(found.word) {
			return "", none
		}
		if !isSyllable(word) {
			for code, trusted := range found.codes {
				codes[code] = max(codes[code], trusted)
			}
		}
		whole.WriteString(found.word + gap)
	}
	sum := none
	for _, trusted := range codes {
		sum += trusted
	}
	return whole.String(), sum
}

// cut returns the word at a text's start and what stands between it and the next.
func cut(text string, letter func(rune) bool) (word, gap string) {
	end := strings.IndexFunc(text, func(c rune) bool { return !letter(c) })
	if end < 0 {
		return text, ""
	}
	next := strings.IndexFunc(text[end:], letter)
	if next < 0 {
		return text[:end], text[end:]
	}
	return text[:end], text[end : end+next]
}
