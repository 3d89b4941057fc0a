package oldfont

import (
	"slices"
	"strings"
	"unicode"
)

// vowels are the letters that carry a tone: without one, then grave, hook, tilde,
// acute and dot below.
var vowels = []string{
	"aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ", "ưừửữứự", "yỳỷỹýỵ",
}

// tone is a place in vowels.
type tone int

const (
	level tone = 0
	acute tone = 4
	dot   tone = 5
)

// toned is a letter apart from its tone.
type toned struct {
	letter rune
	tone   tone
}

var tones = apart()

func apart() map[rune]toned {
	all := map[rune]toned{}
	for _, vowel := range vowels {
		letters := []rune(vowel)
		for i, c := range letters[1:] {
			all[c] = toned{letters[0], tone(i + 1)}
		}
	}
	return all
}

// initials are what a syllable may begin with; the longest has three letters.
var initials = setOf("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x")

// rhymes are what may follow, without its tone.
var rhymes = setOf(`
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong op ot
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ up ut uy uya uych uyên uyêt uyn uynh uyp uyt uyu uôc uôi uôm uôn uông uôt
ư ưa ưc ưi ưm ưn ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
y ych yêm yên yêng yêt yêu yn ynh yt yu`)

func setOf(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

// longest is more letters than any syllable has: nghiêng.
const longest = 7

// isSyllable reports whether a word is spelled as Vietnamese syllables are, its tone on
// the right letter, whatever its case.
func isSyllable(word string) bool {
	letters := []rune(strings.ToLower(word))
	if len(letters) > longest {
		return false
	}
	tone, at := level, 0
	for i, c := range letters {
		found, ok := tones[c]
		switch {
		case !ok:
		case tone != level:
			return false // two letters with a tone
		default:
			letters[i], tone, at = found.letter, found.tone, i
		}
	}
	for i := range min(len(letters), 4) {
		rhyme := letters[i:]
		if (i == 0 || initials[string(letters[:i])]) && rhymes[string(rhyme)] && isToned(rhyme, tone, at-i) {
			return true
		}
	}
	return false
}

// isToned reports whether a rhyme may carry a tone at a letter. Before c, ch, p and t
// there are two tones only; oa, oe and uy have it on either letter, by old and new
// spelling.
func isToned(rhyme []rune, tone tone, at int) bool {
	end := slices.IndexFunc(rhyme, func(c rune) bool { return strings.ContainsRune("cghmnpt", c) })
	if end < 0 {
		end = len(rhyme)
	}
	vowels, coda := rhyme[:end], string(rhyme[end:])
	stopped := slices.Contains([]string{"c", "ch", "p", "t"}, coda)
	switch {
	case tone == level:
		return !stopped
	case stopped && tone != acute && tone != dot:
		return false
	}
	for i, c := range slices.Backward(vowels) {
		if strings.ContainsRune("ăâêôơư", c) {
			return at == i
		}
	}
	switch {
	case coda != "":
		return at == len(vowels)-1
	case slices.Contains([]string{"oa", "oe", "uy"}, string(rhyme)):
		return at == 0 || at == 1
	case len(vowels) == 3:
		return at == 1
	}
	return at == 0
}

// isLetter reports whether a letter or a mark above one stands there.
func isLetter(c rune) bool { return unicode.IsLetter(c) || unicode.IsMark(c) }
