package revision

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/reform"
)

// leaf is one thing a noun says, at the path a framework file has it.
type leaf struct{ path, text string }

// leaves lists all a noun says of itself. Lists of other nouns are left to those;
// the rules of alternatives are its own.
func leaves(v reflect.Value, path string) []leaf {
	var all []leaf
	for i := range v.NumField() {
		name, optional, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		at, child := strings.TrimPrefix(path+"."+name, "."), v.Field(i)
		switch t := child.Type(); {
		case optional != "" && child.IsZero():
		case t == reflect.TypeFor[[]reform.Alternative]():
			for n := range child.Len() {
				all = append(all, leaves(child.Index(n), at+"["+strconv.Itoa(n)+"]")...)
			}
		case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct && !pairs(t.Elem()):
		case child.Kind() == reflect.Struct:
			all = append(all, leaves(child, at)...)
		case t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct:
			all = append(all, leaves(child.Elem(), at)...)
		default:
			if text := spell(child); text != "" {
				all = append(all, leaf{at, text})
			}
		}
	}
	return all
}

// pairs reports whether entries of a list are no nouns but a thing and its share,
// as the steps of a rule: such a list is one thing said.
func pairs(entry reflect.Type) bool {
	for field := range entry.Fields() {
		if kind := field.Type.Kind(); kind != reflect.String && kind != reflect.Int {
			return false
		}
	}
	return true
}

// spell writes one thing said.
func spell(v reflect.Value) string {
	switch v.Kind() {
	case reflect.Pointer:
		return spell(v.Elem())
	case reflect.Slice:
		var entries []string
		for i := range v.Len() {
			entries = append(entries, spellEntry(v.Index(i)))
		}
		return strings.Join(entries, ", ")
	case reflect.Map:
		given, _ := reflect.TypeAssert[map[string]string](v)
		var entries []string
		for _, figure := range slices.Sorted(maps.Keys(given)) {
			entries = append(entries, figure+": "+given[figure])
		}
		return strings.Join(entries, ", ")
	default:
		return fmt.Sprint(v.Interface())
	}
}

// spellEntry writes an entry of a list; of a pair, 0.9: 1.
func spellEntry(v reflect.Value) string {
	if v.Kind() != reflect.Struct {
		return v.String()
	}
	var fields []string
	for _, field := range v.Fields() {
		fields = append(fields, fmt.Sprint(field.Interface()))
	}
	return strings.Join(fields, ": ")
}

// spelled writes all that a noun without an id says.
func spelled(noun any) string {
	var all []string
	for _, l := range leaves(reflect.ValueOf(noun), "") {
		all = append(all, l.path+" "+l.text)
	}
	return strings.Join(all, "; ")
}
