package password

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/trustelem/zxcvbn/frequency"
	"golang.org/x/text/unicode/norm"
)

// fewPieces is how many pieces anybody would guess a password may not be made of: a
// word or a name, a run along the keyboard, a year, one character by itself.
//
// Note: the whole password is compared, never a part of it. That a good password holds
// a common word says nothing against it; that it is "matkhau" and "2026" does.
const fewPieces = 4

// shortestWord and longestWord bound what counts as one piece, in characters.
const (
	shortestWord = 4
	longestWord  = 24
)

// ours are words that a Vietnamese office tries first, without accents and spaces.
const ours = `matkhau matkhaumoi matma khongbiet dangnhap taikhoan nguoidung quantri quantrivien canbo congchuc vienchuc
chuyenvien vanphong vanthu lanhdao giamdoc cucmoi baocao nopbaocao caicach caicachhanhchinh hanhchinh hanhchinhcong
cchc chisocchc parindex papi sipas chuyendoiso dichvucong motcua chinhphu uybannhandan ubnd hdnd bonoivu sonoivu
tinhuy huyen phuong thanhpho hanoi saigon hochiminh danang haiphong cantho vietnam vietnamvodich tinh
nguyen tran pham hoang huynh phan dang duong trung thanh minh hoa hung dung tuan anhyeuem emyeuanh yeuem yeuanh iloveyou
giadinh bome conyeu hanhphuc maimai thienthan congchua hoahong namsinh sinhnhat
reformboard reform board administrator admin officer appraiser committee analyst auditor council demo`

// listed holds the commonest passwords that have leaked anywhere and our own words.
var listed = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, word := range append(frequency.FrequencyLists["passwords"], strings.Fields(ours)...) {
		if len(word) >= shortestWord {
			words[word] = true
		}
	}
	return words
})

// guessed reports whether a password, as a whole, is made of a few pieces that anybody
// would guess.
func guessed(secret string, about []string) bool {
	text := bare(secret)
	personal := words(about)
	return pieces(text, personal) < fewPieces || pieces(onceOnly(text), personal)+1 < fewPieces
}

// bare strips a text of case, accents and spaces, as lists of words have them.
func bare(text string) []rune {
	var left []rune
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		switch {
		case unicode.Is(unicode.Mn, r) || unicode.IsSpace(r):
		case r == 'đ':
			left = append(left, 'd')
		default:
			left = append(left, r)
		}
	}
	return left
}

// words takes apart what is known of a person: each word, and all of them in one.
func words(about []string) map[string]bool {
	found := map[string]bool{}
	for _, text := range about {
		for _, word := range append(strings.FieldsFunc(text, between), text) {
			if left := bare(strings.Map(joined, word)); len(left) > 2 {
				found[string(left)] = true
			}
		}
	}
	return found
}

func between(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
}

func joined(r rune) rune {
	if between(r) {
		return -1
	}
	return r
}

// onceOnly is the beginning of a text that does nothing but repeat itself.
func onceOnly(text []rune) []rune {
	for length := 1; length <= len(text)/2; length++ {
		if slices.Equal(text[length:], text[:len(text)-length]) {
			return text[:length]
		}
	}
	return text
}

// pieces is the least number of pieces that a text can be put together from.
func pieces(text []rune, personal map[string]bool) int {
	least := make([]int, len(text)+1)
	for end := 1; end <= len(text); end++ {
		least[end] = least[end-1] + 1
		for length := 3; length <= end; length++ {
			from := end - length
			if least[from]+1 < least[end] && isPiece(text[from:end], personal) {
				least[end] = least[from] + 1
			}
		}
	}
	return least[len(text)]
}

func isPiece(text []rune, personal map[string]bool) bool {
	if run(text) {
		return true
	}
	if len(text) > longestWord {
		return false
	}
	word := string(text)
	return personal[word] || listed()[word] || len(text) == 4 && (strings.HasPrefix(word, "19") || strings.HasPrefix(word, "20"))
}

// rows are what fingers run along, forwards and backwards.
var rows = []string{"abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "!@#$%^&*()"}

// run reports whether a text is one character again and again, or a part of a row.
func run(text []rune) bool {
	if !slices.ContainsFunc(text, func(r rune) bool { return r != text[0] }) {
		return true
	}
	backwards := slices.Clone(text)
	slices.Reverse(backwards)
	return slices.ContainsFunc(rows, func(row string) bool {
		return strings.Contains(row, string(text)) || strings.Contains(row, string(backwards))
	})
}
