package keyfile

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
)

// tokens turns a valid JSON text into the nodes of a YAML one.
//
// Note: YAML 1.2 holds all of JSON, but the YAML reader does not: it refuses \/ and
// letters escaped in two halves, which other programs write.
type tokens struct {
	*json.Decoder
	content      []byte
	at           int // bytes passed
	line, column int // of the next letter, from 1
}

func newTokens(content []byte) *tokens {
	t := &tokens{Decoder: json.NewDecoder(bytes.NewReader(content)), content: content, line: 1, column: 1}
	t.UseNumber()
	return t
}

// node returns the next value with all that it holds.
func (t *tokens) node() *yaml.Node {
	rest := bytes.TrimLeft(t.content[t.at:], " \t\r\n,:")
	t.pass(len(t.content) - len(rest))
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: t.line, Column: t.column}
	token, _ := t.Token() // the text is valid
	t.pass(int(t.InputOffset()))
	switch token := token.(type) {
	case json.Delim:
		n.Kind = yaml.SequenceNode
		if token == '{' {
			n.Kind = yaml.MappingNode
		}
		for t.More() {
			n.Content = append(n.Content, t.node())
		}
		_, _ = t.Token() // the closing bracket
		t.pass(int(t.InputOffset()))
	case string:
		n.Tag, n.Value, n.Style = "!!str", token, yaml.DoubleQuotedStyle
	case json.Number:
		n.Tag, n.Value = "!!int", token.String()
		if strings.ContainsAny(n.Value, ".eE") {
			n.Tag = "!!float"
		}
	case bool:
		n.Tag, n.Value = "!!bool", strconv.FormatBool(token)
	default:
		n.Tag = "!!null"
	}
	return n
}

// pass counts the lines and letters up to a place.
func (t *tokens) pass(to int) {
	passed := t.content[t.at:to]
	if last := bytes.LastIndexByte(passed, '\n'); last >= 0 {
		t.line += bytes.Count(passed, []byte("\n"))
		t.column = 1
		passed = passed[last+1:]
	}
	t.column += utf8.RuneCount(passed)
	t.at = to
}
