package exchange

import (
	"reflect"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// empty reports whether nothing is said: a pointer to 0 says 0.
func empty(v reflect.Value) bool {
	switch v.Kind() { //nolint:exhaustive // all other kinds are empty when zero
	case reflect.Slice, reflect.Map:
		return v.Len() == 0
	case reflect.Struct:
		for i := range v.NumField() {
			if !empty(v.Field(i)) {
				return false
			}
		}
		return true
	}
	return v.IsZero()
}

// numeric reports whether values of a type are written as bare digits.
func numeric(t reflect.Type) bool {
	return t == reflect.TypeFor[reform.Decimal]() || t == reflect.TypeFor[reform.Points]() || t.Kind() == reflect.Int
}

// group reports whether a type has keys of its own, be it behind a pointer.
func group(t reflect.Type) bool {
	return t.Kind() == reflect.Struct || t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct
}

// listed reports whether a type is a list of nouns, which no single cell can hold.
func listed(t reflect.Type) bool {
	return t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct
}

// leaf is one thing said at a path of a noun.
type leaf struct {
	path     string
	value    reflect.Value
	required bool
}

// leaves lists all that a noun says or must say, in its order. Lists of nouns are
// entered only when deep.
func leaves(v reflect.Value, path string, deep bool) []leaf {
	var all []leaf
	for _, k := range keyfile.Keys(v.Type()) {
		child, at := v.FieldByIndex(k.Index), keyfile.Under(path, k.Name)
		switch {
		case !k.Required && empty(child), listed(child.Type()) && !deep:
		case listed(child.Type()):
			for i := range child.Len() {
				all = append(all, leaves(child.Index(i), entry(at, i), deep)...)
			}
		case group(child.Type()):
			all = append(all, leaves(reflect.Indirect(child), at, deep)...)
		default:
			all = append(all, leaf{at, child, k.Required})
		}
	}
	return all
}

// paths lists all that a noun may say in cells of its own row, in its order.
func paths(noun reflect.Type, path string) []string {
	var all []string
	for _, k := range keyfile.Keys(noun) {
		at := keyfile.Under(path, k.Name)
		switch child := noun.FieldByIndex(k.Index).Type; {
		case listed(child):
		case group(child):
			all = append(all, paths(bare(child), at)...)
		default:
			all = append(all, at)
		}
	}
	return all
}

// unsaid lists which of the leaves must be said and are not; said holds the paths
// that are. A blank cell is an empty list, whose meaning is judged by others.
func unsaid(all []leaf, said map[string]bool) []string {
	var lacking []string
	for _, l := range all {
		if kind := l.value.Kind(); l.required && !said[l.path] && kind != reflect.Slice && kind != reflect.Map {
			lacking = append(lacking, l.path)
		}
	}
	return lacking
}
