package heading

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"reformboard/internal/locale"
)

// Printed are the numbers that forms print into headings: "(5)", "(5)=(6)+(7)".
var Printed = regexp.MustCompile(`\(\s*\d+\s*\)(\s*(<=|[=+\-−–/:*≤])\s*(\(\s*\d+\s*\)|100\s*%?))*`)

// Said is a heading as its levels are compared: capitals, marks and Printed numbers
// aside, and a word that merely stands in two cells of a column Said once.
func Said(path []string) []string {
	var levels []string
	for _, text := range path {
		if level := Plain(Printed.ReplaceAllString(locale.Tidy(text), " ")); level != "" {
			levels = append(levels, level)
		}
	}
	return slices.Compact(levels)
}

// Plain is a text as its words alone.
func Plain(text string) string {
	words := strings.FieldsFunc(strings.ToLower(locale.Tidy(text)), func(r rune) bool {
		return !unicode.In(r, unicode.L, unicode.M, unicode.Nd)
	})
	return strings.Join(words, " ")
}

// Key is a heading as one text.
func Key(levels []string) string { return strings.Join(levels, " / ") }
