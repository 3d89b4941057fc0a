package keyfile

import (
	"fmt"
	"strings"
)

const (
	mostHints = 20 // in a file: each compares a word with all that are known
	mostID    = 64 // letters of an id
)

// Unknown notes a word that stands in no list, and the one that was probably meant.
func (f *File) Unknown(path, what, got string, known []string) {
	if f.Full() {
		return
	}
	hint := ""
	switch near := f.nearest(got, known); {
	case near != "":
		hint = fmt.Sprintf("; did you mean %s?", near)
	case len(known) > 0 && len(known) <= 20:
		hint = "; known: " + strings.Join(known, ", ")
	}
	f.Fault(path, "%q is no %s known here%s", Clip(got), what, hint)
}

// nearest returns the known word that differs least, when it differs by a slip or
// two: about a letter in four, and never more than half of them.
func (f *File) nearest(got string, known []string) string {
	const mostBytes = mostID * 4 // what is longer is no id
	f.hints++
	if f.hints > mostHints || len(got) > mostBytes {
		return ""
	}
	best, least := "", min(len(got)/4+1, len(got)/2)
	for _, word := range known {
		if d := distance(got, word, least); d <= least {
			best, least = word, d-1
		}
	}
	return best
}

// distance is how many letters must be added, dropped or replaced to turn one
// word into the other; words further apart in length than most are not compared.
func distance(a, b string, most int) int {
	if max(len(a)-len(b), len(b)-len(a)) > most {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, diagonal+1, row[j]+1)
		}
	}
	return row[len(b)]
}
