package recipe

import (
	"slices"
	"strings"

	"reformboard/internal/heading"
	"reformboard/internal/locale"
)

// vocabulary is some words by which a kind of row is known.
type vocabulary struct {
	whole  map[string]bool // labels, accents aside
	begins []string        // of labels, with their accents: a “Tổng công ty” is no “Tổng cộng”
}

func newVocabulary(whole []string, begins ...string) vocabulary {
	v := vocabulary{whole: map[string]bool{}}
	for _, text := range whole {
		v.whole[locale.Fold(heading.Plain(text))] = true
	}
	for _, text := range begins {
		v.begins = append(v.begins, heading.Plain(text)+" ")
	}
	return v
}

// has reports whether a label is one of the words, or begins with one that may begin it.
func (v vocabulary) has(label string) bool {
	label = heading.Plain(label)
	return v.whole[locale.Fold(label)] || slices.ContainsFunc(v.begins, func(words string) bool { return strings.HasPrefix(label+" ", words) })
}
