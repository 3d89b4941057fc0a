package framework

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"reformboard/internal/keyfile"
)

// mostID is how many letters an id has at most.
const mostID = 64

// id checks an id of our own: what stands in addresses and file names.
func (c *checker) id(id, path string) {
	if !isID(id) || strings.ContainsFunc(id, func(r rune) bool { return r > unicode.MaxASCII }) {
		c.Fault(path, "an id begins with a letter or digit and holds at most 64 letters a-z, digits and . _ -")
	}
}

// code checks an id that is taken as the rules have published it, in any script.
func (c *checker) code(id, path string) {
	if !isID(id) {
		c.Fault(path, "an id begins with a letter or digit and holds at most 64 letters, digits and . _ -")
	}
}

// isID reports whether a text can be an id. One that could not be read is.
func isID(id string) bool {
	if id == "" {
		return true
	}
	begins, _ := utf8.DecodeRuneInString(id)
	body := strings.TrimFunc(id, func(c rune) bool {
		return unicode.In(c, unicode.L, unicode.Nd, unicode.M) || strings.ContainsRune("._-", c)
	})
	return body == "" && unicode.In(begins, unicode.L, unicode.Nd) && utf8.RuneCountInString(id) <= mostID
}

// unique checks an id that no other of its kind may have.
func (c *checker) unique(kind, id, path string) {
	if at, taken := c.first[kind+" "+id]; taken && id != "" {
		c.Fault(path, "%q is already the id of %s: choose another", keyfile.Clip(id), at)
		return
	}
	c.first[kind+" "+id] = strings.TrimSuffix(path, ".id")
}

// node checks the id of an area, indicator or facet: a score is asked for by its id
// alone.
func (c *checker) node(id, path string) {
	c.code(id, path)
	c.unique("node", id, path)
}
