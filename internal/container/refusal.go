package container

import (
	"strings"

	"reformboard/internal/reform"
)

// Refusal is the Finding that a file is not read at all, on its way as an error.
type Refusal reform.Finding

func (r Refusal) Error() string { return string(r.Problem) + " " + r.Found }

// mostFound is how much of a file a Refusal repeats: a name in it may have 64 KB.
const mostFound = 120

// Refuse is a Refusal as an error.
func Refuse(problem reform.Problem, found, wanted string) error {
	if letters := []rune(found); len(letters) > mostFound {
		found = string(letters[:mostFound]) + "…"
	}
	return Refusal{Problem: problem, Severity: reform.Refused, Found: strings.Clone(found), Wanted: wanted}
}

// Damaged refuses a file that cannot be read at the named place.
func Damaged(found string) error { return Refuse(reform.Damaged, found, "") }

func unsafePart(found string) error { return Refuse(reform.Unsafe, found, "") }
