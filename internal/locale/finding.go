package locale

import (
	"strings"

	"reformboard/internal/reform"
)

// Finding says what was found and how to mend it, in two sentences.
func Finding(l reform.Language, f reform.Finding) (text, mend string) {
	holes := []any{
		"Found", found(l, f), "Wanted", numbers(l, f.Problem, f.Wanted), "Label", f.Label.In(l), "Other", f.Other.In(l),
	}
	key := "finding." + string(f.Problem)
	return Say(l, key, holes...), Say(l, key+".mend", holes...)
}

// found is what stood there. Of a file it is a word of ours, such as "macros",
// that each language has its own name for; of a cell it is quoted as it stands.
func found(l reform.Language, f reform.Finding) string {
	if key := "found." + string(f.Problem) + "." + f.Found; f.Found != "" && has(l, key) {
		return Say(l, key)
	}
	if reckoned[f.Problem] {
		return numbers(l, f.Problem, f.Found)
	}
	return f.Found
}

// reckoned problems have a number in Found that was read already, in canonical text.
var reckoned = map[reform.Problem]bool{
	reform.PartOverWhole: true, reform.PartsNotWhole: true, reform.FormulaDiffers: true, reform.Fell: true,
	reform.NotCarried: true, reform.FarFromLast: true, reform.FarFromPeers: true, reform.NotTheSum: true,
}

// numerical problems have numbers in Wanted, in canonical text; answers and names
// that look like numbers stay as they are.
var numerical = map[reform.Problem]bool{
	reform.AmbiguousNumber: true, reform.TooSmall: true, reform.TooGreat: true, reform.UnderstoodAs: true,
	reform.PartOverWhole: true, reform.PartsNotWhole: true, reform.TooMuchInside: true,
	reform.FormulaDiffers: true, reform.Fell: true, reform.NotCarried: true,
	reform.FarFromLast: true, reform.FarFromPeers: true, reform.NotTheSum: true,
}

// numbers writes the numbers in a text as the language does, "1234 / 1.234" as
// "1.234 / 1,234" and "1200–4800" as "1.200–4.800", and a day with its month in
// letters.
func numbers(l reform.Language, p reform.Problem, text string) string {
	if !numerical[p] {
		return text
	}
	if reform.IsDay(text) {
		return longDay(l, text)
	}
	words := strings.Split(text, " ")
	for i, word := range words {
		ends := strings.Split(word, "–")
		for n, end := range ends {
			if d, err := reform.ParseDecimal(end); err == nil {
				ends[n] = Number(l, d)
				if p == reform.AmbiguousNumber {
					ends[n] = ungrouped(l, d)
				}
			}
		}
		words[i] = strings.Join(ends, "–")
	}
	return strings.Join(words, " ")
}

// ungrouped writes a number without the mark between thousands: where that mark
// is what was in doubt, it cannot explain itself.
func ungrouped(l reform.Language, d reform.Decimal) string {
	mark := "."
	if l == reform.English {
		mark = ","
	}
	return strings.ReplaceAll(Number(l, d), mark, "")
}
