package marking

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"reformboard/internal/patch"
)

// wrapped is how many lines a text takes where so many letters have room.
func wrapped(text string, room int) int {
	lines := 0
	for paragraph := range strings.SplitSeq(text, "\n") {
		lines++
		used := 0
		for word := range strings.FieldsSeq(paragraph) {
			length := utf8.RuneCountInString(word)
			if used > 0 && used+1+length > room {
				lines, used = lines+1, 0
			}
			if used > 0 {
				used++
			}
			for used += length; used > room; used -= room {
				lines++
			}
		}
	}
	return lines
}

var coded = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// plain writes a text into a cell or a comment, where _x000D_ would be a letter.
func plain(text string) string {
	return patch.Escape(coded.ReplaceAllStringFunc(text, func(code string) string { return "_x005F" + code }))
}
