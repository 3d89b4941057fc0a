package answer

import "slices"

// Words are the texts that Read takes for "not applicable" and for "no practice".
func (r *Reader) Words() (notApplicable, noPractice []string) {
	return slices.Clone(r.notApplicable), slices.Clone(r.noPractice)
}
