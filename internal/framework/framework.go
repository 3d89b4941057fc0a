// Package framework reads a framework file: the rules by which units are scored,
// written in YAML by the people who know them.
//
// Its one rule: a file is taken whole or not at all, and whatever is wrong with
// it is said at once, each fault with its line and what to do about it.
//
// The keys of the file are the json tags of the nouns in package reform; a tag
// without omitempty or omitzero is a key that must be written. Schema says the
// same to an editor.
package framework

import (
	_ "embed"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"

	"reformboard/internal/reform"
)

// Schema is the JSON Schema (draft 2020-12) of a framework file.
//
//go:embed schema.json
var Schema []byte

// MostBytes is the largest framework file that is read.
const MostBytes = 1 << 20

// Read reads a framework from a file of this name. A file with mistakes gives
// Faults; any other error is a failure to read it at all.
func Read(name string, r io.Reader) (reform.Framework, error) {
	content, err := io.ReadAll(io.LimitReader(r, MostBytes+1))
	if err != nil {
		return reform.Framework{}, fmt.Errorf("read framework %s: %w", name, err)
	}
	var f reform.Framework
	file := &reader{file: name, at: map[string]*yaml.Node{}}
	if root := file.parse(content); root != nil {
		file.read(root, reflect.ValueOf(&f).Elem(), "")
	}
	if len(file.faults) < mostFaults && file.at["id"] != nil {
		file.check(f)
	}
	if len(file.faults) > 0 {
		return reform.Framework{}, file.sorted()
	}
	return f, nil
}

// parse returns the one document in the file, or nil after saying why there is none.
func (r *reader) parse(content []byte) *yaml.Node {
	if len(content) > MostBytes {
		r.fault("", "the file is larger than %d KiB: a framework is a text of some dozen KiB", MostBytes>>10)
		return nil
	}
	documents := yaml.NewDecoder(strings.NewReader(string(content)))
	var first, second yaml.Node
	err := documents.Decode(&first)
	if errors.Is(err, io.EOF) {
		r.fault("", "the file is empty")
		return nil
	}
	if err == nil {
		err = documents.Decode(&second)
	}
	switch {
	case err == nil:
		r.at[""] = &second
		r.fault("", "a second document begins here: a file holds one framework")
		return nil
	case !errors.Is(err, io.EOF):
		r.unreadable(err)
		return nil
	}
	return first.Content[0]
}

// unreadable turns a syntax error ("yaml: line 3: …") into a fault. The YAML reader
// names the line it was on, or the one before, and none for the first.
func (r *reader) unreadable(err error) {
	text := strings.TrimPrefix(err.Error(), "yaml: ")
	node := yaml.Node{Line: 1, Column: 1}
	if _, scanErr := fmt.Sscanf(text, "line %d:", &node.Line); scanErr == nil {
		_, text, _ = strings.Cut(text, ": ")
	}
	r.at[""] = &node
	r.fault("", "this is not YAML, here or on the next line: %s", text)
}
