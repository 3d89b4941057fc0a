package exchange

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"reformboard/internal/keyfile"
)

// textTag marks a text; what is not a text is written as it stands.
const textTag = "!!str"

// widest is how long a short group of keys may be to stand on one line.
const widest = 80

// tree is what a value of a noun says, as the YAML library takes it.
func tree(v reflect.Value) *yaml.Node {
	switch v.Kind() { //nolint:exhaustive // nouns have no other kinds
	case reflect.Pointer:
		return tree(v.Elem())
	case reflect.Struct:
		n := &yaml.Node{Kind: yaml.MappingNode}
		for _, k := range keyfile.Keys(v.Type()) {
			if child := v.FieldByIndex(k.Index); k.Required || !empty(child) {
				n.Content = append(n.Content, text(k.Name), tree(child))
			}
		}
		return oneLine(n)
	case reflect.Slice:
		n := &yaml.Node{Kind: yaml.SequenceNode}
		for i := range v.Len() {
			n.Content = append(n.Content, tree(v.Index(i)))
		}
		return oneLine(n)
	case reflect.Map:
		n := &yaml.Node{Kind: yaml.MappingNode}
		for _, name := range sorted(v) {
			n.Content = append(n.Content, text(name), tree(v.MapIndex(reflect.ValueOf(name))))
		}
		return oneLine(n)
	}
	if said := spell(v); said != "" && (numeric(v.Type()) || v.Kind() == reflect.Bool) {
		return &yaml.Node{Kind: yaml.ScalarNode, Value: said}
	}
	return text(spell(v))
}

// text is a node that is read as text whatever its letters. Several lines stand as
// a block only where the block holds them letter by letter.
func text(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: textTag, Value: s}
	switch lines := strings.Split(s, "\n"); {
	case slices.Contains(olderWords, strings.ToLower(s)),
		len(lines) > 1 && slices.ContainsFunc(lines, func(line string) bool { return line == "" || strings.TrimSpace(line) != line }),
		strings.ContainsFunc(s, func(c rune) bool { return c != '\n' && !unicode.IsPrint(c) }):
		n.Style = yaml.DoubleQuotedStyle
	}
	return n
}

// olderWords are texts to us, and yes or no to readers of YAML 1.1.
var olderWords = []string{"y", "n", "yes", "no", "on", "off"}

// oneLine puts a short group of plain values on one line: {from: 0.9, pay: 1}.
func oneLine(n *yaml.Node) *yaml.Node {
	length := 0
	for _, part := range n.Content {
		length += utf8.RuneCountInString(part.Value) + 2
		for _, entry := range part.Content {
			length += utf8.RuneCountInString(entry.Value) + 2
		}
		if part.Kind == yaml.MappingNode || part.Kind == yaml.SequenceNode && part.Style != yaml.FlowStyle || strings.Contains(part.Value, "\n") {
			return n
		}
	}
	if length <= widest {
		n.Style = yaml.FlowStyle
	}
	return n
}
