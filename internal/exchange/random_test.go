package exchange

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"
	"pgregory.net/rapid"

	"reformboard/internal/keyfile"
	"reformboard/internal/reform"
)

// random fills every field of a framework with content that looks valid: ids are
// ids, numbers are canonical, texts are what people might write and worse.
func random(t *rapid.T) reform.Framework {
	var f reform.Framework
	r := &randomiser{T: t}
	r.fill(reflect.ValueOf(&f).Elem(), 0)
	return f
}

type randomiser struct {
	*rapid.T
	ids int
}

func (r *randomiser) fill(v reflect.Value, depth int) {
	switch v.Interface().(type) {
	case reform.Words:
		v.Set(reflect.ValueOf(reform.Words{VI: words.Draw(r.T, "vi"), EN: words.Draw(r.T, "en")}))
		return
	case reform.Decimal:
		v.SetString(string(decimals.Draw(r.T, "decimal")))
		return
	case reform.Points:
		v.SetInt(rapid.Int64Range(-10_000_000_000, 10_000_000_000).Draw(r.T, "points"))
		return
	}
	switch v.Kind() {
	case reflect.Struct:
		for i, k := range keyfile.Keys(v.Type()) {
			if k.Required || rapid.Bool().Draw(r.T, k.Name) {
				r.fill(v.Field(i), depth+1)
			}
		}
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		r.fill(v.Elem(), depth)
	case reflect.Slice:
		most := 3
		if depth > 7 && listed(v.Type()) {
			most = 0
		}
		for range rapid.IntRange(0, most).Draw(r.T, "length") {
			one := reflect.New(v.Type().Elem()).Elem()
			r.fill(one, depth+1)
			v.Set(reflect.Append(v, one))
		}
	case reflect.Map:
		given := map[string]string{}
		for range rapid.IntRange(1, 3).Draw(r.T, "given") {
			given[r.id()] = rapid.SampledFrom([]string{"120", "97.5", "2026-03-31", "not_applicable", "yes", "-1"}).Draw(r.T, "said")
		}
		v.Set(reflect.ValueOf(given))
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(0, 20).Draw(r.T, "whole")))
	case reflect.String:
		v.SetString(r.id())
	default:
		r.Fatalf("a noun has a field of kind %s", v.Kind())
	}
}

// id is another id each time.
func (r *randomiser) id() string {
	r.ids++
	return rapid.SampledFrom([]string{"a", "1.", "no-", "true", "1e", "0x", "Số.", "2026-01-", "_"}).Draw(r.T, "id") + fmt.Sprint(r.ids)
}

var decimals = rapid.Custom(func(t *rapid.T) reform.Decimal {
	d, err := reform.ParseDecimal(rapid.StringMatching(`-?[0-9]{1,20}(\.[0-9]{1,20})?`).Draw(t, "digits"))
	if err != nil {
		t.Fatal(err)
	}
	return d
})

// words are texts as a framework file may hold them.
var words = rapid.OneOf(
	rapid.SampledFrom([]string{
		"Hồ sơ đúng hạn", "yes", "null", "~", "1.10", "0x1F", "2026-03-31", "- a", "a: b", "# a", "a #b", "*a", "&a", "!a", "%a", "@a", "`a`",
		"'a'", `"a"`, `a\nb`, "[a]", "{a: b}", "a, b", "=1+1", "+1", "a\nb", "a\n\nb", "a\n", "\na", " a ", "a\n b", "x\t y", "_x0041_", "_x000D_", "...", "---", "a:", "1:30", "<b>&amp;", "\u2028", "\u00a0a", "|", ">",
		strings.Repeat("Tỷ lệ hồ sơ thủ tục hành chính được tiếp nhận trực tuyến ", 12) + ".",
	}),
	rapid.StringOfN(rapid.Rune(), 1, 60, -1),
).Filter(func(s string) bool {
	odd := func(c rune) bool {
		return c != '\n' && (unicode.IsControl(c) || !unicode.IsPrint(c) && !unicode.IsSpace(c))
	}
	return strings.TrimSpace(s) != "" && !strings.ContainsFunc(s, odd)
})

// decoded reads YAML or JSON into a framework with no judgement: what the YAML
// library makes of each node is put into its field.
func decoded(t judge, text []byte) reform.Framework {
	t.Helper()
	var document yaml.Node
	if err := yaml.Unmarshal(text, &document); err != nil {
		t.Fatalf("%v in:\n%s", err, text)
	}
	var f reform.Framework
	decode(t, document.Content[0], reflect.ValueOf(&f).Elem())
	return f
}

func decode(t judge, n *yaml.Node, v reflect.Value) {
	switch {
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		decode(t, n, v.Elem())
	case v.Kind() == reflect.Struct:
		for i := 0; i < len(n.Content); i += 2 {
			child, mistake := field(v, n.Content[i].Value)
			if mistake != "" {
				t.Fatal(mistake)
			}
			decode(t, n.Content[i+1], child)
		}
	case v.Kind() == reflect.Slice:
		for _, each := range n.Content {
			one := reflect.New(v.Type().Elem()).Elem()
			decode(t, each, one)
			v.Set(reflect.Append(v, one))
		}
	case v.Kind() == reflect.Map:
		v.Set(reflect.ValueOf(map[string]string{}))
		for i := 0; i < len(n.Content); i += 2 {
			v.SetMapIndex(reflect.ValueOf(n.Content[i].Value), reflect.ValueOf(n.Content[i+1].Value))
		}
	default:
		tag := n.ShortTag()
		if isText := tag == "!!str"; isText == (numeric(v.Type()) || v.Kind() == reflect.Bool) {
			t.Fatalf("%q in line %d is read as %s for a %s", n.Value, n.Line, tag, v.Type())
		}
		if mistake := understand(v, n.Value); mistake != "" {
			t.Fatal(mistake)
		}
	}
}
