package keyfile

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"reformboard/internal/reform"
)

// Limits of a file, far beyond any real framework; they keep a hostile one cheap.
const (
	mostDepth  = 20 // keys within keys
	mostListed = 5000
	mostRunes  = 2000 // of a text
	mostPoints = 1_000_000 * reform.Point
)

// read fills v from a node of the file and remembers where it stands.
//
// Note: our own walk, and not yaml's decoder, since a fault needs the line and
// path of its node, and a number its text as written: 0.1 has no float64.
func (f *File) read(n *yaml.Node, v reflect.Value, path string) {
	if f.Full() {
		return
	}
	f.at[path] = n
	switch {
	case n.Kind == yaml.AliasNode:
		f.Fault(path, "references such as *%s are not read: write the text itself here", Clip(n.Value))
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null":
		f.Fault(path, "nothing is written here: give a value, or delete the key")
	case strings.Count(path, ".") > mostDepth:
		f.Fault(path, "this is nested too deeply")
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		f.read(n, v.Elem(), path)
	case v.Kind() == reflect.Struct:
		f.mapping(n, v, path)
	case v.Kind() == reflect.Map:
		f.table(n, v, path)
	case v.Kind() == reflect.Slice:
		f.sequence(n, v, path)
	case n.Kind != yaml.ScalarNode:
		f.Fault(path, "one value is expected here, not a list or a group of keys")
	default:
		f.scalar(n, v, path)
	}
}

func (f *File) mapping(n *yaml.Node, v reflect.Value, path string) {
	known := f.Keys(v.Type())
	if n.Kind != yaml.MappingNode {
		f.Fault(path, "a group of keys is expected here: %s", strings.Join(names(known), ", "))
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		at := Under(path, name.Value)
		k := slices.IndexFunc(known, func(k Key) bool { return k.Name == name.Value })
		switch {
		case k < 0:
			f.at[at] = name
			f.Unknown(at, "key", name.Value, names(known))
		case f.at[at] != nil:
			f.twice(name, at)
		default:
			f.read(value, v.FieldByIndex(known[k].Index), at)
		}
	}
	for _, k := range known {
		if at := Under(path, k.Name); k.Required && f.at[at] == nil {
			f.Fault(at, "%q is missing: add it", k.Name)
		}
	}
}

// Under is the path of a key. A key that is no path of ours may have any length.
func Under(path, name string) string { return strings.TrimPrefix(path+"."+Clip(name), ".") }

func (f *File) twice(name *yaml.Node, at string) {
	f.at[at] = name
	f.Fault(at, "%q is written twice: delete one of them", Clip(name.Value))
}

// table reads keys that the file chooses, each with a value that is kept as it is
// written: numbers need no quotes.
func (f *File) table(n *yaml.Node, v reflect.Value, path string) {
	switch {
	case n.Kind != yaml.MappingNode:
		f.Fault(path, "figures and their values are expected here, such as {received: 100}")
		return
	case len(n.Content) > 2*mostListed:
		f.Fault(path, "a group has at most %d keys", mostListed)
		return
	}
	v.Set(reflect.MakeMap(v.Type()))
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		at := Under(path, name.Value)
		if f.at[at] != nil {
			f.twice(name, at)
			continue
		}
		f.at[at] = value
		switch tag := value.ShortTag(); {
		case value.Kind != yaml.ScalarNode || tag == "!!null":
			f.Fault(at, "one value is expected here, such as 100 or not_reported")
		case tag != "!!str" && tag != "!!int" && tag != "!!float":
			f.Fault(at, "write it in quotes: %q", Clip(value.Value))
		default:
			if f.letters(value, at) {
				v.SetMapIndex(reflect.ValueOf(name.Value), reflect.ValueOf(value.Value))
			}
		}
	}
}

func (f *File) sequence(n *yaml.Node, v reflect.Value, path string) {
	switch {
	case n.Kind != yaml.SequenceNode:
		f.Fault(path, "a list is expected here, each entry after a dash")
		return
	case len(n.Content) == 0:
		f.Fault(path, "this list is empty: fill it, or delete the key")
		return
	case len(n.Content) > mostListed:
		f.Fault(path, "a list has at most %d entries", mostListed)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, entry := range n.Content {
		f.read(entry, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

func (f *File) scalar(n *yaml.Node, v reflect.Value, path string) {
	if number, ok := reflect.TypeAssert[encoding.TextUnmarshaler](v.Addr()); ok {
		f.number(n, number, path)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		yes, err := strconv.ParseBool(n.Value)
		if n.ShortTag() != "!!bool" || err != nil {
			f.Fault(path, "write true or false, not %q", Clip(n.Value))
		}
		v.SetBool(yes)
	case reflect.Int:
		whole, err := strconv.Atoi(n.Value)
		if n.ShortTag() != "!!int" || err != nil {
			f.Fault(path, "write a whole number, not %q", Clip(n.Value))
		}
		v.SetInt(int64(whole))
	default:
		if f.text(n, v.Type(), path) {
			v.SetString(n.Value)
		}
	}
}

// number reads Points or a Decimal from the digits in the file. JSON may have them
// in quotes, as programs write them that must not lose one.
func (f *File) number(n *yaml.Node, v encoding.TextUnmarshaler, path string) {
	err := v.UnmarshalText([]byte(n.Value))
	points, _ := v.(*reform.Points)
	switch tag := n.ShortTag(); {
	case err == nil && tag == "!!str" && !f.isJSON:
		f.Fault(path, "write the number %s without quotes", Clip(n.Value))
	case err != nil && points != nil:
		f.Fault(path, "write the points as digits with at most 4 decimals, such as 6 or 1.5, not %q", Clip(n.Value))
	case err != nil:
		f.Fault(path, "write the number in digits, such as 2 or 0.75, not %q", Clip(n.Value))
	case points != nil && (*points > mostPoints || *points < -mostPoints):
		f.Fault(path, "there can be no more than %s points", mostPoints)
	}
}

// text checks a text, or a word of a closed set, and reports whether what follows
// from it can be judged.
func (f *File) text(n *yaml.Node, t reflect.Type, path string) bool {
	words, isClosed := f.words[t]
	switch {
	case isClosed && !slices.Contains(words, n.Value):
		f.Unknown(path, "word", n.Value, words)
	case n.ShortTag() != "!!str":
		f.Fault(path, "write it in quotes: %q", Clip(n.Value))
	case strings.TrimSpace(n.Value) == "":
		f.Fault(path, "this text is empty: write it, or delete the key")
	default:
		return f.letters(n, path)
	}
	return utf8.RuneCountInString(n.Value) <= mostRunes
}

func (f *File) letters(n *yaml.Node, path string) bool {
	switch {
	case utf8.RuneCountInString(n.Value) > mostRunes:
		f.Fault(path, "this text has more than %d letters", mostRunes)
		return false
	case strings.ContainsFunc(n.Value, func(c rune) bool { return unicode.IsControl(c) && c != '\n' }):
		f.Fault(path, "this text holds a character that cannot be seen: type it anew")
	}
	return true
}
