package keyfile

import (
	"fmt"
	"strings"

	"reformboard/internal/spelling"
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

// nearest returns the known word that was probably meant.
func (f *File) nearest(got string, known []string) string {
	const mostBytes = mostID * 4 // what is longer is no id
	f.hints++
	if f.hints > mostHints || len(got) > mostBytes {
		return ""
	}
	return spelling.Nearest(got, known)
}
