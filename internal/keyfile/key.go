package keyfile

import (
	"reflect"
	"strings"
)

// Key is one key that a group of keys may have.
type Key struct {
	Name     string
	Index    []int // the field it fills
	Required bool
}

// Keys lists the keys of a noun, in its order.
func Keys(noun reflect.Type) []Key {
	var all []Key
	for _, field := range reflect.VisibleFields(noun) {
		name, options, _ := strings.Cut(field.Tag.Get("json"), ",")
		all = append(all, Key{name, field.Index, options == ""})
	}
	return all
}

// Keys lists them, once for a file.
func (f *File) Keys(noun reflect.Type) []Key {
	if f.known[noun] == nil {
		f.known[noun] = Keys(noun)
	}
	return f.known[noun]
}

func names(keys []Key) []string {
	all := make([]string, len(keys))
	for i, k := range keys {
		all[i] = k.Name
	}
	return all
}
