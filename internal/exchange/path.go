package exchange

import (
	"reflect"
	"strconv"
	"strings"

	"reformboard/internal/keyfile"
)

// A path names one thing a noun says, as faults of a framework file do:
// rule.steps[0].from.

func entry(path string, i int) string {
	return path + "[" + strconv.Itoa(i) + "]"
}

// reach finds the place of a leaf and makes room for it on the way: a list grows
// by one entry at a time. A mistake in the path is a sentence.
func reach(noun reflect.Value, path string) (reflect.Value, string) {
	v := noun
	for step := range strings.SplitSeq(path, ".") {
		name, index, inList := strings.Cut(strings.TrimSuffix(step, "]"), "[")
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
			}
			v = v.Elem()
		}
		child, mistake := field(v, name)
		if mistake != "" {
			return v, mistake
		}
		v = child
		if listed(v.Type()) != inList {
			return v, "name entries of a list, and nothing else, with a number: steps[0].from"
		}
		if !inList {
			continue
		}
		i, err := strconv.Atoi(index)
		if err != nil || i < 0 || i > v.Len() {
			return v, "entries are numbered from 0, each after the one before"
		}
		if i == v.Len() {
			v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
		}
		v = v.Index(i)
	}
	if group(v.Type()) {
		return v, "this has keys of its own: name one of them, such as " + path + "." + keyfile.Keys(bare(v.Type()))[0].Name
	}
	return v, ""
}

func field(v reflect.Value, name string) (reflect.Value, string) {
	if v.Kind() != reflect.Struct {
		return v, "nothing stands beneath this key: name it alone"
	}
	var known []string
	for _, k := range keyfile.Keys(v.Type()) {
		if k.Name == name {
			return v.FieldByIndex(k.Index), ""
		}
		known = append(known, k.Name)
	}
	return v, "there is no key " + keyfile.Quote(name) + " here; known: " + strings.Join(known, ", ")
}

// bare is a type without its pointer.
func bare(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Pointer {
		return t.Elem()
	}
	return t
}
