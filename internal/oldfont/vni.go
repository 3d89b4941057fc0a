package oldfont

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// vni gives the letters of VNI for Windows: one code, or a letter and a mark behind it.
var vni = vniLetters()

func vniLetters() map[string]rune {
	all := map[string]rune{"ñ": 'đ'}
	add := func(marks, letters string) {
		tones := []rune(letters)
		for i, mark := range strings.Split(marks, " ") {
			all[mark] = tones[i]
		}
	}
	add("aø aû aõ aù aï", "àảãáạ")
	add("aê aè aú aü aé aë", "ăằẳẵắặ")
	add("aâ aà aå aã aá aä", "âầẩẫấậ")
	add("eø eû eõ eù eï", "èẻẽéẹ")
	add("eâ eà eå eã eá eä", "êềểễếệ")
	add("ì æ ó í ò", "ìỉĩíị")
	add("oø oû oõ où oï", "òỏõóọ")
	add("oâ oà oå oã oá oä", "ôồổỗốộ")
	add("ô ôø ôû ôõ ôù ôï", "ơờởỡớợ")
	add("uø uû uõ uù uï", "ùủũúụ")
	add("ö öø öû öõ öù öï", "ưừửữứự")
	add("yø yû yõ yù î", "ỳỷỹýỵ")
	return all
}

// common are the pairs that other languages have too: où, naïf, Noël, aún, leão. Behind
// another vowel they have none, as in "lieäu".
var common = []string{"aï", "aë", "aé", "aú", "aü", "eï", "eû", "eá", "eä", "eã", "oï", "oû", "où", "oá", "oä", "oã", "uï", "yø", "eà"}

// readVNI reads a word.
func readVNI(word string) reading {
	found := reading{known: true, codes: map[string]trust{}}
	var means strings.Builder
	before := ' ' // the letter before, or what it means
	for letters := []rune(word); len(letters) > 0; {
		c, code := letters[0], vniCode(letters)
		letters = letters[utf8.RuneCountInString(code):]
		letter, ok := vni[code]
		if !ok {
			found.known = found.known && c <= unicode.MaxASCII
			means.WriteRune(c)
			before = unicode.ToLower(c)
			continue
		}
		pair := utf8.RuneCountInString(code) == 2
		behind := strings.ContainsRune("aeiouy", before) && len(word) > len("oaï")
		switch {
		case pair && (behind || !slices.Contains(common, code)):
			found.codes[code] = certain
		case before > unicode.MaxASCII: // two codes side by side, as in "chöông"
			found.codes[code] = certain
		default:
			found.codes[code] = rare
		}
		before = letter
		if unicode.IsUpper(c) {
			letter = unicode.ToUpper(letter)
		}
		means.WriteRune(letter)
	}
	found.word = means.String()
	return found
}

// vniCode is the code at the start of a word, in small letters: a pair before a letter.
func vniCode(letters []rune) string {
	pair := strings.Map(unicode.ToLower, string(letters[:min(2, len(letters))]))
	if _, ok := vni[pair]; ok {
		return pair
	}
	return string(unicode.ToLower(letters[0]))
}
