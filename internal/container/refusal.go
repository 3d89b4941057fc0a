package container

import "reformboard/internal/reform"

// Refusal is the Finding that a file is not read at all, on its way as an error.
type Refusal reform.Finding

func (r Refusal) Error() string { return string(r.Problem) + " " + r.Found }

// Refuse is a Refusal as an error.
func Refuse(problem reform.Problem, found, wanted string) error {
	return Refusal{Problem: problem, Severity: reform.Refused, Found: found, Wanted: wanted}
}

// Damaged refuses a file that cannot be read at the named place.
func Damaged(found string) error { return Refuse(reform.Damaged, found, "") }

func unsafePart(found string) error { return Refuse(reform.Unsafe, found, "") }
