package oldfont

import (
	"strings"
	"unicode"
)

// tcvn3 gives the letters of the third form of TCVN 5712:1993. It has no capitals
// with a tone; 0xAD, which Unicode calls a soft hyphen, is ư.
var tcvn3 = pairs(
	"µ¶·¸¹", "àảãáạ",
	"¨»¼½¾Æ", "ăằẳẵắặ",
	"©ÇÈÉÊË", "âầẩẫấậ",
	"ÌÎÏÐÑ", "èẻẽéẹ",
	"ªÒÓÔÕÖ", "êềểễếệ",
	"×ØÜÝÞ", "ìỉĩíị",
	"ßáâãä", "òỏõóọ",
	"«åæçèé", "ôồổỗốộ",
	"¬êëìíî", "ơờởỡớợ",
	"ïñòóô", "ùủũúụ",
	"\u00adõö÷øù", "ưừửữứự",
	"úûüýþ", "ỳỷỹýỵ",
	"®", "đ",
	"¡¢£¤¥¦§", "ĂÂÊÔƠƯĐ",
)

// pairs maps each letter of an odd text to the one at its place in the next.
func pairs(rows ...string) map[rune]rune {
	all := map[rune]rune{}
	for ; len(rows) > 1; rows = rows[2:] {
		means := []rune(rows[1])
		for i, c := range []rune(rows[0]) {
			all[c] = means[i]
		}
	}
	return all
}

// isSign reports whether a code shows a sign where TCVN3 has a letter: § for Đ. The
// signs of "m²" and "25°" are none of its letters, and stay.
func isSign(c rune) bool {
	_, ok := tcvn3[c]
	return ok && (c == 'µ' || !unicode.IsUpper(c) && !unicode.IsLower(c))
}

func isTCVN3Letter(c rune) bool { return isLetter(c) || isSign(c) }

// readTCVN3 reads a word.
func readTCVN3(word string) reading {
	letters := []rune(word)
	found, means := reading{known: true, codes: map[string]trust{}}, make([]rune, len(letters))
	capitals := amongCapitals(word)
	for i, c := range letters {
		means[i] = c
		if c <= unicode.MaxASCII {
			continue
		}
		letter, ok := tcvn3[c]
		found.known = found.known && ok
		found.codes[string(c)] = trusted(letters, i)
		if means[i] = letter; capitals {
			means[i] = unicode.ToUpper(letter)
		}
	}
	found.word = string(means)
	return found
}

// amongCapitals reports whether the letters that every font has, two at least, are
// capitals.
func amongCapitals(word string) bool {
	plain := strings.Map(func(c rune) rune {
		if c > unicode.MaxASCII {
			return -1
		}
		return c
	}, word)
	return len(plain) > 1 && plain == strings.ToUpper(plain)
}

// trusted says how far a code tells of TCVN3 at its place in a word. A sign or a capital
// in the middle is certain, as in "b¶n" and "tØnh"; but signs also stand in what is no
// word, as in µm, m×n, Mª, KH¹ with its footnote.
func trusted(word []rune, i int) trust {
	c := word[i]
	switch {
	case c == '¸', c == '¨', c == '®' && i == 0: // before a letter, they are in no other text
		return certain
	case c == '×' || c == '·' || c == '÷':
		if len(word) < 4 {
			return borrowed
		}
	case c == 'µ' && i == 0, (c == '¹' || c == 'ª') && i+1 == len(word):
		return borrowed
	case isSign(c):
	default:
		inside := i > 0 && (unicode.IsLower(word[i-1]) || i+1 < len(word) && unicode.IsLower(word[i+1]))
		if !unicode.IsUpper(c) || !inside {
			return borrowed
		}
	}
	if len(word) < 3 {
		return unusual
	}
	return certain
}
