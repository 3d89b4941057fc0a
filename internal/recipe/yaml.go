package recipe

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/keyfile"
)

// YAML writes the recipe as a file that Read reads.
func (r Recipe) YAML() []byte {
	var w bytes.Buffer
	write(&w, reflect.ValueOf(r), "")
	return w.Bytes()
}

// write writes the keys of a noun, each on a line that begins with indent.
func write(w *bytes.Buffer, noun reflect.Value, indent string) {
	for _, k := range keyfile.Keys(noun.Type()) {
		v := noun.FieldByIndex(k.Index)
		if v.IsZero() && !k.Required {
			continue
		}
		if v.Kind() != reflect.Slice || v.Type().Elem().Kind() != reflect.Struct {
			fmt.Fprintf(w, "%s%s: %s\n", indent, k.Name, flow(v))
			continue
		}
		fmt.Fprintf(w, "%s%s:\n", indent, k.Name)
		for i := range v.Len() {
			var entry bytes.Buffer
			write(&entry, v.Index(i), indent+"    ")
			w.WriteString(indent + "  - ")
			w.WriteString(strings.TrimPrefix(entry.String(), indent+"    "))
		}
	}
}

// flow writes a value on one line.
func flow(v reflect.Value) string {
	var parts []string
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			parts = append(parts, flow(v.Index(i)))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case reflect.Map:
		for _, k := range v.MapKeys() {
			parts = append(parts, flow(k)+": "+flow(v.MapIndex(k)))
		}
		slices.Sort(parts)
	case reflect.Struct:
		for _, k := range keyfile.Keys(v.Type()) {
			if field := v.FieldByIndex(k.Index); k.Required || !field.IsZero() {
				parts = append(parts, k.Name+": "+flow(field))
			}
		}
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	default:
		return strconv.Quote(v.String())
	}
	return "{" + strings.Join(parts, ", ") + "}"
}
