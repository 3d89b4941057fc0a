package exchange

import (
	"encoding"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"reformboard/internal/keyfile"
)

// spell writes a leaf as one text: a list with commas, what an example is given a
// line each. Nothing said is no text.
func spell(v reflect.Value) string {
	if number, ok := reflect.TypeAssert[encoding.TextMarshaler](v); ok {
		written, err := number.MarshalText()
		if err != nil {
			return ""
		}
		return string(written)
	}
	switch v.Kind() { //nolint:exhaustive // leaves have no other kinds
	case reflect.Pointer:
		if v.IsNil() {
			return ""
		}
		return spell(v.Elem())
	case reflect.Bool:
		return strconv.FormatBool(v.Bool())
	case reflect.Int:
		return strconv.FormatInt(v.Int(), 10)
	case reflect.Slice:
		var all []string
		for i := range v.Len() {
			all = append(all, spell(v.Index(i)))
		}
		return strings.Join(all, ", ")
	case reflect.Map:
		var lines []string
		for _, name := range sorted(v) {
			lines = append(lines, name+" = "+v.MapIndex(reflect.ValueOf(name)).String())
		}
		return strings.Join(lines, "\n")
	}
	return v.String()
}

// sorted lists the names in what an example is given.
func sorted(v reflect.Value) []string {
	given, _ := reflect.TypeAssert[map[string]string](v)
	return slices.Sorted(maps.Keys(given))
}

// understand puts a text into the leaf it was written for. A mistake is a sentence.
func understand(v reflect.Value, s string) string {
	if number, ok := reflect.TypeAssert[encoding.TextUnmarshaler](v.Addr()); ok {
		if number.UnmarshalText([]byte(strings.TrimSpace(s))) != nil {
			return "write the number in digits, such as 2 or 0.75, not " + keyfile.Quote(s)
		}
		return ""
	}
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		return understand(v.Elem(), s)
	case reflect.Bool:
		yes, known := answers[strings.ToLower(strings.TrimSpace(s))]
		if !known {
			return "write true or false, not " + keyfile.Quote(s)
		}
		v.SetBool(yes)
	case reflect.Int:
		whole, err := strconv.Atoi(strings.TrimSpace(s))
		if err != nil {
			return "write a whole number, not " + keyfile.Quote(s)
		}
		v.SetInt(int64(whole))
	case reflect.Slice:
		return list(v, s)
	case reflect.Map:
		return lines(v, s)
	default:
		v.SetString(s)
	}
	return ""
}

var answers = map[string]bool{"true": true, "false": false, "yes": true, "no": false, "x": true, "có": true, "không": false}

func list(v reflect.Value, s string) string {
	for part := range strings.SplitSeq(s, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		one := reflect.New(v.Type().Elem()).Elem()
		if mistake := understand(one, part); mistake != "" {
			return mistake
		}
		v.Set(reflect.Append(v, one))
	}
	return ""
}

func lines(v reflect.Value, s string) string {
	v.Set(reflect.MakeMap(v.Type()))
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		name, said, ok := strings.Cut(line, "=")
		if !ok {
			return "write each figure on a line of its own, such as received = 120, not " + keyfile.Quote(line)
		}
		v.SetMapIndex(reflect.ValueOf(strings.TrimSpace(name)), reflect.ValueOf(strings.TrimSpace(said)))
	}
	return ""
}
