// Package exchange gives a framework other forms: canonical YAML, JSON, a workbook.
//
// Its one rule: nothing is lost on the way there and back. The keys of every form
// are the json tags of the nouns in package reform, found by reflection, so that a
// new field is carried by all of them at once. What a framework means is judged by
// package framework alone.
package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"

	"go.yaml.in/yaml/v3"

	"reformboard/internal/reform"
)

// WriteYAML writes a framework as the canonical text of a framework file: keys in
// the nouns' order, numbers with their digits as written, and nothing that is empty
// and may be left out.
func WriteYAML(w io.Writer, f *reform.Framework) error {
	encoder := yaml.NewEncoder(w)
	encoder.SetIndent(2)
	err := encoder.Encode(tree(reflect.ValueOf(f).Elem()))
	if err == nil {
		err = encoder.Close()
	}
	if err != nil {
		return fmt.Errorf("write framework %s as YAML: %w", f.ID, err)
	}
	return nil
}

// WriteJSON writes the same keys as indented JSON, which a reader of framework
// files reads too. Numbers stand without quotes, with all their digits: a program
// that keeps them as float64 may lose some.
func WriteJSON(w io.Writer, f *reform.Framework) error {
	var dense, text bytes.Buffer
	err := writeJSON(&dense, tree(reflect.ValueOf(f).Elem()))
	if err == nil {
		err = json.Indent(&text, dense.Bytes(), "", "  ")
	}
	if err == nil {
		text.WriteByte('\n')
		_, err = w.Write(text.Bytes())
	}
	if err != nil {
		return fmt.Errorf("write framework %s as JSON: %w", f.ID, err)
	}
	return nil
}

// writeJSON writes a node in the order of its keys, which a map would lose.
func writeJSON(w *bytes.Buffer, n *yaml.Node) error {
	switch n.Kind {
	case yaml.MappingNode:
		return writeEach(w, n.Content, 2, "{}")
	case yaml.SequenceNode:
		return writeEach(w, n.Content, 1, "[]")
	default:
		if n.Tag != textTag {
			w.WriteString(n.Value)
			return nil
		}
		quoted, err := json.Marshal(n.Value)
		w.Write(quoted)
		return err
	}
}

// writeEach writes entries of one node, or of a key and its value, in brackets.
func writeEach(w *bytes.Buffer, nodes []*yaml.Node, each int, brackets string) error {
	w.WriteByte(brackets[0])
	for i, n := range nodes {
		if i > 0 && i%each == 0 {
			w.WriteByte(',')
		}
		if i%each == 1 {
			w.WriteByte(':')
		}
		if err := writeJSON(w, n); err != nil {
			return err
		}
	}
	w.WriteByte(brackets[1])
	return nil
}
