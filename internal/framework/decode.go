package framework

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"reformboard/internal/reform"
)

// Limits of a file, far beyond any real framework; they keep a hostile one cheap.
const (
	mostDepth  = 20 // keys within keys
	mostListed = 1000
	mostRunes  = 2000 // of a text
	mostPoints = 1_000_000 * reform.Point
)

// read fills v from a node of the file and remembers where it stands.
//
// Note: our own walk, and not yaml's decoder, since a fault needs the line and
// path of its node, and a number its text as written: 0.1 has no float64.
func (r *reader) read(n *yaml.Node, v reflect.Value, path string) {
	r.at[path] = n
	switch {
	case n.Kind == yaml.AliasNode:
		r.fault(path, "references such as *%s are not read: write the text itself here", clip(n.Value))
	case n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null":
		r.fault(path, "nothing is written here: give a value, or delete the key")
	case strings.Count(path, ".") > mostDepth:
		r.fault(path, "this is nested too deeply")
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.read(n, v.Elem(), path)
	case v.Kind() == reflect.Struct:
		r.mapping(n, v, path)
	case v.Kind() == reflect.Slice:
		r.sequence(n, v, path)
	case n.Kind != yaml.ScalarNode:
		r.fault(path, "one value is expected here, not a list or a group of keys")
	default:
		r.scalar(n, v, path)
	}
}

func (r *reader) mapping(n *yaml.Node, v reflect.Value, path string) {
	known := keys(v.Type())
	if n.Kind != yaml.MappingNode {
		r.fault(path, "a group of keys is expected here: %s", strings.Join(names(known), ", "))
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		at := strings.TrimPrefix(path+"."+name.Value, ".")
		k := slices.IndexFunc(known, func(k key) bool { return k.name == name.Value })
		switch {
		case k < 0:
			r.at[at] = name
			r.unknown(at, "key", name.Value, names(known))
		case r.at[at] != nil:
			r.at[at] = name
			r.fault(at, "%q is written twice: delete one of them", name.Value)
		default:
			r.read(value, v.FieldByIndex(known[k].index), at)
		}
	}
	for _, k := range known {
		at := strings.TrimPrefix(path+"."+k.name, ".")
		if k.required && r.at[at] == nil {
			r.fault(at, "%q is missing: add it", k.name)
		}
	}
}

func (r *reader) sequence(n *yaml.Node, v reflect.Value, path string) {
	switch {
	case n.Kind != yaml.SequenceNode:
		r.fault(path, "a list is expected here, each entry after a dash")
		return
	case len(n.Content) == 0:
		r.fault(path, "this list is empty: fill it, or delete the key")
		return
	case len(n.Content) > mostListed:
		r.fault(path, "a list has at most %d entries", mostListed)
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, entry := range n.Content {
		r.read(entry, v.Index(i), fmt.Sprintf("%s[%d]", path, i))
	}
}

func (r *reader) scalar(n *yaml.Node, v reflect.Value, path string) {
	if number, ok := reflect.TypeAssert[encoding.TextUnmarshaler](v.Addr()); ok {
		r.number(n, number, path)
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		yes, err := strconv.ParseBool(n.Value)
		if n.ShortTag() != "!!bool" || err != nil {
			r.fault(path, "write true or false, not %q", clip(n.Value))
		}
		v.SetBool(yes)
	case reflect.Int:
		whole, err := strconv.Atoi(n.Value)
		if n.ShortTag() != "!!int" || err != nil {
			r.fault(path, "write a whole number, not %q", clip(n.Value))
		}
		v.SetInt(int64(whole))
	default:
		v.SetString(n.Value)
		r.text(n, v.Type(), path)
	}
}

// number reads Points or a Decimal from the digits in the file.
func (r *reader) number(n *yaml.Node, v encoding.TextUnmarshaler, path string) {
	err := v.UnmarshalText([]byte(n.Value))
	points, _ := v.(*reform.Points)
	switch tag := n.ShortTag(); {
	case err == nil && tag == "!!str":
		r.fault(path, "write the number %s without quotes", clip(n.Value))
	case err != nil && points != nil:
		r.fault(path, "write the points as digits with at most 4 decimals, such as 6 or 1.5, not %q", clip(n.Value))
	case err != nil:
		r.fault(path, "write the number in digits, such as 2 or 0.75, not %q", clip(n.Value))
	case points != nil && (*points > mostPoints || *points < -mostPoints):
		r.fault(path, "there can be no more than %s points", mostPoints)
	}
}

// text checks a text, or a word of a closed set.
func (r *reader) text(n *yaml.Node, t reflect.Type, path string) {
	words, isClosed := closed[t]
	switch {
	case isClosed && !slices.Contains(words, n.Value):
		r.unknown(path, "word", n.Value, words)
	case n.ShortTag() != "!!str":
		r.fault(path, "write it in quotes: %q", clip(n.Value))
	case strings.TrimSpace(n.Value) == "":
		r.fault(path, "this text is empty: write it, or delete the key")
	case len([]rune(n.Value)) > mostRunes:
		r.fault(path, "this text has more than %d letters", mostRunes)
	case strings.ContainsFunc(n.Value, func(c rune) bool { return unicode.IsControl(c) && c != '\n' }):
		r.fault(path, "this text holds a character that cannot be seen: type it anew")
	}
}
