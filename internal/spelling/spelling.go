// Package spelling finds the word that was probably meant by one that is in no list.
//
// Its one rule: it suggests and never corrects; what nobody would call a slip gets
// no suggestion.
package spelling

import "strings"

// Nearest returns the known word that differs least from what was written, capitals
// aside, when it differs by a slip or two: about a letter in four, and never more
// than half of them. Of equals it is the first; without any it is empty.
func Nearest(got string, known []string) string {
	letters := []rune(strings.ToLower(got))
	best, most := "", min(len(letters)/4+1, len(letters)/2)
	for _, word := range known {
		if d := distance(letters, []rune(strings.ToLower(word)), most); d <= most {
			best, most = word, d-1
		}
	}
	return best
}

// distance is how many letters must be added, dropped or replaced to turn one word
// into the other; words further apart in length than most are not compared.
func distance(a, b []rune, most int) int {
	if max(len(a)-len(b), len(b)-len(a)) > most {
		return most + 1
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
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
